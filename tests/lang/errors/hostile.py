# not on lx106: its programs alone fill the memory; tests/hostile has some for it
# Input that wants to break the compiler ends in an exception, or compiles. # host only
def t(name, src):
    try:
        compile(src, 'f', 'exec')
        result = 'fine'
    except (SyntaxError, RecursionError, MemoryError) as e:
        result = 'refused'
    return result
for c in '([{':
    try:
        compile(c * 100000, 'f', 'exec')
    except SyntaxError as e:
        print(e.msg)
for src in ('-' * 100000 + '1', 'not ' * 100000 + '1', 'lambda: ' * 100000 + '1', 'a if b else ' * 100000 + '1',
            'a' + '()' * 100000, ' and '.join(['a'] * 100000), '**'.join(['a'] * 50000)):
    print(t('', src) in ('fine', 'refused'))
print(t('', 'x = "' + 'a' * 1000000 + '"'), t('', 'x = [' + '1,' * 100000 + ']'), t('', 'a;' * 10000))
print(t('', 'elif b: pass\n' * 100), t('', 'if a: pass\n' + 'elif b: pass\n' * 500), t('', 'a' + '.b' * 50))
seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
for n in range(300):
    s = bytes(rnd(256) for i in range(rnd(100)))
    try:
        compile(s, 'f', 'exec')
    except (SyntaxError, ValueError):
        pass
toks = ['(', ')', '[', ']', '{', '}', 'a', 'b', '1', ',', ':', '=', '==', 'if', 'else', 'for', 'in', 'def', 'f', 'class',
        'return', 'yield', 'lambda', '*', '**', '.', '\n', '\n  ', '\n    ', "'x'", 'f"{', '}"', 'not', 'with', 'as',
        'try', 'except', 'finally', 'import', 'from', 'global', 'nonlocal', 'del', ':=', '+', '-', 'while', 'break',
        'continue', 'pass', '@', 'raise', 'assert', ';', 'None', 'and', 'is', '->', '!', '+=', '"""', '\\', '#']
for n in range(3000):
    s = ' '.join(toks[rnd(len(toks))] for i in range(rnd(30)))
    try:
        compile(s, 'f', 'exec')
    except (SyntaxError, ValueError):
        pass
print('done')
