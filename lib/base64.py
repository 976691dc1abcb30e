"""Base16, base32, base64, Ascii85 and base85 (RFC 4648, RFC 1924's alphabet)."""
import binascii

_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B32HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_B85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_LINE = 57  # bytes that make a line of 76 characters


def _bytes(s):
    """What is to be decoded: bytes, or a str of ASCII characters."""
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters')
    try:
        return bytes(memoryview(s))
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII string, not %r' % s.__class__.__name__) from None


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        encoded = encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def _b32_encode(s, alphabet):
    if not isinstance(s, bytes):
        s = bytes(memoryview(s))
    out = bytearray()
    for i in range(0, len(s), 5):
        block = s[i:i + 5]
        word = int.from_bytes(block, 'big') << 8 * (5 - len(block))
        chars = (len(block) * 8 + 4) // 5
        out += bytes([alphabet[word >> 35 - 5 * k & 31] for k in range(chars)])
        out += b'=' * (8 - chars)
    return bytes(out)


def _b32_decode(s, alphabet, casefold, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    text = s.rstrip(b'=')
    padding = len(s) - len(text)
    out = bytearray()
    for i in range(0, len(text), 8):
        word = 0
        block = text[i:i + 8]
        for c in block:
            at = alphabet.find(c)
            if at < 0:
                raise binascii.Error('Non-base32 digit found')
            word = word << 5 | at
        word <<= 5 * (8 - len(block))
        out += word.to_bytes(5, 'big')[:len(block) * 5 // 8]
    if padding not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    return bytes(out)


def b32encode(s):
    return _b32_encode(s, _B32)


def b32decode(s, casefold=False, map01=None):
    return _b32_decode(s, _B32, casefold, map01)


def b32hexencode(s):
    return _b32_encode(s, _B32HEX)


def b32hexdecode(s, casefold=False):
    return _b32_decode(s, _B32HEX, casefold)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b'0123456789ABCDEF'):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def _encode_85(b, alphabet, pad, zero=None, spaces=None):
    """Four bytes are five digits; short forms for four zeros and four spaces."""
    if not isinstance(b, bytes):
        b = bytes(memoryview(b))
    missing = -len(b) % 4
    b += bytes(missing)
    out = bytearray()
    for i in range(0, len(b), 4):
        word = int.from_bytes(b[i:i + 4], 'big')
        last = i + 4 == len(b)
        if word == 0 and zero is not None and (pad or not (last and missing)):
            out += zero
        elif word == 0x20202020 and spaces is not None:
            out += spaces
        else:
            digits = []
            for _ in range(5):
                word, digit = divmod(word, 85)
                digits.append(alphabet[digit])
            digits.reverse()
            out += bytes(digits[:5 - missing] if last and missing and not pad else digits)
    return bytes(out)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    alphabet = bytes(range(33, 118))
    out = _encode_85(b, alphabet, pad, b'z', b'y' if foldspaces else None)
    if adobe:
        out = b'<~' + out
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [out[i:i + wrapcol] for i in range(0, len(out), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        out = b'\n'.join(lines)
    return out + b'~>' if adobe else out


def _number_85(digits, base=33):
    word = 0
    for c in digits:
        word = word * 85 + c - base
    return word


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\x0b'):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    out, digits = bytearray(), []
    for c in b + b'u' * 4:
        if 33 <= c <= 117:
            digits.append(c)
            if len(digits) == 5:
                word = _number_85(digits)
                if word > 0xffffffff:
                    raise ValueError('Ascii85 overflow')
                out += word.to_bytes(4, 'big')
                digits = []
        elif c == 122:
            if digits:
                raise ValueError('z inside Ascii85 5-tuple')
            out += bytes(4)
        elif foldspaces and c == 121:
            if digits:
                raise ValueError('y inside Ascii85 5-tuple')
            out += b'    '
        elif c not in ignorechars:
            raise ValueError('Non-Ascii85 digit found: %c' % c)
    spare = 4 - len(digits)
    return bytes(out[:-spare] if spare else out)


def b85encode(b, pad=False):
    return _encode_85(b, _B85, pad)


def b85decode(b):
    b = _bytes(b)
    missing = -len(b) % 5
    b += b'~' * missing
    out = bytearray()
    for i in range(0, len(b), 5):
        word = 0
        for k in range(i, i + 5):
            digit = _B85.find(b[k])
            if digit < 0:
                raise ValueError('bad base85 character at position %d' % k)
            word = word * 85 + digit
        if word > 0xffffffff:
            raise ValueError('base85 overflow in hunk starting at byte %d' % i)
        out += word.to_bytes(4, 'big')
    return bytes(out[:-missing] if missing else out)


def _input(s):
    """For the functions that take no str."""
    try:
        m = memoryview(s)
    except TypeError:
        raise TypeError('expected bytes-like object, not %s' % s.__class__.__name__) from None
    if m.format not in ('c', 'b', 'B'):
        raise TypeError('expected single byte elements, not %r from %s' % (m.format, s.__class__.__name__))
    if m.ndim != 1:
        raise TypeError('expected 1-D data, not %d-D data from %s' % (m.ndim, s.__class__.__name__))
    return s


def encodebytes(s):
    m = memoryview(_input(s))
    return b''.join([binascii.b2a_base64(m[i:i + _LINE]) for i in range(0, len(m), _LINE)])


def decodebytes(s):
    return binascii.a2b_base64(_input(s))


def encode(input, output):
    while True:
        block = input.read(_LINE)
        while 0 < len(block) < _LINE:
            more = input.read(_LINE - len(block))
            if not more:
                break
            block += more
        if not block:
            return
        output.write(binascii.b2a_base64(block))


def decode(input, output):
    while line := input.readline():
        output.write(binascii.a2b_base64(line))
