"""os: what is made of its C half."""
import abc
import os as _os
from collections import namedtuple

name, sep, environ = _os.name, _os.sep, _os.environ
supports_bytes_environ, pardir, defpath = True, '..', '/bin:/usr/bin'
supports_dir_fd = supports_effective_ids = supports_fd = supports_follow_symlinks = frozenset()
P_NOWAIT, P_WAIT = 1, 0
terminal_size = namedtuple('terminal_size', 'columns lines')


class PathLike(abc.ABC):
    """What has a path of the file system: its __fspath__()."""
    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any('__fspath__' in vars(c) for c in subclass.__mro__) or NotImplemented
        return NotImplemented

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def fspath(path):
    """The path as str or bytes."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + type(path).__name__)
    made = method(path)
    if isinstance(made, (str, bytes)):
        return made
    raise TypeError('expected %s.__fspath__() to return str or bytes, not %s' % (type(path).__name__, type(made).__name__))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    if not isinstance(fd, int):
        raise TypeError('invalid fd type (%s, expected integer)' % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def get_terminal_size(fd=1):
    return terminal_size(*_os._terminal_size(fd))


def fstat(fd):
    return _os.stat('/proc/self/fd/%d' % fd)


def removedirs(name):
    """Removes a directory, and those above it as long as they are empty."""
    _os.rmdir(name)
    head, tail = _os.path.split(name)
    if not tail:
        head, tail = _os.path.split(head)
    while head and tail:
        try:
            _os.rmdir(head)
        except OSError:
            break
        head, tail = _os.path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders in it, names of files) for top and all below it."""
    top = fspath(top)
    folders, files = [], []
    try:
        names = _os.listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    join, isdir = _os.path.join, _os.path.isdir
    for entry in names:
        (folders if isdir(join(top, entry)) else files).append(entry)
    if topdown:
        yield top, folders, files
    for entry in folders:
        path = join(top, entry)
        if followlinks or not _is_link(path):
            yield from walk(path, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def _is_link(path):
    try:
        _os.readlink(path)
        return True
    except OSError:
        return False


def get_exec_path(env=None):
    path = (_os.environ if env is None else env).get('PATH', defpath)
    return path.split(':')


def getlogin():
    return _os.environ.get('LOGNAME') or _os.environ.get('USER') or 'root'


def waitstatus_to_exitcode(status):
    return status >> 8 if status & 0x7F == 0 else -(status & 0x7F)
