# Each construct once, and the errors.
import re
def show(pattern, text, flags=0):
    m = re.search(pattern, text, flags)
    print(pattern, m and (m.span(), m.groups()))
for pattern, text in (('a{2,3}?', 'aaaa'), ('(?:ab){2,}', 'ababab'), ('[^a-c\\d]+', 'ab1xyz'), ('\\bfoo\\B', 'foo food'),
                      ('(?<=ab)c(?!d)', 'abcd abce'), ('(?<!a)b', 'abcb'), ('(a)?(?(1)b|c)', 'c'), ('(?>a+)b', 'aab'),
                      ('a++a', 'aaa'), ('(a|b)\\1', 'abb'), ('(?P<x>.)(?P=x)', 'abb'), ('(?i:A)b', 'ab'), ('(?s).', '\n'),
                      ('(?m)^b$', 'a\nb\nc'), ('(?x) a b # c', 'ab'), ('\\Aa\\Z', 'a'), ('\\x41\\u0042\\103\\0', 'ABC\0'),
                      ('(?#c)a', 'a'), ('(a*)*', 'aab'), ('(?:(a)|b)*', 'aab'), ('[]-a]+', 'a]b'), ('x{,2}y{z', 'xxy{z'),
                      ('(?i)ſ', 'S'), ('\\w+', '!é٣_'), ('(?a)\\w+', 'é_'), ('[é-ü]+', 'aëö')):
    show(pattern, text)
for pattern in ('(', ')', 'a)', '[', '[b-a]', '*', 'a**', 'a{2,1}', '\\', '\\q', '(?P<1>a)', '(?P<a>b)(?P<a>c)', '(?P=a)',
                '(?z)', 'a(?i)', '(?i', '(?i-i:a)', '\\1', '(\\1)', '(?<=a*)b', '(?(1)a|b|c)', '(?(2)a)', '(?#', '\\x4', 'a\n(b',
                '(?P', '(?<a', '\\400', '(?(a)b)', '[\\8]', '(?P<a', 'é(', '(?au:x)', '(?L)a'):
    try:
        re.compile(pattern)
        print(pattern, 'compiled')
    except re.error as e:
        print(ascii(pattern), '|', e, '|', e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
