# rsplit at white space with a limit.
print("a a a".rsplit(None, 1), "  a  b  c ".rsplit(None, 2), "a b".rsplit(sep=None, maxsplit=5), " ".rsplit(None, 1))
print("a\u2003b c".rsplit(None, 1), b"a a a".rsplit(None, 1), "abc".rsplit(None, 0), " a b ".rsplit(None, 0))
