/*
 * draw.c: lines, ellipses and polygons.
 *
 * Layer: modules.   Tests: tests/modules/framebuf/shapes.py, hostile.py.
 */
#include "modules/framebuf/frame.h"

static int32_t magnitude(int32_t x)
{
    return x < 0 ? -x : x;
}

/* A line, seen along the axis on which it has more pixels. */
typedef struct Stroke {
    int32_t major, minor;           /* where it begins */
    int32_t length, rise;           /* how far it goes on each, not negative */
    int32_t major_step, minor_step; /* 1 or -1 */
} Stroke;

/*
 * Pixel i has gone (2 rise i + length) / (2 length) steps on the minor axis: Bresenham's line. So the first visible
 * one can be begun with, however far away the line starts.
 */
static void draw_stroke(const Frame *f, const Stroke *s, bool steep, uint32_t colour)
{
    int32_t size = steep ? f->height : f->width;
    int32_t first = s->major_step > 0 ? -s->major : s->major - (size - 1);
    int32_t last = s->major_step > 0 ? size - 1 - s->major : s->major;
    first = first > 0 ? first : 0;
    last = last < s->length ? last : s->length;
    if (first > last)
        return;
    int32_t steps = 0;
    int64_t rest = s->length; /* (2 rise i + length) % (2 length) */
    if (first > 0) {
        rest += 2 * (int64_t)s->rise * first;
        steps = (int32_t)(rest / (2 * (int64_t)s->length));
        rest -= 2 * (int64_t)s->length * steps;
    }
    for (int32_t i = first; i <= last; i++) {
        int32_t a = s->major + s->major_step * i, b = s->minor + s->minor_step * steps;
        kk_framebuf_dot(f, steep ? b : a, steep ? a : b, colour);
        rest += 2 * (int64_t)s->rise;
        if (rest >= 2 * (int64_t)s->length) {
            rest -= 2 * (int64_t)s->length;
            steps++;
        }
    }
}

void kk_framebuf_stroke(const Frame *f, int32_t x1, int32_t y1, int32_t x2, int32_t y2, uint32_t colour)
{
    int32_t dx = magnitude(x2 - x1), dy = magnitude(y2 - y1);
    int32_t sx = x2 >= x1 ? 1 : -1, sy = y2 >= y1 ? 1 : -1;
    bool steep = dy > dx;
    Stroke s = steep ? (Stroke){y1, x1, dy, dx, sy, sx} : (Stroke){x1, y1, dx, dy, sx, sy};
    if (s.length == 0)
        kk_framebuf_dot(f, x1, y1, colour);
    else
        draw_stroke(f, &s, steep, colour);
}

/* ---- ellipses ---- */

typedef struct Oval {
    const Frame *frame;
    int32_t x, y;
    uint32_t colour;
    bool fill;
    unsigned quadrants;
} Oval;

enum { RIGHT_ABOVE = 1, LEFT_ABOVE = 2, LEFT_BELOW = 4, RIGHT_BELOW = 8 };

/* The points at (+-dx, +-dy), or what is between them and the vertical axis. */
static void draw_points(const Oval *o, int32_t dx, int32_t dy)
{
    int32_t n = o->fill ? dx + 1 : 1, left = o->x - dx, right = o->fill ? o->x : o->x + dx;
    if (o->quadrants & RIGHT_ABOVE)
        kk_framebuf_area(o->frame, right, o->y - dy, n, 1, o->colour);
    if (o->quadrants & LEFT_ABOVE)
        kk_framebuf_area(o->frame, left, o->y - dy, n, 1, o->colour);
    if (o->quadrants & LEFT_BELOW)
        kk_framebuf_area(o->frame, left, o->y + dy, n, 1, o->colour);
    if (o->quadrants & RIGHT_BELOW)
        kk_framebuf_area(o->frame, right, o->y + dy, n, 1, o->colour);
}

/*
 * Walks from the end of the axis of radius a, along the other one of radius b, as long as the curve is the steeper way:
 * two such walks make the quadrant. After J. Kennedy, "A Fast Bresenham Type Algorithm For Drawing Ellipses".
 */
static void walk(const Oval *o, int64_t a, int64_t b, bool swapped)
{
    int64_t aa = 2 * a * a, bb = 2 * b * b;
    int64_t x = a, y = 0, error = 0;
    int64_t x_change = b * b * (1 - 2 * a), y_change = a * a;
    int64_t x_stop = bb * a, y_stop = 0;
    while (x_stop >= y_stop && x >= 0) {
        draw_points(o, (int32_t)(swapped ? y : x), (int32_t)(swapped ? x : y));
        y++;
        y_stop += aa;
        error += y_change;
        y_change += aa;
        if (2 * error + x_change > 0) {
            x--;
            x_stop -= bb;
            error += x_change;
            x_change += bb;
        }
    }
}

void kk_framebuf_oval(const Frame *f, int32_t x, int32_t y, int32_t rx, int32_t ry, uint32_t colour, bool fill,
                      unsigned quadrants)
{
    Oval o = {f, x, y, colour, fill, quadrants};
    if (rx == 0 || ry == 0) {
        /* The walks would not leave their ends: a line, or a point. */
        for (int32_t i = rx > ry ? rx : ry; i >= 0; i--)
            draw_points(&o, rx == 0 ? 0 : i, ry == 0 ? 0 : i);
        return;
    }
    walk(&o, rx, ry, false);
    walk(&o, ry, rx, true);
}

/* ---- polygons ---- */

/* Where the edge crosses the middle of a row, in 1/65536 pixel; false: it does not. Ends belong to the row below. */
static bool crossing(const int32_t *from, const int32_t *to, int32_t row, int64_t *at)
{
    if ((from[1] <= row) == (to[1] <= row))
        return false;
    int64_t rows = to[1] - from[1], columns = to[0] - from[0];
    /* |columns| < 2^31 and |row - y| <= |rows|: whole pixels first, so that nothing overflows. */
    int64_t whole = columns * (row - from[1]);
    int64_t pixels = whole / rows;
    *at = (from[0] + pixels) * 65536 + (whole - pixels * rows) * 65536 / rows;
    return true;
}

/* The lowest crossing of the row that is above (at, edge) in the order of (place, number of the edge). */
static size_t next_crossing(const int32_t *points, size_t n, int32_t row, int64_t *at, size_t edge, bool begin)
{
    size_t found = n;
    int64_t best = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t here;
        if (!crossing(points + 2 * i, points + 2 * (i + 1 < n ? i + 1 : 0), row, &here))
            continue;
        bool later = begin || here > *at || (here == *at && i > edge);
        if (later && (found == n || here < best)) {
            best = here;
            found = i;
        }
    }
    *at = best;
    return found;
}

static int32_t clamp_column(const Frame *f, int32_t x, int64_t place)
{
    int64_t column = x + (place + 65535) / 65536;
    return column < 0 ? 0 : column > f->width ? f->width : (int32_t)column;
}

static void fill_polygon_row(const Frame *f, int32_t x, int32_t y, const int32_t *points, size_t n, int32_t row,
                             uint32_t colour)
{
    int64_t at = 0;
    size_t edge = next_crossing(points, n, row, &at, 0, true);
    while (edge < n) {
        int32_t left = clamp_column(f, x, at);
        edge = next_crossing(points, n, row, &at, edge, false);
        if (edge == n)
            break;
        kk_framebuf_area(f, left, y + row, clamp_column(f, x, at) - left, 1, colour);
        edge = next_crossing(points, n, row, &at, edge, false);
    }
}

void kk_framebuf_polygon(const Frame *f, int32_t x, int32_t y, const int32_t *points, size_t n, uint32_t colour,
                         bool fill)
{
    int32_t top = FRAME_FAR, bottom = -FRAME_FAR;
    for (size_t i = 0; i < n; i++) {
        const int32_t *from = points + 2 * i, *to = points + 2 * (i + 1 < n ? i + 1 : 0);
        kk_framebuf_stroke(f, x + from[0], y + from[1], x + to[0], y + to[1], colour);
        top = from[1] < top ? from[1] : top;
        bottom = from[1] > bottom ? from[1] : bottom;
    }
    if (!fill)
        return;
    top = top + y > 0 ? top : -y;
    bottom = bottom + y < f->height ? bottom : f->height - 1 - y;
    for (int32_t row = top; row <= bottom; row++)
        fill_polygon_row(f, x, y, points, n, row, colour);
}
