# What making a class refuses.
def x(s):
    d = {'__name__': 'm'}
    try:
        exec(s, d)
        print(d.get('r', 'ok'))
    except Exception as e:
        print(type(e).__name__, e)
x("r='%d'.__mod__(3), 'x'.__rmod__('%s'), 'abc'.__contains__('b'), 'abc'.__getitem__(1), 'a'.__len__(), 'a'.__hash__()==hash('a')")
x("class M(type):\n @classmethod\n def __prepare__(m,n,b,**k): return {'z':k}\n def __new__(m,n,b,d,**k): return super().__new__(m,n,b,d)\n def __init__(c,n,b,d,**k): pass\nclass A(metaclass=M,q=1): pass\nr=A.z")
x('class M(type):\n @classmethod\n def __prepare__(m,n,b): return 5\nclass A(metaclass=M): pass')
x('class A(metaclass=5): pass')
x('class A(x=1): pass')
x('class M(type): pass\nclass N(type): pass\nclass A(metaclass=M): pass\nclass B(metaclass=N): pass\nclass C(A,B): pass')
x('class A(int,str): pass')
x('class A(5): pass')
x('class A(bool): pass')
x('class A(type(None)): pass')
x('class A(type(lambda:0)): pass')
x('class A: pass\nclass B(A,A): pass')
x('class A: pass\nclass B(A): pass\nclass C(A,B): pass')
x('type()')
x('type(1,2)')
x('type(1,2,3)')
x("type('A',2,3)")
x("type('A',(),3)")
