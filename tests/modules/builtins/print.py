# print: separators, files, errors.
import sys
def attempt(*args, **kw):
    try:
        print(*args, **kw)
    except Exception as e:
        print(type(e).__name__, e)

print()
print(1, 'a', None, 2.5, [1], sep='-', end='!\n')
print('a', 'b', sep='')
print('no newline', end='')
print()
print(sep='x')
print(1, 2, sep=None, end=None)
attempt(1, sep=5)
attempt(1, end=5)
attempt(1, foo=5)
attempt(1, file=5)
print('flushed', flush=True)
class W:
    def __init__(self):
        self.parts = []
    def write(self, s):
        self.parts.append(s)
    def flush(self):
        self.parts.append('<flush>')
w = W()
print(1, 'x', file=w)
print('y', end='', file=w, flush=True)
print(w.parts)
class Bad:
    def __str__(self):
        raise ValueError('no text')
    def __repr__(self):
        return 'Bad()'
attempt(Bad())
attempt([Bad()])
class NotStr:
    def __str__(self):
        return 5
attempt(NotStr())
class S(str):
    def __str__(self):
        return 'shown'
print(S('hidden'), [S('in repr')], 'é', '日本')
old = sys.stdout
sys.stdout = w
print('captured')
sys.stdout = old
print(w.parts[-2:])
print('to stdout', file=sys.stdout)
print('None is stdout', file=None)
print(*[1, 2, 3], *'ab')
print(*(), end='end\n')
print('%s and %d' % ('text', 5), f'{1 + 1}', 'x' * 3)
