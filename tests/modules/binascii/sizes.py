# All sizes and all bytes: what is done several bytes at a time has an end and a rest.
import binascii
data = bytes(i * 37 & 255 for i in range(300))
for n in list(range(20)) + [255, 256, 257, 300]:
    part = data[:n]
    print(n, part.hex() == binascii.hexlify(part).decode() == ''.join('%02x' % c for c in part), binascii.unhexlify(part.hex()) == part,
          binascii.b2a_base64(part)[-9:], binascii.a2b_base64(binascii.b2a_base64(part)) == part, binascii.crc32(part), binascii.crc32(part, n))
print(bytes(range(256)).hex(':', 64)[-9:], sum(data), list(data[:5]), bytes(list(data)) == data, max(data), bytes(x for x in data[:4]))
print(binascii.crc32(bytearray(b'ab')), binascii.crc32(b'', 7), binascii.crc32(b'a', -1), binascii.crc32(memoryview(b'xab')[1:]))
for bad in (lambda: bytes([1, 256]), lambda: bytes([1, 'a']), lambda: binascii.crc32('a'), lambda: binascii.crc32(b'', 'x')):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for name in ('utf-8', 'UTF8', 'latin-1', 'L1', 'ascii', 'us-ascii', 'iso_8859_1', 'u8', 'nothing', ''):
    try:
        print(b'abc'.decode(name), str(b'\xe9', name))
    except (LookupError, UnicodeDecodeError) as e:
        print(type(e).__name__, e)
