# Error handlers: functions that codecs.register_error was given, and the built-in ones as functions.
import codecs


def show(f, *args):
    try:
        print(ascii(f(*args)))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


seen = []


def note(e):
    seen.append((e.encoding, e.start, e.end, e.reason, e.object))
    return '<%d>' % (e.end - e.start), e.end


codecs.register_error('test.note', note)
for encoding in ('ascii', 'latin-1', 'utf-8', 'utf-16', 'utf-32-be'):
    show('a\u1234\ud800b\xe9'.encode, encoding, 'test.note')
for encoding, data in (('ascii', b'a\xff\xfeb'), ('utf-8', b'a\xff\xe2\x82b\xf0\x90'), ('utf-16-le', b'a\0\0\xdcb'),
                       ('utf-32-le', b'a\0\0\0\xff\xff\xff\xffb')):
    show(data.decode, encoding, 'test.note')
    show(bytearray(data).decode, encoding, 'test.note')
for entry in seen:
    print(ascii(entry))

for name, result in (('bytes', (b'\xff', -1)), ('back', ('x', 100)), ('far', ('x', -100)), ('none', None),
                     ('text', ('\u1234', -1)), ('odd', (b'abc', -1)), ('rest', ('?', -1))):
    codecs.register_error('test.' + name, lambda e, result=result: result)
    show('\xe9\xe9\xe9a'.encode, 'ascii', 'test.' + name)
    if name in ('bytes', 'text', 'odd', 'rest'):
        show('\ud800a'.encode, 'utf-16-le', 'test.' + name)
    show(b'\xff\xffa'.decode, 'ascii', 'test.' + name)
data = bytearray(b'\xff' * 20 + b'abc')


def clear(e):
    try:
        data.clear()
    except BufferError:
        pass
    return '-', e.end


codecs.register_error('test.clear', clear)
show(data.decode, 'utf-8', 'test.clear')
show('\xe9'.encode, 'ascii', 'test.unknown')
show(b'\xe9'.decode, 'ascii', 'test.unknown')
show('abc'.encode, 'ascii', 'test.unknown')
for name in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'surrogateescape',
             'surrogatepass'):
    handler = codecs.lookup_error(name)
    for error in (UnicodeEncodeError('utf-8', 'a\u1234\udc80b', 1, 3, 'r'),
                  UnicodeEncodeError('utf-8', 'a\udc80b', 1, 2, 'r'),
                  UnicodeDecodeError('utf-8', b'a\xff\xed\xa0\x80', 1, 2, 'r'),
                  UnicodeDecodeError('utf-8', b'a\xff\xed\xa0\x80', 2, 3, 'r'),
                  UnicodeTranslateError('a\u1234b', 1, 2, 'r'), ValueError(3), 5):
        show(handler, error)
