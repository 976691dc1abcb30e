/*
 * gpio.c: GPIO, the multiplexer and pin interrupts.
 */
#include "chip.h"

enum { OUT = 0x60000300, OUT_W1TS = 0x60000304, OUT_W1TC = 0x60000308, ENABLE = 0x6000030c, ENABLE_W1TS = 0x60000310,
       ENABLE_W1TC = 0x60000314, IN = 0x60000318, STATUS = 0x6000031c, STATUS_W1TC = 0x60000324, PIN0 = 0x60000328,
       MUX_GPIO4 = 0x6000083c, MUX_MTDI = 0x60000804, MUX_GPIO2 = 0x60000838, MUX_U0TXD = 0x60000818 };

static void output(void)
{
    Machine *m = chip_new();
    CHECK(!emu_pins_level(m, 4));
    fake_write(m, OUT_W1TS, 1 << 4);
    CHECK(!emu_pins_level(m, 4)); /* not enabled */
    fake_write(m, ENABLE_W1TS, 1 << 4);
    CHECK(emu_pins_level(m, 4));
    CHECK_IS((fake_read(m, IN) >> 4) & 1, 1);
    CHECK_IS(fake_read(m, OUT), 1 << 4);
    fake_write(m, OUT_W1TC, 1 << 4);
    CHECK(!emu_pins_level(m, 4));
    fake_write(m, OUT, 1 << 4 | 1 << 5);
    CHECK(emu_pins_level(m, 4) && !emu_pins_level(m, 5));
    fake_write(m, MUX_GPIO4, 1 << 4); /* another function */
    CHECK(!emu_pins_level(m, 4));
    fake_write(m, MUX_GPIO4, 1 << 7); /* GPIO again, with pull-up */
    CHECK(emu_pins_level(m, 4));
    fake_write(m, ENABLE_W1TC, 1 << 4);
    fake_write(m, OUT, 0);
    CHECK(emu_pins_level(m, 4)); /* pulled */
    CHECK_IS(fake_read(m, ENABLE), 0);
    CHECK_IS(fake_read(m, IN) >> 16, 3);
}

static void open_drain(void)
{
    Machine *m = chip_new();
    unsigned me = emu_pins_connect(m, 5, "test");
    fake_write(m, PIN0 + 4 * 5, 1 << 2);
    fake_write(m, OUT, 1 << 5);
    fake_write(m, ENABLE, 1 << 5);
    CHECK(!emu_pins_level(m, 5));
    emu_pins_drive(m, 5, me, DRIVE_PULL_UP);
    CHECK(emu_pins_level(m, 5));
    emu_pins_drive(m, 5, me, DRIVE_LOW);
    CHECK(!emu_pins_level(m, 5));
    CHECK_IS(fake_warnings(m), 0);
    emu_pins_drive(m, 5, me, DRIVE_PULL_UP);
    fake_write(m, OUT, 0);
    CHECK(!emu_pins_level(m, 5));
}

/* The function of GPIO is 3 at the pins that belong to other blocks. */
static void functions(void)
{
    Machine *m = chip_new();
    fake_write(m, ENABLE, 1 << 12);
    fake_write(m, OUT, 1 << 12);
    CHECK(!emu_pins_level(m, 12)); /* JTAG */
    fake_write(m, MUX_MTDI, 3 << 4);
    CHECK(emu_pins_level(m, 12));
    CHECK_IS(emu_gpio_function(m, 12), 3);
    fake_write(m, MUX_MTDI, 2 << 4);
    CHECK_IS(emu_gpio_function(m, 12), 2);
    CHECK(!emu_pins_level(m, 12));
    fake_write(m, MUX_MTDI, 0x100);
    CHECK_IS(emu_gpio_function(m, 12), 4);
    CHECK(emu_pins_level(m, 12)); /* DTR, idle */
    CHECK(emu_pins_level(m, 1));  /* TXD, idle */
    fake_write(m, MUX_U0TXD, 3 << 4);
    CHECK(!emu_pins_level(m, 1));
    fake_reset(m, RESET_SOFTWARE);
    CHECK(emu_pins_level(m, 1));
    CHECK_IS(fake_read(m, ENABLE), 0);
}

static void edges(void)
{
    Machine *m = chip_new();
    unsigned me = emu_pins_connect(m, 4, "test");
    fake_write(m, PIN0 + 16, 1 << 7); /* rising */
    emu_pins_drive(m, 4, me, DRIVE_HIGH);
    CHECK(fake_irq(m, IRQ_GPIO));
    CHECK_IS(fake_read(m, STATUS), 1 << 4);
    fake_write(m, STATUS_W1TC, 1 << 4);
    CHECK(!fake_irq(m, IRQ_GPIO));
    emu_pins_drive(m, 4, me, DRIVE_LOW);
    CHECK(!fake_irq(m, IRQ_GPIO));
    fake_write(m, PIN0 + 16, 2 << 7); /* falling */
    CHECK(!fake_irq(m, IRQ_GPIO));
    emu_pins_drive(m, 4, me, DRIVE_HIGH);
    CHECK(!fake_irq(m, IRQ_GPIO));
    emu_pins_drive(m, 4, me, DRIVE_LOW);
    CHECK(fake_irq(m, IRQ_GPIO));
    fake_write(m, STATUS_W1TC, 1 << 4);
    fake_write(m, PIN0 + 16, 3 << 7); /* both */
    unsigned before = fake_rises(m, IRQ_GPIO);
    for (unsigned i = 0; i < 10; i++) {
        emu_pins_drive(m, 4, me, i % 2 ? DRIVE_LOW : DRIVE_HIGH);
        fake_write(m, STATUS_W1TC, 0xffff);
    }
    CHECK_IS(fake_rises(m, IRQ_GPIO) - before, 10);
}

static void levels(void)
{
    Machine *m = chip_new();
    unsigned me = emu_pins_connect(m, 4, "test");
    fake_write(m, PIN0 + 16, 5 << 7);
    CHECK(!fake_irq(m, IRQ_GPIO));
    emu_pins_drive(m, 4, me, DRIVE_HIGH);
    CHECK(fake_irq(m, IRQ_GPIO));
    fake_write(m, STATUS_W1TC, 1 << 4);
    CHECK(fake_irq(m, IRQ_GPIO)); /* it is still high */
    emu_pins_drive(m, 4, me, DRIVE_LOW);
    fake_write(m, STATUS_W1TC, 1 << 4);
    CHECK(!fake_irq(m, IRQ_GPIO));
    fake_write(m, PIN0 + 16, 4 << 7);
    CHECK(fake_irq(m, IRQ_GPIO));
}

static void gpio16(void)
{
    Machine *m = chip_new();
    unsigned me = emu_pins_connect(m, 16, "test");
    fake_write(m, 0x600007a0, 1);
    fake_write(m, 0x60000774, 1);
    CHECK_IS(fake_read(m, 0x6000078c), 0);
    fake_write(m, 0x60000768, 1);
    CHECK(emu_pins_level(m, 16));
    fake_reset(m, RESET_SOFTWARE);
    CHECK(emu_pins_level(m, 16)); /* the RTC keeps it */
    fake_write(m, 0x60000774, 0);
    CHECK_IS(fake_read(m, 0x6000078c), 0);
    emu_pins_drive(m, 16, me, DRIVE_HIGH);
    CHECK_IS(fake_read(m, 0x6000078c), 1);
}

int main(void)
{
    RUN(output);
    RUN(open_drain);
    RUN(functions);
    RUN(edges);
    RUN(levels);
    RUN(gpio16);
    return 0;
}
