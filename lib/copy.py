"""copy and deepcopy."""
from _weakref import ref as _ref

# Late: _ATOMS, _DEEP


class Error(Exception):
    pass


error = Error
_ATOMS = {type(None), type(...), type(NotImplemented), int, float, bool, complex, str, bytes, type, range, property,
          type(lambda: None), type(len), type((lambda: None).__code__), _ref}
_none = object()


def copy(x):
    cls = type(x)
    if cls in _ATOMS or cls in (tuple, frozenset, slice) or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    reduced = _reduce(x, cls)
    return x if isinstance(reduced, str) else _rebuild(x, None, *reduced)


def deepcopy(x, memo=None, _nil=_none):
    if memo is None:
        memo = {}
    found = memo.get(id(x), _nil)
    if found is not _nil:
        return found
    cls = type(x)
    if cls in _ATOMS or issubclass(cls, type):
        return x
    deep = _DEEP.get(cls)
    if deep is not None:
        y = deep(x, memo)
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier is not None:
            y = copier(memo)
        else:
            reduced = _reduce(x, cls)
            y = x if isinstance(reduced, str) else _rebuild(x, memo, *reduced)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)  # what was copied lives as long as its id is used
    return y


def _deep_list(x, memo):
    y = memo[id(x)] = []
    for item in x:
        y.append(deepcopy(item, memo))
    return y


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # it contains itself
        return memo[id(x)]
    return x if all(a is b for a, b in zip(x, items)) else tuple(items)


def _deep_dict(x, memo):
    y = memo[id(x)] = {}
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, type((lambda: 0).__get__(0)): _deep_method,
         set: lambda x, memo: {deepcopy(item, memo) for item in x},
         frozenset: lambda x, memo: frozenset(deepcopy(item, memo) for item in x),
         bytearray: lambda x, memo: x[:],
         slice: lambda x, memo: slice(*[deepcopy(part, memo) for part in (x.start, x.stop, x.step)])}


def _reduce(x, cls):
    """What x.__reduce_ex__(4) gives."""
    try:
        import copyreg
        reductor = copyreg.dispatch_table.get(cls)
        if reductor is not None:
            return reductor(x)
    except ImportError:
        pass
    for name, args in (('__reduce_ex__', (4,)), ('__reduce__', ())):
        reductor = getattr(x, name, None)
        if reductor is not None:
            return reductor(*args)
    raise Error('un(deep)copyable object of type %s' % cls)


def _rebuild(x, memo, func, args, state=None, items=None, pairs=None):
    deep = memo is not None
    y = func(*(deepcopy(arg, memo) for arg in args)) if deep else func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__') and not isinstance(y, BaseException):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y


__all__ = ['Error', 'copy', 'deepcopy']
