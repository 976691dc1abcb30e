from micropython import const
X = const(5)
_HIDDEN = const(6)
Y = const(X * 2 + 1)
_S = const('text')
def f():
    return X + _HIDDEN, Y, _S
print(f(), X, Y)
def shadow(X):
    return X
print(shadow(1))
try:
    globals()['_HIDDEN']
except KeyError:
    print('hidden')
print('X' in globals())
class C:
    Z = const(3)
    W = X + Z
    V = _HIDDEN
    Y = 1
    U = Y
print(C.Z, C.W, C.V, C.U)
