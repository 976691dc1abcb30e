# Iterators of lists, tuples, strs, and of classes with __getitem__ or __next__.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

a = [1, 2]
it = iter(a)
print(next(it), iter(it) is it, it.__length_hint__())
a.append(3)
print(next(it), next(it), next(it, 'none'))
a.append(4)
print(next(it, 'stays exhausted'), it.__length_hint__())
attempt(next, it)
attempt(next, [1])
attempt(next, 5, 6)
attempt(iter, 5)
attempt(iter, 5, 6)
for x in (1, 'a'), 'héß', b'ab', {1: 2}, range(2), frozenset([7]):
    print(list(iter(x)), type(iter(x)).__name__)

class G:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError
        return i * 10
print(list(G()), 20 in G(), 21 in G(), tuple(G()), [*G()])

class N:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration('value')
        return self.n
print(list(N()), max(N()), sum(N()), 2 in N())
n = N()
for x in n:
    pass
try:
    next(n)
except StopIteration as e:
    print('stopped', e.value, e.args)
print(next(n, 'default'))

class Bad:
    def __iter__(self):
        return 5
attempt(iter, Bad())
attempt(list, Bad())
calls = iter([3, 2, 1, 0, 5]).__next__
print(list(iter(calls, 0)), calls())
def stop():
    raise StopIteration
print(list(iter(stop, 1)))
