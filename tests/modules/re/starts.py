# Where matches can begin: first characters of alternatives, repeats and sets, anchors; the search passes over the rest.
import re

texts = ['', 'a', 'xaxbxx', 'foo bar\nbaz', 'warning: error 0x1f\nfatal', 'éaéb', '-\u212a-k-K-\u017f-s', 'aaa', '\n\nab\n', '12 ab_3 4']
patterns = ['x*', 'x*a', 'x+', 'x{0,2}b', 'a|b', 'ab|b|', '(?:ba[rz]|foo)', 'warning|error|fatal', r'\d+', r'\w*', r'\W', '[^a-z]', '(?i)k', '(?i)S|q',
            '^a', r'\Aa', '(?m)^b', '(?m)^', '^', '$', r'\b', r'\b[a-z]', '(?=a)', '(?!a)b', '(a)|(b)', '(?:a|b)*x', '(?:a|b)+', '(?:ab){1,2}', 'é', '[é-ÿ]',
            '(?:)', '.', '.b', '(?s).', '(?:^|x)a', '(?:x|^)a', '()a', '(x)?b', 'a?b?', 'x*?a', 'x++a', '(?>a|b)b', '(?<=x)b', '(?:(?:a|b)|[0-3])+']
for pattern in patterns:
    p = re.compile(pattern)
    for text in texts:
        m = p.search(text)
        print(ascii(pattern), m and m.span(), [m.span() for m in p.finditer(text)], ascii(p.split(text)), ascii(p.sub('<>', text)),
              [m and m.span() for m in (p.search(text, 1), p.search(text, 1, 4), p.match(text, 1))])
print(re.search(rb'[\x80-\xff]', b'ab\xe9').span(), re.findall(rb'a|\xe9', b'\xe9xa'), re.findall(b'x*', b'axb'))
