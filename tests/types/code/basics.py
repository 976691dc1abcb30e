# What a code object tells of its function.
# not under esp8266: what is typed in has no __file__
def f(a, b, /, c, d=1, *args, e, g=2, **kw):
    local = 1
    other = a
    return lambda: local


def gen():
    "doc"
    yield 1


code = f.__code__
print(type(code).__name__, code.co_name, code.co_firstlineno)
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals)
print(code.co_varnames, code.co_cellvars, code.co_freevars)
print(code.co_flags & 12, gen.__code__.co_flags & 32)
inner = f(1, 2, 3, e=0).__code__
print(inner.co_name, inner.co_qualname, inner.co_freevars, inner.co_flags & 16, inner.co_firstlineno)
print(gen.__code__.co_consts[0], gen.__code__.co_filename == __file__)


class C:
    def m(self):
        return 1.5, "text"


print(C.m.__code__.co_qualname, C.m.__code__.co_name)
lines = [line for start, end, line in C.m.__code__.co_lines() if line is not None]
print(C.m.__code__.co_firstlineno, max(lines) - C.m.__code__.co_firstlineno)
top = compile("x = 1\n\ny = 2", "some file", "exec")
print(top.co_name, top.co_filename, top.co_argcount, top.co_varnames, top.co_firstlineno)
print(repr(top).startswith("<code object <module> at 0x"), repr(top).endswith(', file "some file", line 1>'))
try:
    type(code)()
except TypeError as e:
    print("TypeError")
