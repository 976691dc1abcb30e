# host only: Quoted-printable and uucp's encoding, with lines and characters of all kinds.
import binascii


def show(f, *args, **kw):
    try:
        print(f.__name__, args, f(*args, **kw))
    except Exception as e:
        print(f.__name__, args, type(e).__name__, e)


seed = 12345
texts = [b'', b'.', b'.\n', b'a.\n', b'x \ny\t\n', b'x \r\ny\t\r\n', b'=', b'\xff\r\n\xff', b'0' * 75 + b'\xff\r\n', b'_ x', b' x ', b'\0\n\x7f']
for size in 5, 20, 80, 160:
    for alphabet in b'ab \t\r\n=_.\0\xff', b'aaaaaaaaaaaaaaaaaa =\xff\n', bytes(range(256)):
        out = bytearray()
        for _ in range(size):
            seed = (seed * 1103515245 + 12345) % 2**31
            out.append(alphabet[(seed >> 8) % len(alphabet)])
        texts.append(bytes(out))
for text in texts:
    for options in range(8):
        kw = {'quotetabs': bool(options & 1), 'istext': bool(options & 2), 'header': bool(options & 4)}
        coded = binascii.b2a_qp(text, **kw)
        print(coded, binascii.a2b_qp(coded, header=kw['header']))
    show(binascii.a2b_qp, text)
    show(binascii.b2a_uu, text)
    show(binascii.b2a_uu, text[:45], backtick=True)
    show(binascii.a2b_uu, text)
    print(binascii.a2b_uu(binascii.b2a_uu(text[:45])) == text[:45])
show(binascii.a2b_qp, b'=\rAB\nCD=AX=A')
show(binascii.a2b_uu, b'\xff')
show(binascii.a2b_uu, b'!!!!')
show(binascii.a2b_uu, '\xe9')
