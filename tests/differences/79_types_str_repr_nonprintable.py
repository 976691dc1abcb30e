# repr() escapes what cannot be printed.
for s in "\u200b", "\x7f", "\xa0", "\xad", "\u2028", "\ufeff", "\ue000", "\U000e0001", "\u0378", "\U0010ffff":
    print(repr(s), s.isprintable())
print(ascii(repr("\xe4\u20ac\U0001f600")))
