# All characters of the font, as pixels.
import framebuf

frame = framebuf.FrameBuffer(bytearray(16 * 8), 128, 8, framebuf.MONO_HLSB)
for start in range(32, 128, 16):
    frame.fill(0)
    frame.text(''.join(chr(start + i) for i in range(16)), 0, 0)
    for y in range(8):
        print(''.join(' #'[frame.pixel(x, y)] for x in range(128)).rstrip())

print('-- what has no glyph is a box; cells are 8 x 8; only set pixels are drawn')
frame.fill(0)
frame.text('\x00\xe9\u20ac|', 0, 0)
frame.fill_rect(0, 7, 16, 1, 1)
frame.text('abc', -12, 1)
for y in range(8):
    print(''.join(' #'[frame.pixel(x, y)] for x in range(40)).rstrip())
