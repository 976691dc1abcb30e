import string
from string import Formatter, Template


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return '%s %s' % (type(e).__name__, e)


class Percent(Template):
    delimiter = '%'
    idpattern = '[a-z]+'


class Other(Template):
    pattern = r'(?P<escaped>@@)|@(?P<named>\w)|@<(?P<braced>\w+)>|(?P<invalid>@)'


for text in ('$a and ${b}', '$$5 $a', '$', 'x\ny $-z', '${a', '$1', 'none', '$A ${a}b', '$\xe9', ''):
    t = Template(text)
    print(ascii(text), attempt(t.substitute, a=1, b=2), attempt(t.safe_substitute, {'a': 'q'}), t.is_valid(), attempt(t.get_identifiers))
print(attempt(Template('$a $b').substitute, {'a': 1}, b=2), attempt(Template('$a').substitute), attempt(Template('$self').substitute, self='me'))
print(Percent('%ab %% $x').substitute(ab=3), Other('@a @<bc> @@').substitute(a=1, bc=2), attempt(Other('@').substitute), string.Template is Template)


class Fields(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, '?' + key) if isinstance(key, str) else super().get_value(key, args, kwargs)

    def check_unused_args(self, used, args, kwargs):
        print('used', sorted(map(str, used)))


f = Formatter()
for text in ('{} {1}', '{0} {}', '{} {}', '{1}{0}', '{a.real:>5}', '{0[1]!r}', '{!x}', '{:{}}', '{:{:{}}}', '{{}}', '{', '}', '{0', '{a!}', '{x}'):
    print(text, attempt(f.format, text, 'xyz', 7, a=3))
print(Fields().format('{a} {b} {0}', 1, a=2), attempt(f.vformat, '{0}', (), {}), list(f.parse('a{b!r:c}{}d')), attempt(f.format))
print(string.capwords('ab  cd'), string.ascii_letters[:3], string.hexdigits)
