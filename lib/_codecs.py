"""The registry of encodings and error handlers, and the encodings that the interpreter has itself.

str.encode and bytes.decode come here for names that they do not know: encodings end in _encode_text and
_decode_text, error handlers in lookup_error. The escapes, charmaps and UTF-7 are in _codecs_text.
"""
import sys

_searchers = []
_known = {}
_handlers = {}
_tried = False
_own = None


# ---- encodings ----

def _normal(name):
    if '\0' in name:
        raise ValueError('embedded null character')
    out, gap = [], False
    for c in name:
        if c == '.' or (c.isalnum() and c < '\x80'):
            if gap and out:
                out.append('_')
            gap = False
            out.append(c)
        elif c < '\x80':
            gap = True
    return ''.join(out).lower()


def _check_name(encoding, function):
    if not isinstance(encoding, str):
        raise TypeError("%s() argument%s must be str, not %s" % (
            function, '' if function == 'lookup' else " 'encoding'", type(encoding).__name__))


def register(search_function, /):
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _searchers.append(search_function)


def unregister(search_function, /):
    if search_function in _searchers:
        _searchers.remove(search_function)
        _known.clear()


def _prepare():
    """Lets the package encodings, if there is one, register its search function."""
    global _tried
    _tried = True
    try:
        import encodings
    except ImportError:
        pass


def lookup(encoding, /):
    _check_name(encoding, 'lookup')
    name = _normal(encoding)
    info = _known.get(name)
    if info is not None:
        return info
    if not _tried:
        _prepare()
    for search in _searchers + ([_own] if _own else []):
        info = search(name)
        if info is None:
            continue
        if not isinstance(info, tuple) or len(info) != 4:
            raise TypeError('codec search functions must return 4-tuples')
        _known[name] = info
        return info
    if _own is None:
        import codecs  # which brings the interpreter's own encodings
        return lookup(encoding)
    raise LookupError('unknown encoding: ' + encoding)


def _forget_codec(encoding, /):
    _known.pop(_normal(encoding), None)


def _failed(verb, encoding, e):
    """The same exception with a text that names the codec, if the type takes one text and nothing else."""
    kind = type(e)
    if len(e.args) > 1 or (e.args and not isinstance(e.args[0], str)) or getattr(e, '__dict__', None) \
            or isinstance(e, (UnicodeError, OSError, SyntaxError, ImportError, StopIteration, SystemExit)):
        return None
    for base in kind.__mro__:
        if base.__module__ == 'builtins':
            break
        if '__init__' in base.__dict__ or '__new__' in base.__dict__:
            return None
    return kind('%s with %r codec failed (%s: %s)' % (verb, encoding, kind.__name__, e))


def _run(verb, function, obj, encoding, errors):
    try:
        result = function(obj, errors)
    except Exception as e:
        other = _failed(verb, encoding, e)
        if other is None:
            raise
        raise other from e
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError('encoder must return a tuple (object, integer)' if verb == 'encoding' else
                        'decoder must return a tuple (object,integer)')
    return result[0]


def encode(obj, encoding='utf-8', errors='strict'):
    _check_name(encoding, 'encode')
    return _run('encoding', lookup(encoding)[0], obj, encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    _check_name(encoding, 'decode')
    return _run('decoding', lookup(encoding)[1], obj, encoding, errors)


def _text_codec(encoding, function):
    info = lookup(encoding)
    if not getattr(info, '_is_text_encoding', True):
        raise LookupError("'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs"
                          % (encoding, function))
    return info


def _encode_text(text, encoding, errors):
    result = _run('encoding', _text_codec(encoding, 'encode')[0], text, encoding, errors)
    if isinstance(result, (bytes, bytearray)):
        return bytes(result)
    raise TypeError("'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
                    % (encoding, type(result).__name__))


def _decode_text(data, encoding, errors):
    result = _run('decoding', _text_codec(encoding, 'decode')[1], data, encoding, errors)
    if isinstance(result, str):
        return result
    raise TypeError("'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types"
                    % (encoding, type(result).__name__))


# ---- error handlers ----

def register_error(errors, handler, /):
    if not isinstance(errors, str):
        raise TypeError('register_error() argument 1 must be str, not ' + type(errors).__name__)
    if not callable(handler):
        raise TypeError('handler must be callable')
    _handlers[errors] = handler


def lookup_error(name, /):
    if not isinstance(name, str):
        raise TypeError('lookup_error() argument must be str, not ' + type(name).__name__)
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError("unknown error handler name '%s'" % name) from None


def _place(e, *kinds):
    """(start, end) of an error of one of these kinds, within the text."""
    if not isinstance(e, kinds):
        raise TypeError("don't know how to handle %s in error callback" % type(e).__name__)
    n = len(e.object)
    start = min(max(e.start, 0), max(n - 1, 0))
    return start, min(max(e.end, 1), n)


_ALL = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)


def strict_errors(e, /):
    if isinstance(e, BaseException):
        raise e
    raise TypeError('codec must pass exception instance')


def ignore_errors(e, /):
    return '', _place(e, *_ALL)[1]


def replace_errors(e, /):
    start, end = _place(e, *_ALL)
    if isinstance(e, UnicodeDecodeError):
        return '\ufffd', end
    return ('?' if isinstance(e, UnicodeEncodeError) else '\ufffd') * (end - start), end


def xmlcharrefreplace_errors(e, /):
    start, end = _place(e, UnicodeEncodeError)
    return ''.join(['&#%d;' % ord(c) for c in e.object[start:end]]), end


def _escape(code):
    return ('\\x%02x' if code < 0x100 else '\\u%04x' if code < 0x10000 else '\\U%08x') % code


def backslashreplace_errors(e, /):
    start, end = _place(e, *_ALL)
    part = e.object[start:end]
    return ''.join([_escape(c if isinstance(c, int) else ord(c)) for c in part]), end


def namereplace_errors(e, /):
    start, end = _place(e, UnicodeEncodeError)
    try:
        from unicodedata import name
    except ImportError:
        return backslashreplace_errors(e)
    out = []
    for c in e.object[start:end]:
        known = name(c, None)
        out.append('\\N{%s}' % known if known else _escape(ord(c)))
    return ''.join(out), end


def _surrogateescape(e, /):
    start, end = _place(e, UnicodeEncodeError, UnicodeDecodeError)
    if isinstance(e, UnicodeEncodeError):
        codes = [ord(c) - 0xdc00 for c in e.object[start:end]]
        if not all(0x80 <= code < 0x100 for code in codes):
            raise e
        return bytes(codes), end
    codes = list(e.object[start:min(end, start + 4)])
    while codes and codes[-1] < 0x80:
        del codes[-1]
    for i, code in enumerate(codes):
        if code < 0x80:
            del codes[i:]
            break
    if not codes:
        raise e
    return ''.join([chr(0xdc00 + code) for code in codes]), start + len(codes)


def _surrogatepass(e, /):
    start, end = _place(e, UnicodeEncodeError, UnicodeDecodeError)
    name = _normal(e.encoding)
    if name not in ('utf_8', 'utf8', 'utf_16', 'utf_16_le', 'utf_16_be', 'utf_32', 'utf_32_le', 'utf_32_be',
                    'cp65001'):
        raise e
    if isinstance(e, UnicodeEncodeError):
        part = e.object[start:end]
        if not all('\ud800' <= c < '\ue000' for c in part):
            raise e
        return part.encode(name + ('_le' if name in ('utf_16', 'utf_32') else ''), 'surrogatepass'), end
    size = 2 if '16' in name else 4 if '32' in name else 3
    part = e.object[start:start + size]
    try:
        text = bytes(part).decode(name + ('_le' if name in ('utf_16', 'utf_32') else ''), 'surrogatepass')
    except UnicodeDecodeError:
        text = ''
    if len(text) != 1 or not '\ud800' <= text < '\ue000':
        raise e
    return text, start + size


for _name, _handler in (('strict', strict_errors), ('ignore', ignore_errors), ('replace', replace_errors),
                        ('xmlcharrefreplace', xmlcharrefreplace_errors), ('namereplace', namereplace_errors),
                        ('backslashreplace', backslashreplace_errors), ('surrogateescape', _surrogateescape),
                        ('surrogatepass', _surrogatepass)):
    _handlers[_name] = _handler


# ---- what the interpreter encodes and decodes ----
#
# Static methods: the classes of the package encodings have them as attributes, and do not want to bind them.

def _encoder(name, text, errors):
    if not isinstance(text, str):
        raise TypeError('%s_encode() argument 1 must be str, not %s' % (name, type(text).__name__))
    return text.encode(name, errors or 'strict'), len(text)


def _decoder(name, data, errors, cut=None):
    data = memoryview(data).cast('B')
    if cut is not None:
        data = data[:cut]
    return str(data, name, errors or 'strict'), len(data)


@staticmethod
def ascii_encode(str, errors=None, /):
    return _encoder('ascii', str, errors)


@staticmethod
def ascii_decode(data, errors=None, /):
    return _decoder('ascii', data, errors)


@staticmethod
def latin_1_encode(str, errors=None, /):
    return _encoder('latin_1', str, errors)


@staticmethod
def latin_1_decode(data, errors=None, /):
    return _decoder('latin_1', data, errors)


@staticmethod
def utf_8_encode(str, errors=None, /):
    return _encoder('utf_8', str, errors)


def _incomplete_8(data):
    """How many bytes at the end begin a character whose rest may still come."""
    n = len(data)
    for back in range(1, min(n, 3) + 1):
        lead = data[n - back]
        if 0x80 <= lead < 0xc0:
            continue
        size = 2 if 0xc2 <= lead < 0xe0 else 3 if 0xe0 <= lead < 0xf0 else 4 if 0xf0 <= lead < 0xf5 else 1
        if size <= back:
            return 0
        if back > 1:
            second = data[n - back + 1]
            low = {0xe0: 0xa0, 0xf0: 0x90}.get(lead, 0x80)
            high = {0xed: 0xbf, 0xf4: 0x8f}.get(lead, 0xbf)
            return back if low <= second <= high else 0
        return back
    return 0


@staticmethod
def utf_8_decode(data, errors=None, final=False, /):
    data = memoryview(data).cast('B')
    return _decoder('utf_8', data, errors, None if final else len(data) - _incomplete_8(data))


def _complete(data, unit, big):
    """How many bytes are whole characters."""
    n = len(data) - len(data) % unit
    if unit == 2 and n and data[n - 2 + (not big)] & 0xfc == 0xd8:
        n -= 2
    return n


def _decode_units(data, errors, byteorder, final, unit):
    """utf-16 and utf-32 with a byte order (-1, 1) or with 0, a mark that tells it."""
    data = memoryview(data).cast('B')
    at = 0
    name = 'utf_%d' % (8 * unit)
    if byteorder == 0 and len(data) >= unit:
        head = bytes(data[:unit])
        if head == '\ufeff'.encode(name + '_le'):
            byteorder, at = -1, unit
        elif head == '\ufeff'.encode(name + '_be'):
            byteorder, at = 1, unit
    order = byteorder or (-1 if sys.byteorder == 'little' else 1)
    end = len(data) if final else at + _complete(data[at:], unit, order > 0)
    if at == 0 and byteorder == 0 and final:
        order = -1 if sys.byteorder == 'little' else 1
    text = str(data[at:end], name + ('_be' if order > 0 else '_le'), errors or 'strict')
    return text, end, byteorder


@staticmethod
def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _decode_units(data, errors, byteorder, final, 2)


@staticmethod
def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _decode_units(data, errors, byteorder, final, 4)


@staticmethod
def utf_16_decode(data, errors=None, final=False, /):
    return _decode_units(data, errors, 0, final, 2)[:2]


@staticmethod
def utf_16_le_decode(data, errors=None, final=False, /):
    return _decode_units(data, errors, -1, final, 2)[:2]


@staticmethod
def utf_16_be_decode(data, errors=None, final=False, /):
    return _decode_units(data, errors, 1, final, 2)[:2]


@staticmethod
def utf_32_decode(data, errors=None, final=False, /):
    return _decode_units(data, errors, 0, final, 4)[:2]


@staticmethod
def utf_32_le_decode(data, errors=None, final=False, /):
    return _decode_units(data, errors, -1, final, 4)[:2]


@staticmethod
def utf_32_be_decode(data, errors=None, final=False, /):
    return _decode_units(data, errors, 1, final, 4)[:2]


@staticmethod
def utf_16_encode(str, errors=None, byteorder=0, /):
    return _encoder('utf_16' + ('', '_be', '_le')[byteorder], str, errors)


@staticmethod
def utf_16_le_encode(str, errors=None, /):
    return _encoder('utf_16_le', str, errors)


@staticmethod
def utf_16_be_encode(str, errors=None, /):
    return _encoder('utf_16_be', str, errors)


@staticmethod
def utf_32_encode(str, errors=None, byteorder=0, /):
    return _encoder('utf_32' + ('', '_be', '_le')[byteorder], str, errors)


@staticmethod
def utf_32_le_encode(str, errors=None, /):
    return _encoder('utf_32_le', str, errors)


@staticmethod
def utf_32_be_encode(str, errors=None, /):
    return _encoder('utf_32_be', str, errors)


@staticmethod
def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(memoryview(data))
    return data, len(data)


def __getattr__(name):
    if name.startswith(('escape_', 'unicode_escape_', 'raw_unicode_escape_', 'charmap_', 'utf_7_')):
        import _codecs_text
        try:
            found = getattr(_codecs_text, name)
        except AttributeError:
            pass
        else:
            globals()[name] = found
            return found
    raise AttributeError("module '_codecs' has no attribute %r" % name)
