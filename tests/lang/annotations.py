# When __annotations__ are there, and what a name in brackets is.
def show(text, *spaces):
    try:
        exec(text, *spaces)
    except Exception as e:
        print(type(e).__name__, e)


space, names = {}, {}
show("'docstring'\n__annotations__[1] = 2\nx: int = 5\n", space, names)
print(names['__annotations__'], '__annotations__' in space)
show('__annotations__[1] = 2\nx: int\nprint(__annotations__)', {})


class A:
    __annotations__['y'] = 3
    x: int
    if x := 3:
        z: str = 'a'


class B:
    pass


print(A.__annotations__, B.__annotations__)
show('class C:\n del __annotations__\n x: int', {})


def f():
    x: int
    print(x)


def g():
    (no_such_global): int
    print(no_such_global)


for one in f, g:
    try:
        one()
    except NameError as e:
        print(type(e).__name__, e)
