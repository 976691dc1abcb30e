import functools, contextlib, io
p=functools.partial(int, base=2); print(p('101'), p.keywords, p)
@functools.lru_cache(maxsize=2)
def f(x): return x*2
print(f(1),f(1),f(2),f(3),f(1),f.cache_info(), f.cache_parameters(), f.__name__)
print(functools.reduce(lambda a,b:a+b,[1,2,3]), sorted([3,1,2], key=functools.cmp_to_key(lambda a,b:b-a)))
@functools.total_ordering
class T:
    def __init__(s,x): s.x=x
    def __lt__(s,o): return s.x<o.x
    def __eq__(s,o): return s.x==o.x
print(T(1)<=T(1), T(2)>T(1), T(1)>=T(2))
@functools.singledispatch
def g(x): return 'obj'
@g.register
def _(x: int): return 'int'
@g.register(list)
def _(x): return 'list'
import collections.abc as c
@g.register(c.Mapping)
def _(x): return 'map'
print(g(1), g([]), g(''), g({}), g(True), g.dispatch(bool).__name__)
class C:
    @functools.cached_property
    def v(s): print('once'); return 5
    def m(s,a,b): return a,b
    pm=functools.partialmethod(m,1)
x=C(); print(x.v,x.v, x.pm(2))
@contextlib.contextmanager
def cm(a):
    print('in',a)
    try: yield a
    except ValueError: print('caught')
    finally: print('out')
with cm(3) as z: print(z); raise ValueError
with contextlib.suppress(KeyError): {}[1]
s=io.StringIO()
with contextlib.redirect_stdout(s): print('hidden')
print(repr(s.getvalue()))
with contextlib.ExitStack() as st:
    st.enter_context(cm(1)); st.callback(print,'cb',end='!\n'); st.push(lambda *a: True); raise KeyError
try:
    with contextlib.ExitStack() as st:
        st.callback(lambda: 1/0); st.callback(lambda: [][1]); raise KeyError('k')
except ZeroDivisionError as e: print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
