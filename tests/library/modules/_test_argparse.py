import argparse
import io
import os
import sys

os.environ['COLUMNS'] = '80'


class Random:
    state = 3

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n


def attempt(parser, args, method='parse_args'):
    old, sys.stderr = sys.stderr, io.StringIO()
    try:
        found = getattr(parser, method)(args)
        return repr(found)
    except SystemExit as e:
        return 'exit %s %s' % (e.code, sys.stderr.getvalue().split('\n')[-2:])
    except (TypeError, argparse.ArgumentError) as e:
        return '%s %s' % (type(e).__name__, e)
    finally:
        sys.stderr = old


def make(**kwargs):
    return argparse.ArgumentParser(prog='prog', **kwargs)


r = Random()
NARGS = [None, None, '?', '*', '+', 2, 1, '...']
WORDS = ['a', 'b', '7', '-x', '-y', '--', '-yx', '--long', '--lo=3', '--long=', '-z5', '-z', '-1', '--no-flag', '-', 'a b', '-q']
for _ in range(150):
    parser = make()
    parser.add_argument('-x', action='store_true')
    parser.add_argument('-y', '--yes', action='count')
    parser.add_argument('--long', nargs=NARGS[r.below(7)])
    parser.add_argument('-z', type=int, nargs=NARGS[r.below(7)], default='12')
    parser.add_argument('--flag', action=argparse.BooleanOptionalAction)
    for name in 'pq'[:r.below(3)]:
        parser.add_argument(name, nargs=NARGS[r.below(len(NARGS))])
    print(parser.format_usage().rstrip())
    for _ in range(8):
        args = [WORDS[r.below(len(WORDS))] for _ in range(r.below(6))]
        print(args, attempt(parser, args), attempt(parser, args, 'parse_known_args'),
              attempt(parser, args, 'parse_intermixed_args'))

parser = make(description='What it does, in %(prog)s. ' * 6, epilog='The end.', fromfile_prefix_chars='@')
parser.add_argument('file', type=argparse.FileType(), help='the file to read, which may be - for what comes from outside')
parser.add_argument('rest', nargs='*')
parser.add_argument('--version', action='version', version='%(prog)s 1.0')
parser.add_argument('-c', '--colour', choices=['red', 'green'], default='red', help='one of %(choices)s (%(default)s)')
parser.add_argument('-a', action='append', type=float, metavar='NUMBER', help='may be given more than once')
parser.add_argument('--very-long-option-name-for-the-help', action='extend', nargs='+', dest='many')
parser.add_argument('--hidden', help=argparse.SUPPRESS)
group = parser.add_argument_group('A group', 'with a description')
one = group.add_mutually_exclusive_group(required=True)
one.add_argument('--on', action='store_const', const=1, dest='state')
one.add_argument('--off', action='store_const', const=0, dest='state', help='off')
parser.set_defaults(state=5, other='x')
print(parser.format_help())
for args in (['-', '--on'], ['-', '--on', '--off'], ['-'], ['/nowhere', '--on'], ['-', '--off', '-c', 'blue'],
             ['-', '--off', '-a', '1', '-a2', '-ax'], ['-', '--col', 'green', '--on', 'u', 'v'], ['@/nowhere'], ['--version']):
    print(args, attempt(parser, args).replace(repr(sys.stdin), 'STDIN'))
print(parser.get_default('colour'), parser.get_default('other'), repr(argparse.Namespace(a=1, **{'b c': 2})),
      argparse.FileType('w', encoding='utf-8'))

parser = make(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument('-v', '--verbose', action='count', default=0, help='talk')
commands = parser.add_subparsers(dest='command', title='commands', help='what to do', metavar='COMMAND')
add = commands.add_parser('add', aliases=['a'], help='adds')
add.add_argument('n', type=int, nargs='+')
add.set_defaults(run='add')
commands.add_parser('none', help='does nothing')
print(parser.format_help(), add.format_help())
for args in ([], ['add', '1', '2'], ['a', '3', '-v'], ['-v', 'none'], ['what'], ['add'], ['add', 'x'], ['add', '1', '--no']):
    print(args, attempt(parser, args))
for args in (('-a', '-a'), ('a', '-b'), ('--',), ('+x',)):
    try:
        p = make()
        p.add_argument(*args)
        p.add_argument(*args)
        print('both')
    except (ValueError, argparse.ArgumentError) as e:
        print(type(e).__name__, e)
for kwargs in (dict(nargs=0), dict(action='what'), dict(required=True), dict(const=1), dict(type='int'), dict(nargs='x')):
    try:
        make().add_argument('p', **kwargs)
        print('no error', kwargs)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument('--parent', type=int)
child = make(parents=[parent], conflict_handler='resolve', prefix_chars='-+')
child.add_argument('+o', '--parent', help='anew')
print(child.format_help(), attempt(child, ['+o', 'x']), attempt(child, ['--par=5']))
for formatter in (argparse.RawTextHelpFormatter, argparse.RawDescriptionHelpFormatter, argparse.MetavarTypeHelpFormatter):
    p = make(formatter_class=formatter, description='a\n  b', add_help=False)
    p.add_argument('x', type=int, help='one\n two')
    print(p.format_help())
quiet = make(exit_on_error=False)
quiet.add_argument('-n', type=int)
print(attempt(quiet, ['-n', 'x']), attempt(quiet, ['-n']))
