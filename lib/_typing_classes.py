"""The part of typing with classes to derive from: Protocol, NamedTuple, TypedDict, NewType, IO."""
import sys
from abc import ABCMeta, abstractmethod
from _typing import Generic, TypeVar, _caller
import _typing_forms
from _typing_forms import Union, Required, NotRequired, ForwardRef, _type_check

_HIDDEN = frozenset(('__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                     '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '__parameters__',
                     '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol', '_plain_protocol',
                     '__match_args__', '__qualname__', '__type_params__', '__static_attributes__', '__firstlineno__'))


def _protocol_attrs(cls):
    """The names that a protocol asks for."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            for name in list(base.__dict__) + list(base.__dict__.get('__annotations__', ())):
                if name not in _HIDDEN and not name.startswith('_abc_'):
                    found.add(name)
    return found


def _callable_members_only(cls):
    return all(callable(getattr(cls, name, None)) for name in _protocol_attrs(cls))


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get('_is_protocol') and not getattr(cls, '_is_runtime_protocol', False) and cls is not Protocol:
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        if super().__instancecheck__(instance):
            return True
        if not cls.__dict__.get('_is_protocol') or cls is Protocol:
            return False
        return all(hasattr(instance, name) and (not callable(getattr(cls, name, None)) or
                                                getattr(instance, name) is not None) for name in _protocol_attrs(cls))


def _proto_hook(other, cls):
    if not cls.__dict__.get('_is_protocol'):
        return NotImplemented
    if not getattr(cls, '_is_runtime_protocol', False):
        raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')
    if not _callable_members_only(cls):
        # abc and functools look through all classes: their checks never fail.
        if sys._getframe(3).f_globals.get('__name__') in ('abc', 'functools', '_typing_classes'):
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support issubclass()")
    for name in _protocol_attrs(cls):
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            annotations = base.__dict__.get('__annotations__')
            if isinstance(annotations, dict) and name in annotations and issubclass(other, Generic) and \
                    getattr(other, '_is_protocol', False):
                break
        else:
            return NotImplemented
    return True


def _no_init(self, *args, **kwargs):
    """The __init__ of protocols. A class that derives from one gets the next __init__ in its order in its place."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init:
        return  # called by super().__init__() of the class
    cls.__init__ = next((base.__dict__['__init__'] for base in cls.__mro__
                         if base.__dict__.get('__init__', _no_init) is not _no_init), object.__init__)
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what others have to have."""
    __slots__ = ()
    __module__ = 'typing'
    _is_protocol = _plain_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if '_is_protocol' not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(lambda own, other: _proto_hook(other, own))
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or getattr(base, '_is_protocol', False) or
                    base.__module__ in ('collections.abc', 'contextlib')):
                raise TypeError('Protocols can only inherit from other protocols, got %r' % base)
        if '__init__' not in cls.__dict__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    """Allows isinstance and issubclass with a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, '_is_protocol', False)):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % (cls,))
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method, result, generic=False):
    """The protocol of one method."""
    def ask(self):
        pass
    ask.__name__, ask.__qualname__ = method, '%s.%s' % (name, method)
    ask.__annotations__ = {'return': result}
    bases = (Protocol[_T_co],) if generic else (Protocol,)
    import types
    cls = types.new_class(name, bases, {}, lambda space: space.update({
        method: abstractmethod(ask), '__slots__': (), '__module__': 'typing',
        '__doc__': 'What has the method %s.' % method}))
    return runtime_checkable(cls)


_T_co = TypeVar('T_co', covariant=True)
_SUPPORTS = {'SupportsInt': ('__int__', int, False), 'SupportsFloat': ('__float__', float, False),
             'SupportsComplex': ('__complex__', complex, False), 'SupportsBytes': ('__bytes__', bytes, False),
             'SupportsIndex': ('__index__', int, False), 'SupportsAbs': ('__abs__', _T_co, True),
             'SupportsRound': ('__round__', _T_co, True)}


# ---- named tuples ----

def _named_tuple(name, types, defaults=(), module=None):
    from collections import namedtuple
    types = {field: _type_check(tp, 'field %s annotation must be a type' % field) for field, tp in types}
    cls = namedtuple(name, list(types), defaults=defaults, module=module)
    cls.__annotations__ = types
    try:
        cls.__new__.__annotations__ = types
    except (AttributeError, TypeError):
        pass
    return cls


_PROHIBITED = frozenset(('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults',
                         '_field_types', '_make', '_replace', '_asdict', '_source'))


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        types = ns.get('__annotations__', {})
        defaults = []
        for field in types:
            if field in ns:
                defaults.append(field)
            elif defaults:
                raise TypeError('Non-default namedtuple field %s cannot follow default field%s %s' % (
                    field, 's' if len(defaults) > 1 else '', ', '.join(defaults)))
        cls = _named_tuple(name, types.items(), [ns[field] for field in defaults], ns.get('__module__'))
        if Generic in bases:
            space = {key: value for key, value in cls.__dict__.items() if key not in ('__dict__', '__weakref__')}
            space.update(__orig_bases__=ns.get('__orig_bases__', ()), __class_getitem__=Generic.__dict__['__class_getitem__'])
            cls = type(name, tuple([tuple if base is _NamedTuple else base for base in bases]), space)
        for key, value in ns.items():
            if key in _PROHIBITED:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in ('__prepare__', '__module__', '__annotations__', '__orig_bases__', '__classcell__') and \
                    key not in types:
                setattr(cls, key, value)
                tell = getattr(type(value), '__set_name__', None)
                if tell is not None:
                    tell(value, cls, key)
        return cls


_NamedTuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {'__module__': 'typing'})


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types: as a function, or as the base of a class."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    return _named_tuple(typename, fields, module=_caller_of(1))


NamedTuple.__mro_entries__ = lambda bases: _named_bases(bases)
NamedTuple.__module__ = 'typing'


def _named_bases(bases):
    if sum(1 for base in bases if base is NamedTuple) > 1:
        raise TypeError('duplicate base class NamedTuple')
    return (_NamedTuple,)


def _caller_of(depth):
    try:
        while sys._getframe(depth).f_globals.get('__name__') in (__name__, 'typing'):
            depth += 1
        return sys._getframe(depth).f_globals.get('__name__')
    except (AttributeError, ValueError):
        return None


# ---- dicts with known keys ----

def _marker(tp):
    """Required or NotRequired if the annotation says one, maybe in Annotated."""
    if isinstance(tp, ForwardRef):
        return None
    if hasattr(tp, '__metadata__'):
        tp = tp.__origin__
    origin = getattr(tp, '__origin__', None)
    return origin if origin in (Required, NotRequired) else None


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = type.__new__(cls, name, generic + (dict,), dict(ns))
        own = {key: _type_check(tp, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", False,
                                made.__module__, allow_special_forms=True)
               for key, tp in ns.get('__annotations__', {}).items()}
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required |= base.__dict__.get('__required_keys__', set())
            optional |= base.__dict__.get('__optional_keys__', set())
        annotations.update(own)
        for key, tp in own.items():
            marker = _marker(tp)
            (required if marker is Required or (marker is None and total) else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        if '__total__' not in made.__dict__:
            made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {'__module__': 'typing'})


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict whose keys are known: as a function, or as the base of a class."""
    if fields is None:
        fields = kwargs
        if kwargs:
            import warnings
            warnings.warn('The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will be removed '
                          'in Python 3.13, and may not be understood by third-party type checkers.', DeprecationWarning, 2)
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, but not both')
    ns = {'__annotations__': dict(fields)}
    module = _caller_of(1)
    if module is not None:
        ns['__module__'] = module
    return _TypedDictMeta(typename, (), ns, total=total)


TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)
TypedDict.__module__ = 'typing'


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A type of its own for checkers; a function that returns its argument for programs."""
    __module__ = 'typing'

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        module = _caller_of(2)
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __repr__(self):
        return '%s.%s' % (self.__module__, self.__qualname__)

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError('Cannot subclass an instance of NewType. Perhaps you were looking for: `%s = NewType(%r, %s)'
                                '`' % (cls.__name__, cls.__name__, name))
        return (Dummy,)


# ---- files ----

def _io(name):
    """IO, TextIO, BinaryIO: abstract bases that say what files have."""
    import types
    if name == 'IO':
        names = ('mode name close closed fileno flush isatty read readable readline readlines seek seekable tell truncate '
                 'writable write writelines __enter__ __exit__')
        bases = (Generic[_typing_forms.AnyStr],)
    else:
        names = 'buffer encoding errors line_buffering newlines __enter__' if name == 'TextIO' else 'write __enter__'
        bases = (__getattr__('IO')[str if name == 'TextIO' else bytes],)
    space = {'__module__': 'typing', '__slots__': ()}
    for one in names.split():
        def method(self, *args):
            pass
        method.__name__ = one
        space[one] = abstractmethod(method)
    return types.new_class(name, bases, {'metaclass': ABCMeta}, lambda own: own.update(space))


def __getattr__(name):
    if name in _SUPPORTS:
        made = _supports(name, *_SUPPORTS[name])
    elif name in ('IO', 'TextIO', 'BinaryIO'):
        made = _io(name)
    else:
        raise AttributeError('module %r has no attribute %r' % (__name__, name))
    globals()[name] = made
    return made
