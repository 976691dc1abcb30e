# split, rsplit, splitlines
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("", " ", "a", " a ", "a b c", "  a  b  c  ", "a\tb\nc\rd\x0be\x0cf\x1cg\x1fh", "a\u00a0b\u2003c\u3000"):
    print(s.split(), s.rsplit())
    for n in (0, 1, 2, 5, -1):
        print(n, s.split(None, n), s.rsplit(None, n))
for s in ("", ",", "a", "a,b", ",a,,b,", "a,b,c,d"):
    print(s.split(","), s.rsplit(","))
    for n in (0, 1, 2, -3):
        print(n, s.split(",", n), s.rsplit(",", n))
print("a<>b<>c".split("<>"), "a<>b<>c".rsplit("<>", 1), "aaa".split("aa"), "aaa".rsplit("aa"))
t("a b".split, sep=" ")
t("a b c".split, maxsplit=1)
t("a,b,c".split, sep=",", maxsplit=1)
t("a,b,c".rsplit, ",", maxsplit=1)
t("a".split, "")
t("a".rsplit, "")
t("a".split, 1)
t("a".split, None, "x")
t("a".split, b"a")
t("a".split, foo=1)
t("a".split, " ", 1, 2)
t("a".split, " ", sep=" ")
u = "\u00e9-\u65e5-x"
print(u.split("-"), u.split("\u65e5"), u.rsplit("-", 1))

for s in ("", "\n", "a\nb", "a\r\nb\rc\n", "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i", "\r\n\r\n", "a\n\rb"):
    print(s.splitlines(), s.splitlines(True), s.splitlines(keepends=True))
t("a".splitlines, 1, 2)
