# host only: unicodedata is a module of computers
import hashlib
import unicodedata as u

# All characters, as a digest for each function.
for name in 'name decimal digit numeric category combining bidirectional east_asian_width mirrored decomposition'.split():
    f = getattr(u, name)
    with_default = name in ('name', 'decimal', 'digit', 'numeric')
    values = [f(chr(c), None) if with_default else f(chr(c)) for c in range(0x110000)]
    print(name, hashlib.md5(repr(values).encode()).hexdigest())
    if name == 'name':
        print(all(u.lookup(n) == chr(c) for c, n in enumerate(values) if n and c % 3 == 0))
print(u.unidata_version, len(values))
for name in ('NUL', 'greek small letter mu', 'HANGUL SYLLABLE GA', 'CJK UNIFIED IDEOGRAPH-4E00', 'LATIN CAPITAL LETTER GHA',
             'VS17', 'foo', '', 'CJK UNIFIED IDEOGRAPH-4E', 'CJK UNIFIED IDEOGRAPH-4E0G', 'HANGUL SYLLABLE ', 'a' * 300, b'SPACE', 5):
    try:
        print(ascii(u.lookup(name)))
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)


def show(f, *args):
    try:
        print(f.__name__, args, repr(f(*args)))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


for f in u.name, u.decimal, u.digit, u.numeric, u.category, u.combining, u.mirrored, u.decomposition, u.bidirectional, u.east_asian_width:
    show(f, 'ab')
    show(f, 5)
    show(f, '')
    if f in (u.name, u.decimal, u.digit, u.numeric):
        show(f, '\0')
        show(f, '\0', None)

print('a\u03bc\u20acx\ud800\x80'.encode('ascii', 'namereplace'))
print('\N{GREEK SMALL LETTER MU}' == '\u03bc', '\N{nul}' == '\0')
