# Random drawing, compared with a picture that is a list of lists.
import framebuf as fb

seed = 1
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n

FORMATS = ((fb.MONO_VLSB, 1, 1), (fb.MONO_HLSB, 1, 1), (fb.MONO_HMSB, 1, 1), (fb.GS2_HMSB, 3, 2),
           (fb.GS4_HMSB, 15, 4), (fb.GS8, 255, 8), (fb.RGB565, 65535, 16))

def area(model, x, y, w, h, c):
    for j in range(max(y, 0), min(y + h, len(model))):
        row = model[j]
        for i in range(max(x, 0), min(x + w, len(row))):
            row[i] = c

def line(model, x1, y1, x2, y2, c):
    dx, dy = abs(x2 - x1), abs(y2 - y1)
    sx, sy = (1 if x2 >= x1 else -1), (1 if y2 >= y1 else -1)
    steep = dy > dx
    if steep:
        dx, dy = dy, dx
    e = 2 * dy - dx
    for _ in range(dx + 1):
        area(model, x1, y1, 1, 1, c)
        if e >= 0:
            e -= 2 * dx
            if steep:
                x1 += sx
            else:
                y1 += sy
        if steep:
            y1 += sy
        else:
            x1 += sx
        e += 2 * dy

def scroll(model, dx, dy):
    old = [row[:] for row in model]
    for y in range(len(old)):
        for x in range(len(old[0])):
            if 0 <= y - dy < len(old) and 0 <= x - dx < len(old[0]):
                model[y][x] = old[y - dy][x - dx]

def check(f, model, what):
    for y in range(len(model)):
        for x in range(len(model[0])):
            if f.pixel(x, y) != model[y][x]:
                print('differs', what, x, y, f.pixel(x, y), model[y][x])
                raise SystemExit(1)

for fmt, mask, bits in FORMATS:
    for size in range(4):
        w, h, extra = 1 + rnd(19), 1 + rnd(19), rnd(5)
        stride = w + extra
        data = bytearray((stride + 7) * (h + 7) * 2)
        f = fb.FrameBuffer(data, w, h, fmt, stride)
        model = [[0] * w for _ in range(h)]
        for step in range(25):
            op = rnd(6)
            x, y, u, v, c = rnd(30) - 6, rnd(30) - 6, rnd(30) - 6, rnd(30) - 6, rnd(mask + 1)
            if op == 0:
                f.fill_rect(x, y, u, v, c)
                area(model, x, y, u, v, c)
            elif op == 1:
                f.hline(x, y, u, c)
                area(model, x, y, u, 1, c)
                f.vline(y, x, v, c)
                area(model, y, x, 1, v, c)
            elif op == 2:
                f.line(x, y, u, v, c)
                line(model, x, y, u, v, c)
            elif op == 3:
                f.rect(x, y, u, v, c)
                if u > 0 and v > 0:
                    area(model, x, y, u, 1, c)
                    area(model, x, y + v - 1, u, 1, c)
                    area(model, x, y, 1, v, c)
                    area(model, x + u - 1, y, 1, v, c)
            elif op == 4:
                f.scroll(x // 3, y // 3)
                if abs(x // 3) < w and abs(y // 3) < h:
                    scroll(model, x // 3, y // 3)
            else:
                f.pixel(x, y, c)
                area(model, x, y, 1, 1, c)
        check(f, model, (fmt, w, h, stride))
        # Nothing outside of the picture was written: what is drawn over is all there was.
        f.fill(0)
        if any(data):
            print('outside', fmt, w, h, stride)
    # Moving by whole bytes is a way of its own.
    f = fb.FrameBuffer(bytearray(20 * 24 * 2), 17, 24, fmt, 20)
    for dx, dy in ((3, 8), (-3, -8), (0, 16), (5, 0), (-16, 0), (0, -3), (1, 1), (-2, 9), (17, 0), (0, 24), (0, 0)):
        model = [[rnd(mask + 1) for _ in range(17)] for _ in range(24)]
        for y in range(24):
            for x in range(17):
                f.pixel(x, y, model[y][x])
        f.scroll(dx, dy)
        if abs(dx) < 17 and abs(dy) < 24:
            scroll(model, dx, dy)
        check(f, model, (fmt, 'scroll', dx, dy))
    print('ok', fmt)
