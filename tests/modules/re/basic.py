# The functions and objects of re.
try:
    import re
except ImportError:
    import ure as re
m = re.match(r'(?P<a>\d+)-(\w+)(x)?', '12-ab c')
print(m, m.group(), m.group(1, 'a', 2), m['a'], m[0], m.groups(), m.groups('-'), m.groupdict())
print(m.span(), m.span(2), m.start('a'), m.end(3), m.regs, m.lastindex, m.lastgroup, m.pos, m.endpos)
print(m.re.pattern, m.string, m.expand(r'<\2|\g<a>>'), bool(m))
for key in (4, -1, 'b'):
    try:
        m.group(key)
    except IndexError as e:
        print(e)
p = re.compile('a+(b)?', re.I)
print(p, p.flags, p.groups, dict(p.groupindex), p == re.compile('a+(b)?', re.I), p == re.compile('a+(b)?'))
print(p.search('xAab'), p.match('xab'), p.match('xab', 1), p.fullmatch('aab'), p.search('aaaa', 1, 3))
print(re.compile(b'\\d', re.M | re.X | re.A), re.compile('x', re.S | re.U))
print(re.findall(r'a|b*', 'aabbc'), re.findall(r'(a)(b)?', 'aab'), re.findall('(.)', 'éa'))
print([m.span() for m in re.finditer('é*', 'aéé€')])
print(re.split(r'(,)|;', 'a,b;c'), re.split('x*', 'axbc'), re.split(',', 'a,b,c', 1), re.split(b',', b'a,b'))
print(re.sub(r'(\w)(\d)', r'\2\1', 'a1b2'), re.subn('x*', '-', 'abxd'), re.sub('a', lambda m: m.group() * 2, 'banana', 2))
print(re.sub('(?P<n>a)|b', r'[\g<n>\g<1>\n\x5c]'.replace('\\x5c', ''), 'ab'), re.sub(b'a', b'\\g<0>!', bytearray(b'aa')))
print(re.escape('a.b*c é\n_-'), re.escape(b'[x]'), re.purge())
for call in (lambda: re.match(b'a', 'a'), lambda: re.match('a', b'a'), lambda: re.match('a', 5), lambda: re.compile(5),
             lambda: re.compile(p, re.M), lambda: re.sub('a', r'\2', 'a'), lambda: re.sub('a', r'\g<x>', 'a'),
             lambda: re.sub('a', r'\q', 'a'), lambda: re.compile('a', re.L), lambda: re.compile('a', re.A | re.U)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
