# Where the bits of each format lie.
import framebuf as fb

def show(name, size, w, h, fmt, *stride):
    data = bytearray(size)
    f = fb.FrameBuffer(data, w, h, fmt, *stride)
    for x, y, c in ((0, 0, 1), (1, 0, 2), (2, 0, 3), (w - 1, 0, 0x1234), (0, h - 1, 0xFFFF)):
        f.pixel(x, y, c)
    print(name, data.hex(), [f.pixel(x, y) for x, y in ((0, 0), (1, 0), (2, 0), (3, 0), (w - 1, 0), (0, h - 1))])

show('VLSB', 10, 5, 10, fb.MONO_VLSB)
show('HLSB', 4, 10, 2, fb.MONO_HLSB)
show('HMSB', 4, 10, 2, fb.MONO_HMSB)
show('GS2', 6, 10, 2, fb.GS2_HMSB)
show('GS4', 6, 5, 2, fb.GS4_HMSB)
show('GS8', 10, 5, 2, fb.GS8)
show('565', 20, 5, 2, fb.RGB565)
print('-- stride')
show('VLSB', 16, 5, 10, fb.MVLSB, 8)
show('HLSB', 6, 10, 2, fb.MONO_HLSB, 20)
show('GS4', 8, 5, 2, fb.GS4_HMSB, 7)
show('565', 28, 5, 2, fb.RGB565, 7)
print('-- constants', fb.MVLSB, fb.MONO_VLSB, fb.RGB565, fb.GS4_HMSB, fb.MONO_HLSB, fb.MONO_HMSB, fb.GS2_HMSB, fb.GS8)

print('-- FrameBuffer1')
data = bytearray(16)
f = fb.FrameBuffer1(data, 8, 16)
f.vline(3, 2, 9, 1)
print(data.hex(), type(f) is fb.FrameBuffer)
f = fb.FrameBuffer1(data, 4, 16, 8)
f.fill(1)
print(data.hex())

print('-- a part of a wider picture, at an odd place')
data = bytearray(8 * 4)
f = fb.FrameBuffer(memoryview(data)[9:], 3, 3, fb.GS8, 8)
f.fill(7)
print(data.hex())
data = bytearray(1 + 2 * 4)
f = fb.FrameBuffer(memoryview(data)[1:], 2, 2, fb.RGB565)
f.pixel(1, 1, 0xABCD)
print(data.hex(), hex(f.pixel(1, 1)))

print('-- as a buffer')
data = bytearray(b'\x01\x02\x03\x04')
f = fb.FrameBuffer(data, 2, 2, fb.GS8)
print(bytes(f), bytes(memoryview(f)[1:3]), f.pixel(5, 5), f.pixel(-1, 0))
memoryview(f)[0] = 99
print(data, f.pixel(0, 0))
