# Containers nested too deeply to be shown, compared or hashed.
# host only: needs some MB
# not under stress: collects 100,000 objects for each of them
def attempt(f):
    try:
        f()
        print('done')
    except RecursionError:
        print('RecursionError')

def nest(make, empty):
    x = empty
    for _ in range(100000):
        x = make(x)
    return x

for make, empty in ((lambda x: [x], []), (lambda x: (x,), ()), (lambda x: {1: x}, {})):
    a, b = nest(make, empty), nest(make, empty)
    attempt(lambda: repr(a))
    attempt(lambda: a == b)
    attempt(lambda: str(a))
f = lambda x: x
t = nest(lambda x: (x, 1), ())
try:
    print({t: 1}[t])
except RecursionError:
    print(1)
attempt(lambda: sorted([nest(lambda x: [x], []), nest(lambda x: [x], [])]))
print(a is not b)
