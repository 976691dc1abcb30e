# Cells, as __closure__ shows them.
def make():
    x = 1
    y = 2

    def g():
        return x, z

    def set_x(value):
        nonlocal x
        x = value
    if False:
        z = 0
    return g, set_x


g, set_x = make()
print(g.__code__.co_freevars, len(g.__closure__))
x, z = g.__closure__
print(type(x).__name__, x.cell_contents)
set_x("new")
print(x.cell_contents)
x.cell_contents = [3]
try:
    g()
except NameError as e:
    print(type(e).__name__, e)
try:
    z.cell_contents
except ValueError as e:
    print("ValueError", e)
z.cell_contents = 4
print(g())
cell = type(x)
print(cell(1) == cell(1), cell(1) < cell(2), cell() < cell(0), cell() == cell(), cell(1) == 1)
for wrong in (lambda: cell(1, 2), lambda: hash(x)):
    try:
        wrong()
    except TypeError as e:
        print("TypeError", e)
del x.cell_contents
try:
    g()
except NameError as e:
    print(e)
print(repr(z).startswith("<cell at 0x"), repr(x).endswith(": empty>"))
