# host only: re.Scanner: tokens by patterns, with groups of their own; what is left over.
import re


def number(scanner, text):
    return int(text)


s = re.Scanner([(r'[a-z](\w)*', lambda scanner, text: (text, scanner.match.span())), (r'\d+\.\d*', float), (r'(\d)(\d)?', number),
                (r'[=+*-]', 'op'), (r'\s+', None), (r'x*', 'never')])
try:
    print(s.scan('sum = 3*foo + 12'))
    print(s.scan('12 ?'), s.scan(''), s.scan('\n'))
    s.scan('1.5')
except TypeError as e:
    print(type(e).__name__)
print(re.Scanner([('A', 1)], re.I).scan('aAb'))
