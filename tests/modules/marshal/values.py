# host only: marshal is a module of computers
import io
import marshal

VALUES = [None, True, False, ..., StopIteration, 0, 5, -1, 2**31, -2**31, 2**31 - 1, 2**40, -2**100, 3**200, 2**15, 2**30, -2**45,
          1.5, -0.0, 1e300, 5e-324, float('inf'), 1j, 1.25 - 2j, '', 'abc', 'a' * 300, '\xe9', '\ud800', '\U0001F600', b'', b'xy',
          bytearray(b'q'), (), (1, 2), tuple(range(300)), [], [1, [2]], {}, {1: 2, 'a': (None,)}, set(), {1}, frozenset([1]),
          memoryview(b'zz')]
for v in VALUES:
    for version in 0, 1, 2:
        data = marshal.dumps(v, version)
        print(repr(v)[:20] if not isinstance(v, memoryview) else 'memoryview', version, data[:60], len(data))
    for version in range(5):
        data = marshal.dumps(v, version)
        again = marshal.loads(data + b'more')
        assert again == v and (type(again) is type(v) or type(again) is bytes), (v, version, again)
        assert marshal.load(io.BytesIO(data + b'more')) == v

# What CPython writes in version 4, with its marks for shared things.
for data in (b'[\4\0\0\0\xda\5hellor\0\0\0\0\xfa\7foo barr\1\0\0\0', b'\xa9\2\xe9\1\0\0\0\xe9\2\0\0\0',
             b'\xfb\xda\1a\xe7\0\0\0\0\0\0\xf8?\xc1\2\0\0\0xy\xf3\1\0\0\0z0', b'\xec\xfd\xff\xff\xff\0\0\0\0\0\4', b'I\1\0\0\0\0\0\0\1',
             b't\2\0\0\0ab', b'A\2\0\0\0ab', b'Z\2ab', b'a\1\0\0\0\xff', b'f\x031.5', b'x\x011\x012', b'\xbe\1\0\0\0\xe9\1\0\0\0'):
    print(marshal.loads(data))

# Structures stay what they are: shared, and with themselves inside.
a = [1, 2]
for version in 3, 4:
    b = marshal.loads(marshal.dumps({'x': a, 'y': (a, a), 'z': [{'k': a}]}, version))
    print(b, b['x'] is b['y'][0] is b['y'][1] is b['z'][0]['k'])
a.append(a)
b = marshal.loads(marshal.dumps(a))
print(len(b), b[2] is b)
d = {}
d['self'] = d
e = marshal.loads(marshal.dumps(d))
print(e['self'] is e)
s = 'not an identifier'
x = marshal.loads(marshal.dumps([s, s]))
print(x[0] is x[1])
for version in 0, 2, 4:
    try:
        marshal.loads(marshal.dumps(a, version))
        print(version, 'done')
    except ValueError as e:
        print(version, e)

f = io.BytesIO()
for v in VALUES[:20]:
    marshal.dump(v, f)
marshal.dump([1], f, 2)
f.seek(0)
print([marshal.load(f) for v in VALUES[:20]] == VALUES[:20], marshal.load(f), f.read(), marshal.version)
