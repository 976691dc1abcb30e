"""Abstract base classes: ABCMeta, ABC, abstractmethod."""


def abstractmethod(function):
    """Marks a method that a class must define before instances can be made."""
    function.__isabstractmethod__ = True
    return function


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, function):
        super().__init__(abstractmethod(function))


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, function):
        super().__init__(abstractmethod(function))


_registrations = 0


def get_cache_token():
    """Changes with every register() of any class."""
    return _registrations


def _abstract_names(cls, namespace, bases):
    names = {name for name, value in namespace.items() if getattr(value, '__isabstractmethod__', False)}
    for base in bases:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


def _set_kind(cls, kind):
    """What match statements take the class and those derived from it for: a sequence or a mapping."""
    try:
        cls.__abc_tpflags__ = kind
    except TypeError:
        return
    for derived in type.__subclasses__(cls):
        _set_kind(derived, kind)


class ABCMeta(type):
    """Answers are remembered until any class is registered anywhere."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace, bases)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        cls._abc_registry.append(subclass)
        _registrations += 1
        kind = getattr(cls, '__abc_tpflags__', 0)
        if kind:
            _set_kind(subclass, kind)
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        subtype = type(instance)
        return cls.__subclasscheck__(subclass) or subtype is not subclass and cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in getattr(subclass, '__mro__', ()):
            return True
        for registered in cls._abc_registry:
            if issubclass(subclass, registered):
                return True
        for derived in type.__subclasses__(cls):
            if issubclass(subclass, derived):
                return True
        return False

    def _dump_registry(cls, file=None):
        print('Class: %s.%s' % (cls.__module__, cls.__qualname__), file=file)
        print('_abc_registry: %r' % (cls._abc_registry,), file=file)


def update_abstractmethods(cls):
    """Computes __abstractmethods__ again, after methods were added to the class."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__, cls.__bases__)
    return cls


class ABC(metaclass=ABCMeta):
    __slots__ = ()
