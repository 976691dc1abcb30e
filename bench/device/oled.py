# A frame buffer of a monochrome display, 64 x 32, one bit per pixel in columns of eight: lines, boxes, a scroll.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 120
MCU = 1

class Frame:
    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.buffer = bytearray(width * height // 8)

    def pixel(self, x, y, on):
        if 0 <= x < self.width and 0 <= y < self.height:
            at = x + (y >> 3) * self.width
            if on:
                self.buffer[at] |= 1 << (y & 7)
            else:
                self.buffer[at] &= ~(1 << (y & 7))

    def line(self, x0, y0, x1, y1):
        dx, dy = abs(x1 - x0), -abs(y1 - y0)
        sx = 1 if x0 < x1 else -1
        sy = 1 if y0 < y1 else -1
        error = dx + dy
        while True:
            self.pixel(x0, y0, True)
            if x0 == x1 and y0 == y1:
                return
            twice = 2 * error
            if twice >= dy:
                error += dy
                x0 += sx
            if twice <= dx:
                error += dx
                y0 += sy

    def box(self, x, y, w, h):
        for i in range(x, x + w):
            self.pixel(i, y, True)
            self.pixel(i, y + h - 1, True)
        for j in range(y, y + h):
            self.pixel(x, j, True)
            self.pixel(x + w - 1, j, True)

    def scroll(self):
        b = self.buffer
        for row in range(0, len(b), self.width):
            for i in range(row, row + self.width - 1):
                b[i] = b[i + 1]
            b[row + self.width - 1] = 0

def run(n):
    frame = Frame(64, 32)
    for i in range(n):
        frame.line(0, i % 32, 63, 31 - i % 32)
        frame.box(i % 20, 3, 24, 20)
        frame.pixel(i % 64, 9, False)
        frame.scroll()
    total = 0
    for byte in frame.buffer:
        total = (total * 33 + byte) % 1000003
    return total
