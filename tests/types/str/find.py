# find, rfind, index, rindex, count, in
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)

s = "abcabcab"
for sub in ("a", "b", "ab", "ca", "x", "", "abcabcab", "abcabcabc"):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), sub in s)
for args in (("a", 1), ("a", 1, 3), ("a", 1, 4), ("a", -2), ("a", None, -6), ("", 8), ("", 9), ("", 3, 2),
             ("b", -100, 100), ("c", 3, None), ("a", 5, 2), ("a", True), ("", -1), ("a", 10**30)):
    print(args, s.find(*args), s.rfind(*args), s.count(*args))
t(s.index, "b")
t(s.rindex, "b")
t(s.index, "x")
t(s.rindex, "x")
t(s.index, "a", 7)
t(s.find, 1)
t(s.find, "a", "b")
t(s.count, None)
t(lambda: 1 in s)

class I:
    def __index__(self):
        return 3
print(s.find("a", I()))

# beyond ASCII: indices count characters
u = "a\u00e9\u65e5\U0001f600a\u00e9\u65e5\U0001f600z"
for sub in ("\u00e9", "\u65e5", "\U0001f600", "z", "a", "\u00e9\u65e5", "\u00e8", ""):
    print(u.find(sub), u.rfind(sub), u.count(sub), u.find(sub, 2), u.rfind(sub, 0, 5), u.count(sub, 2, -1))
print(u.index("a", 1), u.find("", 9), u.find("", 10), u.count("", 3, 5))

# long needles
hay = "ab" * 50 + "abc" + "ab" * 50
print(hay.find("ab" * 20 + "c"), hay.find("ab" * 51), hay.rfind("cab"), hay.find("ab" * 50 + "abca"))
print(("a" * 100).find("a" * 30 + "b"), ("a" * 100 + "b").find("a" * 30 + "b"))
