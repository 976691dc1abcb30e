# The types of an except clause: alone, several, none, wrong ones.
def f(x):
    try:
        raise x
    except (KeyError, ValueError, OSError, IndexError) as e:
        return "caught", type(e).__name__
    except (TypeError,):
        return "type"
    except ():
        return "never"
for x in (KeyError(1), ValueError(2), OSError(3), IndexError(4), TypeError(5)):
    print(f(x))
try:
    f(RuntimeError("out"))
except (KeyError, RuntimeError) as e:
    print("outer", e)
try:
    try: 1/0
    except (KeyError, 3): pass
except TypeError as e: print(e, repr(e.__context__))
try:
    try: 1/0
    except (*[KeyError], ZeroDivisionError): print("star")
finally: print("fin")
