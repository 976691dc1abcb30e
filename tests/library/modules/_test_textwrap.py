import textwrap


class Random:
    state = 6

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n

    def text(self, parts, most):
        return ''.join([parts[self.below(len(parts))] for _ in range(self.below(most))])


r = Random()
PARTS = ['a', 'word', 'longer-word', 'x-y', '--', '-', ' ', '  ', '\n', '\t', 'end.', 'End!', '"q."', 'e-mail', '---', 'it\'s', '(in', 'b)', '3-4',
         'h\xe9-t\xe9', 'a-b-c', '-option', 'you--know', '\xa0', '_u_']
for _ in range(1200):
    text = r.text(PARTS, 16)
    options = dict(width=r.below(20) + 1, break_long_words=r.below(4) > 0, drop_whitespace=r.below(4) > 0,
                   break_on_hyphens=r.below(4) > 0, fix_sentence_endings=r.below(4) == 0, replace_whitespace=r.below(4) > 0,
                   expand_tabs=r.below(4) > 0, tabsize=r.below(5) + 1)
    if r.below(3) == 0 and options['width'] > 3:
        options.update(initial_indent='* ', subsequent_indent='  ')
    if r.below(3) == 0 and options['width'] > 3:
        options.update(max_lines=r.below(4) + 1, placeholder=['...', ' [..]', ''][r.below(3)])
    try:
        print(ascii(text), options, ascii(textwrap.wrap(text, **options)))
    except ValueError as e:
        print(e)
    print(ascii(textwrap.dedent(text)), ascii(textwrap.indent(text, '> ')))
    try:
        print(ascii(textwrap.shorten(text, r.below(20) + 5)))
    except ValueError as e:
        print(e)
print(textwrap.dedent('''
    one
      two
    \tthree
'''), textwrap.indent('a\n\nb', '-', lambda line: True), textwrap.fill('a b c d', 3))
try:
    textwrap.wrap('a', 0)
except ValueError as e:
    print(e)
