/*
 * part_ssd1306.c: a display with an SSD1306, by I2C (keys sda, scl) or by SPI (sck, mosi, dc, cs): its commands, its memory, and
 * what a viewer would see of it as a PNG file.
 *
 * A module is wired so that the picture is upright with segment remap (A1) and the scan downwards (C8) set; without
 * them the viewer sees it mirrored, as on the desk.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/i2c.h"
#include "emu/png.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 128, PAGES = 8, ROWS = 64 };
enum { MODE_HORIZONTAL, MODE_VERTICAL, MODE_PAGE };

typedef struct Display {
    unsigned height;
    const char *png;
    bool external_vcc;
    uint8_t address;
    uint8_t ram[PAGES][WIDTH];

    uint8_t mode, column, column_first, column_last, page, page_first, page_last, page_mode_column;
    uint8_t contrast, start_line, offset, mux, pins;
    bool on, all_on, invert, remap, downwards, charge_pump, scrolling, warned_dark;

    uint8_t command[8]; /* one that waits for more bytes */
    unsigned got, need;

    /* I2C: the control byte before, and whether one is expected. SPI: the pins and the byte so far. */
    uint8_t control;
    bool want_control;
    unsigned sck, mosi, dc, cs, bits;
    uint8_t byte;
} Display;

static void reset(Display *d)
{
    d->mode = MODE_PAGE;
    d->column = d->column_first = d->page = d->page_first = d->page_mode_column = 0;
    d->column_last = WIDTH - 1;
    d->page_last = PAGES - 1;
    d->contrast = 0x7f;
    d->start_line = d->offset = 0;
    d->mux = ROWS - 1;
    d->pins = 0x12;
    d->on = d->all_on = d->invert = d->remap = d->downwards = d->charge_pump = d->scrolling = false;
    d->got = d->need = 0;
}

/* ---- data ---- */

static void store(Display *d, uint8_t byte)
{
    d->ram[d->page][d->column] = byte;
    if (d->mode == MODE_PAGE) {
        d->column = d->column == WIDTH - 1 ? 0 : d->column + 1;
        return;
    }
    uint8_t *inner = d->mode == MODE_HORIZONTAL ? &d->column : &d->page, *outer = d->mode == MODE_HORIZONTAL ? &d->page : &d->column;
    bool horizontal = d->mode == MODE_HORIZONTAL;
    uint8_t inner_last = horizontal ? d->column_last : d->page_last, inner_first = horizontal ? d->column_first : d->page_first;
    uint8_t outer_last = horizontal ? d->page_last : d->column_last, outer_first = horizontal ? d->page_first : d->column_first;
    uint8_t inner_end = horizontal ? WIDTH - 1 : PAGES - 1, outer_end = horizontal ? PAGES - 1 : WIDTH - 1;
    if (*inner != inner_last && *inner != inner_end) {
        ++*inner;
        return;
    }
    *inner = inner_first;
    *outer = *outer == outer_last || *outer == outer_end ? outer_first : *outer + 1;
}

/* ---- commands ---- */

/* Bytes of the command, itself included; 0: unknown. */
static unsigned command_bytes(uint8_t c)
{
    if (c < 0x20 || (c >= 0x40 && c < 0x80) || (c >= 0xb0 && c < 0xb8))
        return 1;
    switch (c) {
    case 0x2e: case 0x2f: case 0xa0: case 0xa1: case 0xa4: case 0xa5: case 0xa6: case 0xa7: case 0xae: case 0xaf: case 0xc0:
    case 0xc8: case 0xe3:
        return 1;
    case 0x20: case 0x81: case 0x8d: case 0xa8: case 0xad: case 0xd3: case 0xd5: case 0xd9: case 0xda: case 0xdb:
        return 2;
    case 0x21: case 0x22: case 0xa3:
        return 3;
    case 0x29: case 0x2a:
        return 6;
    case 0x26: case 0x27:
        return 7;
    default:
        return c >= 0xc1 && c <= 0xcf ? 1 : 0; /* the low bits of C0 and C8 do not count */
    }
}

static void set_range(Machine *m, uint8_t first, uint8_t last, uint8_t end, uint8_t *at, uint8_t *at_first, uint8_t *at_last)
{
    if (first > last || last > end)
        emu_machine_warn(m, "ssd1306: a range of %u..%u", first, last);
    *at = *at_first = first & end;
    *at_last = last & end;
}

static void scroll(Machine *m, Display *d, bool on)
{
    if (on && !d->scrolling)
        emu_machine_warn(m, "ssd1306: scrolling by itself is not emulated; the picture stands still");
    d->scrolling = on;
}

/* A viewer would see nothing. */
static void check_power(Machine *m, Display *d)
{
    if (!d->on || d->charge_pump || d->external_vcc || d->warned_dark)
        return;
    d->warned_dark = true;
    emu_machine_warn(m, "ssd1306: switched on without its charge pump (8D 14): it stays dark");
}

static void one_byte_command(Machine *m, Display *d, uint8_t c)
{
    if (c < 0x20) {
        d->page_mode_column = c < 0x10 ? (uint8_t)((d->page_mode_column & 0x70) | c)
                                       : (uint8_t)((d->page_mode_column & 0x0f) | (c & 7) << 4);
        if (d->mode == MODE_PAGE)
            d->column = d->page_mode_column;
    } else if (c >= 0x40 && c < 0x80) {
        d->start_line = c & 0x3f;
    } else if (c >= 0xb0 && c < 0xb8) {
        if (d->mode == MODE_PAGE)
            d->page = c & 7;
    } else if (c >= 0xc0 && c < 0xd0) {
        d->downwards = (c & 8) != 0;
    } else if (c == 0x2e || c == 0x2f) {
        scroll(m, d, c & 1);
    } else if (c == 0xa0 || c == 0xa1) {
        d->remap = c & 1;
    } else if (c == 0xa4 || c == 0xa5) {
        d->all_on = c & 1;
    } else if (c == 0xa6 || c == 0xa7) {
        d->invert = c & 1;
    } else if (c == 0xae || c == 0xaf) {
        d->on = c & 1;
        check_power(m, d);
    }
}

static void long_command(Machine *m, Display *d)
{
    uint8_t a = d->command[1], b = d->command[2];
    switch (d->command[0]) {
    case 0x20: d->mode = (a & 3) > MODE_PAGE ? MODE_PAGE : a & 3; break;
    case 0x21: set_range(m, a, b, WIDTH - 1, &d->column, &d->column_first, &d->column_last); break;
    case 0x22: set_range(m, a, b, PAGES - 1, &d->page, &d->page_first, &d->page_last); break;
    case 0x81: d->contrast = a; break;
    case 0x8d:
        d->charge_pump = (a & 4) != 0;
        check_power(m, d);
        break;
    case 0xa8:
        if ((a & 0x3f) < 15)
            emu_machine_warn(m, "ssd1306: a multiplex ratio of %u", (a & 0x3f) + 1);
        else
            d->mux = a & 0x3f;
        break;
    case 0xd3: d->offset = a & 0x3f; break;
    case 0xda: d->pins = a; break;
    default: break; /* clock, precharge, levels, scroll areas: no effect on the picture */
    }
}

static void take_command(Machine *m, Display *d, uint8_t byte)
{
    if (d->need == 0) {
        d->need = command_bytes(byte);
        d->got = 0;
        if (d->need == 0) {
            emu_machine_warn(m, "ssd1306: unknown command 0x%02x", byte);
            return;
        }
    }
    d->command[d->got++] = byte;
    if (d->got < d->need)
        return;
    if (d->need == 1)
        one_byte_command(m, d, byte);
    else
        long_command(m, d);
    d->need = 0;
}

/* ---- the picture ---- */

/* The line of the glass that a COM output drives: panels of 64 lines are wired in turns from the upper and the lower half of the
 * outputs, and the controller is told so (DA, bit 4); when the two disagree, lines come out elsewhere. */
static unsigned output_of(const Display *d, unsigned line)
{
    bool wired_in_turns = d->height == 64, told = (d->pins & 0x10) != 0;
    if (wired_in_turns == told)
        return line;
    return wired_in_turns ? line / 2 + (line & 1 ? ROWS / 2 : 0) : 2 * line;
}

static bool is_lit(const Display *d, unsigned x, unsigned y)
{
    if (!d->on || (!d->charge_pump && !d->external_vcc))
        return false;
    unsigned com = output_of(d, d->height - 1 - y);
    if (com > d->mux)
        return false;
    if (d->downwards)
        com = d->mux - com;
    unsigned row = (com + d->offset) % ROWS;
    if (row > d->mux)
        return false;
    unsigned line = (row + d->start_line) % ROWS, column = d->remap ? x : WIDTH - 1 - x;
    bool bit = (d->ram[line / 8][column] >> line % 8) & 1;
    return d->all_on || bit != d->invert;
}

static bool write_picture(const Display *d, const char *path)
{
    uint8_t pixels[ROWS * WIDTH];
    for (unsigned y = 0; y < d->height; y++)
        for (unsigned x = 0; x < WIDTH; x++)
            pixels[y * WIDTH + x] = is_lit(d, x, y);
    if (emu_png_write(path, pixels, WIDTH, d->height))
        return true;
    fprintf(stderr, "kukri-emu: ssd1306: %s: %s\n", path, strerror(errno));
    return false;
}

static void end(void *ctx)
{
    const Display *d = ctx;
    write_picture(d, d->png);
}

static bool request(Machine *m, void *ctx, const char *text)
{
    const Display *d = ctx;
    if (strncmp(text, "png=", 4) == 0)
        return write_picture(d, text + 4);
    return strcmp(text, "png") == 0 && d->png != NULL && write_picture(d, d->png);
}

/* ---- the buses ---- */

static bool select_device(Machine *m, void *ctx, uint8_t address, bool read)
{
    Display *d = ctx;
    d->want_control = true;
    return address == d->address;
}

static bool write_byte(Machine *m, void *ctx, uint8_t byte)
{
    Display *d = ctx;
    if (d->want_control) {
        if (byte & 0x3f)
            emu_machine_warn(m, "ssd1306: a control byte of 0x%02x", byte);
        d->control = byte;
        d->want_control = false;
        return true;
    }
    if (d->control & 0x40)
        store(d, byte);
    else
        take_command(m, d, byte);
    d->want_control = (d->control & 0x80) != 0;
    return true;
}

/* What it answers by I2C: bit 6 says that the display is off. */
static uint8_t read_byte(Machine *m, void *ctx)
{
    const Display *d = ctx;
    return d->on ? 0x00 : 0x40;
}

static void stop(Machine *m, void *ctx)
{
}

static void sck_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Display *d = ctx;
    if (!level || emu_pins_level(m, d->cs))
        return;
    d->byte = (uint8_t)(d->byte << 1 | emu_pins_level(m, d->mosi));
    if (++d->bits % 8 != 0)
        return;
    if (emu_pins_level(m, d->dc))
        store(d, d->byte);
    else
        take_command(m, d, d->byte);
}

static void cs_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Display *d = ctx;
    if (level && d->bits % 8 != 0)
        emu_machine_warn(m, "ssd1306: CS rises within a byte");
    d->bits = 0;
}

static void reset_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    if (!level)
        reset(ctx);
}

static bool attach_spi(Machine *m, PartOptions *options, Display *d)
{
    d->sck = emu_parts_pin(options, "sck");
    d->mosi = emu_parts_pin(options, "mosi");
    d->dc = emu_parts_pin(options, "dc");
    d->cs = emu_parts_pin(options, "cs");
    if (!emu_parts_good(options))
        return false;
    emu_pins_watch(m, d->sck, sck_changed, d);
    emu_pins_watch(m, d->cs, cs_changed, d);
    return true;
}

static bool attach(Machine *m, PartOptions *options)
{
    static const I2cKind kind = {"ssd1306", select_device, write_byte, read_byte, stop};
    Display *d = emu_parts_state(sizeof *d);
    long height = emu_parts_number(options, "height", 64, 32, 64), address = emu_parts_number(options, "addr", 0x3c, 0x3c, 0x3d);
    if (height != 32 && height != 64)
        emu_parts_wrong(options, "height=%ld is neither 32 nor 64", height);
    reset(d);
    d->height = (unsigned)height;
    d->address = (uint8_t)address;
    d->png = emu_parts_text(options, "png");
    d->external_vcc = emu_parts_number(options, "vcc", 0, 0, 1) != 0;
    bool spi = emu_parts_text(options, "sck") != NULL;
    if (!(spi ? attach_spi(m, options, d) : emu_i2c_attach(m, options, &kind, d)))
        return false;
    if (emu_parts_text(options, "rst") != NULL)
        emu_pins_watch(m, emu_parts_pin(options, "rst"), reset_changed, d);
    emu_parts_on_request(options, request, d);
    if (d->png != NULL)
        emu_parts_at_end(m, end, d);
    return emu_parts_good(options);
}

const PartKind emu_part_ssd1306 = {
    "ssd1306",
    "sda=N,scl=N[,addr=0x3c][,khz=400]... or sck=N,mosi=N,dc=N,cs=N; [,height=64|32][,rst=N][,vcc=0|1][,png=FILE]: a display; "
    "requests: png, png=FILE",
    attach};
