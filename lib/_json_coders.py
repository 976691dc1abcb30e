"""The classes of the module json, which is native."""
from json import _decode, _encode


def __getattr__(name):
    """The parts that CPython's json has imported."""
    if name not in ('decoder', 'encoder', 'scanner'):
        raise AttributeError(name)
    import json
    import sys
    module = __import__('_json_' + name)
    sys.modules['json.' + name] = module
    setattr(json, name, module)
    return module


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def _run(self, s, idx, raw):
        return _decode(s, idx, raw, self.strict, self.object_hook, self.parse_float, self.parse_int,
                       self.parse_constant, self.object_pairs_hook)

    def decode(self, s):
        """The value of a whole text."""
        return self._run(s, 0, False)

    def raw_decode(self, s, idx=0):
        """The value that begins at s[idx], and the index behind it."""
        return self._run(s, idx, True)


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """What o, which JSON knows nothing of, is written as."""
        raise TypeError('Object of type %s is not JSON serializable' % type(o).__name__)

    def encode(self, o):
        """o as JSON."""
        return _encode(o, self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan, None, self.indent,
                       (self.item_separator, self.key_separator), self.default, self.sort_keys)

    def iterencode(self, o, _one_shot=False):
        """o as JSON, in pieces."""
        yield self.encode(o)


def detect_encoding(b):
    """The encoding of JSON bytes."""
    for bom, name in ((b'\xff\xfe\0\0', 'utf-32'), (b'\0\0\xfe\xff', 'utf-32'), (b'\xff\xfe', 'utf-16'),
                      (b'\xfe\xff', 'utf-16'), (b'\xef\xbb\xbf', 'utf-8-sig')):
        if b.startswith(bom):
            return name
    zeros = [not byte for byte in b[:4]]
    if len(b) >= 4:
        if zeros[0]:
            return 'utf-16-be' if zeros[1] is False else 'utf-32-be'
        if zeros[1]:
            return 'utf-16-le' if not (zeros[2] and zeros[3]) else 'utf-32-le'
    elif len(b) == 2:
        if zeros[0]:
            return 'utf-16-be'
        if zeros[1]:
            return 'utf-16-le'
    return 'utf-8'
