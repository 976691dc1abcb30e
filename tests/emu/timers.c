/*
 * timers.c: FRC1 and FRC2: counts, periods, kinds of interrupts, other clocks.
 */
#include "chip.h"

enum { LOAD1 = 0x60000600, COUNT1 = 0x60000604, CTRL1 = 0x60000608, INT1 = 0x6000060c, LOAD2 = 0x60000620, COUNT2 = 0x60000624,
       CTRL2 = 0x60000628, ALARM2 = 0x60000630, NMI = 0x3ff00000, EDGES = 0x3ff00004, CLOCK = 0x3ff00014 };
enum { ON = 1 << 7, RELOAD = 1 << 6, BY_16 = 1 << 2, BY_256 = 2 << 2, HELD = 1 };

static void counts_down(void)
{
    Machine *m = chip_new();
    fake_write(m, LOAD1, 1000);
    fake_run(m, EMU_MS);
    CHECK_IS(fake_read(m, COUNT1), 1000);
    fake_write(m, CTRL1, ON | BY_16);
    fake_run(m, 200 * EMU_NS * 7 + 100 * EMU_NS);
    CHECK_IS(fake_read(m, COUNT1), 993);
    fake_write(m, CTRL1, 0);
    fake_run(m, EMU_MS);
    CHECK_IS(fake_read(m, COUNT1), 993);
    fake_write(m, CTRL1, ON | BY_16);
    fake_run(m, 993 * 200 * EMU_NS);
    fake_run(m, 10 * 200 * EMU_NS);
    CHECK_IS(fake_read(m, COUNT1), 0x7fffff - 10);
}

static void periods(void)
{
    Machine *m = chip_new();
    fake_write(m, EDGES, 2);
    fake_write(m, CTRL1, ON | RELOAD | BY_16);
    fake_write(m, LOAD1, 5000); /* 1 ms */
    Picos begin = emu_machine_now(m);
    fake_run(m, 999999 * EMU_NS);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 0);
    for (unsigned i = 1; i <= 1000; i++) {
        fake_run(m, EMU_MS);
        CHECK_IS(fake_rises(m, IRQ_FRC1), i);
        CHECK_IS(fake_rose(m, IRQ_FRC1) - begin, i * EMU_MS);
    }
    fake_write(m, EDGES, 0);
    fake_run(m, 10 * EMU_MS);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 1000);
}

static void one_shot_and_held(void)
{
    Machine *m = chip_new();
    fake_write(m, EDGES, 2);
    fake_write(m, CTRL1, ON | HELD);
    fake_write(m, LOAD1, 80);
    fake_run(m, 2 * EMU_US);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 1);
    CHECK_IS(fake_read(m, CTRL1) >> 8, 1);
    fake_write(m, LOAD1, 80);
    fake_run(m, 2 * EMU_US);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 1); /* the first one is still held */
    fake_write(m, INT1, 0);
    CHECK_IS(fake_read(m, CTRL1) >> 8, 0);
    fake_write(m, LOAD1, 80);
    fake_run(m, EMU_US);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 2);
}

static void nmi(void)
{
    Machine *m = chip_new();
    fake_write(m, EDGES, 2);
    fake_write(m, NMI, 0x0f);
    fake_write(m, CTRL1, ON | RELOAD);
    fake_write(m, LOAD1, 800);
    fake_run(m, 100 * EMU_US);
    CHECK_IS(fake_rises(m, IRQ_NMI), 10);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 0);
    fake_write(m, NMI, 0x0e);
    fake_run(m, 100 * EMU_US);
    CHECK_IS(fake_rises(m, IRQ_NMI), 10);
    CHECK_IS(fake_rises(m, IRQ_FRC1), 10);
}

static void counts_up(void)
{
    Machine *m = chip_new();
    fake_write(m, EDGES, 4);
    fake_write(m, CTRL2, ON | BY_256);
    fake_write(m, LOAD2, 0xfffffff0);
    fake_write(m, ALARM2, 16);
    fake_run(m, 31 * 3200 * EMU_NS);
    CHECK_IS(fake_read(m, COUNT2), 15);
    CHECK_IS(fake_rises(m, IRQ_FRC2), 0);
    fake_run(m, 3200 * EMU_NS);
    CHECK_IS(fake_rises(m, IRQ_FRC2), 1);
    CHECK_IS(fake_read(m, COUNT2), 16);
    fake_write(m, ALARM2, fake_read(m, COUNT2) + 5);
    fake_run(m, 16 * EMU_US);
    CHECK_IS(fake_rises(m, IRQ_FRC2), 2);
    fake_run(m, 3600 * EMU_S);
    CHECK_IS(fake_read(m, COUNT2), (uint32_t)(21 + 3600ull * 312500));
}

/* The peripherals' clock is 80 MHz whatever the CPU's is, and 52 MHz before the PLL is set up. */
static void clocks(void)
{
    Machine *m = chip_new();
    fake_write(m, CTRL2, ON);
    fake_run(m, EMU_MS);
    CHECK_IS(fake_read(m, COUNT2), 80000);
    CHECK_IS(emu_machine_cpu_hz(m), 80000000);
    fake_write(m, CLOCK, 1);
    CHECK_IS(emu_machine_cpu_hz(m), 160000000);
    fake_run(m, EMU_MS);
    CHECK_IS(fake_read(m, COUNT2), 160000);
    emu_dport_write_analog(m, 103, 4, 2, 0x00);
    fake_run(m, EMU_MS);
    CHECK_IS(fake_read(m, COUNT2), 212000);
    fake_reset(m, RESET_EXTERNAL);
    CHECK_IS(emu_machine_cpu_hz(m), 52000000);
    CHECK_IS(fake_read(m, COUNT2), 0);
}

int main(void)
{
    RUN(counts_down);
    RUN(periods);
    RUN(one_shot_and_held);
    RUN(nmi);
    RUN(counts_up);
    RUN(clocks);
    return 0;
}
