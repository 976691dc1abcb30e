"""What type parameters are: TypeVar and its kin, TypeAliasType, Generic; typing has them from here.

The compiler makes them for `def f[T]`, `class C[T]` and `type X[T] = ...`: it calls _parameter, _alias, _generic and
_named. A bound or value in such a statement is a function until somebody asks for it: it is called once, with the
namespace of the class body that the statement stands in, if it stands in one.
"""
import sys
from types import GenericAlias

__all__ = ['Generic', 'ParamSpec', 'ParamSpecArgs', 'ParamSpecKwargs', 'TypeAliasType', 'TypeVar', 'TypeVarTuple']


def _caller():
    """The name of the module that called into this one."""
    depth = 1
    while True:
        try:
            name = sys._getframe(depth).f_globals.get('__name__')
        except (AttributeError, ValueError):
            return None
        if name != __name__:
            return name
        depth += 1


def _checked(value, message):
    """The value where a type has to be; None stands for its type. Where typing is in use its rules are."""
    forms = sys.modules.get('_typing_forms')
    if forms is not None and hasattr(forms, '_type_check'):
        return forms._type_check(value, message)
    if value is None:
        return type(None)
    if callable(value) or isinstance(value, (str, GenericAlias, TypeVar, ParamSpec, TypeVarTuple, TypeAliasType)) or \
            isinstance(value, type(int | str)) or hasattr(value, '__origin__'):
        return value
    raise TypeError('%s Got %.100r.' % (message, value))


def _union(left, right):
    import typing
    return typing.Union[left, right]


class _Later:
    """A value that a function gives when it is asked for, once."""
    __slots__ = ('function', 'space', 'value')

    def __init__(self, function, space):
        self.function, self.space, self.value = function, space, None

    def get(self):
        if self.function is not None:
            self.value = self.function() if self.space is None else self.function(self.space)
            self.function = self.space = None
        return self.value


class _Final:
    """No class but those here may derive from what derives from this."""
    __slots__ = ()

    def __init_subclass__(cls, **kwargs):
        if cls.__module__ != __name__:
            raise TypeError("type 'typing.%s' is not an acceptable base type" % cls.__mro__[1].__name__)
        cls.__module__ = 'typing'


class _Parameter(_Final):
    """What the type parameters have in common."""
    def _begin(self, name):
        if not isinstance(name, str):
            raise TypeError("%s() argument 'name' must be str, not %s" % (type(self).__name__, type(name).__name__))
        self.__name__ = name
        self.__module__ = _caller()

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass an instance of %s' % type(self).__name__)


class _Variant(_Parameter):
    """A parameter with a bound and a variance."""

    def _set(self, bound, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if infer_variance and (covariant or contravariant):
            raise ValueError('Variance cannot be specified with infer_variance.')
        self._flags = bool(covariant), bool(contravariant), bool(infer_variance)
        self._bound = None if bound is None else _checked(bound, 'Bound must be a type.')

    @property
    def __bound__(self):
        return self._bound.get() if isinstance(self._bound, _Later) else self._bound

    @property
    def __covariant__(self):
        return self._flags[0]

    @property
    def __contravariant__(self):
        return self._flags[1]

    @property
    def __infer_variance__(self):
        return self._flags[2]

    def __repr__(self):
        covariant, contravariant, infer = self._flags
        return ('' if infer else '+' if covariant else '-' if contravariant else '~') + self.__name__

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)


class TypeVar(_Variant):
    """A type variable: TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False)."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self._begin(name)
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        self._set(bound, covariant, contravariant, infer_variance)
        self._constraints = tuple(_checked(c, 'TypeVar(name, constraint, ...): constraints must be types.')
                                  for c in constraints)

    @property
    def __constraints__(self):
        return self._constraints.get() if isinstance(self._constraints, _Later) else self._constraints

    def __typing_subst__(self, arg):
        arg = _checked(arg, 'Parameters to generic types must be types.')
        if getattr(arg, '__typing_is_unpacked_typevartuple__', False):
            raise TypeError('%r is not valid as type argument' % (arg,))
        return arg


class ParamSpec(_Variant):
    """The parameters of a callable: ParamSpec(name)."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self._begin(name)
        self._set(bound, covariant, contravariant, infer_variance)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_checked(a, 'Expected a type.') for a in arg)
        from _generic import is_parameters
        if is_parameters(arg):
            return arg
        raise TypeError('Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got %r' % (arg,))


class _Part(_Final):
    __slots__ = ('__origin__',)

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __repr__(self):
        origin = self.__origin__
        name = origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)
        return name + ('.args' if isinstance(self, ParamSpecArgs) else '.kwargs')

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass an instance of %s' % type(self).__name__)


class ParamSpecArgs(_Part):
    """P.args of a ParamSpec P."""
    __slots__ = ()


class ParamSpecKwargs(_Part):
    """P.kwargs of a ParamSpec P."""
    __slots__ = ()


class TypeVarTuple(_Parameter):
    """Any number of types: TypeVarTuple(name)."""

    def __init__(self, name):
        self._begin(name)

    def __iter__(self):
        try:
            from typing import Unpack
        except ImportError:
            yield _Unpacked(self)
        else:
            yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    def __typing_prepare_subst__(self, alias, args):
        """The arguments of the alias, one for each of its parameters: those that fall to this one as a tuple."""
        params = alias.__parameters__
        at, n = params.index(self), len(args)
        before, after = at, len(params) - at - 1
        if any(isinstance(p, TypeVarTuple) for p in params[at + 1:]):
            raise TypeError('More than one TypeVarTuple parameter in %s' % alias)
        endless = [i for i, arg in enumerate(args) if _is_endless(arg)]
        if len(endless) > 1:
            raise TypeError('More than one unpacked arbitrary-length tuple argument')
        fill = ()
        if endless:
            # *tuple[int, ...] stands for what is missing on either side.
            fill = (args[endless[0]].__typing_unpacked_tuple_args__[0],)
            before, after = min(before, endless[0]), min(after, n - endless[0] - 1)
        elif before + after > n:
            raise TypeError('Too few arguments for %s; actual %d, expected at least %d' % (alias, n, len(params) - 1))
        return (args[:before] + fill * (at - before) + (tuple(args[before:n - after]),) +
                fill * (len(params) - at - 1 - after) + args[n - after:])


def _is_endless(arg):
    """Whether it is *tuple[X, ...]."""
    inner = None if isinstance(arg, type) else getattr(arg, '__typing_unpacked_tuple_args__', None)
    return bool(inner) and len(inner) == 2 and inner[1] is ...


class _Unpacked:
    """*Ts where there is no module typing."""
    __typing_is_unpacked_typevartuple__ = True

    def __init__(self, origin):
        self.__args__ = self.__parameters__ = (origin,)

    def __eq__(self, other):
        return self.__args__ == other.__args__ if isinstance(other, _Unpacked) else NotImplemented

    def __hash__(self):
        return hash(self.__args__)

    def __repr__(self):
        return 'typing.Unpack[%r]' % self.__args__


def _parameters_of(args):
    """The type parameters in the arguments, each once, in their order."""
    found = []
    for arg in args:
        if isinstance(arg, type) and type(arg) is not GenericAlias:
            continue
        own = (arg,) if hasattr(arg, '__typing_subst__') else \
            _parameters_of(arg) if isinstance(arg, (tuple, list)) else getattr(arg, '__parameters__', ())
        found.extend(p for p in own if p not in found)
    return tuple(found)


class TypeAliasType(_Final):
    """The name of a type: TypeAliasType(name, value, *, type_params=())."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError("typealias() argument 'name' must be str, not %s" % type(name).__name__)
        if not isinstance(type_params, tuple):
            raise TypeError('type_params must be a tuple')
        self.__name__, self._value, self._params = name, value, type_params
        self.__module__ = _caller()

    @property
    def __value__(self):
        return self._value.get() if isinstance(self._value, _Later) else self._value

    @property
    def __type_params__(self):
        return self._params

    @property
    def __parameters__(self):
        return tuple(p for one in self._params for p in (one if isinstance(one, TypeVarTuple) else (one,)))

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __getitem__(self, args):
        if not self._params:
            raise TypeError('Only generic type aliases are subscriptable')
        return GenericAlias(self, args if isinstance(args, tuple) else (args,))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass an instance of TypeAliasType')


def _is_plain(cls):
    """Whether the class takes type variables as arguments itself: Generic, Protocol."""
    return cls is Generic or (isinstance(cls, type) and '_plain_protocol' in cls.__dict__)


class _ClassAlias(GenericAlias):
    """A generic class with arguments: attributes are those of the class."""
    __slots__ = ()

    def __getitem__(self, item):
        import _generic
        return type(self)(self.__origin__, _generic.substitute(self, self.__args__, item))

    def __setattr__(self, name, value):
        setattr(self.__origin__, name, value)

    def __dir__(self):
        return sorted(set(object.__dir__(self)) | set(n for n in dir(self.__origin__) if n[:2] != '__'))

    def __reduce__(self):
        import operator
        args = self.__args__
        return operator.getitem, (self.__origin__, args[0] if len(args) == 1 and not isinstance(args[0], tuple) else args)


class _PlainAlias(_ClassAlias):
    """Generic[T] and Protocol[T], which stand among the bases of a class."""
    __slots__ = ()

    def __mro_entries__(self, bases):
        """Nothing for Generic[T] where another base derives from Generic."""
        later = bases[next(i for i, base in enumerate(bases) if base is self) + 1:]
        if self.__origin__ is Generic and any(hasattr(base, '__origin__') or isinstance(base, type) and
                                              '_plain_protocol' in base.__dict__ for base in later):
            return ()
        return (self.__origin__,)

    def __getitem__(self, item):
        raise TypeError('Cannot subscript already-subscripted %r' % (self,))


class Generic:
    """The base of generic classes. What typing has as _generic_class_getitem and _generic_init_subclass is used."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        own = getattr(sys.modules.get('typing'), '_generic_class_getitem', None)
        if own is not None:
            return own(cls, params)
        params = params if isinstance(params, tuple) else (params,)
        if _is_plain(cls):
            if not params:
                raise TypeError('Parameter list to %s[...] cannot be empty' % cls.__qualname__)
            params = tuple([_checked(p, 'Parameters to generic types must be types.') for p in params])
            if not all(isinstance(p, _Parameter) and not isinstance(p, TypeVarTuple) or
                       hasattr(p, '__typing_is_unpacked_typevartuple__') for p in params):
                raise TypeError('Parameters to %s[...] must all be type variables or parameter specification variables.'
                                % cls.__name__)
            if len(set(params)) != len(params):
                raise TypeError('Parameters to %s[...] must all be unique' % cls.__name__)
            return _PlainAlias(cls, params)
        else:
            from _generic import is_parameters
            wanted = getattr(cls, '__parameters__', ())
            if not wanted:
                raise TypeError('%r is not a generic class' % cls)
            if len(wanted) == 1 and isinstance(wanted[0], ParamSpec) and not (
                    len(params) == 1 and (isinstance(params[0], (list, tuple)) or is_parameters(params[0]))):
                params = (params,)
            several = next((p for p in wanted if isinstance(p, TypeVarTuple)), None)
            if several is not None:
                params = several.__typing_prepare_subst__(cls, params)
            elif len(params) != len(wanted):
                raise TypeError('Too %s arguments for %s; actual %d, expected %d' % (
                    'many' if len(params) > len(wanted) else 'few', cls, len(params), len(wanted)))
            made = []
            for p, given in zip(wanted, params):
                if p is several:
                    made.extend(given)
                else:
                    made.append(tuple(given) if isinstance(given, list) else given)
            params = tuple(made)
        return _ClassAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        own = getattr(sys.modules.get('typing'), '_generic_init_subclass', None)
        if own is not None:
            return own(cls, *args, **kwargs)
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__', ())
        if sum([getattr(base, '__origin__', None) is Generic for base in bases]) > 1:
            raise TypeError('Cannot inherit from Generic[...] multiple types.')
        for base in bases:
            if _is_plain(getattr(base, '__origin__', None)):
                listed = cls.__parameters__ = _parameters_of(base.__args__)
                missing = [p for p in _parameters_of(bases) if p not in listed]
                if missing:
                    raise TypeError('Some type variables (%s) are not listed in %s[%s]' % (
                        ', '.join([str(p) for p in missing]), base.__origin__.__name__,
                        ', '.join([str(p) for p in listed])))
                return
        if Generic in bases or (Generic in cls.__bases__ and '__orig_bases__' not in cls.__dict__ and
                                not _is_plain(cls) and type(cls).__name__ != '_TypedDictMeta'):
            raise TypeError('Cannot inherit from plain Generic')
        cls.__parameters__ = _parameters_of(bases)


Generic.__module__ = 'typing'


# ---- what the compiler calls ----

def _parameter(kind, name, function=None, space=None):
    """The parameter of `def f[name: function()]`; kind: 0 one type, 1 one of several, 2 *name, 3 **name."""
    if kind == 2:
        made = TypeVarTuple(name)
    elif kind == 3:
        made = ParamSpec(name, infer_variance=True)
    else:
        made = TypeVar(name, infer_variance=True)
        if kind == 1:
            made._constraints = _Later(function, space)
        elif function is not None:
            made._bound = _Later(function, space)
    return made


def _alias(name, params, function, space=None):
    """The alias of `type name[params] = function()`."""
    return TypeAliasType(name, _Later(function, space), type_params=params)


def _generic(params):
    """The base that a class with type parameters gets."""
    return Generic[tuple(p if not isinstance(p, TypeVarTuple) else next(iter(p)) for p in params)]


def _named(thing, params):
    """The function or class with these type parameters."""
    thing.__type_params__ = params
    return thing
