"""Encodings that are written down in characters: escapes, charmaps, UTF-7. Part of _codecs."""
import _codecs

_HEX = '0123456789abcdefABCDEF'


def _decode_error(errors, encoding, data, start, end, reason):
    """(text, position): what the error handler makes of data[start:end]."""
    error = UnicodeDecodeError(encoding, data, start, end, reason)
    answer = _codecs.lookup_error(errors or 'strict')(error)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], str) \
            or not isinstance(answer[1], int):
        raise TypeError('decoding error handler must return (str, int) tuple')
    text, at = answer
    if at < 0:
        at += len(data)
    if not 0 <= at <= len(data):
        raise IndexError('position %d from error handler out of bounds' % answer[1])
    return text, at


def _encode_error(errors, encoding, text, start, end, reason):
    """(str or bytes, position)"""
    error = UnicodeEncodeError(encoding, text, start, end, reason)
    answer = _codecs.lookup_error(errors or 'strict')(error)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], (str, bytes)) \
            or not isinstance(answer[1], int):
        raise TypeError('encoding error handler must return (str/bytes, int) tuple')
    given, at = answer
    if at < 0:
        at += len(text)
    if not 0 <= at <= len(text):
        raise IndexError('position %d from error handler out of bounds' % answer[1])
    return given, at


def _check_str(text, name):
    if not isinstance(text, str):
        raise TypeError('%s() argument 1 must be str, not %s' % (name, type(text).__name__))


def _bytes(data, text_too=True):
    return data.encode() if text_too and isinstance(data, str) else bytes(memoryview(data))


# ---- bytes with escapes ----

_SIMPLE = {'\\': '\\', "'": "'", '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
           'v': '\v', '\n': ''}


def _run_of(text, at, digits, most):
    """The end of the digits at `at`, at most so many."""
    end = at
    while end < len(text) and end - at < most and text[end] in digits:
        end += 1
    return end


def _warn(what):
    import warnings
    warnings.warn('invalid %s' % what, DeprecationWarning, 3)


@staticmethod
def escape_encode(data, errors=None, /):
    if not isinstance(data, bytes):
        raise TypeError("escape_encode() argument 1 must be bytes, not %s" % type(data).__name__)
    shown = repr(b'"' + data)[2:-1] if b"'" in data else repr(data)[2:-1]
    if b"'" in data:
        shown = shown[1:]
    return shown.encode('ascii'), len(data)


@staticmethod
def escape_decode(data, errors=None, /):
    text = str(_bytes(data), 'latin-1')
    out, at, n, warned = [], 0, len(text), False
    while at < n:
        c = text[at]
        if c != '\\':
            out.append(c)
            at += 1
            continue
        if at + 1 == n:
            raise ValueError('Trailing \\ in string')
        c = text[at + 1]
        if c in _SIMPLE:
            out.append(_SIMPLE[c])
            at += 2
        elif c in '01234567':
            end = _run_of(text, at + 1, '01234567', 3)
            code = int(text[at + 1:end], 8)
            if code > 255 and not warned:
                warned = True
                _warn("octal escape sequence '%s'" % text[at:end])
            out.append(chr(code & 255))
            at = end
        elif c == 'x':
            end = _run_of(text, at + 2, _HEX, 2)
            if end == at + 4:
                out.append(chr(int(text[at + 2:end], 16)))
            elif errors in (None, 'strict'):
                raise ValueError('invalid \\x escape at position %d' % at)
            elif errors == 'replace':
                out.append('?')
            elif errors != 'ignore':
                raise ValueError('decoding error; unknown error handling code: %s' % errors)
            at = end
        else:
            if not warned:
                warned = True
                _warn("escape sequence '\\%s'" % c)
            out.append('\\' + c)
            at += 2
    return ''.join(out).encode('latin-1'), n


# ---- text with escapes ----

_SHORT = {'\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\'}


@staticmethod
def unicode_escape_encode(text, errors=None, /):
    _check_str(text, 'unicode_escape_encode')
    out = []
    for c in text:
        out.append(_SHORT[c] if c in _SHORT else c if ' ' <= c < '\x7f' else _codecs._escape(ord(c)))
    return ''.join(out).encode('ascii'), len(text)


@staticmethod
def raw_unicode_escape_encode(text, errors=None, /):
    _check_str(text, 'raw_unicode_escape_encode')
    out = [c if c < '\u0100' else _codecs._escape(ord(c)) for c in text]
    return ''.join(out).encode('latin-1'), len(text)


def _named(name):
    """The character of that name, or None."""
    try:
        return eval('"\\N{%s}"' % name)
    except SyntaxError:
        return None


def _hexadecimal(text, at, size, end_is_end):
    """(character, end, reason) of the digits behind \\x, \\u or \\U at `at`; character None: they are bad."""
    end = _run_of(text, at + 2, _HEX, size)
    letter = text[at + 1]
    if end - at - 2 < size:
        return None, end, 'truncated \\%s escape' % (letter + ('X' if letter != 'x' else 'X') * size)
    code = int(text[at + 2:end], 16)
    return (chr(code), end, '') if code < 0x110000 else (None, end, 'illegal Unicode character')


@staticmethod
def unicode_escape_decode(data, errors=None, final=True, /):
    data = _bytes(data)
    text = str(data, 'latin-1')
    out, at, n, warned = [], 0, len(text), False
    while at < n:
        c = text[at]
        if c != '\\':
            stop = text.find('\\', at)
            stop = n if stop < 0 else stop
            out.append(text[at:stop])
            at = stop
            continue
        c, char, end, reason = text[at + 1:at + 2], None, at + 1, ''
        if c == '':
            reason = '\\ at end of string'
        elif c in _SIMPLE:
            char, end = _SIMPLE[c], at + 2
        elif c in '01234567':
            end = _run_of(text, at + 1, '01234567', 3)
            char = chr(int(text[at + 1:end], 8))
            if char > '\xff' and not warned:
                warned = True
                _warn("octal escape sequence '%s'" % text[at:end])
        elif c in 'xuU':
            char, end, reason = _hexadecimal(text, at, {'x': 2, 'u': 4, 'U': 8}[c], n)
        elif c == 'N':
            char, end, reason = None, at + 2, 'malformed \\N character escape'
            close = text.find('}', at) if text[at + 2:at + 3] == '{' else -1
            if close > at + 3:
                end, reason = close + 1, 'unknown Unicode character name'
                char = _named(text[at + 3:close])
            elif text[at + 2:at + 3] == '{':
                end = n if close < 0 else close
        else:
            if not warned:
                warned = True
                _warn("escape sequence '\\%s'" % c)
            char, end = '\\' + c, at + 2
        if char is None:
            waits = end == n and reason not in ('illegal Unicode character', 'unknown Unicode character name')
            if waits and not final and text[at + 1:at + 3] != 'N' + text[at + 2:at + 3].replace('{', ''):
                break
            if waits and not final and c == 'N' and end == at + 2 and n == at + 2:
                break
            char, end = _decode_error(errors, 'unicodeescape', data, at, end, reason)
        out.append(char)
        at = end
    return ''.join(out), at


@staticmethod
def raw_unicode_escape_decode(data, errors=None, final=True, /):
    data = _bytes(data)
    text = str(data, 'latin-1')
    out, at, n = [], 0, len(text)
    while at < n:
        end = at
        while end < n and text[end] == '\\':
            end += 1
        if end == at:
            stop = text.find('\\', at)
            stop = n if stop < 0 else stop
            out.append(text[at:stop])
            at = stop
            continue
        if end == n and not final:
            out.append(text[at:end - (end - at) % 2])
            return ''.join(out), end - (end - at) % 2
        if (end - at) % 2 == 0 or end == n or text[end] not in 'uU':
            out.append(text[at:end])
            at = end
            continue
        out.append(text[at:end - 1])
        at = end - 1
        char, end, reason = _hexadecimal(text, at, 4 if text[end] == 'u' else 8, n)
        if char is None:
            if reason.startswith('illegal'):
                reason = '\\Uxxxxxxxx out of range'
            elif end == n and not final:
                break
            char, end = _decode_error(errors, 'rawunicodeescape', data, at, end, reason)
        out.append(char)
        at = end
    return ''.join(out), at


# ---- charmaps ----

@staticmethod
def charmap_build(map, /):
    return {ord(c): i for i, c in enumerate(map) if c != '\ufffe'}


def _charmap_byte(c, mapping):
    """The bytes for a character, or None."""
    try:
        found = mapping[ord(c)]
    except LookupError:
        return None
    if found is None or isinstance(found, bytes):
        return found
    if not isinstance(found, int):
        raise TypeError('character mapping must return integer, bytes or None, not ' + type(found).__name__)
    if not 0 <= found < 256:
        raise TypeError('character mapping must be in range(256)')
    return bytes((found,))


@staticmethod
def charmap_encode(text, errors=None, mapping=None, /):
    _check_str(text, 'charmap_encode')
    if mapping is None:
        return _codecs.latin_1_encode(text, errors)
    out, at, n = [], 0, len(text)
    while at < n:
        found = _charmap_byte(text[at], mapping)
        if found is not None:
            out.append(found)
            at += 1
            continue
        end = at + 1
        while end < n and _charmap_byte(text[end], mapping) is None:
            end += 1
        reason = 'character maps to <undefined>'
        given, position = _encode_error(errors, 'charmap', text, at, end, reason)
        if isinstance(given, str):
            parts = [_charmap_byte(c, mapping) for c in given]
            if None in parts:
                raise UnicodeEncodeError('charmap', text, at, end, reason)
            given = b''.join(parts)
        out.append(given)
        at = position
    return b''.join(out), n


@staticmethod
def charmap_decode(data, errors=None, mapping=None, /):
    data = _bytes(data, False)
    if mapping is None:
        return _codecs.latin_1_decode(data, errors)
    out, at, n = [], 0, len(data)
    table = isinstance(mapping, str)
    while at < n:
        try:
            found = mapping[data[at]]
        except LookupError:
            found = None
        if isinstance(found, int) and not table:
            if not 0 <= found < 0x110000:
                raise TypeError('character mapping must be in range(0x110000)')
            found = chr(found)
        elif found is not None and not isinstance(found, str):
            raise TypeError('character mapping must return integer, None or str')
        at += 1
        if found is None or found == '\ufffe':
            found, at = _decode_error(errors, 'charmap', data, at - 1, at, 'character maps to <undefined>')
        out.append(found)
    return ''.join(out), n


# ---- UTF-7 (RFC 2152) ----

_BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_DIRECT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r" '!"#$%&*;<=>@[]^_`{|}'


@staticmethod
def utf_7_encode(text, errors=None, /):
    _check_str(text, 'utf_7_encode')
    out, bits, count, shifted = [], 0, 0, False
    for c in text:
        direct = c in _DIRECT
        if shifted and direct:
            if count:
                out.append(_BASE64[bits << (6 - count) & 63])
            if c in _BASE64 or c == '-':
                out.append('-')
            bits, count, shifted = 0, 0, False
        if direct or (c == '+' and not shifted):
            out.append(c if direct else '+-')
            continue
        if not shifted:
            out.append('+')
            shifted = True
        for unit in memoryview(c.encode('utf-16-le', 'surrogatepass')).cast('H'):
            bits, count = bits << 16 | unit, count + 16
            while count >= 6:
                count -= 6
                out.append(_BASE64[bits >> count & 63])
            bits &= (1 << count) - 1
    if count:
        out.append(_BASE64[bits << (6 - count) & 63])
    if shifted:
        out.append('-')
    return ''.join(out).encode('ascii'), len(text)


def _shifted_7(text, at):
    """Reads base64 behind the + at `at`: (characters, end of the digits, reason or '')."""
    end = at + 1
    bits = count = 0
    units = []
    while end < len(text) and text[end] in _BASE64:
        bits, count = bits << 6 | _BASE64.index(text[end]), count + 6
        if count >= 16:
            count -= 16
            units.append(bits >> count)
            bits &= (1 << count) - 1
        end += 1
    reason = ''
    if count >= 6:
        reason = 'partial character in shift sequence'
    elif bits:
        reason = 'non-zero padding bits in shift sequence'
    data = b''.join([unit.to_bytes(2, 'little') for unit in units])
    return data.decode('utf-16-le', 'surrogatepass'), end, reason


@staticmethod
def utf_7_decode(data, errors=None, final=False, /):
    data = _bytes(data, False)
    text = str(data, 'latin-1')
    out, at, n = [], 0, len(text)
    while at < n:
        c = text[at]
        reason = ''
        if c != '+':
            end = at + 1
            if c >= '\x80':
                reason = 'unexpected special character'
            chars = c
        elif text[at + 1:at + 2] == '-':
            chars, end = '+', at + 2
        else:
            chars, end, reason = _shifted_7(text, at)
            if end == n:
                if not final:
                    break
                if reason or (end > at + 1 and not chars):
                    reason = 'unterminated shift sequence'
            elif reason:
                end += 1
            elif end == at + 1:
                reason, end = 'ill-formed sequence', end + 1
            elif text[end] == '-':
                end += 1
            elif text[end] >= '\x80':
                out.append(chars)
                at, chars = end, ''
                continue
        if not reason or c == '+':
            out.append(chars)
        if reason:
            chars, end = _decode_error(errors, 'utf7', data, at, end, reason)
            out.append(chars)
        at = end
    return ''.join(out), at
