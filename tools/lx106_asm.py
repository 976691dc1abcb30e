"""Assembler text of gcc for the LX106: files, functions, instructions. For lx106_outline.py.

A Source is the text of one file. Its lines stay as they are; a Function knows which of them are its own.
What an instruction means for moving it elsewhere is its Step: see there.
"""
import re

INSTRUCTION = re.compile(r'\t([a-z][\w.]*)(?:\t(.*))?$')
LITERAL = re.compile(r'\t\.literal (\.LC\d+), (.*)$')
NAME = re.compile(r'[A-Za-z_.$][\w.$]*')
BRANCHES = re.compile(r'(b|loop|jx$|callx|ill|break|rfi|waiti|entry)')

# How a Step may be used: in any sequence; as the last of one; in none. CALL and END are of the middle kind.
PLAIN, CALL, END, BARRIER = range(4)


class Step:
    """An instruction: its text without what is special to the file (`l32r a3, .LC4` is `l32r a3, =kk_none_obj`), its bytes,
    its kind, and the file when it names something that only this file knows."""
    __slots__ = ('text', 'size', 'kind', 'file', 'uses_a0')

    def __init__(self, source, line):
        op, operands = INSTRUCTION.match(line).groups(default='')
        self.size = 2 if op.endswith('.n') else 3
        self.text = line
        self.file = None
        self.uses_a0 = re.search(r'\ba0\b', operands) is not None
        target = None
        if op == 'l32r':
            register, label = operands.split(', ')
            target = source.literals[label]
            self.text = '\tl32r\t%s, =%s' % (register, target)
            self.kind = PLAIN
        elif op in ('call0', 'j') and not operands.startswith('.L') and not operands.startswith('kk_frame_enter'):
            target = operands
            self.kind = CALL if op == 'call0' else END
        elif op in ('ret', 'ret.n'):
            self.kind = END
        else:
            self.kind = BARRIER if BRANCHES.match(op) or op in ('j', 'call0') or '.L' in operands else PLAIN
        if target is not None and source.is_local(target):
            self.file = source.path


class Function:
    """A function in a .text section. lines: from its label up to its .size, blank ones left out."""

    def __init__(self, source, name, lines):
        self.source = source
        self.name = name
        self.lines = lines

    def steps(self):
        """A Step or, for everything else, None, of each line."""
        return [Step(self.source, line) if INSTRUCTION.match(line) else None for line in self.lines]

    def size(self):
        """About how many bytes it has, literals left out."""
        return sum(2 if line.split('\t')[1].endswith('.n') else 3 for line in self.lines if INSTRUCTION.match(line))


class Source:
    """A file. parts: Functions, and the lines between them as strings."""

    def __init__(self, path, text):
        self.path = path
        self.literals = dict(LITERAL.match(line).groups() for line in text.split('\n') if LITERAL.match(line))
        self.globals = set(re.findall(r'^\t\.(?:global|weak)\t(\S+)$', text, re.M))
        self.known = set(re.findall(r'^([\w.$]+):$', text, re.M)) | set(re.findall(r'^\t\.(?:local|set)\t([\w.$]+)', text, re.M))
        self.parts = []
        lines = [line for line in text.split('\n') if line]
        in_text, at = False, 0
        while at < len(lines):
            line = lines[at]
            if line.startswith('\t.section\t') or line == '\t.text':
                in_text = line.startswith('\t.section\t.text')
            m = re.match(r'([\w.$]+):$', line)
            if in_text and m and '\t.type\t%s, @function' % m.group(1) in lines[max(0, at - 3):at]:
                end = lines.index('\t.size\t%s, .-%s' % (m.group(1), m.group(1)), at)
                self.parts.append(Function(self, m.group(1), lines[at:end]))
                at = end
            else:
                self.parts.append(line)
                at += 1

    def functions(self):
        return [part for part in self.parts if isinstance(part, Function)]

    def is_local(self, target):
        """Whether the value of a literal, or what is called, names something that only this file has."""
        name = NAME.match(target)
        return name is not None and (name.group().startswith('.L') or name.group() in self.known - self.globals)

    def text(self):
        """The file with its Functions as they are now. Literals that nothing uses any more are left out."""
        lines = []
        for part in self.parts:
            lines += part.lines if isinstance(part, Function) else [part]
        used = set()
        for line in lines:
            if not LITERAL.match(line):
                used.update(re.findall(r'\.LC\d+', line))
        keep = [line for line in lines if not (LITERAL.match(line) and LITERAL.match(line).group(1) not in used)]
        return '\n'.join(keep) + '\n'
