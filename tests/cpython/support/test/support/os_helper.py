"""Files of tests."""
import os

TESTFN = TESTFN_ASCII = '@test_kukri_tmp'
TESTFN_UNICODE = TESTFN + '-\xe0\xf2'
TESTFN_UNENCODABLE = TESTFN_UNDECODABLE = TESTFN_NONASCII = None
FS_NONASCII = None
SAVEDCWD = os.getcwd()


def unlink(filename):
    try:
        os.unlink(filename)
    except OSError:
        pass


def rmdir(dirname):
    try:
        os.rmdir(dirname)
    except OSError:
        pass


def rmtree(path):
    try:
        names = os.listdir(path)
    except OSError:
        return unlink(path)
    for name in names:
        rmtree(path + '/' + name)
    rmdir(path)


def create_empty_file(filename):
    open(filename, 'w').close()


def make_bad_fd():
    """The number of a file that is not open."""
    f = open(TESTFN, 'wb')
    try:
        return f.fileno()
    finally:
        f.close()
        unlink(TESTFN)


class temp_dir:
    def __init__(self, path=None, quiet=False):
        self.path = path or '/tmp/%s-%d' % (TESTFN, id(self))

    def __enter__(self):
        os.mkdir(self.path)
        return self.path

    def __exit__(self, *exc):
        rmtree(self.path)


class change_cwd:
    def __init__(self, path, quiet=False):
        self.path = path

    def __enter__(self):
        self.before = os.getcwd()
        os.chdir(self.path)
        return os.getcwd()

    def __exit__(self, *exc):
        os.chdir(self.before)


class temp_cwd(temp_dir):
    def __init__(self, name='tempcwd', quiet=False):
        super().__init__('/tmp/%s-%d' % (name, id(self)))

    def __enter__(self):
        self.before = os.getcwd()
        os.chdir(super().__enter__())
        return os.getcwd()

    def __exit__(self, *exc):
        os.chdir(self.before)
        super().__exit__(*exc)


class FakePath:
    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return '<FakePath %r>' % self.path

    def __fspath__(self):
        if isinstance(self.path, BaseException) or isinstance(self.path, type) and issubclass(
                self.path, BaseException):
            raise self.path
        return self.path


class EnvironmentVarGuard:
    def __init__(self):
        self.before = {}

    def __getitem__(self, name):
        return os.environ[name]

    def set(self, name, value):
        self.before.setdefault(name, os.environ.get(name))
        os.environ[name] = value

    __setitem__ = set

    def unset(self, name):
        self.before.setdefault(name, os.environ.get(name))
        if name in os.environ:
            del os.environ[name]

    __delitem__ = unset

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for name, value in self.before.items():
            if value is not None:
                os.environ[name] = value
            elif name in os.environ:
                del os.environ[name]


def can_symlink():
    return False


def skip_unless_symlink(test):
    import unittest
    return unittest.skip('needs symbolic links')(test)


skip_unless_xattr = skip_if_dac_override = skip_unless_working_chmod = skip_unless_symlink
