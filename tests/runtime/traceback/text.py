# The text of an exception, by sys.print_exception.
# not under esp8266: what is typed in has no source lines
import sys
import io

def text(e):
    out = io.StringIO()
    sys.print_exception(e, out)
    lines = out.getvalue().split("\n")
    for line in lines:
        if line.startswith("  File"):
            line = line[:8] + line[line.find('", line'):]
        print(line) if line.strip(" ^~") or len(line) < 6 else None # a computer marks what failed

def deep(n):
    if n == 0:
        raise ValueError("deep")
    deep(n - 1)

class Mine(Exception):
    pass

class Bad(Exception):
    def __str__(self):
        raise TypeError

def run(f):
    try:
        f()
    except Exception as e:
        text(e)

run(lambda: deep(1))
run(lambda: deep(6))
def chained():
    try:
        deep(0)
    except ValueError as e:
        raise Mine("a", 1) from e
run(chained)
def context():
    try:
        deep(0)
    except ValueError:
        {}["missing"]
run(context)
def noted():
    e = Mine()
    e.add_note("first note")
    e.add_note("second\nline")
    raise e
run(noted)
def unprintable():
    raise Bad
run(unprintable)
text(SyntaxError("bad", ("f.py", 3, 5, "    x = = 1\n", 3, 6)))
text(KeyError("never raised"))
