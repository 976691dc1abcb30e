import os
import pkgutil
import sys
import tempfile


def error(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except OSError as e:
        print(type(e).__name__)
    except Exception as e:
        print(type(e).__name__, e)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as f:
        f.write(text)


with tempfile.TemporaryDirectory() as folder:
    for path, text in (('pk_a/__init__.py', 'x = 1'), ('pk_a/one.py', 'class C:\n    y = 2'), ('pk_a/sub/__init__.py', ''),
                       ('pk_a/sub/two.py', ''), ('pk_a/data/t.txt', 'text'), ('pk_bad/__init__.py', '1 / 0'),
                       ('pk_c.py', ''), ('not-a.txt', ''), ('pk_a/nopack/x.py', '')):
        write(os.path.join(folder, path), text)
    sys.path.insert(0, folder)
    print([(m.name, m.ispkg) for m in pkgutil.iter_modules([folder], 'p.')])
    print([m.module_finder.path == folder for m in pkgutil.iter_modules([folder])])
    failed = []
    print([(m[1], m[2]) for m in pkgutil.walk_packages([folder], '', failed.append)], failed)
    error(list, pkgutil.walk_packages([folder]))
    error(list, pkgutil.iter_modules(folder))
    print(pkgutil.get_data('pk_a', 'data/t.txt'), pkgutil.get_data('pk_none', 'x'))
    error(pkgutil.get_data, 'pk_a', 'none')
    for name in ('os.path', 'pk_a.one:C.y', 'pk_a.one.C', 'pk_a:', 'pk_c'):
        print(name, type(pkgutil.resolve_name(name)).__name__)
    for name in ('', '?abc', 'os:x.', 'pk_a.one:D', 'pk_a.none', 'nowhere.x', 'os.path.x'):
        error(pkgutil.resolve_name, name)
    other = os.path.join(folder, 'other')
    write(other + '/pk_a/__init__.py', '')
    write(other + '/pk_a.pkg', '# comment\n/more\n')
    sys.path.append(other)
    print([p[len(folder):] if p.startswith(folder) else p for p in pkgutil.extend_path(sys.modules['pk_a'].__path__, 'pk_a')])
    print(pkgutil.extend_path('x', 'pk_a'), pkgutil.extend_path(['y'], 'no.such'))
    print(pkgutil.find_loader('pk_c').path[len(folder):], pkgutil.get_loader('pk_a').is_package('pk_a'), pkgutil.find_loader('pk_no'))
    error(pkgutil.find_loader, '.x')
    print(type(pkgutil.get_importer(folder)).__name__)
