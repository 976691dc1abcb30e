# Wrong arguments, far coordinates, buffers that change.
import framebuf as fb

def fails(f, *args):
    try:
        print('no error', f(*args))
    except (ValueError, TypeError, OverflowError, BufferError) as e:
        print(type(e).__name__, e)

print('-- making')
new = fb.FrameBuffer
fails(new)
fails(new, bytearray(8), 8, 8)
fails(new, bytearray(7), 8, 8, fb.MONO_VLSB)
fails(new, bytearray(8), 9, 8, fb.MONO_VLSB)
fails(new, bytearray(8), 8, 9, fb.MONO_VLSB)
fails(new, bytearray(15), 10, 8, fb.MONO_HLSB)
fails(new, bytearray(127), 8, 8, fb.RGB565)
fails(new, bytearray(31), 8, 8, fb.GS4_HMSB)
fails(new, bytearray(15), 8, 8, fb.GS2_HMSB)
fails(new, bytearray(63), 8, 8, fb.GS8)
fails(new, bytearray(8), 8, 8, 7)
fails(new, bytearray(8), 8, 8, -1)
fails(new, bytearray(8), 0, 8, 0)
fails(new, bytearray(8), 8, -1, 0)
fails(new, bytearray(8), 8, 65536, 0)
fails(new, bytearray(8), 65535, 65535, 1)
fails(new, bytearray(8), 8, 8, 0, 7)
fails(new, bytearray(8), 8, 8, 0, 10**30)
fails(new, bytes(8), 8, 8, 0)
fails(new, 8, 8, 8, 0)
fails(new, bytearray(8), 8.0, 8, 0)
fails(new, memoryview(bytearray(32))[::2], 8, 8, 0)
for fmt, size in ((0, 8), (1, 128), (2, 32), (3, 8), (4, 8), (5, 16), (6, 64)):
    new(bytearray(size), 8, 8, fmt).fill(1)

class Sub(fb.FrameBuffer):
    def __init__(self, w, h):
        self.data = bytearray(w * h)
        super().__init__(self.data, w, h, fb.GS8)

class Late(fb.FrameBuffer):
    def __init__(self):
        pass

s = Sub(4, 2)
s.fill(3)
print(s.data, s.pixel(1, 1), isinstance(s, fb.FrameBuffer))
fails(Late().fill, 1)
fails(memoryview, Late())

print('-- arguments')
f = new(bytearray(64), 8, 8, fb.GS8)
fails(f.fill, 'x')
fails(f.fill)
fails(f.pixel, 1)
fails(f.pixel, 1, None)
fails(f.text, 5, 0, 0)
fails(f.poly, 0, 0, 5, 1)
fails(f.poly, 0, 0, [1, 'x'], 1)
fails(f.blit, 5, 0, 0)
fails(f.blit, (b'1', 1, 1), 0, 0)
fails(f.blit, (b'1', 2, 1, fb.GS8), 0, 0)
fails(f.blit, ('1', 2, 1, fb.GS8), 0, 0)
fails(f.blit, f, 0, 0, -1, 5)
fails(f.ellipse, 0, 0, 65536, 1, 1)
fails(f.ellipse, 0, 0, 1, -1, 1)

print('-- far away')
huge = 10 ** 40
for x in (huge, -huge, 2**31, -2**31, 2**29, 2**28, -2**28, 65536, -65536):
    f.fill_rect(x, 0, 5, 5, 1)
    f.fill_rect(0, x, 5, 5, 1)
    f.hline(5, x, 5, 1)
    f.pixel(x, x, 1)
    f.text('hello', x, 0)
    f.text('hello', 0, x)
    f.scroll(x, x)
    f.blit(f, x, -x)
    f.ellipse(x, x, 65535, 65535, 1)
    print(f.pixel(x, 0), f.pixel(0, x), any(bytes(f)))
f.fill_rect(-huge, -huge, huge, huge, 2)
f.rect(-huge, 3, huge, huge, 2)
print(any(bytes(f)))
f.line(-huge, -huge, huge, huge, 3)
f.line(-huge, huge, huge, -huge, 4)
f.line(0, -huge, 0, huge, 5)
for y in range(8):
    print(bytes(f)[8 * y:8 * y + 8].hex())
f.fill(0)
f.poly(0, 0, [-huge, -huge, huge, -huge, huge, 4, -huge, 4], 6, True)
f.ellipse(4, 60000 + 6, 60000, 60000, 7, True)
for y in range(8):
    print(bytes(f)[8 * y:8 * y + 8].hex())

print('-- the buffer is held')
data = bytearray(8)
f = new(data, 8, 8, fb.MVLSB)
fails(data.append, 1)
fails(data.clear)
f.fill(1)
print(data.hex())
from array import array
items = array('H', [0] * 4)
f = new(items, 2, 2, fb.RGB565)
f.fill(0x1234)
print(items)
while len(items):
    items.pop()
fails(f.fill, 0)
fails(f.pixel, 0, 0)
print(len(items))

class Shrinks:
    def __init__(self, data):
        self.data = data
    def __index__(self):
        del self.data[:]
        return 4

data = array('B', [1] * 16)
fails(new(bytearray(64), 8, 8, fb.GS8).blit, (data, 4, Shrinks(data), fb.GS8), 0, 0)
