/*
 * dport.h: the chip's switchboard, as other blocks and ROM functions use it.
 *
 * Layer: emu.   Tests: tests/emu/dport.c.
 */
#ifndef EMU_DPORT_H
#define EMU_DPORT_H

#include "emu/machine.h"

/* The row "dport" of devices.def. */
void emu_dport_init(Machine *m);

/* The clock of UARTs and timers: 52 MHz, or 80 MHz once the PLL is set up. */
uint32_t emu_dport_apb_hz(const Machine *m);

/* The registers behind rom_i2c_writeReg and rom_i2c_readReg: analogue blocks, the PLL (block 103, host 4) among them. */
void emu_dport_write_analog(Machine *m, unsigned block, unsigned host, unsigned reg, uint8_t value);
uint8_t emu_dport_read_analog(const Machine *m, unsigned block, unsigned host, unsigned reg);

/* A timer or the watchdog raises its interrupt; DPORT lets it through to the CPU (0x3ff00004) or, FRC1's, to the NMI as well. */
void emu_dport_edge(Machine *m, unsigned irq);

/* Bits of 0x3ff00020, which says who raised IRQ_SPI: 4 SPI0, 7 HSPI, 9 I2S. */
void emu_dport_spi_status(Machine *m, unsigned bit, bool level);

#endif
