"""importlib.util: finding modules and making them from specs."""
import sys
from types import ModuleType

from _frozen_importlib import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from _frozen_importlib_external import (
    MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location)
from _imp import source_hash as _source_hash


def source_hash(source_bytes):
    return _source_hash(int.from_bytes(MAGIC_NUMBER, 'little'), source_bytes)


def resolve_name(name, package):
    """The absolute name of a name that may begin with dots."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError('no package specified for %r (required for relative module names)' % (name,))
    level = len(name) - len(name.lstrip('.'))
    return _resolve_name(name[level:], package, level)


def find_spec(name, package=None):
    """The spec of a module, without importing it (its parents are); None: there is no such module."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname not in sys.modules:
        parent = fullname.rpartition('.')[0]
        path = None
        if parent:
            try:
                path = __import__(parent, fromlist=['__path__']).__path__
            except AttributeError as error:
                raise ModuleNotFoundError('__path__ attribute not found on %r while trying to find %r' % (
                    parent, fullname), name=fullname) from error
        return _find_spec(fullname, path)
    module = sys.modules[fullname]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError('%s.__spec__ is not set' % name) from None
    if spec is None:
        raise ValueError('%s.__spec__ is None' % name)
    return spec


class _LazyModule(ModuleType):
    """A module that is loaded when its first attribute is asked for."""

    def __getattribute__(self, attr):
        get = object.__getattribute__
        spec = get(self, '__spec__')
        own = get(self, '__dict__')
        state = spec.loader_state
        before, cls = state['__dict__'], state['__class__']
        name = own['__name__']
        now = {key: value for key, value in own.items() if key not in before or before[key] is not value}
        self.__class__ = cls
        spec.loader.exec_module(self)
        if name in sys.modules and sys.modules[name] is not self:
            raise ValueError('module object for %r substituted in sys.modules during a lazy load' % (name,))
        own.update(now)
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader:
    """A loader that puts off executing the module."""

    def __init__(self, loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {'__dict__': module.__dict__.copy(), '__class__': module.__class__}
        module.__class__ = _LazyModule
