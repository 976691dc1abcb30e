# host only: unicodedata is a module of computers
import hashlib
import unicodedata as u

CODES = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
for form in 'NFC', 'NFD', 'NFKC', 'NFKD':
    h = hashlib.md5()
    for c in CODES:
        if c < 0x3400 or 0xA000 < c < 0x1E950 or 0x2F700 < c < 0x2FB00 or c % 61 == 0:
            h.update(u.normalize(form, chr(c)).encode())
            h.update(u.normalize(form, 'a\u0301' + chr(c) + '\u0323\u0301\u0327').encode())
    # Everything behind everything else, marks in all orders.
    h.update(u.normalize(form, ''.join(map(chr, CODES))).encode())
    h.update(u.normalize(form, ''.join(map(chr, CODES[::-1]))).encode())
    print(form, h.hexdigest(), u.is_normalized(form, '\xe9'), u.is_normalized(form, 'e\u0301'), u.is_normalized(form, 'abc'),
          u.is_normalized(form, '\uac01'), u.is_normalized(form, '\ufb01'), ascii(u.normalize(form, 'a\ud800\u0301')))
    # Time that grows with the text, not with its square.
    many = u.normalize(form, 'a' + '\u0301\u0323' * 100000)
    print(len(many), ascii(many[:3]), ascii(many[-2:]))


def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


show(u.normalize, 'x', 'a')
show(u.normalize, 'NFC', 5)
show(u.normalize, 5, 'a')
show(u.is_normalized, 'x', '')
show(u.is_normalized, 'nfc', 'a')


class Str(str):
    pass


show(u.normalize, Str('NFC'), Str('e\u0301'))
show(u.normalize, 'NFC', '')
