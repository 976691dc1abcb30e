# type[int], and calls of functions that got another name.
print(type[int], type[int].__origin__, type[int].__args__)
try:
    int[str]
except TypeError as e:
    print(e)


def f(x):
    pass


f.__qualname__ = 'A.f'
for call in (lambda: f(), lambda: f(1, 2), lambda: f(z=1)):
    try:
        call()
    except TypeError as e:
        print(e)
