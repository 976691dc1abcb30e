/*
 * m_framebuf.c: the module framebuf: pictures in the memory of a bytearray or the like.
 *
 * A FrameBuffer holds a memoryview of its memory: that keeps a bytearray from changing its length. Other exporters may
 * shrink, so the size is checked at each use.
 *
 * Layer: modules.   Tests: tests/modules/framebuf/.
 */
#include "base/utf8.h"
#include "modules/framebuf/frame.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"

KK_MODULE(framebuf)
KK_MODULE_CONST(framebuf, FrameBuffer, KK_REF(&kk_type_FrameBuffer))
/* As FrameFormat has them; the tables are made without seeing that. */
KK_MODULE_CONST(framebuf, MVLSB, KK_INT(0))
KK_MODULE_CONST(framebuf, MONO_VLSB, KK_INT(0))
KK_MODULE_CONST(framebuf, MONO_HLSB, KK_INT(3))
KK_MODULE_CONST(framebuf, MONO_HMSB, KK_INT(4))
KK_MODULE_CONST(framebuf, RGB565, KK_INT(1))
KK_MODULE_CONST(framebuf, GS2_HMSB, KK_INT(5))
KK_MODULE_CONST(framebuf, GS4_HMSB, KK_INT(2))
KK_MODULE_CONST(framebuf, GS8, KK_INT(6))

typedef struct FrameBufferObj {
    uintptr_t header;
    Value view; /* memoryview, or KK_UNSET until __init__ has run */
    uintptr_t width, height, stride, format;
} FrameBufferObj;

/* ---- arguments ---- */

/* Coordinates args.pos[first], and the n - 1 after it; those beyond FRAME_FAR are as good as FRAME_FAR. */
KK_MUST_CHECK static bool coordinates(Vm *vm, Args args, size_t first, size_t n, int32_t *out)
{
    for (size_t i = 0; i < n; i++) {
        intptr_t x;
        if (!kk_index_clamped(vm, args.pos[first + i], &x))
            return false;
        out[i] = (int32_t)(x > FRAME_FAR ? FRAME_FAR : x < -FRAME_FAR ? -FRAME_FAR : x);
    }
    return true;
}

KK_MUST_CHECK static bool colour_arg(Vm *vm, Value v, uint32_t *colour)
{
    intptr_t c;
    if (!kk_index_clamped(vm, v, &c))
        return false;
    *colour = (uint32_t)c;
    return true;
}

/* A number from 1 to FRAME_MAX. */
KK_MUST_CHECK static bool size_arg(Vm *vm, Value v, const char *what, int32_t *size)
{
    intptr_t n;
    if (!kk_index_clamped(vm, v, &n))
        return false;
    if (n < 1 || n > FRAME_MAX)
        return kk_raise_false(vm, KK_ValueError, "%s must be in 1..%d", what, FRAME_MAX);
    *size = (int32_t)n;
    return true;
}

/* What width, height, format and stride (KK_UNSET: width) say, for a buffer of len bytes. */
KK_MUST_CHECK static bool shape_args(Vm *vm, const Value *given, Value stride, size_t len, Frame *f)
{
    intptr_t format;
    if (!size_arg(vm, given[0], "width", &f->width) || !size_arg(vm, given[1], "height", &f->height) ||
        !kk_index_clamped(vm, given[2], &format))
        return false;
    if (format < 0 || format >= FRAME_FORMATS)
        return kk_raise_false(vm, KK_ValueError, "invalid format");
    f->stride = f->width;
    if (stride != KK_UNSET && !size_arg(vm, stride, "stride", &f->stride))
        return false;
    if (f->stride < f->width)
        return kk_raise_false(vm, KK_ValueError, "stride must not be less than width");
    f->format = (FrameFormat)format;
    f->stride = kk_framebuf_stride(f->format, f->stride);
    if (kk_framebuf_bytes(f) > len)
        return kk_raise_false(vm, KK_ValueError, "the buffer is too small");
    return true;
}

/* ---- making ---- */

static Value frame_make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

static bool set_up(Vm *vm, Value self, const Value *given)
{
    Buffer buffer;
    Frame f;
    for (size_t i = 0; i < 4; i++) {
        if (given[i] == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "FrameBuffer() takes at least 4 arguments");
    }
    if (!kk_buffer_writable(vm, given[0], &buffer) || !shape_args(vm, given + 1, given[4], buffer.len, &f))
        return false;
    Value view = kk_memoryview_new(vm, given[0]);
    if (view == KK_ERROR)
        return false;
    FrameBufferObj *frame = KK_OBJ(FrameBufferObj, self);
    frame->view = view;
    frame->width = (uintptr_t)f.width;
    frame->height = (uintptr_t)f.height;
    frame->stride = (uintptr_t)f.stride;
    frame->format = (uintptr_t)f.format;
    return true;
}

static bool frame_init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(buffer), KK_N(width), KK_N(height), KK_N(format), KK_N(stride)};
    Value given[5];
    return kk_keywords_bind(vm, "FrameBuffer", args, kw, names, 5, given) && set_up(vm, self, given);
}

static bool frame_buffer(Vm *vm, Value self, Buffer *out)
{
    Value view = KK_OBJ(FrameBufferObj, self)->view;
    if (view == KK_UNSET)
        return kk_raise_false(vm, KK_ValueError, "the FrameBuffer is not initialised");
    if (!kk_rare_of(kk_type_of(view)->slots)->buffer(vm, view, out))
        return false;
    out->format = 'B';
    out->item = 1;
    return true;
}

static const Layout frame_layout = {sizeof(FrameBufferObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots frame_slots = {
    .make = frame_make, .init = frame_init, .rare = &(const RareSlots){.buffer = frame_buffer},
};
KK_TYPE(FrameBuffer, object) = {KK_TYPE_HEAD(FrameBuffer, object, &frame_layout, 0), .slots = &frame_slots};

/* A FrameBuffer of the format MVLSB. */
KK_FUNCTION(framebuf, FrameBuffer1, "(buffer, width, height, stride=-1, /)")
Value kk_framebuf_FrameBuffer1(Vm *vm, Value self, Args args)
{
    Value given[5] = {args.pos[0], args.pos[1], args.pos[2], KK_INT(FRAME_MVLSB), kk_arg(args, 3, KK_UNSET)};
    Value frame = kk_object_new(vm, &kk_type_FrameBuffer, 0);
    return frame != KK_ERROR && set_up(vm, frame, given) ? frame : KK_ERROR;
}

/* ---- looking at one ---- */

/* The picture, valid until Python code runs or something is allocated. */
KK_MUST_CHECK static bool open_frame(Vm *vm, Value self, Frame *f)
{
    const FrameBufferObj *frame = KK_OBJ(FrameBufferObj, self);
    Buffer buffer;
    if (!frame_buffer(vm, self, &buffer))
        return false;
    *f = (Frame){buffer.at, (int32_t)frame->width, (int32_t)frame->height, (int32_t)frame->stride,
                 (FrameFormat)frame->format};
    if (kk_framebuf_bytes(f) > buffer.len)
        return kk_raise_false(vm, KK_ValueError, "the buffer of the FrameBuffer has shrunk");
    return true;
}

/* A picture to be read: a FrameBuffer, or a tuple or list (buffer, width, height, format[, stride]). parts gets what of
 * it must stay alive. */
KK_MUST_CHECK static bool open_source(Vm *vm, Value v, Value *parts, Frame *f)
{
    Buffer buffer;
    size_t n;
    if (kk_is(v, &kk_type_FrameBuffer))
        return open_frame(vm, v, f);
    if (!kk_is(v, &kk_type_tuple) && !kk_is(v, &kk_type_list))
        return kk_raise_false(vm, KK_TypeError, "a FrameBuffer or tuple is required, not '%T'", v);
    if (!kk_len(vm, v, &n))
        return false;
    if (n < 4 || n > 5)
        return kk_raise_false(vm, KK_ValueError, "(buffer, width, height, format[, stride]) is required");
    parts[4] = KK_UNSET;
    for (size_t i = 0; i < n; i++) {
        if ((parts[i] = kk_getitem(vm, v, KK_INT(i))) == KK_ERROR)
            return false;
    }
    if (!kk_buffer_arg(vm, parts[0], &buffer) || !shape_args(vm, parts + 1, parts[4], buffer.len, f) ||
        !kk_buffer_arg(vm, parts[0], &buffer))
        return false;
    /* An __index__ may have run Python code that shrank it. */
    if (kk_framebuf_bytes(f) > buffer.len)
        return kk_raise_false(vm, KK_ValueError, "the buffer is too small");
    f->at = buffer.at;
    return true;
}

/* ---- drawing ---- */

/* Fills everything with a colour. */
KK_METHOD(FrameBuffer, fill, "(c, /)")
Value kk_framebuf_fill(Vm *vm, Value self, Args args)
{
    uint32_t colour;
    Frame f;
    if (!colour_arg(vm, args.pos[0], &colour) || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_area(&f, 0, 0, f.width, f.height, colour);
    return kk_none;
}

/* A rectangle of w times h pixels. */
KK_METHOD(FrameBuffer, fill_rect, "(x, y, w, h, c, /)")
Value kk_framebuf_fill_rect(Vm *vm, Value self, Args args)
{
    int32_t at[4];
    uint32_t colour;
    Frame f;
    if (!coordinates(vm, args, 0, 4, at) || !colour_arg(vm, args.pos[4], &colour) || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_area(&f, at[0], at[1], at[2], at[3], colour);
    return kk_none;
}

/* The colour of a pixel, None when it is outside; or sets it. */
KK_METHOD(FrameBuffer, pixel, "(x, y, c=None, /)")
Value kk_framebuf_pixel(Vm *vm, Value self, Args args)
{
    int32_t at[2];
    uint32_t colour = 0;
    Frame f;
    if (!coordinates(vm, args, 0, 2, at) || (args.n > 2 && !colour_arg(vm, args.pos[2], &colour)) ||
        !open_frame(vm, self, &f))
        return KK_ERROR;
    if (args.n > 2)
        kk_framebuf_dot(&f, at[0], at[1], colour);
    else if (kk_framebuf_inside(&f, at[0], at[1]))
        return KK_INT(kk_framebuf_get(&f, at[0], at[1]));
    return kk_none;
}

/* w pixels to the right. */
KK_METHOD(FrameBuffer, hline, "(x, y, w, c, /)")
Value kk_framebuf_hline(Vm *vm, Value self, Args args)
{
    int32_t at[3];
    uint32_t colour;
    Frame f;
    if (!coordinates(vm, args, 0, 3, at) || !colour_arg(vm, args.pos[3], &colour) || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_area(&f, at[0], at[1], at[2], 1, colour);
    return kk_none;
}

/* h pixels downwards. */
KK_METHOD(FrameBuffer, vline, "(x, y, h, c, /)")
Value kk_framebuf_vline(Vm *vm, Value self, Args args)
{
    int32_t at[3];
    uint32_t colour;
    Frame f;
    if (!coordinates(vm, args, 0, 3, at) || !colour_arg(vm, args.pos[3], &colour) || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_area(&f, at[0], at[1], 1, at[2], colour);
    return kk_none;
}

/* The outline of a rectangle, filled if f is true. */
KK_METHOD(FrameBuffer, rect, "(x, y, w, h, c, f=False, /)")
Value kk_framebuf_rect(Vm *vm, Value self, Args args)
{
    int32_t at[4];
    uint32_t colour;
    bool fill;
    Frame f;
    if (!coordinates(vm, args, 0, 4, at) || !colour_arg(vm, args.pos[4], &colour) ||
        !kk_truth(vm, kk_arg(args, 5, kk_false), &fill) || !open_frame(vm, self, &f))
        return KK_ERROR;
    int32_t x = at[0], y = at[1], w = at[2], h = at[3];
    if (fill) {
        kk_framebuf_area(&f, x, y, w, h, colour);
        return kk_none;
    }
    kk_framebuf_area(&f, x, y, w, h > 0 ? 1 : 0, colour);
    kk_framebuf_area(&f, x, y + h - 1, w, h > 0 ? 1 : 0, colour);
    kk_framebuf_area(&f, x, y, w > 0 ? 1 : 0, h, colour);
    kk_framebuf_area(&f, x + w - 1, y, w > 0 ? 1 : 0, h, colour);
    return kk_none;
}

/* A line from (x1, y1) to (x2, y2), both included. */
KK_METHOD(FrameBuffer, line, "(x1, y1, x2, y2, c, /)")
Value kk_framebuf_line(Vm *vm, Value self, Args args)
{
    int32_t at[4];
    uint32_t colour;
    Frame f;
    if (!coordinates(vm, args, 0, 4, at) || !colour_arg(vm, args.pos[4], &colour) || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_stroke(&f, at[0], at[1], at[2], at[3], colour);
    return kk_none;
}

/* An ellipse around (x, y) with these radii; f fills it, the bits of m choose quadrants. */
KK_METHOD(FrameBuffer, ellipse, "(x, y, xr, yr, c, f=False, m=15, /)")
Value kk_framebuf_ellipse(Vm *vm, Value self, Args args)
{
    int32_t at[4];
    uint32_t colour, quadrants;
    bool fill;
    Frame f;
    if (!coordinates(vm, args, 0, 4, at) || !colour_arg(vm, args.pos[4], &colour) ||
        !kk_truth(vm, kk_arg(args, 5, kk_false), &fill) || !colour_arg(vm, kk_arg(args, 6, KK_INT(15)), &quadrants) ||
        !open_frame(vm, self, &f))
        return KK_ERROR;
    if (at[2] > FRAME_MAX || at[3] > FRAME_MAX || at[2] < 0 || at[3] < 0)
        return kk_raise(vm, KK_ValueError, "a radius must be in 0..%d", FRAME_MAX);
    kk_framebuf_oval(&f, at[0], at[1], at[2], at[3], colour, fill, quadrants);
    return kk_none;
}

/* The coordinates as a blob of int32_t; *n: how many points. */
KK_MUST_CHECK static Value read_points(Vm *vm, Value coords, size_t *n)
{
    size_t len;
    if (!kk_len(vm, coords, &len))
        return KK_ERROR;
    *n = len / 2;
    Value blob = kk_blob_new(vm, *n * 2 * sizeof(int32_t));
    if (blob == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < *n * 2; i++) {
        int32_t x;
        Value item = kk_getitem(vm, coords, KK_INT(i));
        if (item == KK_ERROR || !coordinates(vm, (Args){&item, 1}, 0, 1, &x))
            return KK_ERROR;
        memcpy(KK_OBJ(BlobObj, blob)->at + i * sizeof x, &x, sizeof x);
    }
    return blob;
}

/* A closed polygon; coords are x and y of its corners by turns (array('h'), list, ...), f fills it. */
KK_METHOD(FrameBuffer, poly, "(x, y, coords, c, f=False, /)")
Value kk_framebuf_poly(Vm *vm, Value self, Args args)
{
    int32_t at[2];
    uint32_t colour;
    bool fill;
    size_t n;
    Frame f;
    if (!coordinates(vm, args, 0, 2, at) || !colour_arg(vm, args.pos[3], &colour) ||
        !kk_truth(vm, kk_arg(args, 4, kk_false), &fill))
        return KK_ERROR;
    Value points = read_points(vm, args.pos[2], &n);
    if (points == KK_ERROR || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_polygon(&f, at[0], at[1], (const int32_t *)(const void *)KK_OBJ(BlobObj, points)->at, n, colour, fill);
    return kk_none;
}

/* Copies the part of source that is visible at (x, y). */
static void copy_pixels(const Frame *f, const Frame *source, int32_t x, int32_t y, intptr_t key, const Frame *palette)
{
    int32_t left = x > 0 ? 0 : -x, top = y > 0 ? 0 : -y;
    int32_t right = source->width < f->width - x ? source->width : f->width - x;
    int32_t bottom = source->height < f->height - y ? source->height : f->height - y;
    for (int32_t row = top; row < bottom; row++) {
        for (int32_t column = left; column < right; column++) {
            uint32_t colour = kk_framebuf_get(source, column, row);
            if (palette != NULL) {
                if (colour >= (uint32_t)palette->width)
                    continue;
                colour = kk_framebuf_get(palette, (int32_t)colour, 0);
            }
            if ((intptr_t)colour != key)
                kk_framebuf_put(f, x + column, y + row, colour);
        }
    }
}

/* Draws another picture at (x, y), but for its pixels of the colour key; palette gives the colours of its pixels. */
KK_METHOD(FrameBuffer, blit, "(fbuf, x, y, key=-1, palette=None, /)")
Value kk_framebuf_blit(Vm *vm, Value self, Args args)
{
    int32_t at[2];
    intptr_t key = -1;
    Frame f, source, palette;
    Value source_parts[5], palette_parts[5];
    Value colours = kk_arg(args, 4, kk_none);
    if (!coordinates(vm, args, 1, 2, at) || (args.n > 3 && !kk_index_clamped(vm, args.pos[3], &key)))
        return KK_ERROR;
    /* Opening one of a tuple may run Python code, so that the others are opened again. */
    if ((colours != kk_none && !open_source(vm, colours, palette_parts, &palette)) ||
        !open_source(vm, args.pos[0], source_parts, &source) ||
        (colours != kk_none && !open_source(vm, colours, palette_parts, &palette)) || !open_frame(vm, self, &f))
        return KK_ERROR;
    copy_pixels(&f, &source, at[0], at[1], key, colours == kk_none ? NULL : &palette);
    return kk_none;
}

/* Moves the content by so many pixels. */
KK_METHOD(FrameBuffer, scroll, "(xstep, ystep, /)")
Value kk_framebuf_scroll(Vm *vm, Value self, Args args)
{
    int32_t by[2];
    Frame f;
    if (!coordinates(vm, args, 0, 2, by) || !open_frame(vm, self, &f))
        return KK_ERROR;
    kk_framebuf_shift(&f, by[0], by[1]);
    return kk_none;
}

/* Draws text, 8 x 8 pixels a character, with its upper left corner at (x, y). */
KK_METHOD(FrameBuffer, text, "(s, x, y, c=1, /)")
Value kk_framebuf_text(Vm *vm, Value self, Args args)
{
    Span text;
    int32_t at[2];
    uint32_t colour;
    Frame f;
    if (!kk_str_arg(vm, args.pos[0], "s", &text) || !coordinates(vm, args, 1, 2, at) ||
        !colour_arg(vm, kk_arg(args, 3, KK_INT(1)), &colour) || !open_frame(vm, self, &f))
        return KK_ERROR;
    for (size_t i = 0, size; i < text.len && at[0] < f.width; i += size, at[0] += 8)
        kk_framebuf_glyph(&f, kk_utf8_decode(text.at + i, &size), at[0], at[1], colour);
    return kk_none;
}
