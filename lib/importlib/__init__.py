"""importlib: importing by name."""
import sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']
__import__ = __import__
_RELOADING = {}


def import_module(name, package=None):
    """Imports a module; a name that begins with dots is relative to package."""
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for %r" % (name,))
        level = len(name) - len(name.lstrip('.'))
        base = package.rsplit('.', level - 1)
        if len(base) < level:
            raise ImportError('attempted relative import beyond top-level package')
        name = base[0] + '.' + name[level:] if name[level:] else base[0]
    __import__(name)
    module = sys.modules[name]
    if module is None:
        raise ModuleNotFoundError('import of ' + name + ' halted; None in sys.modules', name=name)
    return module


def invalidate_caches():
    """Tells all finders that files have come or gone."""
    for finder in getattr(sys, 'meta_path', ()):
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def reload(module):
    """Runs the body of an imported module again, in the same namespace."""
    name = getattr(getattr(module, '__spec__', None), 'name', None)
    if name is None:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError('reload() argument must be a module')
    if sys.modules.get(name) is not module:
        raise ImportError('module %s not in sys.modules' % name, name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        parent, dot, _ = name.rpartition('.')
        path = None
        if dot:
            try:
                path = sys.modules[parent].__path__
            except KeyError:
                raise ImportError('parent %r not in sys.modules' % parent, name=parent) from None
        from _frozen_importlib import _exec, _find_spec
        spec = module.__spec__ = _find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError('spec not found for the module %r' % name, name=name)
        _exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)


def __getattr__(name):
    if name in ('_bootstrap', '_bootstrap_external'):
        module = import_module('_frozen_importlib' + name[10:])
        sys.modules['importlib.' + name] = globals()[name] = module
        return module
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
