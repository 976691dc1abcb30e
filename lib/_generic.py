"""Type variables in list[T] and int | T: which there are, and putting types in their places (PEP 585, 604, 646).

The interpreter asks here when an alias has arguments that are no classes.
"""


def parameters(args):
    """The type variables among the arguments and inside them, each once, as a tuple."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if hasattr(arg, '__typing_subst__'):
            if arg not in found:
                found.append(arg)
        else:
            inner = getattr(arg, '__parameters__', ())
            for one in inner if isinstance(inner, tuple) else ():
                if one not in found:
                    found.append(one)
    return tuple(found)


def is_parameters(arg):
    """Whether it stands for the parameters of a callable: ..., a ParamSpec, Concatenate[...]."""
    return arg is ... or type(arg).__name__ == 'ParamSpec' or repr(getattr(arg, '__origin__', None)) == 'typing.Concatenate'


def _unpacked(arg):
    """The arguments of *tuple[...], or None for anything else."""
    return getattr(arg, '__typing_unpacked_tuple_args__', None) if not isinstance(arg, type) else None


def substitute(alias, args, item):
    """The arguments of the alias with items in place of its type variables."""
    params = parameters(args)
    if not params:
        raise TypeError('%r is not a generic class' % (alias,))
    items = []
    for one in item if isinstance(item, tuple) else (item,):
        inner = _unpacked(one)
        if inner and not (len(inner) > 1 and inner[-1] is ...):
            items.extend(inner)
        else:
            items.append(one)
    items = tuple(items)
    for param in params:
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            items = prepare(alias, items)
    if len(items) != len(params):
        raise TypeError('Too %s arguments for %r; actual %d, expected %d' % (
            'many' if len(items) > len(params) else 'few', alias, len(items), len(params)))
    given = dict(zip(params, items))
    made = []
    for arg in args:
        _add(made, arg, given)
    return tuple(made)


def _add(made, arg, given):
    if isinstance(arg, type):
        made.append(arg)
        return
    subst = getattr(arg, '__typing_subst__', None)
    if subst is not None:
        made.append(subst(given[arg]))
        return
    inner = getattr(arg, '__parameters__', ())
    if not isinstance(inner, tuple) or not inner:
        made.append(arg)
        return
    if getattr(arg, '__typing_is_unpacked_typevartuple__', False):
        made.extend(given[inner[0]])
        return
    subargs = []
    for param in inner:
        value = given[param]
        if isinstance(value, tuple) and hasattr(param, '__typing_prepare_subst__'):
            subargs.extend(value)
        else:
            subargs.append(value)
    made.append(arg[tuple(subargs)])
