# A deque, taken apart as pickle and copy do it.
from collections import deque


class D(deque):
    pass


for d in (deque('abc'), deque([1, 2], 5), deque(), D([3], 2)):
    cls, args, state, items = d.__reduce__()
    made = cls(*args)
    made.extend(items)
    print(cls.__name__, args, state, made, made == d, made.maxlen)
