"""URLs taken apart and put together (RFC 3986, RFC 1808), and percent encoding."""
from collections import namedtuple

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit', 'urlencode', 'parse_qs', 'parse_qsl',
           'quote', 'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus', 'unquote_to_bytes', 'DefragResult',
           'ParseResult', 'SplitResult', 'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']
uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero', 'rtsp',
                 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms', 'https', 'shttp', 'snews',
               'prospero', 'rtsp', 'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtspu', 'sip', 'sips', 'mms',
               'sftp', 'tel']
scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'
_UNRESERVED = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~'


def clear_cache():
    """There is no cache: for programs that clear it."""


# ---- str and bytes: the work is done on str ----

def _as_str(*args):
    """The arguments as str, and the function that turns a result back into the kind they had."""
    text = isinstance(args[0], str)
    for arg in args:
        if arg and isinstance(arg, str) != text:
            raise TypeError('Cannot mix str and non-str arguments')
    if text:
        return args + (lambda result: result,)
    return tuple([arg.decode('ascii', 'strict') if arg else '' for arg in args]) + (_encoded,)


def _encoded(result):
    return result.encode('ascii') if isinstance(result, str) else result.encode()


# ---- results ----

class _Netloc:
    """What is read out of netloc: user:password@host:port"""
    __slots__ = ()

    def _parts(self):
        empty, at, colon, left, right = ('', '@', ':', '[', ']') if isinstance(self.netloc, str) else (
            b'', b'@', b':', b'[', b']')
        user, found, address = self.netloc.rpartition(at)
        name, has_password, password = user.partition(colon)
        before, bracket, rest = address.partition(left)
        if bracket:
            host, _, port = rest.partition(right)
            port = port.partition(colon)[2]
        else:
            host, _, port = address.partition(colon)
        return name if found else None, password if found and has_password else None, host or None, port or None

    @property
    def username(self):
        return self._parts()[0]

    @property
    def password(self):
        return self._parts()[1]

    @property
    def hostname(self):
        host = self._parts()[2]
        if not host:
            return None
        # The zone of an IPv6 address keeps its case.
        name, percent, zone = host.partition('%' if isinstance(host, str) else b'%')
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._parts()[3]
        if port is None:
            return None
        text = port if isinstance(port, str) else port.decode('latin-1')
        if not (text.isdigit() and text.isascii()):
            raise ValueError('Port could not be cast to integer value as %r' % (port,))
        if int(text) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(text)


def _result(name, fields, unite):
    """Two types, for str and bytes, each with the way to the other."""
    class Text(namedtuple(name, fields), *([_Netloc] if 'netloc' in fields else [])):
        __slots__ = ()

        def geturl(self):
            return unite(self)

        def encode(self, encoding='ascii', errors='strict'):
            return Bytes(*[part.encode(encoding, errors) for part in self])

    class Bytes(namedtuple(name + 'Bytes', fields), *([_Netloc] if 'netloc' in fields else [])):
        __slots__ = ()

        def geturl(self):
            return unite(self)

        def decode(self, encoding='ascii', errors='strict'):
            return Text(*[part.decode(encoding, errors) for part in self])

    for cls, own in ((Text, name), (Bytes, name + 'Bytes')):
        cls.__name__ = cls.__qualname__ = own
    Text._encoded_counterpart, Bytes._decoded_counterpart = Bytes, Text
    return Text, Bytes


def _undefragged(parts):
    return parts.url + ('#' if isinstance(parts.url, str) else b'#') + parts.fragment if parts.fragment else parts.url


DefragResult, DefragResultBytes = _result('DefragResult', 'url fragment', _undefragged)
SplitResult, SplitResultBytes = _result('SplitResult', 'scheme netloc path query fragment', lambda p: urlunsplit(p))
ParseResult, ParseResultBytes = _result('ParseResult', 'scheme netloc path params query fragment',
                                        lambda p: urlunparse(p))


# ---- apart and together ----

def _is_ipv6(host):
    """Whether it has the form of an IPv6 address: eight groups, or fewer with one ::, the last two perhaps as IPv4."""
    host = host.partition('%')[0]
    left, gap, right = host.partition('::')
    groups = [group for half in (left, right) if half for group in half.split(':')]
    if groups and '.' in groups[-1]:
        numbers = groups.pop().split('.')
        if len(numbers) != 4 or not all(n.isdigit() and int(n) < 256 for n in numbers):
            return False
        groups += ['0', '0']
    digits = '0123456789abcdefABCDEF'
    return (len(groups) < 8 if gap else len(groups) == 8) and all(
        0 < len(group) < 5 and not group.strip(digits) for group in groups)


def _check_brackets(netloc):
    before, _, rest = netloc.rpartition('@')[2].partition('[')
    host, _, after = rest.partition(']')
    if before or (after and after[0] != ':'):
        raise ValueError('Invalid IPv6 URL')
    if host[:1] in ('v', 'V'):
        version, dot, address = host[1:].partition('.')
        if not (version and not version.strip('0123456789abcdefABCDEF') and dot and address):
            raise ValueError('IPvFuture address is invalid')
    elif not _is_ipv6(host):
        if host.count('.') == 3 and host.replace('.', '').isdigit():
            raise ValueError('An IPv4 address cannot be in brackets')
        raise ValueError('%r does not appear to be an IPv4 or IPv6 address' % (host,))


def _check_netloc(netloc):
    if ('[' in netloc) != (']' in netloc):
        raise ValueError('Invalid IPv6 URL')
    if '[' in netloc:
        _check_brackets(netloc)
    if netloc.isascii():
        return
    # Characters that become /?#@: when they are normalised (NFKC) would move the borders.
    try:
        from unicodedata import normalize
    except ImportError:
        return
    plain = netloc
    for c in '@:#?':
        plain = plain.replace(c, '')
    normal = normalize('NFKC', plain)
    if normal != plain:
        for c in '/?#@:':
            if c in normal:
                raise ValueError("netloc '" + netloc + "' contains invalid characters under NFKC normalization")


def _end_of_netloc(url):
    ends = [at for at in (url.find(c, 2) for c in '/?#') if at >= 0]
    return min(ends) if ends else len(url)


def urlsplit(url, scheme='', allow_fragments=True):
    url, scheme, back = _as_str(url, scheme)
    for c in '\t\r\n':
        url, scheme = url.replace(c, ''), scheme.replace(c, '')
    url = url.lstrip(''.join(map(chr, range(33))))
    scheme = scheme.strip(''.join(map(chr, range(33))))
    netloc = query = fragment = ''
    colon = url.find(':')
    if colon > 0 and url[0].isascii() and url[0].isalpha() and not url[:colon].strip(scheme_chars):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == '//':
        end = _end_of_netloc(url)
        netloc, url = url[2:end], url[end:]
        _check_netloc(netloc)
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    return back(SplitResult(scheme, netloc, url, query, fragment))


def urlunsplit(components):
    scheme, netloc, url, query, fragment, back = _as_str(*components)
    if netloc or (scheme and scheme in uses_netloc and url[:2] != '//'):
        url = '//' + (netloc or '') + ('/' if url and url[:1] != '/' else '') + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return back(url)


def _split_params(path):
    """path;params, of the last segment."""
    at = path.find(';', path.rfind('/') + 1)
    return (path, '') if at < 0 else (path[:at], path[at + 1:])


def urlparse(url, scheme='', allow_fragments=True):
    url, scheme, back = _as_str(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    path, params = _split_params(path) if scheme in uses_params else (path, '')
    return back(ParseResult(scheme, netloc, path, params, query, fragment))


def urlunparse(components):
    scheme, netloc, url, params, query, fragment, back = _as_str(*components)
    return back(urlunsplit((scheme, netloc, url + ';' + params if params else url, query, fragment)))


def urldefrag(url):
    url, back = _as_str(url)
    if '#' not in url:
        return back(DefragResult(url, ''))
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return back(DefragResult(urlunparse((scheme, netloc, path, params, query, '')), fragment))


def _resolved(base, path):
    """The path without its . and .. segments (RFC 3986, 5.2)."""
    segments = path.split('/')
    if path[:1] != '/':
        above = base.split('/')
        # An empty base, too, is a folder: the root.
        segments = (above[:-1] if above[-1] else above) + segments
        # Nothing between slashes goes away, but at the ends.
        segments[1:-1] = [part for part in segments[1:-1] if part]
    kept = []
    for part in segments:
        if part == '..':
            if kept:
                kept.pop()
        elif part != '.':
            kept.append(part)
    if segments[-1] in ('.', '..'):
        kept.append('')
    return '/'.join(kept) or '/'


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    base, url, back = _as_str(base, url)
    own = urlparse(base, '', allow_fragments)
    new = urlparse(url, own.scheme, allow_fragments)
    if new.scheme != own.scheme or new.scheme not in uses_relative:
        return back(url)
    netloc = new.netloc
    if new.scheme in uses_netloc:
        if netloc:
            return back(urlunparse(new))
        netloc = own.netloc
    if not new.path and not new.params:
        return back(urlunparse((new.scheme, netloc, own.path, own.params, new.query or own.query, new.fragment)))
    return back(urlunparse((new.scheme, netloc, _resolved(own.path, new.path)) + new[3:]))


# ---- percent encoding ----

_kept = {}


def _table(safe):
    """For each byte the text it becomes."""
    table = _kept.get(safe)
    if table is None:
        if len(_kept) > 8:
            _kept.clear()
        table = _kept[safe] = [chr(b) if b in _UNRESERVED or b in safe else '%%%02X' % b for b in range(256)]
    return table


def quote_from_bytes(bs, safe='/'):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    safe = safe.encode('ascii', 'ignore') if isinstance(safe, str) else bytes([c for c in safe if c < 128])
    table = _table(safe)
    return ''.join([table[b] for b in bs])


def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        if string:
            string = string.encode(encoding or 'utf-8', errors or 'strict')
        else:
            return string
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    space = ' ' if isinstance(string, str) else b' '
    if space not in string:
        return quote(string, safe, encoding, errors)
    safe += ' ' if isinstance(safe, str) else b' '
    return quote(string, safe, encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    if not string:
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    head, *parts = bytes(string).split(b'%')
    out = [head]
    for part in parts:
        try:
            if len(part[:2]) != 2 or not part[:2].isalnum():
                raise ValueError
            out += [bytes([int(part[:2], 16)]), part[2:]]
        except ValueError:
            out += [b'%', part]
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding or 'utf-8', errors or 'replace')
    if '%' not in string:
        return string
    # Characters that are not ASCII stay as they are: only what lies between them is decoded.
    out, start = [], 0
    for i in range(len(string) + 1):
        if i == len(string) or string[i] > '\x7f':
            if i > start:
                out.append(unquote_to_bytes(string[start:i]).decode(encoding or 'utf-8', errors or 'replace'))
            out.append(string[i:i + 1])
            start = i + 1
    return ''.join(out)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


# ---- queries ----

def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
              max_num_fields=None, separator='&'):
    qs, back = _as_str(qs)
    separator = separator if isinstance(separator, str) or not separator else separator.decode('ascii')
    if not separator or not isinstance(separator, str):
        raise ValueError('Separator must be of type string or bytes.')
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    pairs = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pairs.append((back(unquote_plus(name, encoding, errors)), back(unquote_plus(value, encoding, errors))))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
             max_num_fields=None, separator='&'):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    def quoted(x):
        if isinstance(x, bytes):
            return quote_via(x, safe)
        return quote_via(x if isinstance(x, str) else str(x), safe, encoding, errors)

    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError('not a valid non-string sequence or mapping object') from None
    out = []
    for name, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        out += [quoted(name) + '=' + quoted(item) for item in values]
    return '&'.join(out)


def __getattr__(name):
    if name == 'Quoter':
        from warnings import warn
        warn('Deprecated in 3.11. urllib.parse.Quoter will be removed in Python 3.14. It was not intended to be a '
             'public API.', DeprecationWarning, 2)
        name = '_Quoter'
    if name == '_ALWAYS_SAFE':
        return frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')
    if name.lstrip('_').startswith('split') or name in ('unwrap', 'to_bytes', '_to_bytes', '_Quoter'):
        from . import _split
        if hasattr(_split, name):
            return getattr(_split, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
