# A circle of contexts that a program made does not keep raising from its end.
def ring(n):
    errors = [ValueError(i) for i in range(n)]
    for i in range(n):
        errors[i].__context__ = errors[(i + 1) % n]
    return errors


for n in 1, 2, 3, 4, 7:
    for at in range(n):
        errors = ring(n)
        try:
            try:
                raise errors[at]
            except ValueError:
                raise KeyError(n)
        except KeyError as e:
            print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
try:
    a, b, c = ring(3)
    tail = TypeError()
    tail.__context__ = b
    try:
        raise tail
    except TypeError:
        raise OSError
except OSError as e:
    print(repr(e.__context__), repr(e.__context__.__context__))

# assert raises the real AssertionError, whatever the name means.
AssertionError = TypeError
for message in None, 'text', (1, 2):
    try:
        assert message == 1, message
    except BaseException as e:
        print(type(e).__name__, e.args)
try:
    assert 0
except BaseException as e:
    print(type(e).__name__, e.args)
del AssertionError

e = ImportError('test', name='name', path='path')
e.__init__()
print(e.args, e.msg, e.name, e.path)
for place in ('f', 1, 2), ('f', 1, 2, 'x', 1), (1, 2, 3, 4, 5, 6, 7):
    try:
        SyntaxError('m', place)
    except TypeError as e:
        print(e)
