# The named fields of StopIteration, SystemExit, SyntaxError, ImportError, UnicodeError.
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

show(lambda: StopIteration().value)
show(lambda: StopIteration(1, 2).value)
show(lambda: SystemExit().code)
show(lambda: SystemExit(5).code)
show(lambda: SystemExit(1, 2).code)
s = StopIteration(3)
s.value = 4
print(s.value, s.args)
show(lambda: ImportError("a", name="n").msg)
show(lambda: ImportError("a", "b").msg)
show(lambda: str(ImportError("a", "b")))
show(lambda: SyntaxError("m", ("f",)))
show(lambda: SyntaxError("m", ("f", 1, 2, "t", 5, 6, 7, 8)))
show(lambda: SyntaxError("m", ["d/f.py", 3, 1, "x"]))
show(lambda: str(SyntaxError("m", ("d/f.py", 3, 1, "x"))))
show(lambda: str(SyntaxError("m", ("d/f.py", None, 1, "x"))))
show(lambda: str(SyntaxError("m", (None, 3, 1, "x"))))
show(lambda: str(SyntaxError()))
e = SyntaxError("m", ("f.py", 3, 1, "text", 4, 5))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
e.lineno = 9
e.msg = "other"
print(e, e.lineno, e.args)
show(lambda: UnicodeDecodeError("a"))
show(lambda: UnicodeDecodeError("utf-8", b"\xff", "x", 1, "bad"))
d = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")
print(repr(d), d, d.encoding, d.object, d.start, d.end, d.reason)
d.start, d.end = 0, 3
print(d)
show(lambda: str(UnicodeDecodeError("utf-8", b"\xff\x00", 0, 2, "bad")))
show(lambda: str(UnicodeEncodeError("ascii", "a\u1234", 1, 2, "bad")))
show(lambda: str(UnicodeEncodeError("ascii", "a\xe9", 1, 2, "bad")))
show(lambda: str(UnicodeEncodeError("ascii", "a\U00012345", 1, 2, "bad")))
show(lambda: str(UnicodeEncodeError("ascii", "abc", 1, 3, "bad")))
show(lambda: str(UnicodeTranslateError("a\xe9", 1, 2, "bad")))
