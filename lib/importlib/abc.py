"""importlib.abc: what finders and loaders promise."""
import abc

import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _external
from importlib import machinery


class Finder(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of a module, or None."""


class Loader(metaclass=abc.ABCMeta):
    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        if not hasattr(self, 'exec_module'):
            raise ImportError
        return _bootstrap._load_module_shim(self, fullname)

    def module_repr(self, module):
        raise NotImplementedError


class MetaPathFinder(metaclass=abc.ABCMeta):
    def find_module(self, fullname, path):
        if not hasattr(self, 'find_spec'):
            return None
        found = self.find_spec(fullname, path)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Forgets what is remembered."""


MetaPathFinder.register(machinery.BuiltinImporter)
MetaPathFinder.register(machinery.FrozenImporter)
MetaPathFinder.register(machinery.PathFinder)
MetaPathFinder.register(machinery.WindowsRegistryFinder)


class PathEntryFinder(metaclass=abc.ABCMeta):
    def find_loader(self, fullname):
        if not hasattr(self, 'find_spec'):
            return None, []
        found = self.find_spec(fullname)
        if found is None:
            return None, []
        return found.loader, found.submodule_search_locations or []

    def find_module(self, fullname):
        return self.find_loader(fullname)[0]

    def invalidate_caches(self):
        """Forgets what is remembered."""


PathEntryFinder.register(machinery.FileFinder)


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        return compile(data, path, 'exec', dont_inherit=True)

    exec_module = _external._LoaderBasics.exec_module
    load_module = _external._LoaderBasics.load_module


InspectLoader.register(machinery.BuiltinImporter)
InspectLoader.register(machinery.FrozenImporter)
InspectLoader.register(machinery.NamespaceLoader)


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


ExecutionLoader.register(machinery.ExtensionFileLoader)


class FileLoader(_external.FileLoader, ResourceLoader, ExecutionLoader):
    pass


FileLoader.register(machinery.SourceFileLoader)
FileLoader.register(machinery.SourcelessFileLoader)


class SourceLoader(_external.SourceLoader, ResourceLoader, ExecutionLoader):
    def path_mtime(self, path):
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Writes data to a file."""


SourceLoader.register(machinery.SourceFileLoader)


def __getattr__(name):
    if name in ('ResourceReader', 'Traversable', 'TraversableResources'):
        from importlib.resources import abc as resources
        return getattr(resources, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
