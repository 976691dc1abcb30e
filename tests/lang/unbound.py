# Names without a value.
def a():
    if 0:
        v = 1
    return v
def b():
    v = 1
    del v
    return v
def c():
    for v in ():
        pass
    return v
def d(flag):
    if flag:
        v = 1
    v += 1
    return v
def e():
    def inner():
        return v
    r = inner()
    v = 1
    return r
def f():
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
    return err
def g():
    while True:
        try:
            v
        except UnboundLocalError:
            v = 3
            continue
        return v
def h():
    del v
    v = 1
for fn in (a, b, c, e, f, h):
    try:
        print(fn())
    except NameError as err:
        print(fn.__name__, type(err).__name__)
print(d(True), g())
try:
    d(False)
except UnboundLocalError as err:
    print(err)
try:
    nowhere
except NameError as err:
    print(err)
class K:
    try:
        q
    except NameError as err:
        print(err)
    q = 1
    del q
    try:
        q
    except NameError as err:
        print(err)
