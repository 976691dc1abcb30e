/*
 * frame.h: a picture in memory: its formats, and drawing into it, clipped at its edges.
 *
 * Nothing here knows Python. Coordinates are any of +-FRAME_FAR: differences of sums of two of them fit an int32_t.
 *
 * Layer: modules.   Tests: tests/modules/framebuf/.
 */
#ifndef KK_MODULES_FRAMEBUF_FRAME_H
#define KK_MODULES_FRAMEBUF_FRAME_H

#include "base/compiler.h"

/* The numbers are MicroPython's. HLSB has the leftmost pixel in bit 7, HMSB in bit 0. */
typedef enum FrameFormat {
    FRAME_MVLSB = 0, FRAME_RGB565 = 1, FRAME_GS4_HMSB = 2, FRAME_MHLSB = 3, FRAME_MHMSB = 4, FRAME_GS2_HMSB = 5,
    FRAME_GS8 = 6, FRAME_FORMATS = 7
} FrameFormat;

enum { FRAME_FAR = 1 << 28, FRAME_MAX = 0xFFFF };

typedef struct Frame {
    uint8_t *at; /* may lie in flash when it is only read from */
    int32_t width, height;
    int32_t stride; /* pixels from a row to the next */
    FrameFormat format;
} Frame;

/* The stride that is used: rows of formats with several pixels in a byte begin with a byte. @gc never */
int32_t kk_framebuf_stride(FrameFormat format, int32_t stride);
/* The bytes from the first pixel to the last. @gc never */
uint64_t kk_framebuf_bytes(const Frame *f);

/* Of a pixel that is inside. @gc never */
uint32_t kk_framebuf_get(const Frame *f, int32_t x, int32_t y);
void kk_framebuf_put(const Frame *f, int32_t x, int32_t y, uint32_t colour);

/* The rest clips. @gc never */
KK_INLINE bool kk_framebuf_inside(const Frame *f, int32_t x, int32_t y)
{
    return (uint32_t)x < (uint32_t)f->width && (uint32_t)y < (uint32_t)f->height;
}
KK_INLINE void kk_framebuf_dot(const Frame *f, int32_t x, int32_t y, uint32_t colour)
{
    if (kk_framebuf_inside(f, x, y))
        kk_framebuf_put(f, x, y, colour);
}
/* All pixels of a rectangle; negative sizes are empty. */
void kk_framebuf_area(const Frame *f, int32_t x, int32_t y, int32_t w, int32_t h, uint32_t colour);
/* A line with both of its ends. */
void kk_framebuf_stroke(const Frame *f, int32_t x1, int32_t y1, int32_t x2, int32_t y2, uint32_t colour);
/* quadrants: bit 0 is the one to the right and above, then counterclockwise. Radii are 0..FRAME_MAX. */
void kk_framebuf_oval(const Frame *f, int32_t x, int32_t y, int32_t rx, int32_t ry, uint32_t colour, bool fill,
                      unsigned quadrants);
/* A closed polygon of n points, {x, y} each, moved by x, y; its inside by the even-odd rule. */
void kk_framebuf_polygon(const Frame *f, int32_t x, int32_t y, const int32_t *points, size_t n, uint32_t colour,
                         bool fill);
/* Moves the content; what comes in from outside keeps the pixels it had. */
void kk_framebuf_shift(const Frame *f, int32_t dx, int32_t dy);
/* A character in a cell of 8 x 8; set pixels only. Without a glyph it is a box. */
void kk_framebuf_glyph(const Frame *f, uint32_t code, int32_t x, int32_t y, uint32_t colour);

#endif
