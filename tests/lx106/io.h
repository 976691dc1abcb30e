/*
 * io.h: output for test programs that run both on the LX106 and on a computer.
 */
#ifndef KK_TEST_LX106_IO_H
#define KK_TEST_LX106_IO_H

#include <stdint.h>

void put_text(const char *text);
void put_hex(uint32_t x);
void put_decimal(uint32_t x);

#endif
