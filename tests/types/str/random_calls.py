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


LETTERS = ["a", "b", "A", "Z", "1", " ", "\t", "\n", "\r", ",", "-", "+", "0", ".", "{", "}", "%", "'", '"', "\\", "\u00e9",
           "\u00df", "\u65e5", "\U0001f600", "\u2028", "\x85", "\x1c", "\u03a3", "\u01c6", "\u0301", "\xa0", "aa", "ab"]
PLAIN = ("upper", "lower", "swapcase", "capitalize", "title", "casefold", "strip", "lstrip", "rstrip", "split", "rsplit",
         "splitlines", "isalpha", "isalnum", "isdigit", "isdecimal", "isnumeric", "isspace", "isprintable", "isascii",
         "isidentifier", "islower", "isupper", "istitle", "expandtabs", "encode", "__repr__")
FIND = ("find", "rfind", "index", "rindex", "count", "startswith", "endswith")
PART = ("partition", "rpartition", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip")
CODECS = ("utf-8", "ascii", "latin-1", "utf-16", "utf-16-be", "utf-32-le")
HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "xmlcharrefreplace", "surrogatepass")
VALUES = (0, 1, -1, 255, -300, 1234567, 1.5, -2.25, 0.0, -0.0, 1e10, "ab", "\u00e9\u65e5", 10**12, True, 1e-5, None, 1 + 2j)


def text(n, ascii_only=False):
    return "".join(LETTERS[rnd(20 if ascii_only else len(LETTERS))] for _ in range(rnd(n)))


def percent():
    f = "%" + pick("", "-", "+", " ", "0", "#", "-0", "+0", "#0") + pick("", "1", "5", "12", "*") + \
        pick("", ".0", ".1", ".3", ".", ".*") + pick(*"diuxXoeEfFgGcrsa%q") + "|"
    v = pick(*VALUES)
    return f, run(lambda: f % ((3,) * f.count("*") + (v,)))


def spec():
    f = pick("", "*", "\u00e9", "0", "x") + pick("", "<", ">", "=", "^") + pick("", "+", "-", " ") + pick("", "", "", "z") + \
        pick("", "#") + pick("", "0") + pick("", "1", "7", "15") + pick("", ",", "_") + pick("", ".0", ".2", ".5") + \
        pick("", *"dboxXefgG%ncsEF")
    v = pick(*VALUES)
    return f, v, run(format, v, f)


for i in range(2000):
    s, t, k = text(14, rnd(2)), text(3, rnd(2)), rnd(11)
    if k == 0:
        print(ascii(s), ascii(t), [run(getattr(s, m), t, index(), index()) for m in FIND])
    elif k == 1:
        print(ascii(s), [run(getattr(s, m)) for m in PLAIN])
    elif k == 2:
        n, r = rnd(4) - 1, text(3)
        print(ascii(s), ascii(t), ascii(r), n, run(s.replace, t, r, n), run(s.split, t, n), run(s.rsplit, t, n), run(s.split, None, n))
    elif k == 3:
        print(ascii(s), ascii(t), [run(getattr(s, m), t) for m in PART])
    elif k == 4:
        n, f = rnd(20), pick("*", "\u00e9", "\u65e5", " ")
        print(ascii(s), n, [run(getattr(s, m), n, f) for m in ("center", "ljust", "rjust")], run(s.zfill, n), run(s.expandtabs, n % 5))
    elif k == 5:
        x = slice(index(), index(), index())
        print(ascii(s), x, run(lambda: s[x]))
    elif k == 6:
        print(ascii(s), ascii(t), s < t, s == t, s >= t, t in s, ascii(s + t), ascii(t.join([s, t, s])), ascii(t * rnd(4)))
    elif k == 7:
        print(*map(ascii, percent()))
    elif k == 8:
        print(*map(ascii, spec()))
    elif k == 9:
        f = "".join(pick("{", "}", "{}", "{0}", "{1}", "{a}", "{!r}", "{:>5}", "{0:{1}}", "x", "{{", "}}", "{0[0]}", "{a.b}", "{:",
                         "!r}", "[", "]") for _ in range(rnd(4)))
        print(f, run(lambda: f.format("pq", 7, a="zz")))
    else:
        q, c, h = s + pick("", "\ud800", "\udc80") + t, pick(*CODECS), pick(*HANDLERS)
        print(ascii(q), c, h, run(q.encode, c, h))
