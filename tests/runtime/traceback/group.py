# Exception groups in tracebacks: boxes, chains inside them, what is left out.
# not under esp8266: what is typed in has no source lines
import traceback

def show(exc):
    for line in ''.join(traceback.format_exception(exc)).split('\n'):
        if '^' in line and not line.strip(' |~^'):
            continue
        at = line.find('File "')
        print(line if at < 0 else line[:at] + line[line.rfind('"') + 1:])

def f():
    raise ExceptionGroup('inner', [KeyError(1), OSError('x\ny')])

def g(i):
    try:
        f()
    except ExceptionGroup as e:
        raise ValueError(i) from e

def h(n):
    l = []
    for i in range(n):
        try:
            g(i) if i == 3 else 1 / 0 if i != 5 else f()
        except Exception as e:
            if i < 2:
                e.add_note('a note\nline')
            l.append(e)
    raise BaseExceptionGroup('outer', l)

def caught(f, *args):
    try:
        f(*args)
    except BaseException as e:
        return e

show(caught(h, 6))
show(caught(h, 16))
show(caught(h, 17))
show(ExceptionGroup('never raised', [ValueError(1)]))
e = ValueError('x')
for i in range(13):
    e = ExceptionGroup(str(i), [e])
show(e)
def syntax():
    try:
        f()
    except* KeyError:
        compile('a b', 'file', 'exec')
show(caught(syntax))
