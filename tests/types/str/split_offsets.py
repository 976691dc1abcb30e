# Separators, line ends and characters to strip at every place of texts that are looked through by several bytes at a time.
for n in range(20):
    for end in ('\n', '\r\n', '\r', '\x0b', '\x1c', '\x1f', '\x85', '\u2028', ',', 'é'):
        text = 'a' * n + end + 'b' * 9 + end
        print(n, ascii(end), [len(x) for x in text.splitlines()], [len(x) for x in text.split(',')],
              [len(x) for x in text.split(end)], [len(x) for x in text.split()])
        raw = text.encode()
        print(len(raw.splitlines()), len(raw.splitlines(True)), raw.split() == [x.encode() for x in text.split()])
        print(ascii(text.strip('a' + end)), raw.strip(b'ab'), raw.strip(end.encode()), len(text.upper()), raw.upper())
print(b' \t\x1c a \x1f\x0c '.split(), ' \t\x1c a \x1f\x0c '.split(), b' \x1fx\x1c '.strip(), ' \x1fx\x1c '.strip())
print(bytearray(b' a  b c ').split(), bytearray(b' a  b c ').split(None, 1), b' a  b c '.rsplit(None, 1), bytearray(b'  a ').strip())
print('xyaxy'.strip('xy\xe9'), '\xe9a\xe9'.strip('\xe9b'), 'abc'.strip(''), b'\xffa\xff'.strip(b'\xff'), b'ab'.strip(bytearray(b'b')))
print(''.join(chr(c) for c in range(128)).casefold() == ''.join(chr(c) for c in range(128)).lower(), 'ab'.ljust(9, '*'), b'ab'.center(7, b'-'),
      'ab'.center(8, 'é'), bytes(range(256)).upper() == bytes(c - 32 if 97 <= c <= 122 else c for c in range(256)))
