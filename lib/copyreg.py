"""How objects are taken apart and made again: what copy and pickle share.

`dispatch_table` maps a class to the function that reduces its instances; programs add theirs with pickle().
"""
_HEAPTYPE = 1 << 9
_new_type = type(int.__new__)
dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Instances of ob_type are reduced by that function from now on."""
    if not callable(pickle_function):
        raise TypeError('reduction functions must be callable')
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Refuses what cannot be called."""
    if not callable(object):
        raise TypeError('constructors must be callable')


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


# ---- what object.__reduce_ex__ gives ----

def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


def _native(cls):
    """The first class behind cls that no class statement made."""
    for base in cls.__mro__:
        if not base.__flags__ & _HEAPTYPE:
            return base
    return object



def _reduce_ex(self, proto):
    """By protocols 0 and 1: the class, its built-in base and the value that makes one of these."""
    cls = self.__class__
    base, state = _native(cls), None
    if base is not object:
        if base is cls:
            raise TypeError('cannot pickle %r object' % cls.__name__)
        state = base(self)
    if getattr(self, '__slots__', None) and type(self).__getstate__ is object.__getstate__:
        raise TypeError('a class that defines __slots__ without defining __getstate__ cannot be pickled')
    attributes = self.__getstate__()
    made = _reconstructor, (cls, base, state)
    return made + (attributes,) if attributes else made


def _special(obj, name):
    """The method as the interpreter finds special ones: in the class, without __getattr__; or None."""
    cls = type(obj)
    for base in cls.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            bind = getattr(type(found), '__get__', None)
            return found if bind is None else bind(found, obj, cls)
    return None


def _new_arguments(obj):
    """(args, kwargs) for __new__, or None when the class does not tell."""
    method = _special(obj, '__getnewargs_ex__')
    if method is not None:
        pair = method()
        if not isinstance(pair, tuple):
            raise TypeError('__getnewargs_ex__ should return a tuple, not %r' % type(pair).__name__)
        if len(pair) != 2:
            raise ValueError('__getnewargs_ex__ should return a tuple of length 2, not %d' % len(pair))
        if not isinstance(pair[0], tuple):
            raise TypeError('first item of the tuple returned by __getnewargs_ex__ must be a tuple, not %r' %
                            type(pair[0]).__name__)
        if not isinstance(pair[1], dict):
            raise TypeError('second item of the tuple returned by __getnewargs_ex__ must be a dict, not %r' %
                            type(pair[1]).__name__)
        return pair
    method = _special(obj, '__getnewargs__')
    if method is None:
        return None
    args = method()
    if not isinstance(args, tuple):
        raise TypeError('__getnewargs__ should return a tuple, not %r' % type(args).__name__)
    return args, {}


def _reduce(obj, proto):
    """What object.__reduce_ex__(proto) does."""
    if proto < 2:
        return _reduce_ex(obj, proto)
    cls = type(obj)
    given = _new_arguments(obj)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    if given is None and items is None and pairs is None and _native(cls) not in (object, type(None)):
        raise TypeError('cannot pickle %r object' % cls.__name__)
    args, kwargs = given or ((), {})
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), obj.__getstate__(), items, pairs
    return __newobj__, (cls,) + args, obj.__getstate__(), items, pairs


def _slotnames(cls):
    """The names of all slots of the class and its bases, as methods know them; kept in the class."""
    names = cls.__dict__.get('__slotnames__')
    if names is not None:
        return names
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ('__dict__', '__weakref__'):
                continue
            owner = base.__name__.lstrip('_')
            private = name.startswith('__') and not name.endswith('__') and owner
            names.append('_%s%s' % (owner, name) if private else name)
    try:
        cls.__slotnames__ = names
    except (AttributeError, TypeError):
        pass
    return names


# ---- short codes for classes ----

_extension_registry = {}  # (module, name): code
_inverted_registry = {}   # code: (module, name)
_extension_cache = {}     # code: object


def add_extension(module, name, code):
    """Registers a number that stands for module.name in pickles."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError('code out of range')
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError('key %s is already registered with code %s' % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError('code %s is already in use for key %s' % (code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Takes back what add_extension() did."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError('key %s is not registered with code %s' % (key, code))
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()


__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension', 'clear_extension_cache']
