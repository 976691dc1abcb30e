# startswith, endswith, removeprefix, removesuffix, partition, rpartition
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)

s = "hello world"
for p in ("", "h", "hello", "hello world", "hello world!", "world", "d", "lo w"):
    print(repr(p), s.startswith(p), s.endswith(p), s.removeprefix(p), s.removesuffix(p))
t(s.startswith, "world", 6)
t(s.startswith, "world", -5)
t(s.startswith, "lo", 3, 5)
t(s.startswith, "lo", 3, 4)
t(s.startswith, "", 11)
t(s.startswith, "", 12)
t(s.endswith, "hello", 0, 5)
t(s.endswith, "o", None, -6)
t(s.endswith, "", 5, 4)
t(s.startswith, ("x", "he"))
t(s.startswith, ())
t(s.endswith, ("x", "ld"), 3)
t(s.startswith, 1)
t(s.endswith, ["a"])
t(s.startswith, ("x", 1))
t(s.endswith, (1,))
t(s.removeprefix, 1)
t(s.removesuffix, None)

for sep in ("o", " ", "x", "l", "hello", "world", "hello world"):
    print(s.partition(sep), s.rpartition(sep))
t(s.partition, "")
t(s.rpartition, "")
t(s.partition, 1)
t(s.rpartition, None)
print("".partition("a"), "".rpartition("a"))
u = "\u00e9a\u65e5a\u00e9"
print(u.partition("a"), u.rpartition("a"), u.partition("\u65e5"))
print(u.startswith("\u00e9a"), u.endswith("a\u00e9"), u.startswith("\u65e5", 2), u.removeprefix("\u00e9"))
