# Special methods by name; assigning __class__.
def x(s):
    d = {'__name__': 'm'}
    try:
        exec(s, d)
        print(d.get('r', 'ok'))
    except Exception as e:
        print(type(e).__name__, e)
x('class A: pass\nA().__class__=int')
x('class A: pass\nA().__class__=3')
x('class A: pass\ndel A().__class__')
x('(1).__class__=int')
x('class A(int): pass\nclass B(str): pass\na=A(3);a.__class__=B')
x('class A(list): pass\na=[];a.__class__=A')
x("r=(1).__add__(2.0), (1.0).__add__(2), 'a'.__add__('b'), (1).__radd__(5), (2).__rsub__(5), (2).__pow__(3,5), (2).__rpow__(3)")
x("r='a'.__add__(1)")
x("r=(1).__lt__(2.0),(1).__eq__('a'),'a'.__lt__(1), [].__eq__(()), object().__lt__(1)")
x('r=object.__lt__(1,2), object.__eq__(1,2), object.__ne__(1,1)')
x('r=[].__add__(())')
x('r=(1).__and__(True),(5).__divmod__(2),(5).__rdivmod__(2), (1).__neg__(), (1).__bool__(), (1).__index__(), (1.5).__int__(), (1.5).__trunc__()')
x("r='a'.__mul__(3), 'a'.__rmul__(3), 'a'.__mod__(3)")
