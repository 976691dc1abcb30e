# Class attributes that a program changes again and again, seen through classes, subclasses, instances.


class Base:
    count = 0
    limit = 10

    def step(self):
        return 1


class Derived(Base):
    pass


class Other(Base):
    count = 100


def look(o):
    return o.count, o.limit, o.step()


b, d, o = Base(), Derived(), Other()
for i in range(5):
    Base.count += 1
    print(look(b), look(d), look(o), Base.count, Derived.count, Other.count)
Derived.count += 10
for i in range(3):
    Base.count += 1
    print(look(b), look(d), look(o))
    Derived.count -= 1
    print(look(b), look(d), look(o))
del Derived.count
print(look(d), Derived.count)

# A method under a name that changed, and back; a property; an attribute of the instance goes before plain values only.
d.count = 'own'
print(look(d), look(b))
Base.count = lambda self: 'method'
print(b.count(), d.count, Derived.count(None))
Base.count = property(lambda self: 'property')
print(b.count, d.count)
Base.count = 7
print(b.count, d.count)
for i in range(3):
    Base.count = i
    print(b.count, d.count, Derived().count)
Base.step = 5
print(b.step, d.step)
for i in range(3):
    Base.step = i
    print(b.step, d.step)
Base.step = lambda self: 'again'
print(b.step(), d.step(), look(o))

# Many names: whatever part of all names they share.
class Many:
    pass


names = ['n%d' % i for i in range(70)]
for turn in range(3):
    for i, name in enumerate(names):
        setattr(Many, name, i + turn)
        assert getattr(Many, name) == i + turn == getattr(Many(), name)
for i, name in enumerate(names):
    assert getattr(Many, name) == i + 2, name
    setattr(Many, name, -i)
    assert [getattr(Many, n) for n in names[:i + 1]] == [-k for k in range(i + 1)]
print('many')


# Instances that keep their attributes in a dict, and classes that answer themselves.
class Hook:
    count = 0

    def __getattribute__(self, name):
        return ('hook', object.__getattribute__(self, name))


h = Hook()
for i in range(3):
    Hook.count += 1
    print(h.count, Hook.count)


class Meta(type):
    total = 0


class WithMeta(metaclass=Meta):
    pass


for i in range(3):
    Meta.total += 1
    WithMeta.__dict__
    print(WithMeta.total, Meta.total)
e = Base()
e.__dict__['x'] = 1
for i in range(3):
    Base.x = i
    print(e.x, b.x)
