# not on lx106: a function of 3000 statements does not fit
# Jumps over more words than a byte can count; big displays; many locals and constants. # host only
src = ['def f(n):', ' t = 0', ' while n > 3:', '  if n == 5 or n < 0:', '   t += 1000']
src += ['  t = t * 3 + n * %d - 7' % i for i in range(300)]
src += ['  t %= 1000003', '  n -= 1', '  if n < 4: continue', '  t += 1', ' else:', '  t += 7', ' return t']
ns = {}
exec('\n'.join(src), ns)
print(ns['f'](0), ns['f'](10))
src = ['def g():'] + [' v%d = %d' % (i, i * 1000) for i in range(400)]
src += [' def h(): return v399 + v0', ' del v5', ' return ' + ' + '.join('v%d' % i for i in range(400) if i != 5) + ' + h()']
exec('\n'.join(src), ns)
print(ns['g']())
src = 'def u():\n' + ''.join(' v%d = %d\n' % (i, i) for i in range(300)) + ' del v299\n return v299'
exec(src, ns)
try:
    ns['u']()
except UnboundLocalError as e:
    print(type(e).__name__)
x = 1
big = eval('[' + 'x, ' * 1000 + ']')
print(len(big), len(eval('{' + ','.join('%d: x' % i for i in range(500)) + '}')))
print(len(eval('(' + '*big, ' * 3 + ')')), len(eval('{' + ','.join('x + %d' % i for i in range(100)) + '}')))
print(eval("f'" + '{x}' * 200 + "'") == '1' * 200, len(eval("'" + 'ab' * 50000 + "'")))
src = 'class C:\n' + ''.join(' def m%d(self): return self.a%d\n' % (i, i) for i in range(300))
src += ' def __init__(self):\n' + ''.join('  self.a%d = %d\n' % (i, i) for i in range(300))
exec(src, ns)
print(ns['C']().m299(), ns['C']().m0())
def attrs(o):
    pass
src = 'def k(o): return ' + ' + '.join('o.a%d' % i for i in range(300))
exec(src, ns)
print(ns['k'](ns['C']()))
src = 'def j(a):\n' + ''.join(' if a == %d: return "%d!"\n' % (i, i) for i in range(500)) + ' return None'
exec(src, ns)
print(ns['j'](0), ns['j'](499), ns['j'](500))
src = 'def e(a):\n if a: r = 1\n' + ''.join(' elif a == -%d: r = %d\n' % (i, i) for i in range(300)) + ' else: r = 0\n return r'
exec(src, ns)
print(ns['e'](5), ns['e'](0))
