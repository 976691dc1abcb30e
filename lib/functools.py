"""functools: functions that take or make functions."""
import _functools
from _functools import cmp_to_key, reduce
from types import GenericAlias

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache',
           'cmp_to_key', 'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod',
           'cached_property']
WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class partial(_functools.partial):
    """A function with some arguments given already."""

    def __repr__(self):
        cls = type(self)
        if id(self) in _in_repr:
            return '...'
        _in_repr.add(id(self))
        try:
            parts = [repr(self.func)] + [repr(arg) for arg in self.args]
            parts += ['%s=%r' % (key, value) for key, value in self.keywords.items()]
        finally:
            _in_repr.discard(id(self))
        name = cls.__qualname__ if cls is not partial else 'functools.partial'
        return '%s(%s)' % (name, ', '.join(parts))

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError('invalid partial state')
        func, args, keywords, namespace = state
        if not isinstance(args, tuple) or not isinstance(keywords, (dict, type(None))):
            raise TypeError('invalid partial state')
        if type(keywords) is not dict:
            keywords = dict(keywords or ())
        self._replace(func, tuple(args), keywords)
        self.__dict__.clear()
        self.__dict__.update(namespace or {})

    __class_getitem__ = classmethod(GenericAlias)


_in_repr = set()


class partialmethod:
    """A method with some arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('%r is not callable or a descriptor' % (func,))
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = self.__class__
        return '%s.%s(%s, %s, %s)' % (cls.__module__, cls.__qualname__, self.func,
                                      ', '.join(map(repr, self.args)),
                                      ', '.join('%s=%r' % item for item in self.keywords.items()))

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            new_func = get(obj, cls)
            if new_func is not self.func:
                result = partial(new_func, *self.args, **self.keywords)
                try:
                    result.__self__ = new_func.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    __class_getitem__ = classmethod(GenericAlias)


def _unwrap_partial(func):
    while isinstance(func, partial):
        func = func.func
    return func


def _derived(base, name, combine):
    """The comparison called name, from the one that the class has."""
    def method(self, other):
        result = getattr(type(self), base)(self, other)
        return result if result is NotImplemented else combine(result, self, other)
    method.__name__ = name
    method.__qualname__ = 'object.' + name
    method.__doc__ = getattr(int, name).__doc__
    return method


_DERIVED = {
    '__lt__': (('__gt__', lambda r, a, b: not r and a != b), ('__le__', lambda r, a, b: r or a == b),
               ('__ge__', lambda r, a, b: not r)),
    '__le__': (('__ge__', lambda r, a, b: not r or a == b), ('__lt__', lambda r, a, b: r and a != b),
               ('__gt__', lambda r, a, b: not r)),
    '__gt__': (('__lt__', lambda r, a, b: not r and a != b), ('__ge__', lambda r, a, b: r or a == b),
               ('__le__', lambda r, a, b: not r)),
    '__ge__': (('__le__', lambda r, a, b: not r or a == b), ('__gt__', lambda r, a, b: r and a != b),
               ('__lt__', lambda r, a, b: not r)),
}


def total_ordering(cls):
    """Adds the orderings that are missing to a class with one of them."""
    roots = {name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)  # prefers __lt__ to __le__ to __gt__ to __ge__
    for name, combine in _DERIVED[root]:
        if name not in roots:
            setattr(cls, name, _derived(root, name, combine))
    return cls


class _CacheInfo(tuple):
    __slots__ = ()
    _fields = ('hits', 'misses', 'maxsize', 'currsize')
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, function)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(function):
        wrapper = _lru_cache_wrapper(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, function)
    return decorating_function


class _lru_cache_wrapper(_functools.cached):
    """The results of a function by its arguments."""

    def cache_info(self):
        return _CacheInfo(*self._counts())

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property that is computed once; the value is then an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names (%r and %r).' % (
                self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            namespace = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on %r instance to cache %r property." % (
                type(instance).__name__, self.attrname)) from None
        value = namespace.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                namespace[self.attrname] = value
            except TypeError:
                raise TypeError("The '__dict__' attribute on %r instance does not support item assignment for "
                                "caching %r property." % (type(instance).__name__, self.attrname)) from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


def _merged(rows):
    """The classes in the rows in one order that agrees with all of them; RuntimeError: there is none."""
    order = []
    while rows := [row for row in rows if row]:
        for row in rows:
            first = row[0]
            if not any(first in other[1:] for other in rows):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        order.append(first)
        for row in rows:
            if row[0] is first:
                del row[0]
    return order


def _linearised(cls, abcs):
    """cls.__mro__ with those of the abstract classes that cls is registered with: as if it had them as bases, behind
    its last base that is abstract itself."""
    bases = list(cls.__bases__)
    own = [abc for abc in abcs if issubclass(cls, abc) and not any(issubclass(base, abc) for base in bases)]
    rest = [abc for abc in abcs if abc not in own]
    at = max((i + 1 for i, base in enumerate(bases) if hasattr(base, '__abstractmethods__')), default=0)
    groups = [bases[:at], own, bases[at:]]
    return _merged([[cls]] + [_linearised(base, rest) for group in groups for base in group] + groups)


def _virtual_bases(cls, types):
    """The classes among types that cls is a subclass of without having them in its __mro__, and what of the types lies
    between; those of which others are subclasses come with these."""
    mro = cls.__mro__
    found = [t for t in types if isinstance(t, type) and t not in mro and t is not object and issubclass(cls, t)]
    found = [t for t in found if not any(t is not other and t in other.__mro__ for other in found)]
    order = []
    for t in found:
        rows = [[c for c in sub.__mro__ if c in types] for sub in type.__subclasses__(t)
                if sub not in mro and issubclass(cls, sub)]
        rows.sort(key=len, reverse=True)
        for c in [c for row in rows for c in row] or [t]:
            if c not in order:
                order.append(c)
    return order


def _find_impl(cls, registry):
    match = None
    order = _linearised(cls, _virtual_bases(cls, set(registry)))
    for t in order:
        if match is not None:
            if t in registry and t not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, t):
                raise RuntimeError('Ambiguous dispatch: {} or {}'.format(match, t))
            break
        if t in registry:
            match = t
    return registry.get(match)


def singledispatch(func):
    """A function that chooses its implementation by the type of its first argument."""
    registry, found = {}, {}
    tokens = [None]
    funcname = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        from abc import get_cache_token
        token = get_cache_token()
        if tokens[0] != token:
            found.clear()
            tokens[0] = token
        impl = found.get(cls)
        if impl is None:
            impl = registry.get(cls) or _find_impl(cls, registry)
            found[cls] = impl
        return impl

    def united(cls):
        """What is in a union; () when it is something else."""
        from types import UnionType
        if isinstance(cls, UnionType) or str(getattr(cls, '__origin__', '')) == 'typing.Union':
            return cls.__args__
        return ()

    def members(cls):
        """The classes in a union, None when it is something else."""
        args = united(cls)
        return args if args and all(is_class(arg) for arg in args) else None

    def is_class(cls):
        return isinstance(cls, type) and not isinstance(cls, GenericAlias)

    def register(cls, func=None):
        if is_class(cls) or members(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError('Invalid first argument to `register()`. %r is not a class or union type.' % (cls,))
            annotations = getattr(cls, '__annotations__', {})
            if any(isinstance(value, str) for value in annotations.values()):
                from typing import get_type_hints
                annotations = get_type_hints(cls)
            if not annotations:
                raise TypeError('Invalid first argument to `register()`: %r. Use either `@register(some_class)` or '
                                'plain `@register` on an annotated function.' % (cls,))
            func = cls
            argname, cls = next(iter(annotations.items()))
            if not is_class(cls) and not members(cls):
                why = 'not all arguments are classes' if united(cls) else 'is not a class'
                raise TypeError('Invalid annotation for %r. %r %s.' % (argname, cls, why))
        for one in members(cls) or (cls,):
            registry[one] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError('{0} requires at least 1 positional argument'.format(funcname))
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('%r is not callable or a descriptor' % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
