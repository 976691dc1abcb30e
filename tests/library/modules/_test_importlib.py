# importlib: finders on sys.meta_path and sys.path_hooks, specs, reload, lazy loading.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import time
import os
import sys
import types


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, 'name', None))


print(sys.__spec__, __spec__, type(__loader__).__name__, sys.__loader__ is importlib.machinery.BuiltinImporter)
print([f.__name__ for f in sys.meta_path if isinstance(f, type)][:3])
attempt(importlib.import_module, '.x')
attempt(importlib.import_module, '..x', 'a')
attempt(importlib.import_module, 'nothing.there')
attempt(importlib.import_module, '')
attempt(importlib.util.resolve_name, '..x.y', 'a.b')
attempt(importlib.util.resolve_name, '.x', '')
attempt(importlib.util.find_spec, 'nothing')
attempt(importlib.util.find_spec, 'sys.nothing')
attempt(importlib.util.find_spec, '__main__')
attempt(importlib.reload, 5)
attempt(importlib.reload, types.ModuleType('loose'))

# ---- a finder of one's own, behind and before the others ----


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        print('create', spec.name)
        return None

    def exec_module(self, module):
        print('exec', module.__name__, module.__spec__.parent, module.__package__)
        if module.__name__ == 'virt.bad':
            1 / 0
        module.value = len(module.__name__)

    def __repr__(self):
        return '<the loader>'


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith('virt'):
            print('find', name, path)
            return importlib.util.spec_from_loader(name, Loader(), is_package=name == 'virt')


sys.meta_path.append(Finder)
import virt.one
print(virt, virt.one, virt.__path__, virt.one.value, virt.one.__spec__)
attempt(importlib.import_module, 'virt.bad')
print('virt.bad' in sys.modules, sorted(n for n in sys.modules if n.startswith('virt')))
attempt(importlib.reload, virt.one)
sys.meta_path.remove(Finder)
attempt(importlib.import_module, 'virt.two')
sys.meta_path.insert(0, Finder)
import virt.two
from virt import three
print(three.value)
sys.meta_path.remove(Finder)


class Blocker:
    def find_spec(self, name, path, target=None):
        if name == 'colorsys':
            raise ImportError('not allowed', name=name)


sys.meta_path.insert(0, Blocker())
attempt(importlib.import_module, 'colorsys')
del sys.meta_path[0]

# ---- files ----

folder = '/tmp/kk_importlib_%d' % (time.time_ns() % 10 ** 12)
os.mkdir(folder)


def write(name, text):
    path = os.path.join(folder, name)
    if not os.path.isdir(os.path.dirname(path)):
        os.mkdir(os.path.dirname(path))
    with open(path, 'w') as f:
        f.write(text)
    return path

def short(text):
    return str(text).replace(folder, 'HERE')

one = write('kk_one.py', 'count = globals().get("count", 0) + 1\nname = __spec__.name\nloader = __loader__\n')
write('kk_pack/__init__.py', 'from . import inner\n')
write('kk_pack/inner.py', 'x = 1\n')
write('kk_space/part.py', 'y = 2\n')
write('kk_a.py', 'import kk_b\nx = 1\n')
write('kk_b.py', 'import kk_a\ntry:\n    kk_a.x\nexcept AttributeError as e:\n    print(e)\n'
                 'try:\n    from kk_a import x\nexcept ImportError as e:\n    print(short(e), e.name, short(e.path))\n')
sys.path.insert(0, folder)
import builtins
builtins.short = short
import kk_one
print(kk_one.count, kk_one.name, kk_one.loader is kk_one.__loader__, short(kk_one.__spec__.origin), short(kk_one.__file__))
print(kk_one.__spec__.has_location, kk_one.__spec__.parent == '', kk_one.__spec__.submodule_search_locations)
print(importlib.reload(kk_one).count, kk_one.count)
import kk_pack
print(short(kk_pack.__spec__.submodule_search_locations), kk_pack.inner.__spec__.parent, short(kk_pack))
import kk_space.part
print(short(list(kk_space.__path__)), str(kk_space)[:70], hasattr(kk_space, '__file__'), kk_space.part.y)
import kk_a
spec = importlib.util.spec_from_file_location('other', one)
other = importlib.util.module_from_spec(spec)
spec.loader.exec_module(other)
print(other.count, other.name, 'other' in sys.modules, short(other))
print(spec.loader.get_source('other').split('\n')[0], spec.loader.is_package('other'))
attempt(spec.loader.get_source, 'wrong')
print(importlib.util.spec_from_file_location('x', '/none/x.unknown'))
spec = importlib.util.find_spec('kk_pack.inner')
print(short(spec.origin), spec == kk_pack.inner.__spec__)
# A loader that waits until somebody wants something.
write('kk_lazy.py', 'print("running")\nv = 3\n')
spec = importlib.util.find_spec('kk_lazy')
spec.loader = importlib.util.LazyLoader(spec.loader)
lazy = importlib.util.module_from_spec(spec)
sys.modules['kk_lazy'] = lazy
spec.loader.exec_module(lazy)
print('not yet')
print(lazy.v, type(lazy) is types.ModuleType)

# A hook for entries of sys.path.
class EntryFinder:
    def __init__(self, path):
        if not path.startswith('mem:'):
            raise ImportError
        self.path = path

    def find_spec(self, name, target=None):
        if name == self.path[4:]:
            return importlib.util.spec_from_loader(name, Loader())

sys.path_hooks.insert(0, EntryFinder)
sys.path.append('mem:kk_mem')
import kk_mem
import kk_one
print(kk_mem.value, kk_mem.__loader__, type(sys.path_importer_cache['mem:kk_mem']).__name__)
write('kk_late.py', 'z = 9\n')
importlib.invalidate_caches()
import kk_late
print(kk_late.z, type(sys.path_importer_cache[folder]).__name__)
spec = importlib.machinery.PathFinder.find_spec('kk_late', [folder])
print(short(spec.origin), importlib.machinery.PathFinder.find_spec('kk_none', [folder]))
for root in ('kk_pack', 'kk_space', ''):
    root = os.path.join(folder, root)
    for name in os.listdir(root):
        if name.endswith('.py'):
            os.remove(os.path.join(root, name))
    os.rmdir(root.rstrip('/'))

print(importlib.machinery.ModuleSpec('n', None, origin='o', is_package=True))
print(issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader),
      isinstance(importlib.machinery.FileFinder('.'), importlib.abc.PathEntryFinder))
print(importlib.util.decode_source(b'# coding: latin-1\r\nx = "\xe9"\r\n'))


class Source(importlib.abc.InspectLoader):
    def get_source(self, name):
        return 'made = __name__'


module = types.ModuleType('fromsource')
Source().exec_module(module)
print(module.made, module.__spec__, module.__loader__)
