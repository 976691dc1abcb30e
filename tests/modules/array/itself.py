# An array that is its own source, repeated by what is no number, and items that are not even themselves.
import array

a = array.array('h', range(6))
a[::-1] = a
print(a)
a[1:3] = a
print(a)
try:
    a *= 'x'
except TypeError as e:
    print(e)
try:
    a.__imul__('x')
except TypeError as e:
    print('TypeError')
n = array.array('d', [float('nan')])
print(n == n, n != n, n == array.array('d', n), n < n)
