# Encodings that are written in characters: escapes, charmaps, UTF-7; parts of characters at the end.
import codecs
import warnings
warnings.simplefilter('ignore')


def show(f, *args):
    try:
        print(f.__name__ if hasattr(f, '__name__') else '', ascii(f(*args)))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


for b in (b'\\x4', b'\\u12', b'\\U0011ffff', b'\\', b'\\N{foo', b'\\N{BULLET}', b'\\Nx', b'\\777', b'\\8\\n\\x41',
          b'\\U00110000x', b'\\U0001234', b'a\xe9\\u00e9', b'\\\\u1234\\', b'\\\\\\u1234'):
    for final in (True, False):
        show(codecs.unicode_escape_decode, b, 'strict', final)
        show(codecs.raw_unicode_escape_decode, b, 'strict', final)
    show(codecs.unicode_escape_decode, b, 'replace')
for b in (b'\\n\\x41\\101q\\z', b'\\x4', b'\\777', b'\\'):
    for errors in ('strict', 'replace', 'ignore', 'foo'):
        show(codecs.escape_decode, b, errors)
for s in ('a\n\\\'"\xff\u1234\U00012345', ''):
    show(codecs.unicode_escape_encode, s)
    show(codecs.raw_unicode_escape_encode, s)
show(codecs.escape_encode, b'a\n\\\'"\xff')
for args in (('abc', 'strict', {97: 'x'}), ('abc', 'strict', {97: 300}), ('ab\u1234', 'replace', {97: 1, 98: b'xyz'}),
             ('ab\u1234', 'replace', {97: 1, 98: b'xyz', 63: b'?'}), ('\u1234',), ('a\xff', 'ignore', {97: 7})):
    show(codecs.charmap_encode, *args)
for args in ((b'abc', 'strict', ''), (b'a', 'strict', {97: 0x110000}), (b'a', 'strict', {97: b'x'}), (b'\xff',),
             (b'ab', 'replace', {97: 'xyz'}), (b'\0\1\2', 'ignore', 'a\ufffeb'), (b'\0\1', 'strict', {0: None})):
    show(codecs.charmap_decode, *args)
for s in ('a+b', '\u20ac', 'a\u20ac-', 'a\u20acb', '\u20ac\u20acx', '~', '+', '-', 'A\U00012345', '\x00\t', '\ud800'):
    show(codecs.utf_7_encode, s)
    show(codecs.utf_7_decode, codecs.utf_7_encode(s)[0])
for b in (b'+AB', b'+', b'+-', b'+AC-', b'a+IKw', b'a+IKw-b', b'+IKwx!', b'\xff', b'+\xff', b'+IK\xff', b'+2AA-',
          b'+!', b'a+2AHcAQ'):
    show(codecs.utf_7_decode, b, 'strict', True)
    show(codecs.utf_7_decode, b, 'strict', False)
for b in (b'\xe2\x82', b'\xe0', b'\xed\xa0', b'a\xf4\x8f', b'\xf4\x90', b'\xe0\x80', b'ab'):
    show(codecs.utf_8_decode, b)
show(codecs.utf_16_ex_decode, b'\xff\xfea\0b')
show(codecs.utf_16_ex_decode, b'\xff')
show(codecs.utf_16_ex_decode, b'\xfe\xff\0a', 'strict', 0, True)
show(codecs.utf_16_ex_decode, b'a\0', 'strict', 1)
show(codecs.utf_32_ex_decode, b'\xff\xfe\0\0')
show(codecs.utf_16_le_decode, b'\x00\xd8')
show(codecs.make_encoding_map, {0: 1, 1: 2, 2: 1})
