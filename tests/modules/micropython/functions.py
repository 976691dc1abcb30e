import micropython
from micropython import const

LIMIT = const(17)
print(LIMIT, const("x"))


@micropython.native
def a(x):
    return x + 1


@micropython.viper
def b(x):
    return x + 2


@micropython.bytecode
def c(x):
    return x + 3


print(a(1), b(1), c(1))
print(micropython.opt_level(), micropython.opt_level(1), micropython.opt_level(), micropython.opt_level(0))
for bad in (-1, 4):
    try:
        micropython.opt_level(bad)
    except ValueError as e:
        print(e)
print(micropython.stack_use() > 0)
print(micropython.mem_current() > 0, micropython.mem_peak() >= micropython.mem_current())
print(micropython.alloc_emergency_exception_buf(100), micropython.kbd_intr(-1), micropython.kbd_intr(3))
try:
    micropython.const()
except TypeError as e:
    print(e)
