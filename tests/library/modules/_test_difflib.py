import difflib
from difflib import SequenceMatcher


def error(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


s = SequenceMatcher(None, 'private Thread currentThread;', 'private volatile Thread currentThread;')
print(s.get_matching_blocks(), s.get_opcodes(), s.ratio(), s.quick_ratio(), s.real_quick_ratio())
s = SequenceMatcher(lambda c: c == ' ', ' abcd', 'abcd abcd')
print(s.find_longest_match(0, 5, 0, 9), s.bjunk, sorted(s.b2j), s.bpopular)
s = SequenceMatcher(None, 'abxcd' * 60, 'abcd' * 60)
print(sorted(s.bpopular), s.ratio(), SequenceMatcher(None, 'abxcd' * 60, 'abcd' * 60, autojunk=False).ratio())
print(list(SequenceMatcher(None, [], []).get_grouped_opcodes()), SequenceMatcher(None, [], []).ratio())
numbers = list(map(str, range(1, 40)))
changed = numbers[:]
changed[8:8] = 'i'
changed[20] += 'x'
del changed[23:28]
changed[30] += 'y'
for n in (0, 1, 3):
    print(list(SequenceMatcher(None, numbers, changed).get_grouped_opcodes(n)))
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), difflib.get_close_matches('x', []))
error(difflib.get_close_matches, 'a', ['a'], n=0)
error(difflib.get_close_matches, 'a', ['a'], cutoff=2)
one, two = 'one\ntwo\n\tthree x\nfour\n'.splitlines(True), 'ore\ntree\n\tthreee x\nemu\n\n'.splitlines(True)
delta = list(difflib.ndiff(one, two))
print(''.join(delta), list(difflib.restore(delta, 1)) == one, list(difflib.restore(delta, 2)) == two)
error(lambda: list(difflib.restore([], 3)))
print(list(difflib.ndiff(['#\n', 'a b\n'], ['#  \n', 'a\tb\n'], difflib.IS_LINE_JUNK, None)))
print(list(difflib.ndiff(['a'], [])), list(difflib.ndiff([], ['b'])), list(difflib.ndiff(['s', 'xyz 1'], ['xyz 2', 's', 's'])))
print(list(difflib.unified_diff(numbers, changed, 'old', 'new', 'then', 'now', lineterm='')))
print(list(difflib.context_diff(numbers, changed, 'old', 'new', n=1, lineterm='')))
print(list(difflib.unified_diff([], ['a\n'])), list(difflib.context_diff(['a\n'], [])), list(difflib.unified_diff(one, one)))
print(list(difflib.diff_bytes(difflib.unified_diff, [b'a\xff'], [b'a\xfe'], b'\xe9', b'n')))
error(lambda: list(difflib.unified_diff([b'a'], ['b'])))
error(lambda: list(difflib.unified_diff(['a'], ['b'], b'x')))
error(lambda: list(difflib.diff_bytes(difflib.unified_diff, ['a'], [b'b'])))
print([difflib.IS_LINE_JUNK(x) for x in ('\n', ' # \n', 'x\n')], [difflib.IS_CHARACTER_JUNK(x) for x in ' \tx\n'])
table = difflib.HtmlDiff(tabsize=4, wrapcolumn=12)
print(table.make_file(one + ['same %d' % i for i in range(9)] + ['a <long> line & more of it'],
                      two + ['same %d' % i for i in range(9)] + ['a <lung> line & more of it'], 'a', 'b', True, 2))
print(table.make_table(['a'], ['a'], context=True), difflib.HtmlDiff().make_table([], []))
print(difflib.HtmlDiff().make_table('abc', 'xbcd'))
