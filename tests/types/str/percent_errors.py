def t(f, *a):
    for x in a:
        try:
            print(repr(f), ascii(f % x))
        except Exception as e:
            print(repr(f), type(e).__name__, e)
t("%", 1)
t("%(a", {})
t("%(a)", {"a": 1})
t("%(a)s", 1, {}, {"a": 1}, "abc", (1,), [1])
t("%(a(b)c)s", {"a(b)c": 1})
t("%()s", {"": 5})
t("%(a)d %(b)s", {"a": 1, "b": "x"})
t("%(a)s %s", {"a": 1})
t("%s %(a)s", {"a": 1})
t("%(a)s %% %(a)5d|", {"a": 1})
t("%*d", (5, 3), (-5, 3), ("a", 3), (5,), 5)
t("%-*d|", (5, 3))
t("%.*f", (2, 1.25), (-2, 1.25), (0, 2.5))
t("%*.*f|", (8, 2, 1.25))
t("%(a)*d", {"a": 1})
t("%q", 1)
t("ab%y", 1)
t("%5", 1)
t("%\u00e9", 1)
t("\u65e5%!", 1)
t("a%%b", (), 1)
t("%s %s", 1, (1,), (1, 2), (1, 2, 3))
t("abc", 1, "x", [], {}, (), None, (1,))
t("%s%", 1)
t("%d", float("nan"), float("inf"))
t("%99999999999999999999d", 1)
t("%.99999999999999999999d", 1)
t("%s and %s", ("a",))
class M:
    def __getitem__(self, k):
        return k * 2
t("%(ab)s-%(c)s", M())
class D(dict):
    def __missing__(self, k):
        return "<" + k + ">"
t("%(x)s", D())
s = "%s"
s %= (1,)
print(s)
class R:
    def __rmod__(self, o):
        return "rmod"
print("%s" % (R(),) != "", [] == [])
