"""os.path: what the native part has not."""
import os
import posixpath
from posixpath import abspath, basename, dirname, isabs, join, normpath, split

pardir, altsep, pathsep, defpath, devnull = '..', None, ':', '/bin:/usr/bin', '/dev/null'
supports_unicode_filenames = False


def _sep(path):
    return (b'/', b'.', b'..') if isinstance(path, bytes) else ('/', '.', '..')


def _text(path):
    return path if isinstance(path, (str, bytes)) else os.fspath(path)


def normcase(s):
    return _text(s)


def splitdrive(p):
    p = _text(p)
    return p[:0], p


def commonprefix(m):
    """The longest beginning that all have, letter by letter."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = [_text(p) for p in m]
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    """The longest path that all lie below."""
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    sep, here, _ = _sep(paths[0])
    rooted = {path[:1] == sep for path in paths}
    if len(rooted) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    names = [[name for name in path.split(sep) if name and name != here] for path in paths]
    same = commonprefix(names)
    return (sep if rooted.pop() else sep[:0]) + sep.join(same)


def relpath(path, start=None):
    path = _text(path)
    if not path:
        raise ValueError('no path specified')
    sep, here, above = _sep(path)
    from_names = [name for name in abspath(here if start is None else _text(start)).split(sep) if name]
    to_names = [name for name in abspath(path).split(sep) if name]
    n = len(commonprefix([from_names, to_names]))
    return sep.join([above] * (len(from_names) - n) + to_names[n:]) or here


def expandvars(path):
    """With $NAME and ${NAME} replaced by what the environment has."""
    path = _text(path)
    if isinstance(path, bytes):
        return expandvars(path.decode()).encode()
    out, i = '', 0
    while True:
        at = path.find('$', i)
        if at < 0:
            return out + path[i:]
        out += path[i:at]
        if path[at + 1:at + 2] == '{':
            end = path.find('}', at)
            name, i = (path[at + 2:end], end + 1) if end > 0 else (None, at + 1)
        else:
            end = at + 1
            while end < len(path) and (path[end] == '_' or path[end].isascii() and path[end].isalnum()):
                end += 1
            name, i = path[at + 1:end], end
        value = os.getenv(name) if name else None
        if value is None:
            value = path[at:i]
        out += value


def _stat(path, link=False):
    """The tuple of os.stat(), or None."""
    try:
        return (getattr(os, 'lstat', os.stat) if link else os.stat)(path)
    except (OSError, ValueError):
        return None


def islink(path):
    found = _stat(path, True)
    return found is not None and found[0] & 0o170000 == 0o120000


def ismount(path):
    own, above = _stat(path, True), _stat(join(path, _sep(_text(path))[2]), True)
    return own is not None and above is not None and (own[2] != above[2] or own[1] == above[1])


def getmtime(filename):
    return os.stat(filename)[8]


def getatime(filename):
    return os.stat(filename)[7]


def getctime(filename):
    return os.stat(filename)[9]


def samestat(s1, s2):
    return s1[1:3] == s2[1:3]


def samefile(f1, f2):
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    return samestat(os.fstat(fp1), os.fstat(fp2))
