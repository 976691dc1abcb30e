# binascii: hexadecimal text and CRCs.
import binascii

for data in (b'', b'\x00', b'hello', bytes(range(250, 256)), bytearray(b'ab'), memoryview(b'cd')):
    print(binascii.hexlify(data), binascii.b2a_hex(data))
print(binascii.hexlify(b'abcde', ':'), binascii.hexlify(b'abcde', b'-', 2), binascii.hexlify(b'abcde', '-', -2))
print(binascii.hexlify(data=b'abcde', sep=' ', bytes_per_sep=4))
for text in (b'', b'00ff', '6162', b'ABcd', bytearray(b'0a')):
    print(binascii.unhexlify(text), binascii.a2b_hex(text))


def wrong(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


wrong(binascii.unhexlify, b'abc')
wrong(binascii.unhexlify, b'zz')
wrong(binascii.unhexlify, 'é1')
wrong(binascii.unhexlify, 1)
wrong(binascii.hexlify, 'x')
wrong(binascii.hexlify, b'abc', 'ab')
print(binascii.Error.__name__, issubclass(binascii.Error, ValueError), binascii.Incomplete.__mro__[1].__name__)
for data in (b'', b'a', b'123456789', bytes(range(256))):
    print(binascii.crc32(data), binascii.crc32(data, 77), binascii.crc32(data, -1), binascii.crc_hqx(data, 0), binascii.crc_hqx(data, 0x1ffff))
print(binascii.crc32(b'world', binascii.crc32(b'hello ')) == binascii.crc32(b'hello world'))
wrong(binascii.crc32, 'x')
wrong(binascii.crc32, b'x', 'y')
