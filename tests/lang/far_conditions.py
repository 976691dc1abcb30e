# Conditions whose target is far away are compared at the function's end: handlers and lines hold there, too.


def text(line, n):
    return line * n


SOURCE = '''
def f(a, b):
    try:
        try:
            if a OP b:
''' + text('                c = [a, b, a, b, a]\n', 40) + '''
                return 'true'
            return 'false'
        finally:
            log.append('finally')
    except TypeError as e:
        log.append('inner %d' % e.__traceback__.tb_lineno)
        try:
            while b OP a:
''' + text('                c = [a, b, a, b, a]\n', 40) + '''
                break
        except TypeError as again:
            log.append('again %d' % again.__traceback__.tb_lineno)
        raise
'''
for op in '<', '<=', '>', '>=', '==', '!=', 'in', 'is', 'and':
    log = []
    exec(SOURCE.replace('OP', op))
    for a, b in (1, 2), (2, 2), (3, 2), ((1,), 2), (1, [1]), (1, 'a'):
        try:
            print(op, a, b, f(a, b), log)
        except TypeError as e:
            print(op, a, b, e, log, e.__traceback__.tb_next.tb_lineno)
        log.clear()
