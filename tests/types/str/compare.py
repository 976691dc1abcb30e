# comparison, hash, containers
words = ["", "a", "ab", "abc", "b", "B", "\x7f", "\u00e9", "\u65e5", "\U0001f600", "\uffff", "a\u00e9"]
for a in words:
    print("".join("%d%d%d" % (a < b, a == b, a <= b) for b in words))
print(sorted(words) == [chr(0)[:0]] + sorted(words)[1:], [ascii(w) for w in sorted(words)])
for other in (1, None, b"a", ["a"], 1.5):
    print("a" == other, "a" != other, other == "a")
    try:
        print("a" < other)
    except TypeError as e:
        print(e)
    try:
        print(other >= "a")
    except TypeError as e:
        print(e)
x = "".join(["he", "llo"])
print(x == "hello", hash(x) == hash("hello"), hash("\u00e9") == hash("".join(["\u00e9"])))
d = {"a": 1, "ab": 2, "\u65e5": 3}
print(d["".join(["a", "b"])], d["\u65e5"], "".join(["a"]) in d)
print(bool(""), bool("a"), not "", "a" and "b", "" or "c")
print(min("hello"), max("hello"), sorted("hello"), set("aab") == {"a", "b"}, sum(c == "l" for c in "hello"))

class S(str):
    pass
print(S("a") == "a", "a" == S("a"), S("a") < "b", hash(S("a")) == hash("a"), {S("k"): 1}["k"], S("x") in "xyz")
print(S("abc")[1], S("abc").upper(), len(S("abc")), type(S("abc")[:]) is str, S("a") + "b", isinstance(S(), str))
