# compile() modes.
print(eval('1 + 1'), eval(' \t2'), eval('3\n'), eval('(4,\n5)'), eval('[i for i in range(2)]'))
exec(compile('a = 5\na\nif a:\n    print("in", a)\n', 'f', 'exec'))
exec(compile('6 * 7', 'f', 'single'))
exec(compile('b = 1; b; None; "s"', 'f', 'single'))
exec(compile('if 1:\n  8\n  9\n', 'f', 'single'))
for src, mode in (('1 +', 'eval'), ('a = 1', 'eval'), ('', 'eval'), ('1\n2', 'single'), ('1 2', 'exec'),
                  ('pass', 'eval'), ('1;2', 'eval')):
    try:
        compile(src, 'name', mode)
        print('fine')
    except SyntaxError as e:
        print(mode, e.msg, e.filename)
print(eval('x + y', {'x': 1}, {'y': 2}))
ns = {}
exec('def f(): return g\ng = 3', ns)
print(ns['f'](), sorted(k for k in ns if k[0] != '_'))
loc = {}
exec('x = 1\ndef f(): return x', {'x': 'global'}, loc)
print(sorted(loc), loc['f'](), loc['x'])
class M(dict):
    def __getitem__(self, k):
        return 'got ' + k
print(eval('anything', {}, M()))
c = compile('z = w + 1', 'f', 'exec')
for i in range(2):
    d = {'w': i}
    exec(c, d)
    print(d['z'])
exec('')
exec('# only a comment')
exec('\n\n')
print(eval('lambda: (yield)') is not None, eval('__debug__'))
def local():
    q = 10
    return eval('q + 1'), sorted(locals())
print(local())
print(eval("(y := 5) + y", {}), eval("[(y := 1), y]", {}))
