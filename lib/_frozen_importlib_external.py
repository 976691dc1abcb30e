"""The part of importlib that knows files: finders of folders, loaders of source."""
import os as _os
import sys

import _frozen_importlib as _bootstrap
import _imp

path_sep = '/'
path_separators = '/'
path_sep_tuple = ('/',)
_pathseps_with_colon = {':/'}
SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
_RAW_MAGIC_NUMBER = 0x0a0d0000 | 3531
MAGIC_NUMBER = _RAW_MAGIC_NUMBER.to_bytes(4, 'little')
_PYCACHE = '__pycache__'
_OPT = 'opt-'
_MS_WINDOWS = False
_code_type = type((lambda: 0).__code__)


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, 'little')


def _unpack_uint32(data):
    return int.from_bytes(data, 'little')


def _unpack_uint16(data):
    return int.from_bytes(data, 'little')


# ---- paths ----

def _path_join(*parts):
    return '/'.join([part.rstrip('/') for part in parts if part])


def _path_split(path):
    head, sep, tail = path.rpartition('/')
    return head, tail


def _path_stat(path):
    return _os.stat(path)


def _path_is(path, kind):
    try:
        return (_os.stat(path)[0] & 0o170000) == kind
    except OSError:
        return False


def _path_isfile(path):
    return _path_is(path, 0o100000)


def _path_isdir(path):
    return _path_is(path or _os.getcwd(), 0o040000)


def _path_isabs(path):
    return path.startswith('/')


def _path_absolute(path):
    return path if path.startswith('/') or path.startswith('<') else _path_join(_os.getcwd(), path)


def _tag():
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    return tag


def cache_from_source(path, debug_override=None, *, optimization=None):
    path = str(path) if not isinstance(path, str) and hasattr(path, '__fspath__') else path
    head, tail = _path_split(path)
    base, sep, rest = tail.rpartition('.')
    tag = _tag()
    name = '%s%s%s' % (base or rest, sep, tag)
    if optimization is None:
        optimization = sys.flags.optimize or ''
    optimization = str(optimization)
    if optimization:
        if not optimization.isalnum():
            raise ValueError('{!r} is not alphanumeric'.format(optimization))
        name += '.' + _OPT + optimization
    return _path_join(head, _PYCACHE, name + BYTECODE_SUFFIXES[0])


def source_from_cache(path):
    _tag()
    head, tail = _path_split(path)
    head, folder = _path_split(head)
    if folder != _PYCACHE:
        raise ValueError('%s not bottom-level directory in %r' % (_PYCACHE, path))
    dots = tail.count('.')
    if dots not in (2, 3):
        raise ValueError('expected only 2 or 3 dots in %r' % tail)
    if dots == 3:
        optimization = tail.rsplit('.', 2)[-2]
        if not optimization.startswith(_OPT):
            raise ValueError('optimization portion of filename does not start with %r' % _OPT)
        if not optimization[len(_OPT):].isalnum():
            raise ValueError('optimization level %r is not an alphanumeric value' % optimization)
    return _path_join(head, tail.partition('.')[0] + SOURCE_SUFFIXES[0])


def _get_cached(filename):
    if filename.endswith('.py'):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    return filename if filename.endswith('.pyc') else None


def _get_sourcefile(bytecode_path):
    try:
        path = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        path = bytecode_path[:-1]
    return path if _path_isfile(path) else bytecode_path


def decode_source(source_bytes):
    """The text of source, decoded as its first lines say, with line ends made \\n."""
    import io
    import re
    data = bytes(source_bytes)
    encoding = 'utf-8'
    for line in data.split(b'\n', 2)[:2]:
        found = re.match(rb'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', line)
        if found:
            encoding = found.group(1).decode()
            break
        if not re.match(rb'^[ \t\f]*(?:[#\r\n]|$)', line):
            break
    if data.startswith(b'\xef\xbb\xbf'):
        data = data[3:]
    return data.decode(encoding).replace('\r\n', '\n').replace('\r', '\n')


# ---- specs of files ----

_missing = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_missing):
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _os.fspath(location) if hasattr(_os, 'fspath') else str(location)
        location = _path_absolute(location)
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                spec.loader = loader = loader_class(name, location)
                break
        else:
            return None
    if submodule_search_locations is _missing:
        if hasattr(loader, 'is_package'):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


# ---- loaders ----

class _LoaderBasics:
    def is_package(self, fullname):
        name = _path_split(self.get_filename(fullname))[1].rsplit('.', 1)[0]
        return name == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError('cannot load module {!r} when get_code() returns None'.format(module.__name__))
        exec(code, module.__dict__)

    load_module = _bootstrap._load_module_shim


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Writes data to a file."""

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError('source not available through get_data()', name=fullname) from error
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def _check(self, name):
        if name is None:
            return self.name
        if name != self.name:
            raise ImportError('loader for %s cannot handle %s' % (self.name, name), name=name)
        return name

    def load_module(self, fullname=None):
        return _bootstrap._load_module_shim(self, self._check(fullname))

    def get_filename(self, fullname=None):
        self._check(fullname)
        return self.path

    def get_data(self, path):
        with open(str(path), 'rb') as file:
            return file.read()

    def get_resource_reader(self, name=None):
        self._check(name)
        from importlib.readers import FileReader
        return FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    def path_stats(self, path):
        st = _path_stat(path)
        return {'mtime': st[8], 'size': st[6]}

    def set_data(self, path, data, *, _mode=0o666):
        parent = _path_split(path)[0]
        missing = []
        while parent and not _path_isdir(parent):
            missing.append(parent)
            parent = _path_split(parent)[0]
        try:
            for folder in reversed(missing):
                _os.mkdir(folder)
            with open(path, 'wb') as file:
                file.write(data)
        except OSError:
            pass


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Files of CPython's byte code: they cannot be run."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        raise ImportError('bad magic number in {!r}'.format(fullname), name=fullname, path=path)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    def create_module(self, spec):
        return _imp.create_dynamic(spec)

    def exec_module(self, module):
        _imp.exec_dynamic(module)

    def is_package(self, fullname):
        return False

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class _NamespacePath:
    """The folders of a namespace package; looked for again when the parent's path has changed."""

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._finder = path_finder
        self._last = tuple(self._parent())

    def _parent(self):
        parent, dot, _ = self._name.rpartition('.')
        return sys.modules[parent].__path__ if dot else sys.path

    def _now(self):
        parent = tuple(self._parent())
        if parent != self._last:
            self._last = parent
            spec = self._finder(self._name, parent)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
        return self._path

    def __iter__(self):
        return iter(self._now())

    def __getitem__(self, index):
        return self._now()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._now())

    def __repr__(self):
        return '_NamespacePath({!r})'.format(self._path)

    def __contains__(self, item):
        return item in self._now()

    def append(self, item):
        self._path.append(item)


class NamespaceLoader:
    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, fullname):
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


# ---- finders ----

class PathFinder:
    """The finder that looks in the folders of sys.path, or of a package."""

    @staticmethod
    def invalidate_caches():
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                del sys.path_importer_cache[name]
            elif hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()

    @staticmethod
    def _path_hooks(path):
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        if path == '':
            try:
                path = _os.getcwd()
            except OSError:
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            finder = cls._path_hooks(path)
            sys.path_importer_cache[path] = finder
            return finder

    @staticmethod
    def _ask(finder, fullname, target):
        if hasattr(finder, 'find_spec'):
            return finder.find_spec(fullname, target)
        if hasattr(finder, 'find_loader'):
            loader, portions = finder.find_loader(fullname)
        else:
            loader, portions = finder.find_module(fullname), []
        if loader is not None:
            return _bootstrap.spec_from_loader(fullname, loader)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        portions = []
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            if entry == '.frozen' and path is None:
                spec = _bootstrap.BuiltinImporter.find_spec(fullname)
                if spec is not None:
                    return spec
                continue
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            spec = cls._ask(finder, fullname, target)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError('spec missing loader')
            portions.extend(spec.submodule_search_locations)
        if not portions:
            return _bootstrap.BuiltinImporter.find_spec(fullname) if path is None else None
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = _NamespacePath(fullname, portions, cls.find_spec)
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        spec = cls.find_spec(fullname, path)
        return spec.loader if spec is not None else None

    @staticmethod
    def find_distributions(*args, **kwargs):
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


class FileFinder:
    """The finder of one folder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = _path_absolute(path) if path and path != '.' else _os.getcwd()

    def invalidate_caches(self):
        """What is in the folder is looked up each time."""

    def _get_spec(self, loader_class, fullname, path, smsl, target):
        return spec_from_file_location(fullname, path, loader=loader_class(fullname, path),
                                       submodule_search_locations=smsl)

    def find_spec(self, fullname, target=None):
        tail = fullname.rpartition('.')[2]
        base = _path_join(self.path, tail) if self.path != '/' else '/' + tail
        is_folder = _path_isdir(base)
        if is_folder:
            for suffix, loader_class in self._loaders:
                path = _path_join(base, '__init__' + suffix)
                if _path_isfile(path):
                    return self._get_spec(loader_class, fullname, path, [base], target)
        for suffix, loader_class in self._loaders:
            if _path_isfile(base + suffix):
                return self._get_spec(loader_class, fullname, base + suffix, None, target)
        if is_folder:
            spec = _bootstrap.ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def find_loader(self, fullname):
        spec = self.find_spec(fullname)
        if spec is None:
            return None, []
        return spec.loader, spec.submodule_search_locations or []

    def find_module(self, fullname):
        return self.find_loader(fullname)[0]

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return 'FileFinder({!r})'.format(self.path)


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


_path_hook = FileFinder.path_hook((SourceFileLoader, SOURCE_SUFFIXES))


def _is_plain():
    """The lists beside sys.meta_path are as they were made: the native search does the same, faster."""
    if sys.path_hooks != [_path_hook]:
        return False
    for finder in sys.path_importer_cache.values():
        if finder is not None and type(finder) is not FileFinder:
            return False
    return True


def _fix_up_module(ns, name, pathname, cpathname=None):
    loader = ns.get('__loader__') or SourceFileLoader(name, pathname)
    ns['__spec__'] = ns.get('__spec__') or spec_from_file_location(name, pathname, loader=loader)
    ns['__loader__'] = loader
    ns['__file__'] = pathname


def _install(bootstrap_module=None):
    _bootstrap._install()
