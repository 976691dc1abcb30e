# What asynchronous generators tell as they begin.
import sys


async def agen():
    yield 1
    yield 2


begun = []
print(tuple(sys.get_asyncgen_hooks()))
sys.set_asyncgen_hooks(firstiter=begun.append)
print(sys.get_asyncgen_hooks()[0] == begun.append, sys.get_asyncgen_hooks()[1])
a, b, c, d = agen(), agen(), agen(), agen()
a.asend(None), b.__anext__(), b.__anext__(), c.athrow(KeyError), d.aclose()
print([x in (a, b, c, d) for x in begun])
for bad in 1, 'x':
    try:
        sys.set_asyncgen_hooks(bad)
    except TypeError as e:
        print(e)
    try:
        sys.set_asyncgen_hooks(finalizer=bad)
    except TypeError as e:
        print(e)


def refuse(gen):
    raise ValueError('refused')
sys.set_asyncgen_hooks(refuse)
try:
    agen().asend(None)
except ValueError as e:
    print(e)
sys.set_asyncgen_hooks(firstiter=None)
agen().asend(None)
print(tuple(sys.get_asyncgen_hooks()))
