"""urllib.parse: the functions that split one thing off, which programs should not use any more."""
import re
import warnings

from . import parse


def _splittype(url):
    found = re.match('([^/:]+):(.*)', url, re.DOTALL)
    return (found[1].lower(), found[2]) if found else (None, url)


def _splithost(url):
    found = re.match('//([^/#?]*)(.*)', url, re.DOTALL)
    if not found:
        return None, url
    path = found[2]
    return found[1], '/' + path if path and path[0] != '/' else path


def _splituser(host):
    user, at, host = host.rpartition('@')
    return user if at else None, host


def _splitpasswd(user):
    user, colon, password = user.partition(':')
    return user, password if colon else None


def _splitport(host):
    found = re.fullmatch('(.*):([0-9]*)', host, re.DOTALL)
    return (found[1], found[2] or None) if found else (host, None)


def _splitnport(host, defport=-1):
    name, colon, port = host.rpartition(':')
    if not colon:
        return host, defport
    if not port:
        return name, defport
    return name, int(port) if port.isdigit() and port.isascii() else None


def _last(url, mark):
    before, found, after = url.rpartition(mark)
    return (before, after) if found else (url, None)


def _splitquery(url):
    return _last(url, '?')


def _splittag(url):
    return _last(url, '#')


def _splitattr(url):
    path, *attrs = url.split(';')
    return path, attrs


def _splitvalue(attr):
    name, equals, value = attr.partition('=')
    return name, value if equals else None


def _to_bytes(url):
    if isinstance(url, str):
        try:
            url = url.encode('ASCII').decode()
        except UnicodeError:
            raise UnicodeError('URL ' + repr(url) + ' contains non-ASCII characters')
    return url


def unwrap(url):
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == 'URL:' else url


class _Quoter(dict):
    """What is written for each byte, found when it is asked for."""

    def __init__(self, safe):
        self.safe = parse._ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return '<Quoter %r>' % dict(self)

    def __missing__(self, byte):
        self[byte] = text = chr(byte) if byte in self.safe else '%%%02X' % byte
        return text


_INSTEAD = {'splitquery': 'urlparse', 'splittype': 'urlparse', 'splithost': 'urlparse', 'splituser': 'urlparse',
            'splitpasswd': 'urlparse', 'splitport': 'urlparse', 'splitnport': 'urlparse', 'splittag': 'urlparse',
            'splitattr': 'urlparse', 'splitvalue': 'parse_qsl', 'to_bytes': ''}


def _deprecated(name):
    """The public function of that name: the other one, with a warning."""
    instead = _INSTEAD[name]

    def f(*args, **kwargs):
        text = 'urllib.parse.%s() is deprecated as of 3.8' % name
        warnings.warn(text + (', use urllib.parse.%s() instead' % instead if instead else ''), DeprecationWarning, 2)
        return globals()['_' + name](*args, **kwargs)
    f.__name__ = f.__qualname__ = name
    f.__module__ = 'urllib.parse'
    return f


for _name in _INSTEAD:
    globals()[_name] = _deprecated(_name)
