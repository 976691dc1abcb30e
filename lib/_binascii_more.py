"""binascii: the encodings of mail and of uucp, which are rarely asked for."""
from binascii import Error


def _ascii(data):
    """The bytes of what is decoded."""
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError('string argument should contain only ASCII characters')
        return data.encode()
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError('argument should be bytes, buffer or ASCII string, not %r' % type(data).__name__) from None


def a2b_uu(data, /):
    """The bytes in a line of uuencoded text."""
    data = _ascii(data)
    wanted = (data[0] - 32) & 63 if data else 32
    out, bits, held, at = bytearray(), 0, 0, 1
    while len(out) < wanted:
        c = data[at] if at < len(data) else 10
        at += 1
        if c in b'\r\n':
            c = 32
        if not 32 <= c <= 96:
            raise Error('Illegal char')
        bits, held = bits << 6 | (c - 32) & 63, held + 6
        if held >= 8:
            held -= 8
            out.append(bits >> held)
            bits &= (1 << held) - 1
    if data[at:].strip(b' `\r\n'):
        raise Error('Trailing garbage')
    return bytes(out)


def b2a_uu(data, /, *, backtick=False):
    """A line of uuencoded text."""
    data = bytes(memoryview(data))
    if len(data) > 45:
        raise Error('At most 45 bytes at once')
    zero = 96 if backtick else 32
    out = bytearray([len(data) + 32 if data else zero])
    for i in range(0, len(data), 3):
        group = int.from_bytes(data[i:i + 3].ljust(3, b'\0'), 'big')
        for shift in (18, 12, 6, 0):
            out.append((group >> shift & 63) + 32 if group >> shift & 63 else zero)
    return bytes(out) + b'\n'


def a2b_qp(data, header=False):
    """The bytes in quoted-printable text; in a header, _ is a blank."""
    data = _ascii(data)
    out, i, n = bytearray(), 0, len(data)
    while i < n:
        c = data[i]
        i += 1
        if header and c == 95:
            c = 32
        elif c == 61:
            if i >= n:
                break
            if data[i] in b'\r\n':
                at = data.find(b'\n', i)
                i = n if at < 0 else at + 1
                continue
            if data[i] == 61:
                i += 1
            elif len(pair := data[i:i + 2].strip()) == 2 and pair.isalnum():
                try:
                    c = int(pair, 16)
                    i += 2
                except ValueError:
                    pass
        out.append(c)
    return bytes(out)


def _to_quote(data, i, quotetabs, istext, header):
    """Whether byte i is written as =XX."""
    c, behind = data[i], data[i + 1:i + 2]
    if c > 126 or c == 61 or header and c == 95:
        return True
    if c in b'\r\n':
        return not istext
    if c in b'\t ':
        return quotetabs or not behind
    return c < 33


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Quoted-printable text: what is not printed is =XX, and no line has more than 76 characters."""
    data = bytes(memoryview(data))
    first = data.find(b'\n')
    newline = b'\r\n' if first > 0 and data[first - 1] == 13 else b'\n'
    out, width, i, n = bytearray(), 0, 0, len(data)
    while i < n:
        c = data[i]
        alone = c == 46 and width == 0 and (i + 1 == n or data[i + 1] in b'\r\n\0')
        if alone or _to_quote(data, i, quotetabs, istext, header):
            if width + 3 >= 76:
                out += b'=' + newline
                width = 0
            out += b'=%02X' % c
            width += 3
            i += 1
        elif istext and (c == 10 or c == 13 and data[i + 1:i + 2] == b'\n'):
            if out and out[-1] in b'\t ' and not (header and out[-1] == 32):
                out[-1:] = b'=%02X' % out[-1]
            out += newline
            width = 0
            i += 1 if c == 10 else 2
        else:
            if data[i + 1:i + 2] not in (b'', b'\n') and width + 1 >= 76:
                out += b'=' + newline
                width = 0
            out.append(95 if header and c == 32 else c)
            width += 1
            i += 1
    return bytes(out)
