/*
 * spi_block.h: the registers that the chip's two SPI controllers have in common, and a transfer of their
 * user mode as a row of bits. spi0.c sends the bits to the flash, hspi.c to pins.
 *
 * Layer: emu.
 */
#ifndef EMU_SPI_BLOCK_H
#define EMU_SPI_BLOCK_H

#include "emu/machine.h"

enum { SPI_BLOCK_SIZE = 0x100 };

/* Offsets, named as in the public register headers. */
enum {
    SPI_CMD = 0x00, SPI_ADDR = 0x04, SPI_CTRL = 0x08, SPI_CTRL1 = 0x0c, SPI_RD_STATUS = 0x10, SPI_CTRL2 = 0x14, SPI_CLOCK = 0x18,
    SPI_USER = 0x1c, SPI_USER1 = 0x20, SPI_USER2 = 0x24, SPI_WR_STATUS = 0x28, SPI_PIN = 0x2c, SPI_SLAVE = 0x30, SPI_SLAVE1 = 0x34,
    SPI_W0 = 0x40, SPI_EXT0 = 0xf0, SPI_EXT3 = 0xfc, SPI_WORDS = 16
};

#define SPI_CMD_READ (1u << 31)
#define SPI_CMD_WREN (1u << 30)
#define SPI_CMD_WRDI (1u << 29)
#define SPI_CMD_RDID (1u << 28)
#define SPI_CMD_RDSR (1u << 27)
#define SPI_CMD_WRSR (1u << 26)
#define SPI_CMD_PP (1u << 25)
#define SPI_CMD_SE (1u << 24)
#define SPI_CMD_BE (1u << 23)
#define SPI_CMD_CE (1u << 22)
#define SPI_CMD_DP (1u << 21)
#define SPI_CMD_RES (1u << 20)
#define SPI_CMD_HPM (1u << 19)
#define SPI_CMD_USR (1u << 18)

#define SPI_CTRL_WR_LSB_FIRST (1u << 26)
#define SPI_CTRL_RD_LSB_FIRST (1u << 25)
#define SPI_CTRL_QIO (1u << 24)
#define SPI_CTRL_DIO (1u << 23)
#define SPI_CTRL_TWO_BYTE_STATUS (1u << 22)
#define SPI_CTRL_QOUT (1u << 20)
#define SPI_CTRL_DOUT (1u << 14)
#define SPI_CTRL_FAST_READ (1u << 13)

#define SPI_CLOCK_SYSTEM (1u << 31)

#define SPI_USER_COMMAND (1u << 31)
#define SPI_USER_ADDRESS (1u << 30)
#define SPI_USER_DUMMY (1u << 29)
#define SPI_USER_MISO (1u << 28)
#define SPI_USER_MOSI (1u << 27)
#define SPI_USER_MOSI_HIGH (1u << 25)
#define SPI_USER_MISO_HIGH (1u << 24)
#define SPI_USER_WR_BIG_ENDIAN (1u << 11)
#define SPI_USER_RD_BIG_ENDIAN (1u << 10)
#define SPI_USER_OUT_RISING (1u << 7) /* data leaves at the clock's rising edge, else at the falling one */
#define SPI_USER_CS_SETUP (1u << 5)
#define SPI_USER_CS_HOLD (1u << 4)
#define SPI_USER_DUPLEX (1u << 0)

#define SPI_PIN_IDLE_HIGH (1u << 29)
#define SPI_PIN_CS0_OFF (1u << 0)

#define SPI_SLAVE_SYNC_RESET (1u << 31)
#define SPI_SLAVE_MODE (1u << 30)
#define SPI_SLAVE_DONE_ENABLE (1u << 9)
#define SPI_SLAVE_DONE (1u << 4)
#define SPI_SLAVE_COUNT_SHIFT 23

typedef struct SpiBlock {
    uint32_t reg[SPI_BLOCK_SIZE / 4];
} SpiBlock;

static inline uint32_t emu_spi_block_get(const SpiBlock *block, unsigned offset)
{
    return block->reg[offset / 4];
}

/* The lengths in bits of a transfer's phases, in the order in which they come; total is their sum. */
typedef struct SpiPhases {
    unsigned command, address, dummy, mosi, miso, total;
    bool duplex; /* what comes in during mosi is kept */
} SpiPhases;

/* The registers after power-on. */
void emu_spi_block_reset(SpiBlock *block);
SpiPhases emu_spi_block_phases(const SpiBlock *block);
/* The index-th bit that leaves; high in dummy and miso. */
bool emu_spi_block_out(const SpiBlock *block, const SpiPhases *phases, unsigned index);
/* Stores the index-th bit that arrives, when its phase is one that listens. */
void emu_spi_block_in(SpiBlock *block, const SpiPhases *phases, unsigned index, bool bit);
/* The clock: the length of a period and of its first half. */
void emu_spi_block_clock(const SpiBlock *block, uint32_t apb_hz, Picos *period, Picos *first_half);

/* Which controllers want IRQ_SPI: DPORT's status bit and the line of the CPU follow. status_bit: 4 SPI0, 7 HSPI. */
void emu_spi_block_irq(Machine *m, unsigned status_bit, bool level);

#endif
