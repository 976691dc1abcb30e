class I:
    def __index__(self):
        return 7
class F:
    def __float__(self):
        return 2.5
class S:
    def __str__(self):
        return "S!"
    def __repr__(self):
        return "\u00e9"
def t(f, *a):
    for x in a:
        try:
            print(repr(f), ascii(f % x))
        except Exception as e:
            print(repr(f), type(e).__name__, e)
t("%d", 5, -5, 1.5, -1.75, True, I(), 10**20, "a", None, F(), [1])
t("%i|%u", (3, -3))
t("%x", 255, -255, 10**20, 1.5, "a", I())
for f in ("%+d", "% d", "%05d", "%-5d|", "%-05d|", "%.3d", "%8.5d|", "%08.5d|", "%+.3x", "%#x", "%#X", "%#o", "%#.5x", "%#010x", "%ld", "%hd",
          "%e", "%.2f", "%g", "%E", "%G", "%F", "%010.3f", "%+f", "% .1f", "%#.0f", "%.0f", "%.0e", "%5.1f|", "%-8.2f|", "%s", "%r", "%a", "%5s|",
          "%-5s|", "%.2s|", "%05s|", "%c|", "%5c|", "%-5c|", "%%", "%5%"):
    t(f, 42) if f[-1] != "%" else t(f, (), (1,))
t("%f", 1.5, I(), F(), "a", None, float("inf"), float("nan"), True)
t("%F %E", (float("inf"), float("nan")))
t("%05f|%+.1f|%-6.1f|", (float("inf"), float("nan"), float("-inf")))
t("%c", 65, "z", "\u65e5", 0x1f600, "ab", "", 1.5, -1, 0x110000, b"a", I(), None)
t("%s", "abc", S(), None, [1, "a"], {}, {"a": 1}, (1,), (), (1, 2), ((1, 2),))
t("%r %a %s", (S(), S(), S()))
t("%.2s|%5.1s|%-4.3s|%.0s", ("\u65e5\u672cxyz",) * 4)
