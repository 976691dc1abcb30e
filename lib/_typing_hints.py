"""The part of typing that looks at annotations."""
import sys
from types import GenericAlias, ModuleType, UnionType
from _generic import is_parameters
from _typing import Generic, ParamSpecArgs, ParamSpecKwargs
from _typing_forms import (ForwardRef, Annotated, Required, NotRequired, Union, _AnnotatedAlias, _GenericAlias,
                           _SpecialGenericAlias, _CallableGenericAlias, _again, _evaluated)

_overloads = {}


def _register_overload(func):
    f = getattr(func, '__func__', func)
    try:
        _overloads.setdefault((f.__module__, f.__qualname__), {})[f.__code__.co_firstlineno] = func
    except AttributeError:
        pass


def get_overloads(func):
    f = getattr(func, '__func__', func)
    return list(_overloads.get((f.__module__, f.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


def get_origin(tp):
    """What stands before the brackets: list of List[int], Union of Optional[int]; None when there are none."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _SpecialGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    return Generic if tp is Generic else UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    """What stands in the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        import collections.abc
        if tp.__origin__ is collections.abc.Callable and not (
                len(args) == 2 and is_parameters(args[0])):
            args = list(args[:-1]), args[-1]
        return args
    return tp.__args__ if isinstance(tp, UnionType) else ()


def _stripped(tp):
    """The type without Annotated, Required and NotRequired in it."""
    if isinstance(tp, _AnnotatedAlias):
        return _stripped(tp.__origin__)
    if getattr(tp, '__origin__', None) in (Required, NotRequired):
        return _stripped(tp.__args__[0])
    if not isinstance(tp, (_GenericAlias, GenericAlias, UnionType)):
        return tp
    args = tuple([_stripped(arg) for arg in tp.__args__])
    if args == tp.__args__:
        return tp
    if isinstance(tp, GenericAlias):
        return _again(tp, args)
    if isinstance(tp, UnionType):
        result = args[0]
        for arg in args[1:]:
            result = result | arg
        return result
    return tp._with(args)


def _resolved(annotations, globalns, localns, hints, is_class=False, is_argument=True):
    for name, value in annotations.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=is_argument and not is_class, is_class=is_class)
        hints[name] = _evaluated(value, globalns, localns)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class (and its bases), module or function, with names evaluated."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            own_globals = getattr(sys.modules.get(base.__module__), '__dict__', {}) if globalns is None else globalns
            own_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                own_globals, own_locals = own_locals, own_globals
            found = base.__dict__.get('__annotations__', {})
            _resolved(found if isinstance(found, dict) else {}, own_globals, own_locals, hints, True)
    else:
        if globalns is None:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = obj.__dict__ if isinstance(obj, ModuleType) else getattr(inner, '__globals__', {})
            localns = globalns if localns is None else localns
        elif localns is None:
            localns = globalns
        found = getattr(obj, '__annotations__', None)
        if found is None:
            if isinstance(obj, ModuleType) or callable(obj) and hasattr(obj, '__name__'):
                return {}
            raise TypeError('%r is not a module, class, method, or function.' % (obj,))
        _resolved(found, globalns, localns, hints, is_argument=not isinstance(obj, ModuleType))
    return hints if include_extras else {name: _stripped(tp) for name, tp in hints.items()}
