# Local, enclosing, global and class scopes.
def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    inner()
    inner()
    return x
print(outer())

counter = 0
def bump():
    global counter
    counter += 1
bump()
bump()
print(counter)

def adders():
    return [lambda v, k=k: v + k for k in range(3)]
print([f(10) for f in adders()])

def late():
    return [lambda: k for k in range(3)]
print([f() for f in late()])

x = 'global'
class C:
    x = 'class'
    y = x
    def method(self):
        return x
    z = [x for i in range(1)]
    w = (lambda: x)()
print(C.y, C().method(), C.z, C.w)

def f():
    x = 'enclosing'
    class D:
        print(x)
        x = 'own'
        print(x)
        def m(self):
            return x
    return D().m()
try:
    print(f())
except NameError as e:
    print(type(e).__name__)

def g(a):
    def h(b):
        def i(c):
            return a + b + c
        return i
    return h
print(g(1)(2)(3))

def param_cell(n):
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
i = param_cell(5)
print(i(), i())
