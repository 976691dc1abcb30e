import base64
import binascii
import hmac
import io
import secrets


def error(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


data = [b'', b'a', b'ab', b'abc', b'abcd', b'abcde', bytes(range(256)), b'\0' * 9, b'    ' * 3 + b' ', b'\xff' * 7]
for name in ('b64', 'standard_b64', 'urlsafe_b64', 'b32', 'b32hex', 'b16', 'a85', 'b85'):
    encode, decode = getattr(base64, name + 'encode'), getattr(base64, name + 'decode')
    for b in data:
        text = encode(b)
        print(name, text, decode(text) == b, decode(text.decode()) == b)
for b in data:
    for args in (dict(pad=True), dict(adobe=True), dict(foldspaces=True), dict(wrapcol=9), dict(wrapcol=1, adobe=True)):
        print(args, base64.a85encode(b, **args))
    print(base64.b85encode(b, pad=True), base64.encodebytes(b), base64.decodebytes(base64.encodebytes(b)) == b)
error(base64.b64decode, 'a')
error(base64.b64decode, 'ab!c', validate=True)
error(base64.b64decode, '\u20ac')
error(base64.b64decode, 5)
error(base64.b64decode, b'-_.,', b'.,')
for bad in ('ABC', 'A=======', 'abcdefgh', 'A1======', 'MFRGGZD0', '========'):
    error(base64.b32decode, bad)
    error(base64.b32decode, bad, True, 'I')
error(base64.b16decode, 'ab')
error(base64.b16decode, 'ab', True)
error(base64.b16decode, 'A')
for bad in (b's8W-"', b'\xc0', b'zz!z', b'y', b'~', b'uuuuu', b'!!', b'<~!!'):
    error(base64.a85decode, bad)
    error(base64.a85decode, bad, adobe=True)
error(base64.a85decode, b'y+', foldspaces=True)
for bad in (b'|NsC0', b'a"bcd', b'00', b'~~~~~', b'|NsC1'):
    error(base64.b85decode, bad)
error(base64.encodebytes, 'text')
error(base64.decodebytes, 5)
out = io.BytesIO()
base64.encode(io.BytesIO(bytes(200)), out)
print(out.getvalue())
back = io.BytesIO()
base64.decode(io.BytesIO(out.getvalue()), back)
print(back.getvalue() == bytes(200))

# RFC 2202 and RFC 4231
print(hmac.new(b'\x0b' * 16, b'Hi There', 'md5').hexdigest())
print(hmac.new(b'Jefe', b'what do ya want for nothing?', 'sha1').hexdigest())
for size in (1, 64, 65, 131):
    h = hmac.new(b'\xaa' * size, digestmod='sha256')
    h.update(b'Test Using Larger Than')
    other = h.copy()
    h.update(b' Block-Size Key')
    print(h.hexdigest(), other.hexdigest(), h.name, h.digest_size, h.block_size)
print(hmac.digest(b'key', b'message', 'sha512'))
error(hmac.new, b'key')
error(hmac.compare_digest, 'a', b'a')
error(hmac.compare_digest, '\xe4', '\xe4')
print(hmac.compare_digest(b'ab', bytearray(b'ab')), hmac.compare_digest('ab', 'ac'), hmac.compare_digest(b'', b'a'))

print(len(secrets.token_bytes(7)), len(secrets.token_hex(5)), len(secrets.token_urlsafe(9)), len(secrets.token_bytes()))
print(all(secrets.randbelow(5) < 5 and secrets.choice('ab') in 'ab' and secrets.randbits(3) < 8 for _ in range(99)))
error(secrets.randbelow, 0)
error(secrets.choice, '')
