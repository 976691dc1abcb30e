# heapq.merge, nlargest, nsmallest.
import heapq
from heapq import merge, nlargest, nsmallest

data = [(i * 7919) % 101 for i in range(80)]
for n in (-1, 0, 1, 2, 10, 80, 200):
    print(n, nlargest(n, data) == sorted(data, reverse=True)[:max(n, 0)], nsmallest(n, data) == sorted(data)[:max(n, 0)])
words = 'pear fig apple kiwi plum date'.split()
print(nlargest(3, words, key=len), nsmallest(3, words, key=len), nlargest(1, [], key=len), nsmallest(1, words, key=len))
print(nsmallest(4, words, len), nlargest(4, iter(words), len))
print(list(merge([1, 4, 7], (2, 5), iter([3, 6]), [])), list(merge()), list(merge([1])))
print(list(merge([7, 4, 1], [5, 2], reverse=True)))
print(list(merge(['a', 'ccc'], ['bb', 'dddd'], ['x'], key=len)), list(merge(['ccc', 'a'], ['bb', 'x'], key=len, reverse=True)))
print(list(merge([(1, 'a'), (2, 'a')], [(1, 'b')], key=lambda t: t[0])))
try:
    print(list(merge([1, 'x'], [2])))
except TypeError as e:
    print(type(e).__name__)
try:
    nlargest(2, 5)
except TypeError as e:
    print(e)
print(all(hasattr(heapq, name) for name in heapq.__all__))
