# host only: thousands of calls
# not under stress: thousands of calls
# Random calls, the same on CPython: what they print must agree.
state = 7


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


def pick(*choices):
    return choices[rnd(len(choices))]


def index():
    return pick(None, 0, 1, 2, 3, 5, -1, -2, -3, 10, -10, 100)


def run(f, *args):
    try:
        return ascii(f(*args))
    except Exception as e:
        return type(e).__name__ + ": " + ascii(str(e))


PLAIN = ("upper", "lower", "swapcase", "capitalize", "title", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines",
         "isalpha", "isalnum", "isdigit", "isspace", "isascii", "islower", "isupper", "istitle", "expandtabs", "hex", "__repr__")
FIND = ("find", "rfind", "index", "rindex", "count", "startswith", "endswith")
CODECS = ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le")
HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass")


def content(n):
    return bytes([97 + rnd(3) if rnd(3) else rnd(256) for _ in range(rnd(n))])


def assign(b, s, c):
    b = bytearray(b)
    b[s] = c
    return b


def delete(b, s):
    b = bytearray(b)
    del b[s]
    return b


for i in range(1500):
    b, c, k = content(12), content(3), rnd(6)
    if k == 0:
        print(b, c, [run(getattr(b, m), c, index(), index()) for m in FIND])
    elif k == 1:
        print(b, [run(getattr(b, m)) for m in PLAIN], [run(getattr(bytearray(b), m)) for m in PLAIN])
    elif k == 2:
        n, r = rnd(4) - 1, content(3)
        print(b, c, r, n, run(b.replace, c, r, n), run(b.split, c, n), run(b.rsplit, c, n), b.strip(c), b.partition(c or b"q"))
    elif k == 3:
        s = slice(index(), index(), index())
        print(b, s, c, run(assign, b, s, c), run(delete, b, s), run(lambda: b[s]), run(lambda: memoryview(b)[s].tolist()))
    elif k == 4:
        e, h = pick(*CODECS), pick(*HANDLERS)
        print(b, e, h, run(b.decode, e, h))
    else:
        h = "".join(pick(*"0123456789abCDEF gx \t") for _ in range(rnd(8)))
        print(b, c, b + c, b * rnd(3), c in b, b < c, b.hex(":", rnd(7) - 3), b.translate(None, c), ascii(h), run(bytes.fromhex, h))
