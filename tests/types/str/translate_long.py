# Long texts, whose ASCII characters are asked for once: the same as character by character.
text = 'The quick brown fox; jumps over 13 lazy dogs! \x00\x7f\x80\xe9\u20ac' * 3


def slowly(text, table):
    return ''.join(c.translate(table) for c in text)


tables = [{}, {97: None}, {ord('o'): '0', ord('e'): 0x20ac, 0x20ac: 'E', ord('z'): '', 0: None, 127: 'del'},
          str.maketrans('abc', 'xyz', ' !'), {True: 'x', 102.0: 'F'}]
for table in tables:
    print(ascii(text.translate(table)), text.translate(table) == slowly(text, table))


class Default(dict):
    def __missing__(self, key):
        return None if key % 3 == 0 else key + 1 if key < 128 else '?'


print(ascii(text.translate(Default())))

class Table:
    def __getitem__(self, key):
        if key == 120:
            raise KeyError
        return 'y'


print('xxyyxxyyxxyyxxyyxxyy'.translate(Table()))
for bad in ({97: 0x110000}, {97: -1}, {97: 1.5}, {97: b'x'}, {97: ()}):
    try:
        print(('b' * 20 + 'a').translate(bad))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(['a\x1e\x1fb\x1cc\x1dd'.splitlines(), b'a\x1e\x1f\x0b\x0cb\r\nc\r'.splitlines(True), 'a\x7f\x85b\u2028\u2029'.splitlines()])
print([hex(i) for i in (0, 1, -1, 255, -256, 1 << 61, -(1 << 61), 1 << 70)], bin(-5), bin(0), oct(8), oct(-63), hex(True))
