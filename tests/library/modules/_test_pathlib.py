import os
from pathlib import Path, PosixPath, PurePath, PurePosixPath, PureWindowsPath


class Random:
    state = 4

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n

    def text(self, parts, most):
        return ''.join([parts[self.below(len(parts))] for _ in range(self.below(most))])


def attempt(f, *args):
    try:
        return repr(f(*args))
    except (ValueError, TypeError, NotImplementedError, OSError) as e:
        return type(e).__name__ + ' ' + str(e)


r = Random()
PARTS = ['a', 'b', 'C', '/', '/', '\\', '//', '..', '.', 'x.tar.gz', '.hid', 'n.', 'con', '*', '?']
NAMES = 'drive root anchor parts name stem suffix suffixes parent'.split()
for _ in range(400):
    a, b, c = r.text(['c:', '', '', 'D:', 'C:'], 2) + r.text(PARTS, 7), r.text(['c:', ''], 2) + r.text(PARTS, 5), r.text(PARTS, 3)
    for cls in (PurePosixPath, PureWindowsPath):
        p, q = cls(a), cls(b)
        # What CPython 3.11 makes of shares and of drives behind roots is its own.
        if cls is PurePosixPath or a[:2] not in ('//', '/\\', '\\/', '\\\\'):
            print(repr(p), p, [getattr(p, name) for name in NAMES], list(p.parents)[:3], p.is_absolute(), p.is_reserved())
            print(attempt(p.relative_to, a[:-1]), p.is_relative_to(b[:1]), attempt(p.with_suffix, '.' + c))
    p, q = PurePosixPath(a), PurePosixPath(b)
    print(p / q, b / p, PurePosixPath(a, b, c), p == q, p < q, hash(p) == hash(q), attempt(p.relative_to, q))
    print(attempt(p.match, b or 'x'), attempt(p.with_name, c), attempt(p.with_suffix, c), attempt(p.as_uri))
share = PureWindowsPath('//Host/Share/Dir/f.TXT')
print(share.drive, share.root, share.parts, share.match('*.txt'), share.relative_to('//host/share'), share.as_uri())
print(PureWindowsPath('c:x') / 'D:y', PureWindowsPath('c:/x') / 'C:y', PureWindowsPath('c:/x') / '/y', 'a' / PureWindowsPath('b'))
print(PurePath('a') == PureWindowsPath('a'), PurePosixPath('A') == PurePosixPath('a'), PureWindowsPath('A') in {PureWindowsPath('a')})
print(attempt(PurePath, 5), attempt(lambda: PurePath('a') / 5), attempt(lambda: PurePath('a') < 'a'))

base = Path('_pathlib_test')
(base / 'sub' / 'deep').mkdir(parents=True)
print(attempt(base.mkdir), base.mkdir(exist_ok=True), attempt((base / 'x' / 'y').mkdir))
print((base / 'one.txt').write_text('h\xe9llo\n', encoding='utf-8'), (base / 'one.txt').read_bytes(), (base / 'sub/two.bin').write_bytes(b'12'))
print((base / 'one.txt').read_text('utf-8'), attempt((base / 'one.txt').write_text, b'x'))
(base / 'sub' / 'deep' / 'three.txt').touch()
print(attempt(lambda: (base / 'one.txt').touch(exist_ok=False)))
for pattern in ('*', '*.txt', '**/*.txt', 'sub/*', '**', '*/deep', 'nothing', 'sub/../one.txt', 'o?e.*'):
    print(pattern, sorted(map(str, base.glob(pattern))))
print(sorted(map(str, base.rglob('*.txt'))), attempt(lambda: list(base.glob('/x'))), attempt(lambda: list(base.glob('a**'))))
print(sorted(map(str, base.iterdir())), base.is_dir(), base.is_file(), (base / 'one.txt').is_file(), (base / 'no').exists())
print((base / 'one.txt').rename(base / 'uno.txt'), (base / 'uno.txt').stat()[6], (base / 'uno.txt').samefile(base / 'uno.txt'))
print((base / 'uno.txt').replace(base / 'sub' / 'uno.txt'), attempt((base / 'uno.txt').unlink), (base / 'uno.txt').unlink(missing_ok=True))
for path in sorted(base.rglob('*'), reverse=True):
    path.rmdir() if path.is_dir() else path.unlink()
base.rmdir()
print(base.exists(), base.absolute() == Path.cwd() / base, type(base) is PosixPath, (Path('/') / 'x' / '..' / 'y').parent)
with Path(os.devnull).open('w') as f:
    print(f.write('x'))
