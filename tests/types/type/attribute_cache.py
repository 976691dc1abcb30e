# More classes and names than the attribute cache has places, with changes of classes between the accesses: what is
# remembered must make way and must be forgotten in time.
names = ['n%d' % i for i in range(12)]


def make(k):
    class C:
        def method(self):
            return k

    for name in names:
        setattr(C, 'c_' + name, (k, name))
    return C


classes = [make(k) for k in range(9)]
objects = [cls() for cls in classes]
for k, obj in enumerate(objects):
    for i, name in enumerate(names):
        setattr(obj, name, 100 * k + i)
        setattr(obj, name, 100 * k + i + 1)

for turn in range(3):
    total = 0
    for obj in objects:
        obj.n0 += 1
        obj.n11 = obj.n10 + obj.n9
        total += obj.n0 + obj.n1 + obj.n2 + obj.n3 + obj.n4 + obj.n5 + obj.n11 + obj.method()
        total += sum(getattr(obj, name) for name in names) + obj.c_n3[0] + len(obj.c_n7[1])
    print(turn, total)

# A class attribute that changes, a property that comes and goes, a method that an instance hides.
obj = objects[4]


def read():
    return obj.n2, obj.c_n2, obj.method()


print(read(), read())
classes[4].c_n2 = 'changed'
print(read())
classes[4].n2 = property(lambda self: 'property')
print(read(), obj.__dict__['n2'])
del classes[4].n2
print(read())
classes[4].method = lambda self: 'new method'
print(read())
obj.method = lambda: 'own'
print(read())
del obj.method, classes[4].c_n2
try:
    read()
except AttributeError as error:
    print(error)
print([cls.method(obj) for cls, obj in zip(classes, objects)])
