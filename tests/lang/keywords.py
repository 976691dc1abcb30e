# Every reserved word is one, and its neighbours are names.
words = ['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del',
         'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda',
         'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield']
for w in words:
    try:
        exec(w + ' = 1')
        print(w, 'is no keyword')
    except SyntaxError:
        pass
    for name in (w + '_', w[:-1], w.swapcase(), 'x' + w):
        if name in words or not name:
            continue
        exec(name + ' = 1')
for soft in ('match', 'case', 'type', '_', 'nonlocals'):
    exec(soft + ' = 1')
print('done')
