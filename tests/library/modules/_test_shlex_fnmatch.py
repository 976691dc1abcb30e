import fnmatch
import re
import shlex


class Random:
    state = 5

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n

    def text(self, chars, most):
        return ''.join([chars[self.below(len(chars))] for _ in range(self.below(most))])


def tokens(text, posix, punctuation, split):
    lexer = shlex.shlex(text, posix=posix, punctuation_chars=punctuation)
    lexer.whitespace_split = split
    try:
        return list(lexer), lexer.lineno
    except ValueError as e:
        return str(e), lexer.lineno


r = Random()
for _ in range(400):
    text = r.text('ab c"\'\\ \n#;|&()<>-./=\xe9~', 14)
    for posix in (True, False):
        for punctuation in (False, True, '|;'):
            for split in (False, True):
                print(ascii(text), posix, punctuation, split, tokens(text, posix, punctuation, split))
print(shlex.split('a "b c" d\\ e # no', comments=True), shlex.join(['a b', '', "it's", 'x-1.y']))
lexer = shlex.shlex('one two')
lexer.push_token('zero')
print(lexer.get_token(), lexer.get_token(), lexer.error_leader(), lexer.error_leader('f', 3))

names = ['', 'a', 'ab', 'abc', 'a.py', 'b.txt', '[', ']', '-', '!a', '^', 'a\nb', 'A', '*', '.']
for _ in range(300):
    pattern = r.text('ab*?[]!-^.\\', 7)
    # Both translate differently and match the same.
    found = [name for name in names if fnmatch.fnmatchcase(name, pattern)]
    print(ascii(pattern), found, fnmatch.filter(names, pattern) == found,
          [name for name in names if re.match(fnmatch.translate(pattern), name)] == found)
print(fnmatch.fnmatch(b'ab\xff', b'a*\xff'), fnmatch.filter([b'a', b'b'], b'[!a]'))
try:
    fnmatch.fnmatch('a', b'a')
except TypeError as e:
    print('TypeError')
