# except*: what matches, what is raised in the end.
def show(e, ind=0):
    print(' '*ind + type(e).__name__, repr(getattr(e,'message',None)), repr(e) , '| ctx', type(e.__context__).__name__, '| cause', type(e.__cause__).__name__, e.__suppress_context__)
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions: show(x, ind+2)
def t(f):
    try:
        f()
    except BaseException as e:
        show(e)
    else: print('no exc')
def a():
    try: raise ValueError(1)
    except* TypeError as e: print('no')
def b():
    try: raise ValueError(1)
    except* ValueError as e:
        show(e); raise
def c():
    try: raise ValueError(1)
    except* ValueError as e:
        raise KeyError(2)
def d():
    try: raise ExceptionGroup('m',[ValueError(1), TypeError(2), ExceptionGroup('n',[OSError(3), TypeError(4)])])
    except* ValueError as e:
        raise KeyError(2)
    except* TypeError as e:
        show(e)
        raise
def f():
    try: raise ExceptionGroup('m',[ValueError(1), TypeError(2)])
    except* ValueError as e: raise e
def g():
    try: raise ExceptionGroup('m',[ValueError(1), TypeError(2)])
    except* ValueError as e: raise e from OSError(1)
    except* TypeError: raise
def h():
    try: raise ExceptionGroup('m',[ValueError(1), TypeError(2)])
    except* ExceptionGroup: pass
def i():
    try: raise ExceptionGroup('m',[ValueError(1), TypeError(2)])
    except* 42: pass
def j():
    try: raise ValueError
    except* (ValueError, 42): pass
def k():
    try: raise ValueError
    except* (ValueError, ExceptionGroup): pass
for x in (a,b,c,d,f,g,h,i,j,k):
    print('--', x.__name__); t(x)
