"""pkgutil: which modules there are, and files that lie beside them."""
import os
import sys
from collections import namedtuple

__all__ = ['get_importer', 'iter_importers', 'get_loader', 'find_loader', 'walk_packages', 'iter_modules', 'get_data',
           'read_code', 'extend_path', 'ModuleInfo', 'resolve_name']

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
_SUFFIXES = ('.py', '.mpy')


def get_importer(path_item):
    """What looks for modules in that folder, or None."""
    from importlib.machinery import PathFinder
    return PathFinder._path_importer_cache(os.fspath(path_item))


def iter_importers(fullname=''):
    """What would be asked for the module of that name."""
    if fullname.startswith('.'):
        raise ImportError('Relative module name %r not supported' % fullname)
    path = sys.path
    parent = fullname.rpartition('.')[0]
    if parent:
        __import__(parent)
        path = getattr(sys.modules[parent], '__path__', None)
        if path is None:
            return
    else:
        yield from getattr(sys, 'meta_path', ())
    for item in path:
        yield get_importer(item)


def find_loader(fullname):
    from importlib.util import find_spec
    if fullname.startswith('.'):
        raise ImportError('Relative module name %r not supported' % fullname)
    try:
        spec = find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        raise ImportError('Error while finding loader for %r (%s: %s)' % (fullname, type(e), e)) from e
    return spec.loader if spec is not None else None


def get_loader(module_or_name):
    """What loads or has loaded the module, or None."""
    name = module_or_name
    if name in sys.modules if isinstance(name, str) else False:
        module_or_name = sys.modules[name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, type(sys)):
        loader = getattr(module_or_name, '__loader__', None)
        if loader is not None or getattr(module_or_name, '__spec__', 0) is None:
            return loader
        name = module_or_name.__name__
    return find_loader(name)


def _in_folder(folder):
    """(name, whether it is a package) of the modules in a folder, sorted."""
    try:
        names = sorted(os.listdir(folder or '.'))
    except OSError:
        return
    seen = {'__init__'}
    for name in names:
        stem, dot, suffix = name.rpartition('.')
        whole = (folder + '/' if folder else '') + name
        package = False
        if dot and dot + suffix in _SUFFIXES:
            name = stem
        elif os.path.isdir(whole):
            package = any([os.path.isfile(whole + '/__init__' + s) for s in _SUFFIXES])
            if not package:
                continue
        else:
            continue
        if '.' not in name and name not in seen:
            seen.add(name)
            yield name, package


def iter_importer_modules(importer, prefix=''):
    """(name, whether it is a package) of what a finder can find, if it tells."""
    if hasattr(importer, 'iter_modules'):
        yield from importer.iter_modules(prefix)
    elif isinstance(getattr(importer, 'path', None), str):
        for name, package in _in_folder(importer.path):
            yield prefix + name, package


def iter_modules(path=None, prefix=''):
    """A ModuleInfo of each module in the folders of path (sys.path)."""
    if isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    seen = set()
    for importer in iter_importers() if path is None else map(get_importer, path):
        for name, package in iter_importer_modules(importer, prefix):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(importer, name, package)


def walk_packages(path=None, prefix='', onerror=None):
    """The same, and of the modules in packages, which are imported. onerror(name) is called for those that fail."""
    seen = set()
    todo = [iter_modules(path, prefix)]
    while todo:
        info = next(todo[-1], None)
        if info is None:
            todo.pop()
            continue
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except Exception as e:
            if onerror is not None:
                onerror(info.name)
            elif not isinstance(e, ImportError):
                raise
            continue
        inner = [p for p in getattr(sys.modules[info.name], '__path__', None) or () if p not in seen]
        seen.update(inner)
        todo.append(iter_modules(inner, info.name + '.'))


def get_data(package, resource):
    """The bytes of a file in a package's folder, by a name with / in it; None if the package's loader has no files."""
    from importlib.util import find_spec
    module = sys.modules.get(package)
    loader = getattr(module, '__loader__', None)
    if loader is None:
        spec = find_spec(package)
        if spec is None:
            return None
        loader = spec.loader
    if not hasattr(loader, 'get_data'):
        return None
    if module is None:
        __import__(package)
        module = sys.modules[package]
    file = getattr(module, '__file__', None)
    if file is None:
        return None
    return loader.get_data(os.path.join(os.path.dirname(file), *resource.split('/')))


def read_code(stream):
    """The code object in a file of compiled code, or None."""
    from importlib.util import MAGIC_NUMBER
    if stream.read(4) != MAGIC_NUMBER:
        return None
    import marshal
    stream.read(12)
    return marshal.load(stream)


def extend_path(path, name):
    """path and the folders of that name in the other folders of sys.path, and those that NAME.pkg files list."""
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, last = name.rpartition('.')
    if parent:
        try:
            search = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        inner = os.path.join(folder, last)
        if inner not in path and any([os.path.isfile(inner + '/__init__' + s) for s in _SUFFIXES]):
            path.append(inner)
        listed = os.path.join(folder, name + '.pkg')
        if os.path.isfile(listed):
            with open(listed) as f:
                path += [line for line in f.read().split('\n') if line and line[0] != '#']
    return path


def resolve_name(name):
    """The object of a name: package.module:object.attribute, or with dots only."""
    module_name, colon, rest = name.partition(':')
    parts = module_name.split('.')
    if not all([part.isidentifier() for part in parts + (rest.split('.') if rest else [])]):
        raise ValueError('invalid format: %r' % name)
    if colon:
        __import__(module_name)
        found, parts = sys.modules[module_name], rest.split('.') if rest else []
    else:
        known = parts.pop(0)
        __import__(known)
        found = sys.modules[known]
        while parts:
            try:
                __import__(known + '.' + parts[0])
            except ImportError:
                break
            known += '.' + parts.pop(0)
            found = sys.modules[known]
    for part in parts:
        found = getattr(found, part)
    return found
