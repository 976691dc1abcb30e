# __builtins__ of a namespace, exec(closure=), dicts with methods of their own as globals.
def show(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


show(eval, 'len([])', {'__builtins__': {}})
show(eval, 'len([])', {'__builtins__': {'len': lambda x: 7}})
show(eval, 'len([])', {'__builtins__': 5})
space = {'__builtins__': {'len': lambda x: 8}}
exec('def f(): return len([])\ndef g(): return abs(-1)', space)
show(space['f'])
show(space['g'])
print(len([]), abs(-2), 'f' in space, sorted(space))


class Missing(dict):
    def __missing__(self, key):
        if key == '__builtins__' or key == 'print':
            raise KeyError(key)
        return key * 2


class Frozen(dict):
    def __setitem__(self, key, value):
        raise ValueError('frozen')


show(eval, 'ab', Missing())
show(exec, 'x = 1', Frozen())


def make():
    a, b = 2, 3
    def inner():
        nonlocal a
        a = a * b
    def read():
        return a
    return inner, read


inner, read = make()
exec(inner.__code__, inner.__globals__, closure=inner.__closure__)
print(read())
for closure in (None, (), inner.__closure__[:1], [1, 2], (1, 2)):
    show(exec, inner.__code__, {}, closure=closure)
show(exec, 'x = 1', {}, closure=())
show(exec, compile('x = 1', 'f', 'exec'), {}, closure=inner.__closure__)
show(eval, inner.__code__)


class Mapping:
    def __getitem__(self, key):
        if key == 'a':
            return 12
        raise KeyError(key)
    def keys(self):
        return list('zyx')


show(eval, 'a', {}, Mapping())
show(eval, 'b', {}, Mapping())
show(eval, 'dir()', {}, Mapping())
show(compile, 'x', 'f', 'single', 0xff)
