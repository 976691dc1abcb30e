"""configparser: reading, references, writing, and what is said of files that are wrong."""
import configparser
import io

TEXT = '''[DEFAULT]
home = /users
Interval: 45
[server "one"]
port = 8080
debug = yes
rate=2.5
path = %(home)s/data
many = first
    second

    third
# a comment
; another
percent = 100%%
[empty]
[other]
loop = %(loop)s
missing = %(nothing)s
bad = %(x
'''
parser = configparser.ConfigParser()
parser.read_string(TEXT)
one = 'server "one"'
print(parser.sections(), parser.options(one), parser.defaults())
print(parser.getint(one, 'port'), parser.getboolean(one, 'DEBUG'), parser.getfloat(one, 'rate'), parser[one]['path'],
      repr(parser.get(one, 'many')), parser.get(one, 'percent'), parser.get(one, 'path', raw=True),
      parser.get(one, 'no', fallback='F'), parser[one].getint('interval'), parser.get(one, 'path', vars={'home': 'H'}))
print(dict(parser['empty']), 'port' in parser[one], parser.has_option('empty', 'home'), len(parser), list(parser))
print(sorted(parser.items(one)))
for section, option in [('other', 'loop'), ('other', 'missing'), ('other', 'bad'), ('none', 'x'), (one, 'x')]:
    try:
        print(parser.get(section, option))
    except configparser.Error as e:
        print(type(e).__name__, e)
for text in ['a = 1\n', '[s]\nnothing\n', '[s]\n[s]\n', '[s]\na=1\na=2\n', '[s]\n= 1\n', '[DEFAULT]\n[DEFAULT]\n', '[]\n[s]\n', '\n  [s]\n a=1\n  b\n']:
    try:
        other = configparser.ConfigParser()
        other.read_string(text)
        print({name: dict(section) for name, section in other.items()})
    except configparser.Error as e:
        print(type(e).__name__, e)
extended = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True,
                                     inline_comment_prefixes=('#',), converters={'list': lambda v: v.split(',')},
                                     delimiters=('->',), default_section='all')
extended.read_string('[all]\nx -> 1\n[a]\ny -> ${x}2 # comment\nz -> ${b:w},${y}\nflag\n[b]\nw -> $$5\n')
print(extended.get('a', 'z'), extended.getlist('a', 'z'), extended['a'].getlist('z'), extended.get('a', 'flag'))
out = io.StringIO()
extended.write(out)
print(out.getvalue())
for key, value in [('a', 1), (1, 'a'), ('a', '%(x'), ('a', '50%'), ('a', '%(ok)s'), ('a', 'two\nlines')]:
    try:
        parser.set('empty', key, value)
        print(parser.get('empty', key, raw=True))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
parser['new'] = {'k': 'v'}
del parser['other']
print(parser.remove_option('new', 'k'), parser.remove_section('new'), parser.remove_section('new'))
out = io.StringIO()
parser.write(out, space_around_delimiters=False)
print(out.getvalue())
for action in ["parser.add_section('DEFAULT')", 'parser.add_section("empty")', 'parser["none"]', 'parser.getboolean(one, "port")',
               'parser.getint(one, "rate")', 'configparser.ConfigParser(interpolation=1)', 'parser.read("/does/not/exist")']:
    try:
        print(eval(action))
    except Exception as e:
        print(action, type(e).__name__, e)
