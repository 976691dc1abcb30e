# What the modules zlib of computers and of microcontrollers have in common.
import zlib


def attempt(f, *args, **kw):
    try:
        r = f(*args, **kw)
        print(r if not isinstance(r, bytes) or len(r) < 80 else len(r))
    except Exception as e:
        print(type(e).__name__, e)


text = b'to be or not to be, that is the question. ' * 50
for wbits in 15, -15, 31, 9, -9, 25:
    for level in -1, 0, 1, 9:
        packed = zlib.compress(text, level, wbits)
        assert zlib.decompress(packed, wbits) == text
        assert zlib.decompress(packed, wbits if wbits < 0 else 47) == text
        assert level == 0 or len(packed) < 300
# Written by another program, with codes of its own for the block.
packed = bytes.fromhex('789ccb4c2d57c84d2cc8c95738b44021bf2c35a938332fbd584f21373339b13c33af18006f0e0a04')
attempt(zlib.decompress, packed)
packed = zlib.compress(text)
attempt(zlib.decompress, b'')
attempt(zlib.decompress, packed[:-1])
attempt(zlib.decompress, packed[:-1] + b'\0')
attempt(zlib.decompress, b'\x79' + packed[1:])
attempt(zlib.decompress, b'\x78\x9d')
attempt(zlib.decompress, packed, bufsize=-1)
import binascii
head = b'\x1f\x8b\x08\x1e\0\0\0\0\0\xff\2\0abname\0comment\0'
crc = binascii.crc32(head) & 0xffff
attempt(zlib.decompress, head + bytes([crc & 255, crc >> 8]) + b'\3' + bytes(9), 31)
attempt(zlib.decompress, b'\x1f\x8b\x08\0\0\0\0\0\0\xff\x03\0\0\0\0\0\0\0\0\0', 31)
attempt(zlib.decompress, b'\x1f\x8b\x08\x1e\0\0\0\0\0\xff\2\0abname\0comment\0\x9b\x83\3\0\0\0\0\0\0\0\0\0', 31)
attempt(zlib.decompress, b'\x1f\x8b\x08\0\0\0\0\0\0\xff\x03\0\0\0\0\0\1\0\0\0', 31)
attempt(zlib.compress, text, 10)
attempt(zlib.compress, 'text')
attempt(zlib.compressobj, -1, 9)
attempt(zlib.decompressobj, 99)

c = zlib.compressobj(9, zlib.DEFLATED, -12)
d = zlib.decompressobj(-12)
got = b''
for i in range(0, len(text), 300):
    got += d.decompress(c.compress(text[i:i + 300]) + c.flush(zlib.Z_SYNC_FLUSH))
    assert got == text[:i + 300]
    assert not d.eof
got += d.decompress(c.flush() + b'tail')
print(got == text, d.eof, d.unused_data, d.unconsumed_tail, d.decompress(b'more'), d.unused_data, d.flush())
attempt(c.compress, b'x')

d = zlib.decompressobj()
got, rest = b'', packed
sizes = set()
while not d.eof:
    part = d.decompress(rest, 100)
    rest = d.unconsumed_tail
    got += part
    sizes.add(len(part))
print(got == text, max(sizes), rest)
attempt(d.decompress, b'', max_length=-1)
attempt(zlib.decompressobj().decompress, b'no zlib at all')
print(zlib.crc32(b'hello'), zlib.crc32(b'world', 99), zlib.adler32(b'hello'), zlib.adler32(text * 3, 5))
print(zlib.crc32(b'', -1), zlib.adler32(b''), zlib.error.__name__, issubclass(zlib.error, ValueError))
