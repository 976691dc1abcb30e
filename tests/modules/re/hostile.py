# Patterns that take a naive machine for ever, deep ones, huge counts. CPython would not end: see the .exp.
# heap: 60000
import re
print(re.match('(a+)+b', 'a' * 500))
print(re.match('(?:a|a)*b', 'a' * 300))
print(re.match('(a|aa)+$', 'a' * 200 + 'b'))
print(re.match('(?:a?){15}a{15}', 'a' * 15))
print(re.match('((a{1,3}){1,5}){1,5}b', 'a' * 40))
print(re.search('(?=(a+)+b)c', 'a' * 100))
print(re.search('(x+x+)+y', 'x' * 200))
print(re.search('a*b', 'a' * 1000))
print(re.match('(?:){1000000000}', ''), re.match('(?:a?){1000000000}', 'aa'))
for pattern in ('(' * 20000, 'a{99999999999}', 'a{4294967295}'):
    try:
        re.compile(pattern)
    except (RecursionError, OverflowError, re.error, MemoryError) as e:
        print('refused')
