/*
 * png.h: pictures as PNG files.
 *
 * Layer: emu.
 */
#ifndef EMU_PNG_H
#define EMU_PNG_H

#include <stdbool.h>
#include <stdint.h>

/* Writes a picture of two colours, a byte for each pixel (0 black, else white), row by row. false: errno says why. */
bool emu_png_write(const char *path, const uint8_t *pixels, unsigned width, unsigned height);

#endif
