# contextvars: variables, tokens, contexts.
import contextvars
from contextvars import Context, ContextVar, Token, copy_context


def run(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])


v = ContextVar('v')
d = ContextVar('d', default=5)
print(v.name, d.get(), v.get('other'), d.get(6), repr(d).split(' at ')[0], repr(v).split(' at ')[0])
run(v.get)
t = v.set(1)
print(v.get(), t.var is v, t.old_value is Token.MISSING, Token.MISSING, repr(t).split(' var')[0])
t2 = v.set(2)
print(t2.old_value)
v.reset(t2)
print(v.get())
run(v.reset, t2)
run(d.reset, t)
run(v.reset, 5)
v.reset(t)
run(v.get)
run(Token)
run(ContextVar, 5)
try:
    v.name = 'x'
except AttributeError:
    print('read only')
v.set('outer')
ctx = copy_context()


def inside(x, *, y):
    t = v.set(x + y)
    d.set(9)
    run(ctx.run, print)
    return t


t = ctx.run(inside, 1, y=2)
print(v.get(), d.get(), ctx[v], ctx.get(d), v in ctx, len(ctx), sorted(x.name for x in ctx), sorted(map(str, ctx.values())))
run(v.reset, t)
print(ctx.run(v.get), ctx.run(lambda: v.reset(t)), ctx.run(v.get))
copy = ctx.copy()
print(copy == ctx, copy is ctx, copy != ctx)
copy.run(v.set, 'changed')
print(ctx[v], copy[v], copy == ctx)
run(lambda: ctx['v'])
run(lambda: 'v' in ctx)
run(lambda: Context()[v])
print(len(Context()), Context().get(v, 'none'), list(Context().items()))
run(ctx.run, lambda: 1 / 0)
print(ctx.run(lambda: copy_context() == ctx))
try:
    class C(ContextVar):
        pass
except TypeError as e:
    print('no subclasses')
