import glob
import html
import html.entities
import os


class Random:
    state = 8

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n

    def text(self, parts, most):
        return ''.join([parts[self.below(len(parts))] for _ in range(self.below(most))])


r = Random()
PARTS = ['&', '#', 'x', '6', '2', '8', ';', 'amp', 'lt', 'not', 'in', 'notin', 'Aacute', '<', '"', "'", ' ', '&#', '&#x', '110000',
         'd800', '&copy', 'NotEqualTilde', '99999999999', '&#0', '\xe9']
for _ in range(1000):
    text = r.text(PARTS, 8)
    print(ascii(text), ascii(html.unescape(text)), ascii(html.escape(text)), ascii(html.escape(text, quote=False)))
for i in list(range(0x120)) + [0xd7ff, 0xd800, 0xfdd0, 0xfffe, 0x1ffff, 0x10ffff, 0x110000]:
    print(i, ascii(html.unescape('&#%d;' % i)))
for name in ('html5', 'name2codepoint', 'codepoint2name', 'entitydefs'):
    table = getattr(html.entities, name)
    print(name, len(table), hash(tuple(sorted(map(ascii, table.items())))) != 0, ascii(sorted(table.items())[::40]))

os.mkdir('_glob_test')
os.mkdir('_glob_test/sub')
os.mkdir('_glob_test/sub/deep')
for name in ('a.txt', 'b.txt', '.hidden', 'sub/c.txt', 'sub/deep/d.txt', 'sub/[x]'):
    open('_glob_test/' + name, 'w').close()
for pattern in ('*', '*.txt', '.*', 'sub', 'sub/', '*/', '*/*', 'sub/*.txt', '**', '**/', '**/*.txt', '**/deep/**', 'sub/[[]x]', 'no*', '',
                'a.txt/', '*/deep/d*', './*', 'sub//c.*'):
    print(pattern, sorted(glob.glob('_glob_test/' + pattern)), sorted(glob.glob(pattern, root_dir='_glob_test')),
          sorted(glob.glob('_glob_test/' + pattern, recursive=True)),
          sorted(glob.glob(pattern, root_dir='_glob_test', recursive=True, include_hidden=True)))
print(glob.escape('a*[b]?'), glob.has_magic('a'), glob.has_magic(b'a*'), glob.glob(b'_glob_test/*.txt') and 'bytes')
for name in ('sub/[x]', 'sub/deep/d.txt', 'sub/c.txt', '.hidden', 'b.txt', 'a.txt'):
    os.remove('_glob_test/' + name)
for name in ('/sub/deep', '/sub', ''):
    os.rmdir('_glob_test' + name)
