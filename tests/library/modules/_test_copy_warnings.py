import copy, warnings, types
a=[1,[2,(3,[4])],{5:{6}}]; b=copy.deepcopy(a); print(a==b, b[1] is a[1], copy.copy(a)[1] is a[1])
a.append(a); b=copy.deepcopy(a); print(b[3] is b)
class P:
    def __init__(s,x): s.x=x
p=P([1]); q=copy.deepcopy(p); print(q.x, q.x is p.x, copy.copy(p).x is p.x)
class L(list): pass
l=L([1,2]); l.z=3; m=copy.copy(l); print(type(m).__name__, m, m.z)
class S:
    __slots__=('a','b')
s=S(); s.a=1; t=copy.copy(s); print(t.a, hasattr(t,'b'))
class I(int): pass
print(copy.copy(I(5)), type(copy.deepcopy(I(5))).__name__)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('hi', DeprecationWarning); warnings.warn('x')
print([(str(x.message), x.category.__name__) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('bad')
    except UserWarning as e: print('raised', e)
C=types.new_class('C',(P,),{},lambda ns: ns.update(y=3)); print(C.y, C.__mro__[1].__name__)
print(types.FunctionType.__name__, types.SimpleNamespace(a=1), types.SimpleNamespace(a=1)==types.SimpleNamespace(a=1))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings._deprecated('old', remove=(3, 99))
    warnings._deprecated('old', '{name} goes in {remove}', remove=(3, 99))
print([str(w.message) for w in caught])
