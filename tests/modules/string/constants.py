import string
for name in ("ascii_lowercase", "ascii_uppercase", "ascii_letters", "digits", "hexdigits", "octdigits", "punctuation", "whitespace",
             "printable"):
    print(name, repr(getattr(string, name)))
print(repr(string.capwords("  hello   wORLD ")), repr(string.capwords("a-b c-d", "-")), repr(string.capwords("", None)))
try:
    string.capwords(1)
except AttributeError as e:
    print(e)
