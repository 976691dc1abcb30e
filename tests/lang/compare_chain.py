# Long chains of comparisons, whose operands need registers to be computed.
d = {1: 1}
def f(i):
    return d[i] == d[i] == d[i] == d[i] == d[i] == i
print(f(1))
def g(i):
    return i == i == i == i
print(g(1))
def h(i):
    return d[i] == d[i] == i + 0 == i
print(h(1))
print(1 < 2 < 3 < 4, 1 == 1 == 1 == 1)
a = list(range(10))
def k(i):
    if a[i] < a[i+1] < a[i+2] < a[i+3] < a[i+4] < a[i+5]:
        return 'yes'
    return 'no'
print(k(1), k(0))
def l(i):
    while a[i] < a[i+1] < a[i+2] < a[i+3] < a[i+4] > a[0]:
        return 'yes'
    return not (a[i] < a[i+1] < a[i+2] < a[i+3] < a[i+4] < a[i+5])
print(l(1), 1 < 2 > 1 < 5 != 6 == 6, [x for x in a if 0 < a[x] < a[3] + a[4] < a[9] * a[9] < 99])
