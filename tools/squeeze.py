#!/usr/bin/env python3
"""Writes copies of C sources with numbers for their messages, and the messages, in which frequent words are one byte or two.

usage: squeeze.py OUT_DIR SOURCE...     OUT_DIR/SOURCE of each, where its content changes
       squeeze.py --table FILE SOURCE...   the C file with the words, which are made of other words themselves, and the messages
       squeeze.py --check SOURCE...     prints what is wrong with the words or the messages
       squeeze.py --words SOURCE...     prints words.def anew, from the messages in these sources

A message is a literal in the place of the format of kk_raise() and the like (CALLS) or of a text for a %s behind it, in an argument of
which KK_SAYS says so, or in KK_TEXT(). Its number, an address where nothing
is, fits an instruction: the address of a text would be one more word. The words are those of src/object/words.def; what
stands for them is in codes_of(), and in object/error.c, which finds the messages and spells them out. A word never begins
or ends within a %-directive. Lines keep their numbers.
"""
import collections
import functools
import glob
import os
import re
import sys

import declarations as d

# Which argument is the format; of those behind it, literals are texts for %s.
CALLS = {'kk_raise': 2, 'kk_raise_false': 2, 'kk_raise_type': 1, 'kk_format_message': 1, 'kk_lang_error': 1,
         'kk_lang_error_at': 3, 'kk_lang_error_kind': 4, 'kk_emit_error': 2, 'kk_lang_warn': 4, 'kk_lang_late': 4}
# Not formatted where a text is as short as these often are: what is written all the time.
PLAIN = {'kk_strbuf_add_text': 8}
SAYS = re.compile(r'^KK_SAYS\((\w+), ([\d, ]+)\)$', re.M)
WORDS = 'src/object/words.def'
# Where every so manieth message begins is in the table, and so many numbers there are: KK_MESSAGE_STEP and KK_MESSAGE_END of
# object/error.h.
STEP, END = 4, 2048
# So many words are one byte, the first of them 0x80 and more, the others FREE; the rest is FAR and a second byte.
ONE_BYTE, HIGH = 149, 128
FREE, FAR = 0x0B, 0x01
LIMIT = ONE_BYTE + 255
# Units, words among them, that are tried as a new word.
LONGEST = 8
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


def said_by(text):
    """{function: [arguments]} of its KK_SAYS."""
    return {name: [int(n) for n in numbers.split(',')] for name, numbers in SAYS.findall(text)}


@functools.lru_cache(maxsize=None)
def said_by_headers():
    found = {'KK_TEXT': [0]}
    for path in glob.glob('src/**/*.h', recursive=True):
        found.update(said_by(read(path)))
    return found


def literals(code, begin, end, nested=True):
    """(begin, end, text) of the literals of an argument, not those in calls within it; what stands side by side is one."""
    found, depth, at = None, 0, begin
    while at < end:
        piece = PIECE.match(code, at)
        if piece and piece.group(1) is not None and (nested or depth == 0) and code[piece.end()] != '[':
            text = d.string_value(piece.group())
            if found and not code[found[1]:at].strip():
                found = found[0], piece.end(), found[2] + text
            else:
                if found:
                    yield found
                found = at, piece.end(), text
        depth += not piece and (code[at] in '([{') - (code[at] in ')]}')
        at = piece.end() if piece else at + 1
    if found:
        yield found


def messages(text):
    """(begin, end, text) of the literals of messages, in their order."""
    code = d.blank_comments(text)
    says = {**said_by_headers(), **said_by(text)}
    found = {}
    for call in re.finditer(r'\b(%s)\(' % '|'.join(list(CALLS) + list(says)), code):
        line = code[code.rfind('\n', 0, call.start()) + 1:call.start()]
        name, index = call.group(1), 0
        while '#' not in line and (span := argument(code, call.end(), index)) is not None:
            wanted = index in says[name] if name in says else index == CALLS[name]
            for begin, end, said in literals(code, *span, wanted and name not in says) if wanted or index >= CALLS.get(name, 99) else ():
                if len(said) >= PLAIN.get(name, 0) and ('%' not in said or (wanted and name not in PLAIN)):
                    found.setdefault(begin, (begin, end, said))
            index += 1
    return [found[begin] for begin in sorted(found)]


def numbered(paths):
    """{message: number} of the sources, from 1 on; those that occur most have small numbers, which fit a shorter instruction."""
    uses = collections.Counter(message for path in paths for _, _, message in messages(read(path)))
    if len(uses) >= END:
        sys.exit('squeeze.py: there is no number left for %d messages' % len(uses))
    return {message: number for number, (message, _) in enumerate(uses.most_common(), 1)}


def read_words():
    with open(WORDS, encoding='utf-8') as f:
        return [d.string_value(line) for line in re.findall(r'^WORD\((".*")\)', f.read(), re.M)]


def units(text):
    return UNIT.findall(text)


def codes_of(number):
    """The characters that stand for a word."""
    if number < HIGH:
        return chr(0x80 + number)
    return chr(FREE + number - HIGH) if number < ONE_BYTE else chr(FAR) + chr(1 + number - ONE_BYTE)


def size_of(unit):
    return len(codes_of(unit) if isinstance(unit, int) else unit)


def encode(text, words):
    """The shortest list of units and numbers of words that stands for the text. words: {first unit: [(units, number)]}"""
    text = units(text)
    best = [(0, None)] * (len(text) + 1)
    for i in range(len(text) - 1, -1, -1):
        best[i] = (best[i + 1][0] + len(text[i]), None)
        for word, number in words.get(text[i], ()):
            if text[i:i + len(word)] == word:
                best[i] = min(best[i], (best[i + len(word)][0] + size_of(number), (number, len(word))), key=lambda way: way[0])
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
    return '"%s"' % ''.join(''.join(map(char, codes_of(x) if isinstance(x, int) else x)) for x in coded)


def lines_of(coded):
    """C literals of these texts, each with a null byte, and the bytes of each."""
    return ['    ' + literal(text + ['\0']).replace('\\000', '\\0') for text in coded], [sum(map(size_of, text)) + 1 for text in coded]


def places_of(sizes, step=1):
    """Where every step-th begins: rows of a table with two to a number."""
    places = [sum(sizes[:i]) for i in range(0, len(sizes), step)]
    if max(places, default=0) > 0xFFFF:
        sys.exit('squeeze.py: the messages are longer than a place can say')
    places += [0] * (len(places) % 2)
    return ['    %du | %du << 16,' % pair for pair in zip(places[::2], places[1::2])] or ['    0']


def table(words, texts=()):
    """The C file with the words, each put together from shorter ones, and with the messages, of which the first is number 1."""
    known, coded = by_first_unit(words), []
    for word in words:
        coded.append(encode(word, {first: [(text, number) for text, number in some if len(text) < len(units(word))] for first, some in known.items()}))
    lines, sizes = lines_of(coded)
    said, room = lines_of([[]] + [encode(text, known) for text in texts])
    return '\n'.join(['/* Generated by tools/squeeze.py from object/words.def and the sources: messages, and what object/error.c spells them out with. */',
                      '#include "object/error.h"', '', 'const char kk_error_words[] ='] + lines + ['    ;', 'const uint32_t kk_error_word_places[] = {'] +
                     places_of(sizes) + ['};', 'const char kk_error_messages[] ='] + said + ['    ;', 'const uint32_t kk_error_message_places[] = {'] +
                     places_of(room, STEP) + ['};', ''])


def squeezed(path, text, numbers):
    out, done = ['#line 1 "%s"\n' % path], 0
    for begin, end, message in messages(text):
        if begin >= done:
            out += [text[done:begin], '(const char *)%d' % numbers[message] + '\\\n' * text.count('\n', begin, end)]
            done = end
    return ''.join(out) + text[done:]


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def is_plain(text):
    """Nothing in it looks like a word."""
    return all(' ' <= c <= '~' or c == '\n' for c in text)


def misplaced(path, text):
    """Each KK_SAYS stands in front of the function that it names."""
    for match in SAYS.finditer(text):
        if not re.match(r'\n[^\n]*\b%s\(' % match.group(1), text[match.end():]):
            yield '%s:%d: KK_SAYS names another function' % (path, text.count('\n', 0, match.start()) + 1)


def check(paths):
    words = read_words()
    if len(words) != LIMIT or len(set(words)) != LIMIT:
        yield '%s: there are to be %d different words' % (WORDS, LIMIT)
    if any(not is_plain(word) or re.search(r'%(z|\.|\.\*)?$', word) for word in words):
        yield '%s: a word is no plain text, or ends within a directive' % WORDS
    table = by_first_unit(words)
    for path in glob.glob('src/**/*.h', recursive=True):
        yield from misplaced(path, read(path))
    for path in paths:
        text = read(path)
        yield from misplaced(path, text)
        for begin, _, message in messages(text):
            back = ''.join(words[x] if isinstance(x, int) else x for x in encode(message, table))
            if not is_plain(message) or back != message:
                yield '%s:%d: this message cannot be squeezed' % (path, text.count('\n', 0, begin) + 1)


def replaced(text, word, number):
    out, i = [], 0
    while i < len(text):
        here = text[i:i + len(word)] == word
        out.append(number if here else text[i])
        i += len(word) if here else 1
    return tuple(out)


def new_words(texts):
    """The words that save most, one after the other; a later one may be made of earlier ones. What is used most comes first."""
    rest = [tuple(units(text)) for text in sorted(texts)]
    words = []
    while len(words) < LIMIT:
        uses = collections.Counter(text[i:i + n] for text in rest + words for n in range(2, LONGEST + 1) for i in range(len(text) - n + 1))
        cost = size_of(len(words))
        # A word takes its text, a null byte and half a word for its place.
        def gain(word):
            size = sum(map(size_of, word))
            return uses[word] * (size - cost) - size - 3
        word = max(uses, key=lambda w: (gain(w), len(w), str(w)))
        rest = [replaced(text, word, len(words)) for text in rest]
        words = [replaced(text, word, len(words)) for text in words] + [word]
    spelt = [spell(word, words) for word in words]
    uses = collections.Counter(unit for text in rest + words for unit in text if isinstance(unit, int))
    return [spelt[number] for number in sorted(range(LIMIT), key=lambda number: (-uses[number], number))]


def spell(word, words):
    return ''.join(spell(words[unit], words) if isinstance(unit, int) else unit for unit in word)


def main(argv):
    if argv[1] == '--check':
        problems = list(check(argv[2:]))
        print('\n'.join(problems) if problems else 'squeeze ok')
        return bool(problems)
    if argv[1] == '--table':
        d.write_if_changed(argv[2], table(read_words(), numbered(argv[3:])))
        return 0
    if argv[1] == '--words':
        texts = {message for path in argv[2:] for _, _, message in messages(read(path))}
        head = read(WORDS).split('WORD(', 1)[0] if os.path.exists(WORDS) else ''
        print(head + '\n'.join('WORD(%s)' % literal([word]) for word in new_words(texts)))
        return 0
    numbers = numbered(argv[2:])
    for path in argv[2:]:
        out = os.path.join(argv[1], path)
        os.makedirs(os.path.dirname(out), exist_ok=True)
        d.write_if_changed(out, squeezed(path, read(path), numbers))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
