# Formats and streams from a fuzzer: struct, base64, hexadecimal, json. Each ends in a value or in CPython's exception.
# host only: it needs more memory
import array
import binascii
import io
import json
import struct

state = 20261122


def below(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return (state >> 9) % n


def attempt(f, *args):
    try:
        return f(*args)
    except (struct.error, ValueError, TypeError, OverflowError, EOFError, RecursionError, MemoryError) as e:
        return type(e).__name__


def text(alphabet, most):
    return ''.join([alphabet[below(len(alphabet))] for _ in range(below(most))])


data = bytes(range(200))
for _ in range(1500):
    f = text('<>=!@ bBhHiIqQ?cspPnNefdx0123456789zZ\x00é', 9)
    size = attempt(struct.calcsize, f)
    print(ascii(f), size)
    if isinstance(size, int):
        print(size <= 200 and 'P' not in f and attempt(struct.unpack, f, data[:size]) is not None, attempt(struct.unpack, f, data[:size + 1]) == 'error' or size > 200,
              attempt(struct.unpack_from, f, data, 201), 'P' in f or attempt(struct.pack, f, *[below(300) - 100] * below(4)))
for f in ('9' * 30 + 'b', '99999999999999999999s', '1000000000000x', '0s' * 500, 'b' * 5000, '<' * 3, '5', '1 b', '- b', '\U0001f600'):
    print(f[:20], attempt(struct.calcsize, f), attempt(struct.pack, f, 1))
for _ in range(1500):
    t = text('ABab01+/==\n -_é\x00', 14)
    print(ascii(t), attempt(binascii.a2b_base64, t), attempt(binascii.a2b_base64, t.encode()), attempt(binascii.unhexlify, t), attempt(bytes.fromhex, t))
for _ in range(1500):
    t = text('[]{}":,0123456789.eE+-\\untrflas \n"é', 16)
    print(ascii(t), ascii(attempt(json.loads, t)), attempt(json.load, io.StringIO(t)) == attempt(json.loads, t) or 'nan')
whole = json.dumps({'a': [1, 2.5, 'x\n\u20ac', None, True], 'b': {'c': {}}})
for i in range(len(whole)):
    print(attempt(json.loads, whole[:i]), end=' ')
print()
for deep in '[', '{"a":', '[{"a":[':
    print(attempt(json.loads, deep * 1000000), attempt(json.load, io.StringIO(deep * 100000)))
print(attempt(json.loads, '[' * 1000000 + ']' * 1000000), attempt(json.loads, '1' * 5000), attempt(json.loads, '-' * 100000))
for _ in range(500):
    a = attempt(array.array, text('bBhHiIlLqQfdxe', 3), bytes(below(20)))
    print(a if isinstance(a, str) else len(a))
