# host only: the module of chips has no dictionaries and no copies
# zlib: at once, in pieces, and what is no zlib.
import zlib

def run(f, *args, **kw):
    try:
        r = f(*args, **kw)
        print(r if not isinstance(r, bytes) or len(r) < 80 else len(r))
    except Exception as e:
        print(type(e).__name__, e)

text = b'to be or not to be, that is the question. ' * 200
for level in (-1, 0, 1, 6, 9):
    c = zlib.compress(text, level)
    print(zlib.decompress(c) == text, len(c) < len(text) or level == 0)
for wbits in (15, -15, 31, 9, -9, 25):
    c = zlib.compress(text, wbits=wbits)
    print(wbits, zlib.decompress(c, wbits) == text, len(c))
print(zlib.compress(b''), zlib.compress(b'a'), zlib.decompress(zlib.compress(b'')))
print(zlib.adler32(text), zlib.crc32(text), zlib.adler32(b''), zlib.crc32(b''), zlib.crc32(b'a', 7), zlib.adler32(b'abc', 2 ** 32 + 5))
c = zlib.compress(text)
run(zlib.decompress, b'')
run(zlib.decompress, c[:-1])
run(zlib.decompress, c[:10])
run(zlib.decompress, c + b'more')
run(zlib.decompress, b'x' + c)
run(zlib.decompress, c[:20] + b'\xff' * 20 + c[40:])
run(zlib.decompress, c, 99)
run(zlib.decompress, c, -15)
run(zlib.decompress, 'text')
run(zlib.compress, 'text')
run(zlib.compress, text, 10)
run(zlib.compress, text, 1 << 40)
run(zlib.decompress, c, bufsize=-1)
run(zlib.compressobj, 1, 9)
run(zlib.compressobj, wbits=99)
run(zlib.decompressobj, 99)
run(zlib.decompressobj, 15, 5)

o = zlib.compressobj(9)
parts = [o.compress(text[i:i + 37]) for i in range(0, len(text), 37)]
other = o.copy()
parts.append(o.flush(zlib.Z_SYNC_FLUSH))
parts.append(o.compress(b'end'))
parts.append(o.flush())
whole = b''.join(parts)
print(zlib.decompress(whole) == text + b'end')
run(o.compress, b'x')
run(o.flush)
run(o.copy)
d = zlib.decompressobj()
got = b''.join(d.decompress(whole[i:i + 5]) for i in range(0, len(whole), 5))
print(got == text + b'end', d.eof, d.unused_data, d.unconsumed_tail, d.flush())
d = zlib.decompressobj()
got, rest = b'', whole + b'behind'
while not d.eof:
    piece = d.decompress(rest, 1000)
    print(len(piece), end=' ')
    got, rest = got + piece, d.unconsumed_tail
print(got == text + b'end', d.unused_data, d.decompress(b' more'), d.unused_data)
d = zlib.decompressobj()
first = d.decompress(whole, 10)
print(first, len(d.unconsumed_tail) > 0, len(d.flush()))
run(d.decompress, b'x', -1)
run(zlib.decompressobj().decompress, b'no zlib')
words = b'question that is the'
o = zlib.compressobj(zdict=words)
c = o.compress(text) + o.flush()
print(zlib.decompressobj(zdict=words).decompress(c) == text)
run(zlib.decompressobj().decompress, c)
run(zlib.decompressobj(zdict=b'wrong').decompress, c)
run(zlib.decompress, c)
print(zlib.MAX_WBITS, zlib.Z_FINISH, zlib.DEFLATED, issubclass(zlib.error, Exception))
bomb = zlib.compress(bytes(10 ** 6))
print(len(zlib.decompress(bomb)), len(zlib.decompressobj().decompress(bomb, 1000)))
