# Formats of few and of many groups, read once and again.
import struct

for order in ('<', '>', '@', '=', ''):
    for n in range(0, 14):
        f = order + 'bHiqB?'[:min(n, 6)] + ' 2H 3x s 4s h' [:max(0, 2 * (n - 6))].rstrip(' 0123456789')
        size = struct.calcsize(f)
        data = bytes(range(1, size + 1))
        values = struct.unpack(f, data)
        print(repr(f), size, values, struct.pack(f, *values).hex())
f = '>bbbbbbbbHHI5s2xp3p'
s = struct.Struct(f)
values = (1, 2, 3, 4, -5, 6, 7, 8, 9, 0x1234, 0xdeadbeef, b'hello', b'', b'xy')
packed = s.pack(*values)
print(packed, s.unpack(packed) == values, struct.unpack_from(f, b'..' + packed, 2) == values)
buffer = bytearray(3 * s.size)
for i in range(3):
    s.pack_into(buffer, i * s.size, i, *values[1:])
print([t[0] for t in s.iter_unpack(buffer)], [t[-4:] for t in struct.iter_unpack(f, buffer)])
for bad in ('>bbbbbbbb!', 'bbbbbbbb4', '<bbbbbbbbn', '70000000000000000000b', '4611686018427387904q8s'):
    try:
        print(struct.calcsize(bad))
    except struct.error as e:
        print('error')
for args in ((1,), (1,) * 9, ('x',) * 8):
    try:
        print(struct.pack('8b', *args))
    except struct.error as e:
        print(e)


class Index:
    def __index__(self):
        return len([bytes(50) for i in range(20)])


print(struct.pack('<8bHIB' + 'b' * 4, *[Index() for i in range(15)]))
