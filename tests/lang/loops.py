# while, for, break, continue, else.
def w(n):
    out = []
    i = 0
    while i < n:
        i += 1
        if i == 2:
            continue
        if i == 5:
            break
        out.append(i)
    else:
        out.append('else')
    return out
print(w(0), w(3), w(9))
for a in range(3):
    for b in range(3):
        if b == a:
            break
        print(a, b)
    else:
        print('none')
        continue
print([i for i in range(10, 0, -3)], list(range(5, 5)))
def shadow(range):
    for i in range(3):
        print(i)
shadow(lambda n: 'abc'[:n])
for i in range(2 ** 64, 2 ** 64 + 2):
    print(i)
try:
    for i in range('x'):
        pass
except TypeError as e:
    print(e)
try:
    for i in 5:
        pass
except TypeError as e:
    print(e)
i = 'kept'
for i in []:
    pass
print(i)
for i in range(3):
    i = 10
print(i)
while True:
    break
else:
    print('never')
while 0:
    print('never')
else:
    print('else')
n = 0
while not n > 3 and n != 2 or n == 3:
    n += 1
print(n)
def first(xs):
    for x in xs:
        return x
print(first([]), first([7, 8]))
for x, in [(1,), (2,)]:
    print(x)
for s.x in range(2) if 0 else ():
    pass
for d in [{}]:
    for d['k'] in range(3):
        pass
    print(d)
