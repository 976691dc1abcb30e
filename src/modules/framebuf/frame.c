/*
 * frame.c: where the pixels of each format lie, and filling rectangles.
 *
 * Layer: modules.   Tests: tests/modules/framebuf/formats.py.
 */
#include "modules/framebuf/frame.h"

/* Bits of a pixel, as a power of two. */
static uint32_t bits_shift(FrameFormat format)
{
    switch (format) {
    case FRAME_RGB565: return 4;
    case FRAME_GS8: return 3;
    case FRAME_GS4_HMSB: return 2;
    case FRAME_GS2_HMSB: return 1;
    default: return 0;
    }
}

int32_t kk_framebuf_stride(FrameFormat format, int32_t stride)
{
    uint32_t bits = bits_shift(format);
    if (bits >= 3 || format == FRAME_MVLSB)
        return stride;
    int32_t more = (8 >> bits) - 1;
    return (stride + more) & ~more;
}

uint64_t kk_framebuf_bytes(const Frame *f)
{
    /* Of the last row only the pixels that belong to the frame must be there: a frame may be a part of a wider one. */
    uint64_t width = (uint64_t)kk_framebuf_stride(f->format, f->width), stride = (uint64_t)f->stride;
    uint64_t rows = (uint64_t)f->height;
    if (f->format == FRAME_MVLSB)
        return (rows - 1) / 8 * stride + width;
    return (((rows - 1) * stride + width) << bits_shift(f->format)) / 8;
}

/* A pixel that is part of a byte, or one. */
typedef struct Place {
    uint8_t *at;
    uint32_t shift, mask; /* mask: as shifted down */
} Place;

static Place place_of(const Frame *f, int32_t x, int32_t y)
{
    size_t pixel = (size_t)y * (size_t)f->stride + (size_t)x;
    switch (f->format) {
    case FRAME_MVLSB: return (Place){f->at + (size_t)(y >> 3) * (size_t)f->stride + x, (uint32_t)y & 7, 1};
    case FRAME_MHLSB: return (Place){f->at + pixel / 8, ~(uint32_t)x & 7, 1};
    case FRAME_MHMSB: return (Place){f->at + pixel / 8, (uint32_t)x & 7, 1};
    case FRAME_GS2_HMSB: return (Place){f->at + pixel / 4, ((uint32_t)x & 3) * 2, 3};
    case FRAME_GS4_HMSB: return (Place){f->at + pixel / 2, (~(uint32_t)x & 1) * 4, 15};
    default: return (Place){f->at + pixel, 0, 255};
    }
}

/* The bits that a pixel of that colour has. */
static uint32_t pixel_bits(uint32_t mask, uint32_t colour)
{
    return mask == 1 ? colour != 0 : colour & mask;
}

uint32_t kk_framebuf_get(const Frame *f, int32_t x, int32_t y)
{
    if (f->format == FRAME_RGB565) {
        const uint8_t *p = f->at + ((size_t)y * (size_t)f->stride + (size_t)x) * 2;
        return kk_rom_byte(p) | (uint32_t)kk_rom_byte(p + 1) << 8;
    }
    Place place = place_of(f, x, y);
    return (uint32_t)kk_rom_byte(place.at) >> place.shift & place.mask;
}

void kk_framebuf_put(const Frame *f, int32_t x, int32_t y, uint32_t colour)
{
    if (f->format == FRAME_RGB565) {
        uint8_t *p = f->at + ((size_t)y * (size_t)f->stride + (size_t)x) * 2;
        p[0] = (uint8_t)colour;
        p[1] = (uint8_t)(colour >> 8);
        return;
    }
    Place place = place_of(f, x, y);
    uint32_t bits = pixel_bits(place.mask, colour) << place.shift;
    *place.at = (uint8_t)((*place.at & ~(place.mask << place.shift)) | bits);
}

/* Rows of a format in which a byte holds pixels above each other. */
static void fill_columns(const Frame *f, int32_t x, int32_t y, int32_t w, int32_t h, uint32_t colour)
{
    for (int32_t end = y + h; y < end; y = (y | 7) + 1) {
        uint32_t mask = 0xFFu << (y & 7);
        if (end <= (y | 7))
            mask &= 0xFFu >> (8 - (end & 7));
        uint8_t *p = f->at + (size_t)(y >> 3) * (size_t)f->stride + x;
        for (int32_t i = 0; i < w; i++)
            p[i] = (uint8_t)(colour != 0 ? p[i] | mask : p[i] & ~mask);
    }
}

/* Part of a row, in a format in which a byte holds `per` pixels beside each other. */
static void fill_row(const Frame *f, int32_t x, int32_t y, int32_t w, int32_t per, uint32_t colour)
{
    int32_t end = x + w;
    for (; x < end && x % per != 0; x++)
        kk_framebuf_put(f, x, y, colour);
    Place place = place_of(f, x < f->width ? x : 0, y);
    uint32_t bits = pixel_bits(place.mask, colour);
    /* Every pixel of the byte: 255 / mask is a 1 in the lowest bit of each. */
    int32_t bytes = (end - x) / per;
    if (bytes > 0)
        memset(place.at, (int)(bits * (255 / place.mask)), (size_t)bytes);
    for (x += bytes * per; x < end; x++)
        kk_framebuf_put(f, x, y, colour);
}

void kk_framebuf_area(const Frame *f, int32_t x, int32_t y, int32_t w, int32_t h, uint32_t colour)
{
    int32_t right = x + w < f->width ? x + w : f->width, bottom = y + h < f->height ? y + h : f->height;
    x = x > 0 ? x : 0;
    y = y > 0 ? y : 0;
    if (x >= right || y >= bottom)
        return;
    if (f->format == FRAME_MVLSB) {
        fill_columns(f, x, y, right - x, bottom - y, colour);
        return;
    }
    for (; y < bottom; y++) {
        if (f->format == FRAME_RGB565) {
            for (int32_t i = x; i < right; i++)
                kk_framebuf_put(f, i, y, colour);
        } else {
            fill_row(f, x, y, right - x, 8 >> bits_shift(f->format), colour);
        }
    }
}

/* Moves whole bytes: pixels of a byte or two, and rows of bytes with eight pixels above each other. false: that is not
 * possible. |dx| < width, |dy| < height. */
static bool shift_bytes(const Frame *f, int32_t dx, int32_t dy)
{
    int32_t rows = f->height, size = f->format == FRAME_RGB565 ? 2 : 1;
    if (f->format == FRAME_MVLSB && dy % 8 == 0 && rows % 8 == 0) {
        rows /= 8;
        dy /= 8;
    } else if (f->format != FRAME_GS8 && f->format != FRAME_RGB565) {
        return false;
    }
    int32_t columns = f->width - (dx < 0 ? -dx : dx), n = rows - (dy < 0 ? -dy : dy);
    for (int32_t j = 0; j < n; j++) {
        int32_t y = dy > 0 ? rows - 1 - j : j;
        uint8_t *to = f->at + ((size_t)y * (size_t)f->stride + (size_t)(dx > 0 ? dx : 0)) * (size_t)size;
        const uint8_t *from =
            f->at + ((size_t)(y - dy) * (size_t)f->stride + (size_t)(dx < 0 ? -dx : 0)) * (size_t)size;
        memmove(to, from, (size_t)(columns * size));
    }
    return true;
}

void kk_framebuf_shift(const Frame *f, int32_t dx, int32_t dy)
{
    int32_t w = f->width, h = f->height;
    if (dx >= w || dx <= -w || dy >= h || dy <= -h || shift_bytes(f, dx, dy))
        return;
    /* Pixels are read before they are written over: the order depends on the direction. */
    int32_t nx = w - (dx < 0 ? -dx : dx), ny = h - (dy < 0 ? -dy : dy);
    for (int32_t j = 0; j < ny; j++) {
        int32_t y = dy > 0 ? h - 1 - j : j;
        for (int32_t i = 0; i < nx; i++) {
            int32_t x = dx > 0 ? w - 1 - i : i;
            kk_framebuf_put(f, x, y, kk_framebuf_get(f, x - dx, y - dy));
        }
    }
}
