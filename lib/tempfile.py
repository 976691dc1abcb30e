"""tempfile: files and folders that go away by themselves, with names that nobody guesses."""
import errno
import io
import os

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory', 'mkstemp', 'mkdtemp',
           'mktemp', 'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb', 'gettempdirb']
TMP_MAX = 10000
template = 'tmp'
tempdir = None
_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_'


class _Names:
    """Names of eight letters, from the system's random numbers."""

    def __iter__(self):
        return self

    def __next__(self):
        number = int.from_bytes(os.urandom(8), 'little')
        letters = []
        for _ in range(8):
            number, rest = divmod(number, 37)
            letters.append(_LETTERS[rest])
        return ''.join(letters)


_RandomNameSequence = _Names
_name_sequence = None


def _get_candidate_names():
    global _name_sequence
    if _name_sequence is None:
        _name_sequence = _Names()
    return _name_sequence


def _fsdecode(x):
    return os.fsdecode(x) if hasattr(os, 'fsdecode') else x.decode() if isinstance(x, bytes) else x


def _fsencode(x):
    return os.fsencode(x) if hasattr(os, 'fsencode') else x.encode() if isinstance(x, str) else x


def _infer_return_type(*args):
    """str or bytes, as the parts of the name are; mixing them is an error."""
    found = None
    for arg in args:
        if arg is None:
            continue
        if hasattr(arg, '__fspath__'):
            arg = arg.__fspath__()
        kind = bytes if isinstance(arg, bytes) else str
        if found is not None and found is not kind:
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        found = kind
    if found is None:
        return bytes if isinstance(tempdir, bytes) else str
    return found


def _sanitize_params(prefix, suffix, dir):
    kind = _infer_return_type(prefix, suffix, dir)
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else _fsencode(template)
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


def _candidate_tempdir_list():
    folders = [os.getenv(name) for name in ('TMPDIR', 'TEMP', 'TMP')]
    folders = [folder for folder in folders if folder] + ['/tmp', '/var/tmp', '/usr/tmp']
    try:
        folders.append(os.getcwd())
    except (AttributeError, OSError):
        folders.append(os.curdir)
    return folders


def _get_default_tempdir():
    folders = _candidate_tempdir_list()
    for folder in folders:
        if folder != os.curdir:
            folder = os.path.abspath(folder)
        for _ in range(100):
            path = os.path.join(folder, next(_get_candidate_names()))
            try:
                with open(path, 'xb') as f:
                    f.write(b'blat')
                os.unlink(path)
                return folder
            except FileExistsError:
                pass
            except OSError:
                break
    raise FileNotFoundError(errno.ENOENT, 'No usable temporary directory found in %s' % folders)


def _gettempdir():
    global tempdir
    if tempdir is None:
        tempdir = _get_default_tempdir()
    return tempdir


def gettempdir():
    return _fsdecode(_gettempdir())


def gettempdirb():
    return _fsencode(_gettempdir())


def gettempprefix():
    return template


def gettempprefixb():
    return _fsencode(template)


def _new(make, prefix, suffix, dir, kind):
    """(path, what make(path) gave) for the first name that is free."""
    for _ in range(TMP_MAX):
        name = next(_get_candidate_names())
        name = _fsencode(name) if kind is bytes else name
        path = os.path.abspath(os.path.join(dir, prefix + name + suffix))
        try:
            return path, make(path)
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, 'No usable temporary file name found')


_bin_openflags = _text_openflags = None
if hasattr(os, 'O_EXCL'):
    _text_openflags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, 'O_NOFOLLOW', 0)
    _bin_openflags = _text_openflags


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    path, fd = _new(lambda path: os.open(path, flags, 0o600), pre, suf, dir, output_type)
    return fd, path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """(descriptor, path) of a new file that only its owner reads and writes."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _mkstemp_inner(dir, prefix, suffix, _text_openflags if text else _bin_openflags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _new(lambda path: os.mkdir(path, 0o700) if hasattr(os, 'open') else os.mkdir(path), prefix, suffix, dir,
                kind)[0]


def mktemp(suffix='', prefix=template, dir=None):
    """A name only; somebody else may take it."""
    if dir is None:
        dir = gettempdir()
    for _ in range(TMP_MAX):
        path = os.path.join(dir, prefix + next(_get_candidate_names()) + suffix)
        if not os.path.exists(path):
            return os.path.abspath(path)
    raise FileExistsError(errno.EEXIST, 'No usable temporary filename found')


def _open(mode, buffering, encoding, newline, suffix, prefix, dir, errors):
    """(path, file object) of a new file."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    exclusive = mode.replace('w', 'x').replace('r', 'x').replace('a', 'x')
    if '+' not in mode:
        exclusive += '+' if 'r' in mode else ''

    def make(path):
        text = {} if 'b' in mode else {'encoding': encoding, 'newline': newline, 'errors': errors}
        text = {name: value for name, value in text.items() if value is not None}
        if hasattr(os, 'open') and hasattr(os, 'fdopen'):
            fd = os.open(path, _bin_openflags, 0o600)
            try:
                return open(fd, mode, buffering, **text)
            except BaseException:
                os.close(fd)
                os.unlink(path)
                raise
        return open(path, exclusive, buffering, **text)
    return _new(make, prefix, suffix, dir, kind)


class _TemporaryFileCloser:
    """Closes and removes, once."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self.close_called = False

    def close(self):
        if not self.close_called and self.file is not None:
            self.close_called = True
            try:
                self.file.close()
            finally:
                if self.delete:
                    try:
                        os.unlink(self.name)
                    except FileNotFoundError:
                        pass

    def __del__(self):
        self.close()


class _TemporaryFileWrapper:
    """A file that is removed when it is closed, or forgotten."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        found = getattr(self.__dict__['file'], name)
        if hasattr(found, '__call__'):
            # The method keeps the file, and so its name, alive.
            method, closer = found, self._closer

            def found(*args, **kwargs):
                closer.name
                return method(*args, **kwargs)
            found.__name__ = name
        if type(found) is not type(0):
            setattr(self, name, found)
        return found

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self.close()
        return result

    def close(self):
        self._closer.close()

    def __iter__(self):
        for line in self.file:
            yield line


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    path, file = _open(mode, buffering, encoding, newline, suffix, prefix, dir, errors)
    return _TemporaryFileWrapper(file, path, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """A file that has no name any more."""
    path, file = _open(mode, buffering, encoding, newline, suffix, prefix, dir, errors)
    os.unlink(path)
    return file


class SpooledTemporaryFile(io.IOBase):
    """A file in memory, until it is too large or somebody wants its descriptor."""
    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        if 'b' in mode:
            self._file = io.BytesIO()
        else:
            self._file = io.TextIOWrapper(io.BytesIO(), encoding=encoding or 'utf-8', errors=errors or 'strict',
                                          newline=newline)
        self._max_size = max_size
        self._mode, self._encoding, self._errors, self._newlines = mode, encoding, errors, newline
        self._args = {'mode': mode, 'buffering': buffering, 'suffix': suffix, 'prefix': prefix, 'encoding': encoding,
                      'newline': newline, 'dir': dir, 'errors': errors}

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """The file goes to the disk."""
        if self._rolled:
            return
        file, self._file = self._file, TemporaryFile(**self._args)
        position = file.tell()
        if hasattr(self._file, 'buffer'):
            file.flush()
            self._file.buffer.write(file.buffer.getvalue())
        else:
            self._file.write(file.getvalue())
        self._file.seek(position, 0)
        self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    def __del__(self):
        pass

    def close(self):
        self._file.close()

    @property
    def closed(self):
        return self._file.closed

    @property
    def encoding(self):
        return self._file.encoding

    @property
    def errors(self):
        return self._file.errors

    @property
    def newlines(self):
        return self._file.newlines

    @property
    def mode(self):
        return getattr(self._file, 'mode', self._mode)

    @property
    def name(self):
        return getattr(self._file, 'name', None)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        if size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def write(self, s):
        written = self._file.write(s)
        self._check(self._file)
        return written

    def writelines(self, iterable):
        for line in iterable:
            self._file.write(line)
        self._check(self._file)

    def detach(self):
        return self._file.detach()


def _passed_on(name):
    def method(self, *args):
        return getattr(self._file, name)(*args)
    method.__name__ = name
    setattr(SpooledTemporaryFile, name, method)


for _name in ('flush', 'isatty', 'read', 'read1', 'readable', 'readinto', 'readinto1', 'readline', 'readlines', 'seek',
              'seekable', 'tell', 'writable'):
    _passed_on(_name)
del _name


class TemporaryDirectory:
    """A folder that is removed with all that is in it, at the end of a with statement or when it is forgotten."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        import weakref
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._finalizer = weakref.finalize(self, self._cleanup, self.name, 'Implicitly cleaning up %r' % (self,),
                                           ignore_cleanup_errors)

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        import shutil

        def failed(func, path, info):
            if issubclass(info[0], FileNotFoundError):
                return
            if issubclass(info[0], PermissionError) and hasattr(os, 'chmod'):
                try:
                    if path != name:
                        os.chmod(os.path.dirname(path), 0o700)
                    os.chmod(path, 0o700)
                    try:
                        os.unlink(path)
                    except (IsADirectoryError, PermissionError):
                        cls._rmtree(path, ignore_errors)
                    return
                except FileNotFoundError:
                    return
                except OSError:
                    pass
            if not ignore_errors:
                raise info[1]
        shutil.rmtree(name, onerror=failed)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False):
        import warnings
        cls._rmtree(name, ignore_errors)
        warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return '<%s %r>' % (type(self).__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or os.path.exists(self.name):
            self._rmtree(self.name, self._ignore_cleanup_errors)

    __class_getitem__ = SpooledTemporaryFile.__class_getitem__
