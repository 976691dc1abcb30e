# items and indices whose conversion changes the array
from array import array
def t(f, *a):
    try:
        r = f(*a)
        print("ok", len(x))
    except Exception as e:
        print(type(e).__name__)
class I:
    def __init__(self, i, act): self.i, self.act = i, act
    def __index__(self):
        self.act()
        return self.i
    def __eq__(self, other):
        self.act()
        return True
def clear():
    del x[:]
x = array("i", range(100))
t(x.__setitem__, 99, I(5, clear))
x = array("i", range(100))
t(x.append, I(5, clear))
x = array("i", range(100))
t(x.insert, 50, I(5, clear))
x = array("i", range(100))
t(x.extend, [1, I(5, clear), 3])
x = array("i", range(100))
t(lambda: x[I(99, clear)])
x = array("i", range(100))
t(x.pop, I(99, clear))
x = array("i", range(100))
t(x.remove, I(99, clear))
x = array("i", range(100))
t(x.__contains__, I(99, clear))
x = array("i", range(100))
t(x.__delitem__, I(99, clear))
