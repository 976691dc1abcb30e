# String and bytes literals.
print('a\'b"c', "a'b\"c", 'tab\there', 'nl\\n', '\x41\101\u0042\U00000043\0end' == 'AABC\0end')
print('line \
continued', r'raw\n\'', R"\x", b'bytes\x00\xff\n\101', rb'\x00', Rb'a', bR"b", B'c', u'u')
print("""a
b""", '''c\
d''', '' '', 'a' "b" '''c''', b'x' b"y")
print('\a\b\f\v\r' == '\x07\x08\x0c\x0b\x0d', '\1\12\123' == '\x01\x0a\x53', '\400' == '\u0100')
print(len('é'), len('日本語'), len('\U0001f600'), '日本'[1], 'é' == '\xe9', len(b'\xe9'))
print(repr('\x7f\x80\u2028\ud7ff\t'), repr(b'\'"'), repr('\'"'), repr("'"))
print('\
', len('\
'))
print('''quote ' and '' inside''', """quote " and "" inside""", """\"""", '''\'''')
print('a' if 'b' 'c' == 'bc' else 'd', ('x'
                                        'y'))
print(r'\\', r'a\
b', len(r'\'), ') if 0 else 'raw')
def doc():
    'single'
def doc2():
    ('not', 'doc')
def doc3():
    f'not doc'
def doc4():
    b'not doc'
print(doc.__doc__, doc2.__doc__, doc3.__doc__, doc4.__doc__)
print('%s' 'x' % 1, 'a' * 2 + 'b', 'abc' 'def'[1], b'abc'[0])
