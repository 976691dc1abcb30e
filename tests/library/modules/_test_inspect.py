"""inspect: signatures, members, sources, frames."""
import functools
import inspect
import sys
from inspect import Parameter, Signature, signature


def tries(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


def f(a, /, b: int, *c, d=3, **e) -> str:
    """The first.

        Indented.
    """
    x = 1
    return x


# A comment on
# the class.
class A:
    """Doc of A."""
    attribute = 5

    def __init__(self, x, y=2):
        self.x = x

    def method(self, z: 'int' = 1):
        """Doc of method."""
        if z:
            return """
unindented text"""
        return {
            1: 2,
        }

    @classmethod
    def made(cls, q):
        pass

    @staticmethod
    def static(s):
        pass

    @property
    def prop(self):
        """Doc of prop."""


class B(A):
    def method(self, z=5):
        pass


class Meta(type):
    def __call__(cls, m):
        pass


class WithMeta(metaclass=Meta):
    pass


class New:
    def __new__(cls, n, *more):
        pass


class Callable:
    def __call__(self, k, *, l=1):
        pass


@functools.wraps(f)
def wrapper(*args, **kwargs):
    pass


async def coroutine(): pass
def generator(): yield
async def asyncgen(): yield


def signatures():
    for obj in (f, A, B, A.method, A(1).method, A.made, A.static, WithMeta, New, Callable(), wrapper, lambda q, *, r: 1,
                functools.partial(f, 1), functools.partial(f, 1, d=4), functools.partial(lambda a, b, c=1: 0, b=2), type('E', (), {}), len):
        print(signature(obj))
    tries(signature, 3)
    s = signature(f)
    print(repr(s), list(s.parameters), s.return_annotation, s.parameters['d'].default, s.parameters['b'].annotation)
    for p in s.parameters.values():
        print(p, repr(p), p.kind, p.kind.description, repr(p.kind), p.default is Parameter.empty)
    bound = s.bind(1, 2, 3, 4, d=5, z=6)
    print(bound, bound.args, bound.kwargs, bound.arguments)
    bound = s.bind_partial(1)
    bound.apply_defaults()
    print(bound.arguments)
    simple = signature(lambda a, b=2, *, c: 0)
    for args, kw in (((), {}), ((1,), {}), ((1, 2, 3), {'c': 1}), ((1,), {'c': 1, 'x': 2}), ((1,), {'a': 1, 'c': 1}), ((1,), {'c': 3})):
        tries(simple.bind, *args, **kw)
    tries(s.bind, a=1, b=2)
    tries(Parameter, 'a b', Parameter.KEYWORD_ONLY)
    tries(Parameter, 'a', Parameter.VAR_KEYWORD, default=1)
    tries(Parameter, 'a', 7)
    tries(Signature, [Parameter('a', Parameter.KEYWORD_ONLY), Parameter('b', Parameter.POSITIONAL_ONLY)])
    tries(Signature, [Parameter('a', Parameter.KEYWORD_ONLY), Parameter('a', Parameter.KEYWORD_ONLY)])
    tries(Signature, [Parameter('a', Parameter.POSITIONAL_ONLY, default=1), Parameter('b', Parameter.POSITIONAL_ONLY)])
    print(s == signature(f), hash(s) == hash(signature(f)), s != signature(A), s.replace(return_annotation=int), s.parameters['b'].replace(name='n'))
    print(inspect.getfullargspec(f), inspect.getfullargspec(A(1).method))
    print(sorted(inspect.getcallargs(f, 1, 2, 3, q=4).items()))
    wrapper.__signature__ = simple
    print(signature(wrapper), inspect.unwrap(wrapper) is f, signature(wrapper, follow_wrapped=False))


def kinds():
    for test in (inspect.isclass, inspect.isfunction, inspect.ismethod, inspect.isbuiltin, inspect.isroutine, inspect.ismodule,
                 inspect.isgeneratorfunction, inspect.iscoroutinefunction, inspect.isasyncgenfunction, inspect.isdatadescriptor,
                 inspect.ismethoddescriptor, inspect.iscode, inspect.isgenerator, inspect.isawaitable, inspect.isabstract):
        print(test.__name__, [test(obj) for obj in (A, f, A(1).method, len, sys, coroutine, generator, asyncgen, A.__dict__['prop'],
                                                    str.join, f.__code__, generator(), 3, int.real)])
    print(inspect.getdoc(f), inspect.getdoc(B.method), inspect.getdoc(A.prop), inspect.getdoc(B), inspect.cleandoc('  a\n    b\n      c\n\n'))
    print([name for name, _ in inspect.getmembers(A(1)) if name[0] != '_'], inspect.getmembers(A, inspect.isfunction)[-1][0])
    print(inspect.getattr_static(A(1), 'prop') is A.__dict__['prop'], inspect.getattr_static(A(7), 'x'), inspect.getattr_static(A, 'no', 3))
    tries(inspect.getattr_static, A, 'no')
    print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(B) if a.name[0] != '_'])
    g = generator()
    print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), list(g), inspect.getgeneratorstate(g))
    print(inspect.get_annotations(f), inspect.get_annotations(A.method, eval_str=True), inspect.getmro(B))


def sources():
    print(inspect.getsource(A.method), inspect.getsource(A), inspect.getsource(coroutine), inspect.getsourcelines(wrapper)[1])
    print(inspect.getcomments(A), inspect.getmodule(A).__name__, inspect.getsourcefile(f).endswith('_test_inspect.py'))
    tries(inspect.getfile, 3)
    tries(inspect.getsource, len)
    frame = inspect.currentframe()
    print(frame.f_code.co_name, [info.function for info in inspect.stack()], inspect.stack()[0].code_context[0].strip())
    print(inspect.getframeinfo(frame).function, sorted(inspect.getargvalues(frame).locals), inspect.getargs(f.__code__))
    n = 1

    def closes():
        return n, len, tries
    print(inspect.getclosurevars(closes).nonlocals)
    try:
        1 / 0
    except ZeroDivisionError:
        print([(info.function, info.code_context) for info in inspect.trace()])


signatures()
kinds()
sources()
