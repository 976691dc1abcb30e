# The line of the instruction that raises, in every kind of block.

def where(f, *a):
    try:
        f(*a)
    except Exception as e:
        tb = e.__traceback__
        out = []
        while tb:
            out.append(tb.tb_lineno); tb = tb.tb_next
        print(f.__name__, out)
def f1(x):
    if x == 0:
        pass

    elif x == 1:

        1 // 0
    elif x == 2: 1 // 0
    else:

        1 // 0
def f2(x):
    for i in []:
        pass
    else:

        # c
        1 // 0
def f3():
    try:
        pass
    finally:

        1 // 0
def f4():
    try:
        pass
    except A:
        pass
    else:

        1 // 0
def f5():
    try:
        1 // 0
    except ValueError:
        pass

    except ZeroDivisionError:

        [][1]
def f6():
    while 0 or (1,) == 2:
        pass
    else:
        x = (1 +
             2 //
             0)
    return x
def f7():
    return dict(
        a=1,
        b=len(
            5))
def f8():
    with open('/nonexistent'):
        pass
def f9():
    x = [
        1,
        undefined,
    ]
for i in range(4):
    where(f1, i)
for f in (f2, f3, f4, f5, f6, f7, f8, f9): where(f) if f is not f2 else where(f, 1)
