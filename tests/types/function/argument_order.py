# Which of several errors of a call is told: names come before too many positional arguments.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except TypeError as e:
        print(e)


def none():
    pass


def one(a, *, k=1):
    pass


def only(a, /, b=2):
    pass


for f in none, one, only:
    for args in (), (1,), (1, 2), (1, 2, 3):
        for kw in {}, {'a': 1}, {'k': 1}, {'x': 1}, {'b': 1, 'x': 2}:
            attempt(f, *args, **kw)
many = {}
exec('def f(%s): pass' % ', '.join('p%d' % i for i in range(300)), many)
attempt(many['f'], *range(301), p0=1)
attempt(many['f'], *range(301), x=1)
attempt(many['f'], *range(301))

for thing in 5, None, 'ab', (1,), range(3), attempt, object(), int, type('C', (), {})():
    for key in 0, 'k', slice(1), True:
        try:
            del thing[key]
        except TypeError as e:
            print(e)
