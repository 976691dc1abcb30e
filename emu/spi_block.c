/*
 * spi_block.c: a transfer of an SPI controller's user mode, as the registers describe it, taken apart
 * into bits.
 *
 * Layer: emu.   Tests: tests/emu/spi.c.
 */
#include "emu/spi_block.h"

#include "emu/dport.h"

#include <string.h>

void emu_spi_block_reset(SpiBlock *block)
{
    memset(block, 0, sizeof *block);
    block->reg[SPI_CLOCK / 4] = 0x80003043;
    block->reg[SPI_USER / 4] = 0x80000004;
    block->reg[SPI_USER1 / 4] = 0x5c000000;
    block->reg[SPI_USER2 / 4] = 0x70000000;
    block->reg[SPI_PIN / 4] = 0x1e;
}

SpiPhases emu_spi_block_phases(const SpiBlock *block)
{
    uint32_t user = emu_spi_block_get(block, SPI_USER), lengths = emu_spi_block_get(block, SPI_USER1);
    SpiPhases phases = {0};
    if (user & SPI_USER_COMMAND)
        phases.command = (emu_spi_block_get(block, SPI_USER2) >> 28) + 1;
    if (user & SPI_USER_ADDRESS)
        phases.address = (lengths >> 26) + 1;
    if (user & SPI_USER_DUMMY)
        phases.dummy = (lengths & 0xff) + 1;
    if (user & SPI_USER_MOSI)
        phases.mosi = ((lengths >> 17) & 0x1ff) + 1;
    phases.duplex = (user & SPI_USER_DUPLEX) != 0;
    /* In duplex both phases are one, as long as MOSI says. */
    if ((user & SPI_USER_MISO) && !(phases.duplex && phases.mosi > 0))
        phases.miso = ((lengths >> 8) & 0x1ff) + 1;
    phases.total = phases.command + phases.address + phases.dummy + phases.mosi + phases.miso;
    return phases;
}

/* Where the bit-th bit of data lies in W0..W15: its byte is chosen by the byte order, its place in it by the bit order. */
static void place_of(unsigned bit, bool high_part, bool big_endian, bool lsb_first, unsigned *word, unsigned *shift)
{
    unsigned byte = bit / 8, in_word = byte % 4;
    *word = (byte / 4 + (high_part ? SPI_WORDS / 2 : 0)) % SPI_WORDS;
    if (big_endian)
        in_word = 3 - in_word;
    *shift = in_word * 8 + (lsb_first ? bit % 8 : 7 - bit % 8);
}

bool emu_spi_block_out(const SpiBlock *block, const SpiPhases *phases, unsigned index)
{
    uint32_t user = emu_spi_block_get(block, SPI_USER);
    bool lsb_first = (emu_spi_block_get(block, SPI_CTRL) & SPI_CTRL_WR_LSB_FIRST) != 0;
    if (index < phases->command) {
        unsigned shift = index / 8 * 8 + (lsb_first ? index % 8 : 7 - index % 8);
        return (emu_spi_block_get(block, SPI_USER2) >> shift) & 1;
    }
    index -= phases->command;
    if (index < phases->address) {
        unsigned shift = 24 - index % 32 / 8 * 8 + (lsb_first ? index % 8 : 7 - index % 8);
        return (emu_spi_block_get(block, index < 32 ? SPI_ADDR : SPI_WR_STATUS) >> shift) & 1;
    }
    index -= phases->address;
    if (index < phases->dummy || index >= phases->dummy + phases->mosi)
        return true;
    unsigned word, shift;
    place_of(index - phases->dummy, user & SPI_USER_MOSI_HIGH, user & SPI_USER_WR_BIG_ENDIAN, lsb_first, &word, &shift);
    return (block->reg[SPI_W0 / 4 + word] >> shift) & 1;
}

void emu_spi_block_in(SpiBlock *block, const SpiPhases *phases, unsigned index, bool bit)
{
    uint32_t user = emu_spi_block_get(block, SPI_USER);
    unsigned first = phases->command + phases->address + phases->dummy;
    if (!phases->duplex || phases->mosi == 0)
        first += phases->mosi;
    if (index < first)
        return;
    unsigned word, shift;
    place_of(index - first, user & SPI_USER_MISO_HIGH, user & SPI_USER_RD_BIG_ENDIAN,
             emu_spi_block_get(block, SPI_CTRL) & SPI_CTRL_RD_LSB_FIRST, &word, &shift);
    uint32_t *at = &block->reg[SPI_W0 / 4 + word];
    *at = (*at & ~(1u << shift)) | (uint32_t)bit << shift;
}

void emu_spi_block_clock(const SpiBlock *block, uint32_t apb_hz, Picos *period, Picos *first_half)
{
    uint32_t clock = emu_spi_block_get(block, SPI_CLOCK);
    Picos unit = EMU_S / apb_hz;
    if (clock & SPI_CLOCK_SYSTEM) {
        *period = unit;
        *first_half = unit / 2;
        return;
    }
    unit *= ((clock >> 18) & 0x1fff) + 1;
    unsigned n = ((clock >> 12) & 0x3f) + 1, half = ((clock >> 6) & 0x3f) + 1;
    *period = unit * n;
    *first_half = half < n ? unit * half : *period / 2;
}

void emu_spi_block_irq(Machine *m, unsigned status_bit, bool level)
{
    static uint32_t pending; /* by the bits of DPORT's register */
    pending = level ? pending | 1u << status_bit : pending & ~(1u << status_bit);
    emu_dport_spi_status(m, status_bit, level);
    emu_machine_irq(m, IRQ_SPI, pending != 0);
}
