"""shutil and tempfile: copies, trees, moves and files that go away."""
import os
import shutil
import tempfile


def tree(top):
    found = []
    for name in sorted(os.listdir(top)):
        path = os.path.join(top, name)
        found.append((name, tree(path)) if os.path.isdir(path) else (name, open(path).read()))
    return found


def put(path, text):
    with open(path, 'w') as f:
        f.write(text)


def said(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return type(e).__name__ + ' ' + str(e).replace(top, 'TOP')[:60].split('[')[0]


with tempfile.TemporaryDirectory(prefix='kk', suffix='.d') as top:
    print(os.path.basename(top)[:2], top[-2:], os.path.dirname(top) == tempfile.gettempdir())
    src = os.path.join(top, 'src')
    os.makedirs(os.path.join(src, 'a', 'b'))
    put(os.path.join(src, 'one.txt'), 'one')
    put(os.path.join(src, 'a', 'two.py'), 'two')
    put(os.path.join(src, 'a', 'b', 'three.txt'), 'three' * 50000)
    print(shutil.copytree(src, os.path.join(top, 'copy')) == os.path.join(top, 'copy'))
    print(tree(os.path.join(top, 'copy')) == tree(src))
    print(said(shutil.copytree, src, os.path.join(top, 'copy')).split(' ')[0])
    shutil.copytree(src, os.path.join(top, 'copy'), dirs_exist_ok=True)
    shutil.copytree(src, os.path.join(top, 'part'), ignore=shutil.ignore_patterns('*.txt', 'nothing*'))
    print(tree(os.path.join(top, 'part')))
    print(shutil.copy(os.path.join(src, 'one.txt'), os.path.join(top, 'part')) == os.path.join(top, 'part', 'one.txt'))
    print(said(shutil.copyfile, os.path.join(src, 'one.txt'), os.path.join(src, 'one.txt')))
    print(said(shutil.copy, os.path.join(src, 'none'), top).split(' ')[0])
    print(said(shutil.copyfile, os.path.join(src, 'one.txt'), src).split(' ')[0])
    print(shutil.move(os.path.join(top, 'part'), os.path.join(top, 'moved')) == os.path.join(top, 'moved'))
    print(shutil.move(os.path.join(src, 'one.txt'), os.path.join(top, 'moved', 'a')) is not None, sorted(os.listdir(top)))
    print(said(shutil.move, src, os.path.join(src, 'a')))
    put(os.path.join(top, 'moved', 'b'), '')
    shutil.rmtree(os.path.join(top, 'moved'))
    print(os.path.exists(os.path.join(top, 'moved')), said(shutil.rmtree, os.path.join(top, 'moved')).split(' ')[0])
    shutil.rmtree(os.path.join(top, 'moved'), ignore_errors=True)
    seen = []
    shutil.rmtree(os.path.join(top, 'moved'), onerror=lambda function, path, info: seen.append(info[0].__name__))
    print(seen)
    file = tempfile.NamedTemporaryFile('w+', dir=top, suffix='.txt')
    file.write('hello\nworld\n')
    file.flush()
    print(open(file.name).read().split(), file.name.endswith('.txt'))
    file.seek(0)
    print(list(file))
    file.close()
    print(os.path.exists(file.name))
    with tempfile.NamedTemporaryFile(dir=top, delete=False) as kept:
        kept.write(b'kept')
    print(open(kept.name).read())
    with tempfile.TemporaryFile(dir=top) as file:
        file.write(b'gone')
        file.seek(0)
        print(file.read())
    spooled = tempfile.SpooledTemporaryFile(max_size=10, dir=top)
    spooled.write(b'12345')
    print(spooled._rolled)
    spooled.write(b'67890123')
    print(spooled._rolled, spooled.tell())
    spooled.seek(3)
    print(spooled.read(), spooled.closed)
    spooled.close()
    made = tempfile.mkdtemp(dir=top)
    print(os.path.isdir(made), said(tempfile.mkdtemp, 's', b'p'), tempfile.gettempprefix(), tempfile.gettempprefixb())
    print(len({os.path.basename(tempfile.mktemp(dir=top)) for _ in range(100)}))
print(os.path.exists(top))
print(shutil.which('sh') in ('/bin/sh', '/usr/bin/sh'), shutil.which('no such program'), shutil.which('/bin/sh'))
print([name for name, *_ in shutil.get_unpack_formats() if name == 'zip'], said(shutil.make_archive, 'x', 'nope'),
      said(shutil.unpack_archive, 'x.nope'), said(shutil.register_archive_format, 'x', 1))
