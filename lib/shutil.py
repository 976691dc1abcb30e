"""shutil: copying, moving and removing files and whole folders, and archives of them."""
import errno
import fnmatch
import os

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
           'SpecialFileError', 'ExecError', 'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'get_unpack_formats', 'register_unpack_format', 'unregister_unpack_format',
           'unpack_archive', 'ignore_patterns', 'chown', 'which', 'get_terminal_size', 'SameFileError', 'disk_usage']
COPY_BUFSIZE = 64 * 1024
_FORMAT, _FOLDER, _FILE, _LINK, _FIFO = 0o170000, 0o040000, 0o100000, 0o120000, 0o010000


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """The operation is not for pipes and devices."""


class ExecError(OSError):
    pass


class ReadError(OSError):
    """An archive cannot be read."""


class RegistryError(Exception):
    """An archive format is wrong or unknown."""


def _kind(path, follow=True):
    """What stat says that a path is, or 0 when there is none."""
    try:
        return (os.stat if follow else os.lstat)(path).st_mode & _FORMAT
    except (OSError, ValueError):
        return 0


def _is_link(path):
    return _kind(path, False) == _LINK


def _text(path):
    return path.__fspath__() if hasattr(path, '__fspath__') else path


def _samefile(a, b):
    try:
        return os.path.samefile(a, b)
    except (OSError, AttributeError):
        return os.path.normcase(os.path.abspath(a)) == os.path.normcase(os.path.abspath(b))


# ---- files ----

def copyfileobj(fsrc, fdst, length=0):
    """All that is left of one file, to another."""
    read, write = fsrc.read, fdst.write
    while True:
        piece = read(length or COPY_BUFSIZE)
        if not piece:
            return
        write(piece)


def copyfile(src, dst, *, follow_symlinks=True):
    """The contents of a file. Returns dst."""
    if _kind(src) and _kind(dst) and _samefile(src, dst):
        raise SameFileError('%r and %r are the same file' % (src, dst))
    for path in (src, dst):
        if _kind(path) == _FIFO:
            raise SpecialFileError('`%s` is a named pipe' % (_text(path),))
    if not follow_symlinks and _is_link(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        try:
            with open(dst, 'wb') as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as e:
            if not os.path.exists(dst):
                raise FileNotFoundError('Directory does not exist: %s' % dst) from e
            raise
    return dst


def _for_links(follow_symlinks, src, dst):
    """The keyword for functions that should not follow links; None if they cannot."""
    if follow_symlinks or not (_is_link(src) and _is_link(dst)):
        return {}
    return {'follow_symlinks': False}


def copymode(src, dst, *, follow_symlinks=True):
    """The permissions."""
    if not hasattr(os, 'chmod'):
        return
    links = _for_links(follow_symlinks, src, dst)
    if links:
        if not hasattr(os, 'lchmod'):
            return
        return os.lchmod(dst, os.lstat(src).st_mode & 0o7777)
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    """Permissions and times."""
    links = _for_links(follow_symlinks, src, dst)
    st = os.lstat(src) if links else os.stat(src)
    for name, args in (('utime', None), ('chmod', (st.st_mode & 0o7777,))):
        function = getattr(os, name, None)
        if function is None or (links and function not in getattr(os, 'supports_follow_symlinks', ())):
            continue
        try:
            if name == 'utime':
                if hasattr(st, 'st_mtime_ns'):
                    function(dst, ns=(st.st_atime_ns, st.st_mtime_ns), **links)
                else:
                    function(dst, (st.st_atime, st.st_mtime), **links)
            else:
                function(dst, *args, **links)
        except NotImplementedError:
            pass


def copy(src, dst, *, follow_symlinks=True):
    """A file with its permissions, to a file or into a folder. Returns where it is."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """As copy(), with the times too."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


# ---- folders ----

def ignore_patterns(*patterns):
    """For copytree(): names that match one of the patterns are left out."""
    def ignored(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignored


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """A folder and all in it. What could not be copied is told by an Error at the end. Returns dst."""
    names = os.listdir(src)
    ignored = ignore(_text(src), list(names)) if ignore is not None else ()
    if dirs_exist_ok:
        os.makedirs(dst, exist_ok=True)
    else:
        os.makedirs(dst)
    errors = []
    for name in names:
        if name in ignored:
            continue
        a, b = os.path.join(src, name), os.path.join(dst, name)
        try:
            if _is_link(a):
                if symlinks:
                    os.symlink(os.readlink(a), b)
                    copystat(a, b, follow_symlinks=False)
                    continue
                if not os.path.exists(a) and ignore_dangling_symlinks:
                    continue
            if os.path.isdir(a):
                copytree(a, b, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(a, b)
        except Error as e:
            errors.extend(e.args[0])
        except OSError as e:
            errors.append((a, b, str(e)))
    try:
        copystat(src, dst)
    except OSError as e:
        errors.append((src, dst, str(e)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    """Removes a folder and all in it; links are removed, never followed."""
    import sys

    def failed(function, path):
        if ignore_errors:
            return
        if onerror is None:
            raise
        onerror(function, path, sys.exc_info())

    if dir_fd is not None:
        raise NotImplementedError('dir_fd unavailable on this platform')
    if _is_link(path):
        try:
            raise OSError('Cannot call rmtree on a symbolic link')
        except OSError:
            return failed(os.path.islink, path)
    try:
        os.lstat(path)
    except OSError:
        return failed(os.lstat, path)
    _rmtree(path, failed)


def _rmtree(path, failed):
    try:
        names = os.listdir(path)
    except OSError:
        failed(os.listdir, path)
        names = []
    for name in names:
        full = os.path.join(path, name)
        if _kind(full, False) == _FOLDER:
            _rmtree(full, failed)
        else:
            try:
                os.unlink(full)
            except OSError:
                failed(os.unlink, full)
    try:
        os.rmdir(path)
    except OSError:
        failed(os.rmdir, path)


rmtree.avoids_symlink_attacks = False


def move(src, dst, copy_function=copy2):
    """Renames, or copies and removes where that cannot be done. Returns where it is."""
    real = dst
    if os.path.isdir(dst):
        if _samefile(src, dst) and not _is_link(src):
            os.rename(src, dst)
            return real
        name = _text(src)
        name = os.path.basename(name.rstrip(b'/' if isinstance(name, bytes) else '/'))
        real = os.path.join(dst, name)
        if os.path.exists(real):
            raise Error("Destination path '%s' already exists" % real)
    try:
        os.rename(src, real)
        return real
    except OSError:
        pass
    if _is_link(src):
        os.symlink(os.readlink(src), real)
        os.unlink(src)
    elif os.path.isdir(src):
        inside, outer = os.path.abspath(real), os.path.abspath(src)
        if (inside + '/').startswith(outer + '/'):
            raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
        copytree(src, real, copy_function=copy_function, symlinks=True)
        rmtree(src)
    else:
        copy_function(src, real)
        os.unlink(src)
    return real


# ---- the system ----

def disk_usage(path):
    """(total, used, free) bytes of the file system."""
    from collections import namedtuple
    st = os.statvfs(path)
    size, blocks, free, available = st[1], st[2], st[3], st[4]
    return namedtuple('usage', 'total used free')(blocks * size, (blocks - free) * size, available * size)


def chown(path, user=None, group=None):
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    ids = []
    for given, module, lookup, what in ((user, 'pwd', 'getpwnam', 'user'), (group, 'grp', 'getgrnam', 'group')):
        if given is None:
            given = -1
        elif isinstance(given, str):
            try:
                given = getattr(__import__(module), lookup)(given)[2]
            except (KeyError, ImportError):
                raise LookupError('no such %s: %r' % (what, given)) from None
        ids.append(given)
    os.chown(path, *ids)


def get_terminal_size(fallback=(80, 24)):
    """(columns, lines): of the environment, the terminal or the fallback."""
    sizes = []
    for name in ('COLUMNS', 'LINES'):
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    if sizes[0] <= 0 or sizes[1] <= 0:
        try:
            import sys
            real = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            real = fallback
        for i in (0, 1):
            if sizes[i] <= 0:
                sizes[i] = real[i] or fallback[i]
    size = getattr(os, 'terminal_size', None)
    if size is None:
        from collections import namedtuple
        made = namedtuple('terminal_size', 'columns lines', module='os')
        return made(*sizes)
    return size(sizes)


def which(cmd, mode=None, path=None):
    """The path of a program that would be run, or None."""
    if mode is None:
        mode = getattr(os, 'F_OK', 0) | getattr(os, 'X_OK', 1)

    def fits(name):
        if not os.path.exists(name) or os.path.isdir(name):
            return False
        return os.access(name, mode) if hasattr(os, 'access') else bool(os.stat(name).st_mode & 0o111)

    if os.path.dirname(cmd):
        return cmd if fits(cmd) else None
    in_bytes = isinstance(cmd, bytes)
    if path is None:
        path = os.environ.get('PATH', None)
        if path is None:
            path = '/bin:/usr/bin'
    if not path:
        return None
    if in_bytes and isinstance(path, str):
        path = path.encode()
    elif not in_bytes and isinstance(path, bytes):
        path = path.decode()
    seen = set()
    for folder in path.split(b':' if in_bytes else ':'):
        if folder not in seen:
            seen.add(folder)
            name = os.path.join(folder, cmd)
            if fits(name):
                return name
    return None


# ---- archives: they are in _shutil_archives ----

def __getattr__(name):
    if name in __all__ or name in ('_make_tarball', '_make_zipfile', '_ARCHIVE_FORMATS', '_UNPACK_FORMATS',
                                   '_find_unpack_format', '_unpack_zipfile', '_unpack_tarfile'):
        import _shutil_archives
        if hasattr(_shutil_archives, name):
            return getattr(_shutil_archives, name)
    raise AttributeError("module 'shutil' has no attribute '%s'" % name)
