# Structures in memory: scalars, bit fields, arrays, pointers, both orders of bytes, and what is refused.
import gc
import struct
import uctypes
from uctypes import (ARRAY, BF_LEN, BF_POS, BFINT8, BFUINT8, BFUINT16, BFUINT32, BIG_ENDIAN, FLOAT32, FLOAT64, INT8, INT16,
                     INT32, INT64, LITTLE_ENDIAN, NATIVE, PTR, UINT8, UINT16, UINT32, UINT64)

buf = bytearray(range(1, 65))
addr = uctypes.addressof(buf)
SCALARS = {'b': 0 | UINT8, 'sb': 1 | INT8, 'h': 2 | UINT16, 'sh': 4 | INT16, 'w': 8 | UINT32, 'sw': 12 | INT32,
           'q': 16 | UINT64, 'sq': 24 | INT64, 'odd': 33 | UINT32}
for layout in LITTLE_ENDIAN, BIG_ENDIAN, NATIVE:
    s = uctypes.struct(addr, SCALARS, layout)
    print([hex(getattr(s, name)) for name in SCALARS], uctypes.sizeof(s))
    s.h = 0x1234
    print(buf[2:4], s.h)
    s.sw = -2
    s.odd = 0xdeadbeef
    s.sb = 255
    s.sq = -3
    print(buf[12:16], hex(s.odd), s.sb, s.sw, s.sq)
    buf[:] = bytes(range(1, 65))
s = uctypes.struct(addr, {'f': 0 | FLOAT32, 'd': 8 | FLOAT64}, LITTLE_ENDIAN)
s.f, s.d = 1.5, -0.25
print(s.f, s.d, buf[:4] == struct.pack('<f', 1.5), buf[8:16] == struct.pack('<d', -0.25))
buf[:] = bytes(range(1, 65))

BITS = {'low': 0 | BFUINT8 | 0 << BF_POS | 4 << BF_LEN, 'high': 0 | BFUINT8 | 4 << BF_POS | 4 << BF_LEN,
        'signed': 0 | BFINT8 | 4 << BF_POS | 4 << BF_LEN, 'mid': 2 | BFUINT16 | 3 << BF_POS | 9 << BF_LEN,
        'all': 4 | BFUINT32 | 0 << BF_POS | 32 << BF_LEN, 'top': 4 | BFUINT32 | 31 << BF_POS | 1 << BF_LEN}
s = uctypes.struct(addr, BITS, LITTLE_ENDIAN)
buf[0] = 0xa5
print(s.low, s.high, s.signed, s.mid, hex(s.top))
s.low, s.mid, s.signed = 0xff, 0x1ff, -1
s.top = 1
print(buf[:8], s.low, s.mid, s.signed, s.top)
buf[:] = bytes(range(1, 65))

NESTED = {'head': 0 | UINT16, 'inner': (2, {'x': 0 | UINT8, 'y': 1 | UINT8}), 'bytes': (4 | ARRAY, 3 | UINT8),
          'words': (8 | ARRAY, 2 | UINT16), 'points': (12 | ARRAY, 3, {'x': 0 | UINT8, 'y': 1 | UINT8})}
s = uctypes.struct(addr, NESTED, LITTLE_ENDIAN)
print(s.head, s.inner.x, s.inner.y, bytes(s.bytes), s.words[0], s.words[1], s.points[2].y)
s.inner.x = 99
s.bytes[1] = 77
s.words[1] = 0x4242
s.points[0].y = 55
print(bytes(buf[:18]), uctypes.sizeof(s), uctypes.sizeof(NESTED), uctypes.sizeof(s.points), uctypes.sizeof(s.inner))
print(uctypes.addressof(s) - addr, uctypes.addressof(s.inner) - addr, bytes(s.inner), repr(s)[:14], repr(s.words)[:13])

ALIGNED = {'a': 0 | UINT8, 'b': 4 | UINT32, 'c': 8 | UINT8}
print(uctypes.sizeof(ALIGNED), uctypes.sizeof(ALIGNED, LITTLE_ENDIAN), uctypes.sizeof({}), uctypes.sizeof({'p': (0 | PTR, UINT8)})
      == struct.calcsize('P'))

target = bytearray(b'pointed to')
where = bytearray(struct.pack('P', uctypes.addressof(target)))
s = uctypes.struct(uctypes.addressof(where), {'p': (0 | PTR, UINT8), 'q': (0 | PTR, {'first': 0 | UINT16, 'next': 2 | UINT8})})
print(chr(s.p[0]), chr(s.p[3]), int(s.p) == uctypes.addressof(target), chr(s.q[0].next), chr(s.q[1].next))
s.p[0] = ord('P')
s.q[0].next = ord('X')
print(target, repr(s.p)[:12])

# What has an address stays where it is.
keep = []
for i in range(300):
    keep.append(bytearray(i % 40))
del keep[::2]
gc.collect()
print(uctypes.addressof(target) == int(s.p), uctypes.bytes_at(int(s.p), 4), bytes(uctypes.bytearray_at(int(s.p), 2)))
view = uctypes.bytearray_at(addr, 4)
view[0] = 1
buf[1] = 2
print(view[0], view[1], len(view), view[:2] == b'\1\2')


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def put(name, value):
    def f():
        setattr(uctypes.struct(addr, dict(NESTED, t=(0, {})), LITTLE_ENDIAN), name, value)
    return f


own = {}
own['self'] = (0, own)
s = uctypes.struct(addr, NESTED, LITTLE_ENDIAN)
for f in (lambda: s.nothing, put('nothing', 1), put('inner', 1), put('words', 1), put('head', 'x'), put('head', 1.5),
          lambda: s.words[2], lambda: s.words[-1], lambda: s[0], lambda: s.inner[0], lambda: uctypes.sizeof(5),
          lambda: uctypes.struct(addr, {'a': 'b'}), lambda: uctypes.struct(addr, {'a': (0,)}),
          lambda: uctypes.struct(addr, {'a': (0 | ARRAY, 2)}, 5), lambda: uctypes.struct(addr, {'a': (0 | ARRAY, 2, 3, 4)}),
          lambda: uctypes.struct(addr, {'a': -1}), lambda: uctypes.struct(addr, {'a': 1 << 60}), lambda: uctypes.struct(addr),
          lambda: uctypes.struct('x', {}), lambda: uctypes.addressof(5), lambda: uctypes.bytes_at(addr, -1),
          lambda: uctypes.sizeof({'a': (ARRAY, 2 ** 25 - 1, {'b': (ARRAY, 2 ** 25 - 1, {'c': (ARRAY, 2 ** 25 - 1 | UINT64)})})}),
          lambda: uctypes.struct(addr, own, 'x'), lambda: s.points[1].z,
          lambda: uctypes.sizeof(s, NATIVE)):
    attempt(f)
try:
    uctypes.sizeof(own)
except RecursionError:
    print('RecursionError')
