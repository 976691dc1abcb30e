"""What collections.abc.Callable[[int, str], float] gives: an alias whose arguments are one flat tuple (PEP 585, 612)."""
from types import GenericAlias
from _generic import is_parameters, substitute


def _name(arg):
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return arg.__qualname__ if arg.__module__ == 'builtins' else '%s.%s' % (arg.__module__, arg.__qualname__)
    return '...' if arg is ... else repr(arg)


class CallableAlias(GenericAlias):
    """Callable[parameters, result]; parameters: a list of types, or what stands for one."""
    __slots__ = ()

    def __new__(cls, origin, params):
        if not (isinstance(params, tuple) and len(params) == 2):
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        if isinstance(args, (tuple, list)):
            args = (*args, result)
        elif is_parameters(args):
            args = args, result
        else:
            raise TypeError('Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got %s' % (args,))
        return super().__new__(cls, origin, args)

    def _shown(self):
        """The two arguments as they were written."""
        args = self.__args__
        return args if len(args) == 2 and is_parameters(args[0]) else (list(args[:-1]), args[-1])

    def __repr__(self):
        params, result = CallableAlias._shown(self)
        shown = '[%s]' % ', '.join([_name(p) for p in params]) if isinstance(params, list) else _name(params)
        return 'collections.abc.Callable[%s, %s]' % (shown, _name(result))

    def __reduce__(self):
        return CallableAlias, (self.__origin__, CallableAlias._shown(self))

    def __getitem__(self, item):
        known = self.__parameters__
        item = item if isinstance(item, tuple) else (item,)
        # Callable[P, T][int, str] is Callable[P, T][[int, str], ...] when P is all there is to fill.
        if len(known) == 1 and type(known[0]).__name__ == 'ParamSpec' and item and not (
                len(item) == 1 and (isinstance(item[0], (tuple, list)) or is_parameters(item[0]))):
            item = (item,)
        args = substitute(self, self.__args__, item)
        params, result = args[:-1], args[-1]
        if len(params) == 1 and (isinstance(params[0], (tuple, list)) or is_parameters(params[0])):
            params = params[0]
        return CallableAlias(self.__origin__, (params, result))
