# try, except, else, finally and the ways out of them.
def t(n):
    log = []
    for i in range(3):
        try:
            log.append(i)
            if n == i == 0:
                continue
            if n == i == 1:
                break
            if n == i == 2:
                return log, 'ret'
            if n == 3:
                raise KeyError(i)
            if n == 4:
                1 // 0
        except KeyError as e:
            log.append(repr(e))
        except (TypeError, ZeroDivisionError):
            log.append('zero')
        else:
            log.append('else')
        finally:
            log.append('fin')
    else:
        log.append('loop')
    return log
for n in range(6):
    print(t(n))
def nested():
    try:
        try:
            raise ValueError('a')
        finally:
            print('inner')
    except ValueError as e:
        print('caught', e)
        try:
            raise KeyError('b') from e
        except KeyError as k:
            print(repr(k.__cause__), k.__context__ is e)
    try:
        e
    except NameError:
        print('e is gone')
nested()
def override():
    try:
        return 'try'
    finally:
        return 'finally'
print(override())
def swallow():
    while True:
        try:
            1 // 0
        finally:
            break
    return 'swallowed'
print(swallow())
