"""Paths as objects: pure ones, of POSIX and of Windows, and those of this machine's files."""
import os
import sys

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath']
_DEVICES = ('CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$')


# ---- the two ways to write paths ----

class _Posix:
    sep, altsep = '/', ''

    @staticmethod
    def split_root(path):
        """(drive, root, the rest): two slashes at the beginning, and no more, are a root of their own."""
        rest = path.lstrip('/')
        n = len(path) - len(rest)
        return '', '//' if n == 2 else '/' if n else '', rest

    @staticmethod
    def fold(text):
        return text


class _Windows:
    sep, altsep = '\\', '/'

    @staticmethod
    def split_root(path):
        extended = ''
        if path.startswith('\\\\?\\'):
            extended, path = path[:4], path[4:]
            if path.startswith('UNC\\'):
                extended, path = extended + path[:3], '\\' + path[3:]
        if path[:2] == '\\\\' and path[2:3] != '\\' and path[2:3]:
            host, found, rest = path[2:].partition('\\')
            share, more, rest = rest.partition('\\')
            if found and share:
                return extended + '\\\\' + host + '\\' + share, '\\', rest.lstrip('\\')
        drive = ''
        if path[1:2] == ':' and path[:1].isascii() and path[:1].isalpha():
            drive, path = path[:2], path[2:]
        rest = path.lstrip('\\')
        return extended + drive, '\\' if len(rest) < len(path) else '', rest

    @staticmethod
    def fold(text):
        return text.lower()


# ---- pure paths ----

class _Parents:
    """The folders above a path, the nearest first."""

    def __init__(self, path):
        self._path = path
        self._count = len(path._names)

    def __len__(self):
        return self._count

    def __getitem__(self, i):
        if isinstance(i, slice):
            return tuple([self[k] for k in range(*i.indices(len(self)))])
        if not -len(self) <= i < len(self):
            raise IndexError(i)
        return self._path._with(self._path._names[:-(i if i >= 0 else i + len(self)) - 1])

    def __repr__(self):
        return '<%s.parents>' % type(self._path).__name__


class PurePath:
    """A path that is not looked up anywhere. It has a drive, a root, and names."""
    __slots__ = ('_drive', '_root', '_names', '_text', '__weakref__')
    _flavour = _Posix

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._set(*cls._parse(args))
        return self

    def __init__(self, *args):
        pass

    def _set(self, drive, root, names):
        self._drive, self._root, self._names, self._text = drive, root, names, None

    @classmethod
    def _parse(cls, args):
        flavour, drive, root, names = cls._flavour, '', '', []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg._flavour is flavour:
                    d, r, more = arg._drive, arg._root, arg._names
                else:
                    arg = str(arg).replace(arg._flavour.sep, '/')
            if not isinstance(arg, PurePath):
                text = arg if isinstance(arg, str) else _fspath(arg)
                if not isinstance(text, str):
                    raise TypeError('argument should be a str object or an os.PathLike object returning str, not %r'
                                    % type(text))
                if flavour.altsep:
                    text = text.replace(flavour.altsep, flavour.sep)
                d, r, rest = flavour.split_root(text)
                more = [sys.intern(name) for name in rest.split(flavour.sep) if name and name != '.']
            if r:
                drive, root, names = d or drive, r, list(more)
            elif d:
                if flavour.fold(d) == flavour.fold(drive):
                    names = names + list(more)
                else:
                    drive, root, names = d, '', list(more)
            else:
                names = names + list(more)
        return drive, root, names

    def _with(self, names, drive=None, root=None):
        """A path of the same kind."""
        new = object.__new__(type(self))
        new._set(self._drive if drive is None else drive, self._root if root is None else root, names)
        return new

    def _folded(self):
        fold = self._flavour.fold
        return ([fold(self.anchor)] if self.anchor else []) + [fold(name) for name in self._names]

    def __str__(self):
        if self._text is None:
            self._text = self._drive + self._root + self._flavour.sep.join(self._names) or '.'
        return self._text

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self).replace(self._flavour.sep, '/')

    def __bytes__(self):
        return os.fsencode(str(self)) if hasattr(os, 'fsencode') else str(self).encode()

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self.as_posix())

    def __reduce__(self):
        return type(self), self.parts

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        drive, path = self._drive, self.as_posix()
        if len(drive) == 2 and drive[1] == ':':
            return 'file:///' + drive + quote_from_bytes(path[2:].encode('utf-8'))
        return ('file:' if drive else 'file://') + quote_from_bytes(bytes(self) if not drive else path.encode())

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._flavour is other._flavour and self._folded() == other._folded()

    def __hash__(self):
        return hash(tuple(self._folded()))

    def _ordered(self, other):
        return isinstance(other, PurePath) and self._flavour is other._flavour

    def __lt__(self, other):
        return self._folded() < other._folded() if self._ordered(other) else NotImplemented

    def __le__(self, other):
        return self._folded() <= other._folded() if self._ordered(other) else NotImplemented

    def __gt__(self, other):
        return self._folded() > other._folded() if self._ordered(other) else NotImplemented

    def __ge__(self, other):
        return self._folded() >= other._folded() if self._ordered(other) else NotImplemented

    drive = property(lambda self: self._drive, doc='The drive, or an empty string.')
    root = property(lambda self: self._root, doc='The root, or an empty string.')
    anchor = property(lambda self: self._drive + self._root, doc='Drive and root.')

    @property
    def parts(self):
        return ((self.anchor,) if self.anchor else ()) + tuple(self._names)

    @property
    def parent(self):
        return self._with(self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return _Parents(self)

    @property
    def name(self):
        return self._names[-1] if self._names else ''

    @property
    def suffix(self):
        at = self.name.rfind('.')
        return self.name[at:] if 0 < at < len(self.name) - 1 else ''

    @property
    def suffixes(self):
        if self.name.endswith('.'):
            return []
        return ['.' + part for part in self.name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[:-len(suffix)] if suffix else self.name

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        flavour = self._flavour
        drive, root, rest = flavour.split_root(name)
        if not name or name == '.' or drive or root or flavour.sep in name or flavour.altsep and flavour.altsep in name:
            raise ValueError('Invalid name %r' % name)
        return self._with(self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        flavour = self._flavour
        if flavour.sep in suffix or flavour.altsep and flavour.altsep in suffix or (
                suffix and not suffix.startswith('.') or suffix == '.'):
            raise ValueError('Invalid suffix %r' % (suffix,))
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        return self._with(self._names[:-1] + [self.stem + suffix])

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        base = self._with([])
        base._set(*self._parse(other))
        own, fold = [self._drive, self._root] + self._names, self._flavour.fold
        above = [base._drive, base._root] + base._names
        n = len(above)
        if not base._root:
            # Without a root only drive and names count.
            if fold(base._drive) == fold(self._drive) and not base._names and not self._root:
                return self._with(self._names, '', '')
            if not base._drive and not base._names:
                if not self._root and not self._drive:
                    return self._with(self._names)
            elif fold(base._drive) == fold(self._drive) and not base._names:
                return self._with(self._names, '', self._root)
        if not base._root and base._names == [] or [fold(x) for x in own[:n]] != [fold(x) for x in above]:
            raise ValueError('%r is not in the subpath of %r OR one path is relative and the other is absolute.' % (
                str(self), str(base) if base.parts else ''))
        return self._with(self._names[len(base._names):], '', '')

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def joinpath(self, *args):
        new = self._with([])
        new._set(*self._parse((self,) + args))
        return new

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            new = self._with([])
            new._set(*self._parse((key, self)))
            return new
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        return bool(self._root) and (self._flavour is _Posix or bool(self._drive))

    def is_reserved(self):
        """Whether Windows keeps the name for a device."""
        if self._flavour is _Posix or not self._names or self._drive.startswith('\\\\'):
            return False
        name = self.name.partition('.')[0].partition(':')[0].rstrip(' ').upper()
        return name in _DEVICES or name[:3] in ('COM', 'LPT') and name[3:] in tuple('123456789\xb9\xb2\xb3')

    def match(self, path_pattern):
        from fnmatch import fnmatchcase
        fold = self._flavour.fold
        drive, root, names = self._parse((fold(path_pattern),))
        if not drive and not root and not names:
            raise ValueError('empty pattern')
        if drive and drive != fold(self._drive) or root and root != self._root:
            return False
        wanted, own = list(names), [fold(name) for name in self._names]
        if (drive or root) and len(own) != len(wanted) or len(own) < len(wanted):
            return False
        return all([fnmatchcase(name, pattern) for name, pattern in zip(reversed(own), reversed(wanted))])


def _fspath(path):
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + type(path).__name__)
    return method(path)


class PurePosixPath(PurePath):
    __slots__ = ()


class PureWindowsPath(PurePath):
    __slots__ = ()
    _flavour = _Windows


if hasattr(os, 'PathLike'):
    os.PathLike.register(PurePath)


# ---- paths of files ----

_LINK, _FOLDER, _FILE = 0o120000, 0o040000, 0o100000


class Path(PurePath):
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        elif cls is WindowsPath or cls._flavour is _Windows:
            raise NotImplementedError('cannot instantiate %r on your system' % cls.__name__)
        return PurePath.__new__(cls, *args)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls('~').expanduser()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    # ---- what is there ----

    def stat(self, *, follow_symlinks=True):
        return os.stat(str(self)) if follow_symlinks or not hasattr(os, 'lstat') else os.lstat(str(self))

    def lstat(self):
        return self.stat(follow_symlinks=False)

    def _mode(self, follow=True):
        """The kind of file, 0 when there is none."""
        try:
            return self.stat(follow_symlinks=follow)[0] & 0o170000
        except OSError as e:
            if e.errno not in (2, 20, 9, 40):
                raise
        except ValueError:
            pass
        return 0

    def exists(self):
        return self._mode() != 0

    def is_dir(self):
        return self._mode() == _FOLDER

    def is_file(self):
        return self._mode() == _FILE

    def is_symlink(self):
        return self._mode(False) == _LINK

    def is_socket(self):
        return self._mode() == 0o140000

    def is_fifo(self):
        return self._mode() == 0o010000

    def is_block_device(self):
        return self._mode() == 0o060000

    def is_char_device(self):
        return self._mode() == 0o020000

    def is_mount(self):
        if not self.is_dir():
            return False
        above = self.parent.stat()
        own = self.stat()
        return own[2] != above[2] or own[1] == above[1]

    def samefile(self, other_path):
        own = self.stat()
        other = other_path.stat() if isinstance(other_path, Path) else type(self)(other_path).stat()
        return own[1:3] == other[1:3]

    def iterdir(self):
        for name in os.listdir(str(self)):
            yield self._with(self._names + [name])

    def owner(self):
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name

    def group(self):
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name

    # ---- where it is ----

    def absolute(self):
        if self.is_absolute():
            return self
        return type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        from os import path
        if hasattr(path, 'realpath'):
            try:
                text = path.realpath(str(self), strict=strict)
            except OSError as e:
                if e.errno == 40:
                    raise RuntimeError('Symlink loop from %r' % e.filename) from None
                raise
        else:
            text = path.normpath(str(self.absolute()))
            if strict:
                os.stat(text)
        return type(self)(text)

    def expanduser(self):
        if self._drive or self._root or not self._names or not self._names[0].startswith('~'):
            return self
        expand = getattr(os.path, 'expanduser', None)
        home = expand(self._names[0]) if expand else '~'
        if home.startswith('~'):
            raise RuntimeError('Could not determine home directory.')
        return type(self)(home, *self._names[1:])

    def readlink(self):
        return type(self)(os.readlink(str(self)))

    # ---- reading and writing ----

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as f:
            return f.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', -1, encoding, errors) as f:
            return f.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open('wb') as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open('w', -1, encoding, errors, newline) as f:
            return f.write(data)

    # ---- changing what is there ----

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, 'File exists', str(self))
            if hasattr(os, 'utime'):
                os.utime(str(self), None)
        elif hasattr(os, 'O_CREAT'):
            os.close(os.open(str(self), os.O_CREAT | os.O_WRONLY, mode))
        else:
            self.open('ab').close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            # Only file systems with modes take one.
            os.mkdir(str(self), *([mode] if mode != 0o777 else []))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, False, exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(str(self))

    def unlink(self, missing_ok=False):
        try:
            os.remove(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(str(self), str(target))
        return type(self)(target)

    def replace(self, target):
        (os.replace if hasattr(os, 'replace') else os.rename)(str(self), str(target))
        return type(self)(target)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(str(self), mode)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(str(target), str(self))

    def hardlink_to(self, target):
        os.link(str(target), str(self))

    # ---- looking for files ----

    def glob(self, pattern):
        if not pattern:
            raise ValueError('Unacceptable pattern: %r' % (pattern,))
        drive, root, names = self._parse((pattern,))
        if drive or root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if pattern[-1] == '/':
            names = names + ['']
        return self._select(names)

    def rglob(self, pattern):
        drive, root, names = self._parse((pattern,))
        if drive or root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if pattern and pattern[-1] == '/':
            names = names + ['']
        return self._select(['**'] + names)

    def _select(self, names):
        """The paths below this one that the names, patterns perhaps, lead to. ** is any number of folders."""
        for i, name in enumerate(names):
            if '**' in name and name != '**':
                raise ValueError("Invalid pattern: '**' can only be an entire path component")
        seen = set()
        for path in self._selected(names):
            if path not in seen:
                seen.add(path)
                yield path

    def _selected(self, names):
        if not names:
            yield self
            return
        name, rest = names[0], names[1:]
        if name == '**':
            for folder in self._folders():
                yield from folder._selected(rest)
        elif name in ('', '..') or not any([c in name for c in '*?[']):
            path = self._with(self._names + [name]) if name else self
            if path.exists() if rest or name else path.is_dir():
                if path.is_dir() or not rest:
                    yield from path._selected(rest)
        else:
            from fnmatch import fnmatchcase
            for found in self._entries():
                if fnmatchcase(found, name):
                    path = self._with(self._names + [found])
                    if not rest or path.is_dir():
                        yield from path._selected(rest)

    def _entries(self):
        try:
            return os.listdir(str(self))
        except OSError:
            return []

    def _folders(self):
        """This folder and all below it, but for those behind links."""
        if self.is_dir():
            yield self
            for name in self._entries():
                path = self._with(self._names + [name])
                if path.is_dir() and not path.is_symlink():
                    yield from path._folders()


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    __slots__ = ()
