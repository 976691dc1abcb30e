#!/usr/bin/env python3
"""Writes copies of C sources whose messages are shorter: frequent words in them are single bytes.

usage: squeeze.py OUT_DIR SOURCE...     OUT_DIR/SOURCE of each, where its content changes
       squeeze.py --check SOURCE...     prints what is wrong with the words or the messages
       squeeze.py --words SOURCE...     prints words.def anew, from the messages in these sources

A message is a literal in the place of the format of kk_raise() and the like (CALLS). The words are
those of src/object/words.def, and a byte of 0x80 and more in a format stands for one of them: see
kk_format_message(). A word never begins or ends within a %-directive. Lines keep their numbers.
"""
import collections
import os
import re
import sys

import declarations as d

# Which argument is the format.
CALLS = {'kk_raise': 2, 'kk_raise_false': 2, 'kk_raise_type': 1, 'kk_format_message': 1, 'kk_lang_error': 1,
         'kk_lang_error_at': 3, 'kk_lang_error_kind': 4, 'kk_emit_error': 2, 'kk_lang_warn': 4, 'kk_lang_late': 4}
WORDS = 'src/object/words.def'
LIMIT = 128
LONGEST = 24
PIECE = re.compile(r"'(?:\\.|[^'\\\n])+'|\"((?:\\.|[^\"\\])*)\"")
UNIT = re.compile(r'%(?:\.\*s|z[ud]|.)|.', re.S)


def argument(code, at, index):
    """(begin, end) of an argument of the call whose parenthesis opens before `at`, or None."""
    depth, begin = 0, at
    while at < len(code):
        char = code[at]
        if char in '"\'':
            at = PIECE.match(code, at).end()
            continue
        if depth == 0 and char in ',)':
            if index == 0:
                return begin, at
            if char == ')':
                return None
            index, begin = index - 1, at + 1
        depth += (char in '([{') - (char in ')]}')
        at += 1
    return None


def messages(text):
    """The matches of PIECE that are literals of messages."""
    code = d.blank_comments(text)
    for call in re.finditer(r'\b(%s)\(' % '|'.join(CALLS), code):
        line = code[code.rfind('\n', 0, call.start()) + 1:call.start()]
        span = None if '#' in line else argument(code, call.end(), CALLS[call.group(1)])
        if span:
            for piece in PIECE.finditer(code, *span):
                if piece.group(1) is not None:
                    yield piece


def read_words():
    with open(WORDS, encoding='utf-8') as f:
        return [d.string_value(line) for line in re.findall(r'^WORD\((".*")\)', f.read(), re.M)]


def units(text):
    return UNIT.findall(text)


def encode(text, words):
    """The shortest list of units and numbers of words that stands for the text. words: {first unit: [(units, number)]}"""
    text = units(text)
    best = [(0, None)] * (len(text) + 1)
    for i in range(len(text) - 1, -1, -1):
        best[i] = (best[i + 1][0] + len(text[i]), None)
        for word, number in words.get(text[i], ()):
            if text[i:i + len(word)] == word:
                best[i] = min(best[i], (best[i + len(word)][0] + 1, (number, len(word))), key=lambda way: way[0])
    out, i = [], 0
    while i < len(text):
        way = best[i][1]
        out.append(text[i] if way is None else way[0])
        i += 1 if way is None else way[1]
    return out


def by_first_unit(words):
    table = collections.defaultdict(list)
    for number, word in enumerate(words):
        table[units(word)[0]].append((units(word), number))
    return table


def literal(coded):
    def char(c):
        return {'\n': '\\n', '"': '\\"', '\\': '\\\\'}.get(c) or (c if ' ' <= c <= '~' else '\\%03o' % ord(c))
    return '"%s"' % ''.join('\\%o' % (0x80 + x) if isinstance(x, int) else ''.join(map(char, x)) for x in coded)


def squeezed(path, text, table):
    out, done = ['#line 1 "%s"\n' % path], 0
    for piece in messages(text):
        if piece.start() >= done:
            lines = '\\\n' * piece.group().count('\n')
            out += [text[done:piece.start()], literal(encode(d.string_value(piece.group()), table)) + lines]
            done = piece.end()
    return ''.join(out) + text[done:]


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def check(paths):
    words = read_words()
    if len(words) != LIMIT or len(set(words)) != LIMIT:
        yield '%s: there are to be %d different words' % (WORDS, LIMIT)
    if any(not word.isascii() or re.search(r'%(z|\.|\.\*)?$', word) for word in words):
        yield '%s: a word is not ASCII, or ends within a directive' % WORDS
    table = by_first_unit(words)
    for path in paths:
        text = read(path)
        for piece in messages(text):
            message = d.string_value(piece.group())
            back = ''.join(words[x] if isinstance(x, int) else x for x in encode(message, table))
            if not message.isascii() or back != message:
                yield '%s:%d: this message cannot be squeezed' % (path, text.count('\n', 0, piece.start()) + 1)


def new_words(texts):
    """The words that save most, one after the other; each cuts the texts where it stands."""
    rest = collections.Counter(tuple(units(text)) for text in texts)
    words = []
    while len(words) < LIMIT:
        uses = collections.Counter()
        for text, times in rest.items():
            for i in range(len(text)):
                for j in range(i + 1, min(len(text), i + LONGEST) + 1):
                    uses[text[i:j]] += times
        # A word takes its text, a null byte and a pointer.
        word = max(uses, key=lambda w: (uses[w] * (len(''.join(w)) - 1) - len(''.join(w)) - 5, w))
        words.append(''.join(word))
        cut, n = collections.Counter(), len(word)
        for text, times in rest.items():
            begin = i = 0
            while i <= len(text):
                if i == len(text) or text[i:i + n] == word:
                    cut[text[begin:i]] += times
                    begin = i = i + n
                else:
                    i += 1
        rest = cut
        rest.pop((), None)
    return words


def main(argv):
    if argv[1] == '--check':
        problems = list(check(argv[2:]))
        print('\n'.join(problems) if problems else 'squeeze ok')
        return bool(problems)
    if argv[1] == '--words':
        texts = {d.string_value(piece.group()) for path in argv[2:] for piece in messages(read(path))}
        head = read(WORDS).split('WORD(', 1)[0] if os.path.exists(WORDS) else ''
        print(head + '\n'.join('WORD(%s)' % literal([word]) for word in new_words(texts)))
        return 0
    table = by_first_unit(read_words())
    for path in argv[2:]:
        out = os.path.join(argv[1], path)
        os.makedirs(os.path.dirname(out), exist_ok=True)
        d.write_if_changed(out, squeezed(path, read(path), table))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
