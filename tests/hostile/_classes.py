"""Hostile class hierarchies: metaclasses whose mro() and __prepare__ give nonsense, __bases__, __class__, __slots__,
__set_name__, descriptors and special methods that are replaced while they are used. Arguments: seed, rounds."""
import sys

seed, rounds = int(sys.argv[1]), int(sys.argv[2])


def chance(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n


class Raised(Exception):
    """What the hooks raise. No hook gets hold of it: what catches it must not run junk."""


class Bad(Exception):
    """A class for the junk, which may change it."""


pool = [object, int, str, list, dict, tuple, type, Exception, OSError, set, float, bytes]
NAMES = ('__len__', '__getattr__', '__getattribute__', '__setattr__', '__eq__', '__hash__', '__iter__', '__next__', '__call__',
         '__new__', '__init__', '__del__', '__bool__', '__get__', '__set__', '__set_name__', '__init_subclass__',
         '__class_getitem__', '__instancecheck__', '__subclasscheck__', '__mro_entries__', '__slots__', '__class__', '__dict__',
         '__doc__', '__name__', '__qualname__', '__module__', '__bases__', '__mro__', '__weakref__', '__repr__', '__dir__',
         '__format__', '__index__', '__add__', '__radd__', '__enter__', '__exit__', '__abstractmethods__', 'mro', 'x', 'y')


def junk():
    return (None, 1, 'x', (), (1,), [], {}, object, int, Bad, junk, pool[chance(len(pool))], (object,), (int, str), '__dict__',
            ('x', 'x'), ('__dict__',), ('__weakref__', 'y'), property(junk), classmethod(junk), staticmethod(junk), slot())[chance(22)]


def slot():
    for cls in pool:
        if isinstance(vars(cls).get('x'), type(Slotted.x)):
            return vars(cls)['x']
    return Slotted.x


class Slotted:
    __slots__ = 'x', 'y'


def hook(*args, **kw):
    """What stands for any special method."""
    what = chance(10)
    if what == 0:
        raise Raised('hook')
    if what == 1 and args:
        setattr(args[0], NAMES[chance(len(NAMES))], junk())
    elif what == 2 and args:
        delattr(type(args[0]), NAMES[chance(len(NAMES))])
    elif what == 3 and args:
        type(args[0]).__bases__ = (pool[chance(len(pool))],)
    elif what == 4 and args:
        args[0].__class__ = pool[chance(len(pool))]
    return junk()


class Meta(type):
    def mro(cls):
        what = chance(12)
        if what == 0:
            raise Raised('mro')
        usual = super().mro()
        if what == 1:
            return junk()
        if what == 2:
            return usual[::-1]
        if what == 3:
            return [c for c in usual if c is not object]
        if what == 4:
            return usual + [pool[chance(len(pool))]]
        if what == 5:
            cls.__bases__ = (object,)
        return usual

    @classmethod
    def __prepare__(meta, name, bases, **kw):
        return junk() if chance(6) == 0 else {'__slots__': junk()} if chance(6) == 0 else {}

    def __instancecheck__(cls, other):
        return hook(cls, other)


def bases():
    return tuple(pool[chance(len(pool))] for _ in range(chance(3)))


def space():
    return {NAMES[chance(len(NAMES))]: hook if chance(2) else junk() for _ in range(chance(5))}


def make():
    kind = Meta if chance(3) == 0 else type
    how = chance(4)
    if how == 0:
        class Made(*bases(), metaclass=kind):
            locals().update(space())
            x = junk()

            def y(self):
                return super().y() if chance(2) else __class__
        return Made
    return kind('Made%d' % chance(9), bases(), space())


def use(cls):
    what = chance(14)
    if what < 3:
        thing = cls() if chance(2) else cls(junk())
        for _ in range(4):
            name = NAMES[chance(len(NAMES))]
            step = chance(6)
            if step == 0:
                setattr(thing, name, junk())
            elif step == 1:
                delattr(thing, name)
            elif step == 2:
                getattr(thing, name)(junk())
            elif step == 3:
                repr(thing), str(thing), thing == junk(), hash(thing), bool(thing)
            elif step == 4:
                thing.__class__ = pool[chance(len(pool))]
            else:
                thing.x = junk()
                thing.x, thing.y(), len(thing), list(thing), thing + 1
    elif what == 3:
        cls.__bases__ = bases()
    elif what == 4:
        setattr(cls, NAMES[chance(len(NAMES))], hook if chance(2) else junk())
    elif what == 5:
        delattr(cls, NAMES[chance(len(NAMES))])
    elif what == 6:
        isinstance(junk(), cls), issubclass(cls, junk())
    elif what == 7:
        cls[junk()], dir(cls), repr(cls), vars(cls)
    elif what == 8:
        type.__call__(cls, junk()), type.mro(cls)
    elif what == 9:
        super(cls, junk()).x
    elif what == 10:
        object.__new__(cls).__init__(junk())
    elif what == 11:
        cls.x.__get__(junk(), cls), cls.x.__set__(cls(), junk())
    elif what == 12:
        cls.__subclasses__(), cls.__mro__, cls.__base__, cls.__doc__, cls.__module__
    else:
        slot().__set__(junk(), 1)


def deep():
    """A long chain of classes, changed at its root."""
    root = cls = make()
    for i in range(60):
        cls = type('Deep', (cls,), {'x': i} if chance(9) == 0 else {})
    root.x = hook
    cls.x, cls().x
    root.__getattr__ = hook
    cls().nothing


raised = 0
for number in range(rounds):
    if len(sys.argv) > 3:
        sys.stderr.write('%d\n' % number)
    try:
        if chance(40) == 0:
            deep()
        made = make()
        if len(pool) > 40:
            pool[12 + chance(len(pool) - 12)] = made
        else:
            pool.append(made)
        use(made)
        use(pool[12 + chance(len(pool) - 12)])
    except SystemError:
        raise
    except (Exception, GeneratorExit):
        raised += 1
sys.stdout.write('done %d, raised: %s\n' % (rounds, raised > rounds // 10))
