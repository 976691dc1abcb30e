# What is handled when; raise without argument; contexts.
import sys
def info():
    return sys.exc_info()[0]
try:
    raise ValueError
except ValueError:
    print(info())
    try:
        raise KeyError
    except KeyError:
        print(info())
    print(info())
print(info())
def again():
    try:
        1 // 0
    except ZeroDivisionError:
        raise
try:
    again()
except ZeroDivisionError as e:
    print('again', e)
try:
    raise
except RuntimeError as e:
    print(e)
def leave():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            if i == 1:
                return info()
            continue
print(leave(), info())
def fin():
    try:
        try:
            raise ValueError('first')
        finally:
            print(info())
            raise KeyError('second')
    except KeyError as e:
        return repr(e.__context__)
print(fin(), info())
try:
    try:
        raise ValueError(1)
    except KeyError:
        print('never')
    except ValueError as e:
        e.args = (2,)
        raise TypeError(3)
except TypeError as e:
    print(e, e.__context__.args, info())
def unmatched():
    try:
        1 // 0
    except 'not a class':
        pass
try:
    unmatched()
except TypeError as e:
    print(e, repr(e.__context__))
def gen():
    try:
        yield 1
    except ValueError:
        yield 2
    finally:
        print('gen fin')
g = gen()
print(next(g), g.throw(ValueError))
g.close()
print(info())
