# As much of the standard module as nturl2path asks for.
SAFE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/'


def quote(text):
    out = []
    for byte in text.encode():
        out.append(chr(byte) if chr(byte) in SAFE else '%%%02X' % byte)
    return ''.join(out)


def unquote(text):
    out = bytearray()
    pieces = text.split('%')
    out += pieces[0].encode()
    for piece in pieces[1:]:
        try:
            out.append(int(piece[:2], 16))
            out += piece[2:].encode()
        except ValueError:
            out += b'%' + piece.encode()
    return out.decode()
