# What a SyntaxError carries.
def show(src, **kw):
    try:
        compile(src, 'file.py', kw.get('mode', 'exec'))
    except SyntaxError as e:
        print(type(e).__name__, e.args[0], e.args[1][:4])
        print(e.msg, e.filename, e.lineno, e.offset, repr(e.text))
    except ValueError as e:
        print(type(e).__name__, e)
show('a = 1\nb = = 2\nc = 3\n')
show('é = "\xe9" +\n')
show('if 1:\n    x = 5 5\n')
show('return 1') if 0 else None
try:
    exec('def f():\n  x = 1\n   y = 2\n')
except IndentationError as e:
    print(e, e.lineno)
print(issubclass(TabError, IndentationError), issubclass(IndentationError, SyntaxError))
try:
    eval('1 +')
except SyntaxError as e:
    print(e.filename, e.lineno)
