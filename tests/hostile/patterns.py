# Patterns that take a backtracking machine for ever, on longer and longer texts. CPython would not end: see the .exp.
# host only: long texts
import re
import time

EXPLODING = [('(a+)+$', 'a', 'b'), ('(x+x+)+y', 'x', ''), ('(a|a)*b', 'a', ''), ('(a|aa)+$', 'a', 'b'), ('(.*)*=', 'x', ''), ('([a-z]+)*\\d', 'q', '!'),
             ('(a*)*b', 'a', ''), ('(?:a?){30}a{30}b', 'a', ''), ('^(([a-z])+.)+[A-Z]([a-z])+$', 'a', ''), ('(\\w+\\s?)*!', 'ab ', '?'), ('(a?a?a?)*b', 'a', 'c'),
             ('(?:(?:(?:a*)*)*)*b', 'a', ''), ('(a+?)+?b', 'a', ''), ('((a{1,9}){1,9}){1,9}b', 'a', '')]
for pattern, unit, tail in EXPLODING:
    p = re.compile(pattern)
    found, times = [], []
    for n in 200, 2000:
        begin = time.ticks_us()
        found.append((p.match(unit * n + tail), p.search(unit * (n // 20) + tail)))
        times.append(time.ticks_us() - begin)
    print(pattern, found[0] == found[1] == (None, None), times[1] < 3000000)
for pattern in '(' * 100000, '(?:' * 100000 + ')' * 100000, 'a' * 100000 + '*' , '[' * 100000, '(?P<' + 'n' * 100000, '|' * 100000, '(a)' * 20000, '\\' * 99999, '(?i' * 50000, 'a{1,' + '9' * 100000 + '}':
    try:
        print('compiled', re.compile(pattern).groups)
    except (re.error, OverflowError, RecursionError, MemoryError) as e:
        print('refused')
