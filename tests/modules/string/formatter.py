# host only: the module is for string.Formatter
# How formats and field names are taken apart.
import _string

for text in ('', 'abc', 'a{}b', 'a{{b}}c{x!r:>{w}}', '{0.a[b][3].c:x}', '{{}}', '{a}{b}', 'é{é!é}', '{', '}', 'a{b', '{a!', '{a!r', '{a!rx}',
             '{a:{b}', '{}}', '{a{b}}'):
    try:
        print(repr(text), list(_string.formatter_parser(text)))
    except ValueError as e:
        print(repr(text), e)
for name in ('', 'a', '0', '12.b', 'a.b.c', 'a[0][x]', 'a[0].b', '0[1', 'a[0]b', 'a.', 'a[]', '[x]', '99999999999999999999'):
    try:
        first, rest = _string.formatter_field_name_split(name)
        print(repr(name), repr(first), list(rest))
    except ValueError as e:
        print(repr(name), e)
for f in _string.formatter_parser, _string.formatter_field_name_split:
    try:
        f(3)
    except TypeError as e:
        print(e)
