def t(f, *a):
    try:
        print(ascii(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

t(str.maketrans, "abc", "xyz")
t(str.maketrans, "abc", "xyz", "d\u00e9")
t(str.maketrans, {"a": "1", 98: None, "\u65e5": 99})
t(str.maketrans, "ab", "x")
t(str.maketrans, {"ab": 1})
t(str.maketrans, {1.5: 1})
t(str.maketrans, "a")
t(str.maketrans, 1, "a")
t(str.maketrans, "a", 1)
t(str.maketrans, "a", "b", 1)
t("hello \u65e5".translate, str.maketrans("lo", "01", "h"))
t("abc".translate, {97: "XY", 98: None, 99: 0x65e5})
t("abc".translate, {})
t("abc".translate, ["a"] * 98)
t("abc".translate, {97: 1.5})
t("abc".translate, {97: -1})
t("abc".translate, {97: 0x110000})
t("abc".translate, 1)

class T:
    def __getitem__(self, i):
        if i == 98:
            raise LookupError
        if i == 99:
            raise IndexError
        return i + 1
t("abcd".translate, T())
class D(dict):
    def __missing__(self, k):
        return "<%d>" % k
t("ab".translate, D({97: "q"}))
