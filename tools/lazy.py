"""Takes the statements out of a module's code that can wait until somebody asks for the names they bind.

The compiler makes functions of the statements that it is told to (CompileOptions.apart in src/lang/lang.h), and the
module calls them: LOADI number, MAKE_FUNCTION, CALL. Here is decided which may wait, and the calls are cut out. At run time
src/runtime/frozen.c calls what was cut out when one of its names is looked up.

A statement may wait if nobody can tell: its names are bound nowhere else in the module, all names that it reads are
bound once, and it calls nothing but what only makes a value.
"""
import re
from collections import Counter

import codefile

# What a statement may call when it is executed late: these make something of their arguments and do nothing else.
HARMLESS = {'object', 'property', 'staticmethod', 'classmethod', 'frozenset', 'set', 'tuple', 'range', 'type', 'namedtuple',
            'contextmanager', 'asynccontextmanager', 'wraps', 'lru_cache', 'cache', 'total_ordering', 'coroutine',
            'abstractmethod', 'TypeVar', 'dict', 'list', 'DynamicClassAttribute', 'cached_property', 'setter', 'getter',
            'deleter', 'attrgetter', 'itemgetter'}
CALLS = ('CALL', 'CALLK', 'CALLX', 'CALLM', 'CALLMK')
WRITES = ('SETATTR', 'SETATTR_X', 'SETITEM', 'DELATTR', 'DELITEM', 'IMPORT_STAR', 'ANNOTATE', 'DEL_GLOBAL', 'RAISE')
APART = '<module>'


def read_opcodes(path='src/object/opcodes.def'):
    """[(name, operand kinds, flags)] by number."""
    with open(path, encoding='utf-8') as f:
        return [(m[0], m[1:4], m[4]) for m in
                re.findall(r'^OP\((\w+), (\w+), (\w+), (\w+), ([^,]+),', f.read(), re.M)]


OPCODES = read_opcodes()
NUMBER = {name: i for i, (name, _, _) in enumerate(OPCODES)}


def instructions(code):
    """(pc, name, word, length) of each instruction."""
    pc = 0
    while pc < len(code.ops):
        word = code.ops[pc]
        name, _, flags = OPCODES[word & 0xFF]
        length = 2 + (code.ops[pc + 1] >> 8) if name == 'MAKE_FUNCTION' else 2 if 'EXT' in flags else 1
        yield pc, name, word, length
        pc += length


def inner(code):
    """The code and all code inside it."""
    yield code
    for const in code.consts:
        if isinstance(const, codefile.Code):
            yield from inner(const)


def slots_of(code, ops):
    return Counter(word >> 16 for _, name, word, _ in instructions(code) if name in ops)


def parts(code):
    """(pc of the call, number, code) of the statements that stand apart."""
    found, number = [], None
    for pc, name, word, _ in instructions(code):
        const = code.consts[word >> 16] if name == 'MAKE_FUNCTION' else None
        if isinstance(const, codefile.Code) and const.name == APART:
            found.append((pc - 1, number, const))
        number = word >> 16 if name == 'LOADI' else None
    return found


class Module:
    def __init__(self, slots, code, builtins):
        self.slots, self.code, self.builtins = slots, code, builtins
        self.stores, self.deleted, self.read = Counter(), set(), set()
        for one in inner(code):
            self.stores += slots_of(one, ('STORE_GLOBAL',))
            self.deleted |= set(slots_of(one, ('DEL_GLOBAL',)))
            self.read |= {slots[slot] for slot in slots_of(one, ('LOAD_GLOBAL',))}
            self.read |= {one.consts[word >> 16] for _, name, word, _ in instructions(one) if name == 'LOAD_NAME'}

    def binds_for_good(self, slot):
        name = self.slots[slot]
        special = name.startswith('__') and name.endswith('__') and name not in ('__all__', '__author__')
        # A name that waits is looked for behind the builtins.
        hidden = name in self.builtins and name in self.read
        return not special and not hidden and self.stores[slot] == 1 and slot not in self.deleted

    def harmless(self, code):
        """Whether executing the code does nothing but binding; class bodies are executed with it."""
        names = [(name, word) for _, name, word, _ in instructions(code)]
        reads = [self.slots[word >> 16] for name, word in names if name == 'LOAD_GLOBAL']
        reads += [code.consts[word >> 16] for name, word in names if name == 'LOAD_NAME']
        reads += [code.consts[word >> 24] for name, word in names if name == 'GETATTR']
        if any(name in WRITES for name, _ in names):
            return False
        for slot in slots_of(code, ('LOAD_GLOBAL',)):
            if self.stores[slot] > 1 or slot in self.deleted:
                return False
        if sum(name in CALLS for name, _ in names) > sum(name in HARMLESS for name in reads):
            return False
        bodies = [const for const in code.consts if isinstance(const, codefile.Code) and const.frame >> 16 & 32]
        return all(self.harmless(body) for body in bodies)

    def may_wait(self, part):
        stores = slots_of(part, ('STORE_GLOBAL',))
        ops = [name for _, name, _, _ in instructions(part)]
        if not stores or not all(self.binds_for_good(slot) for slot in stores):
            return False
        # A constant costs no more now than later.
        if len(ops) == 3 and ops[0] in ('LOADK', 'LOADI', 'LOAD_NONE', 'LOAD_BOOL'):
            return False
        return self.harmless(part)


def choose(slots, code, builtins):
    """For -X apart: '1' for the statements that may wait, by number."""
    module = Module(slots, code, builtins)
    numbers = [number for _, number, part in parts(code) if module.may_wait(part)]
    return ''.join('1' if i in numbers else '0' for i in range(max(numbers, default=-1) + 1))


def new_word(word, pc, length, moved):
    """The instruction at pc, with its jump going where its target went."""
    _, (_, b, c), _ = OPCODES[word & 0xFF]
    if b == 'JUMP':
        offset = (word >> 16 ^ 0x8000) - 0x8000
        return word & 0xFFFF | (moved[pc + length + offset] - moved[pc] - length & 0xFFFF) << 16
    if c == 'JUMP':
        offset = (word >> 24 ^ 0x80) - 0x80
        return word & 0xFFFFFF | (moved[pc + length + offset] - moved[pc] - length & 0xFF) << 24
    return word


def leb(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    return bytes(out) + bytes([n])


def new_lines(lines, moved):
    """The line table, by new places; of ranges that became empty only the last is kept."""
    reader, pc, line, table = codefile.Reader(lines.rstrip(b'\0') + bytes(1)), 0, 0, {}
    while reader.at + 1 < len(reader.data):
        pc += reader.number()
        delta = reader.number()
        line += delta >> 1 ^ -(delta & 1)
        if pc < len(moved):
            table[moved[pc]] = line
    out, before, last = b'', 0, 0
    for at, value in sorted(table.items()):
        if value != last:
            out += leb(at - before) + leb((value - last) << 1 if value >= last else (last - value << 1) - 1)
            before, last = at, value
    return out + bytes(-len(out) % 4)


def imports(slots, part):
    """What an import statement binds, if that is all it does: [(name, what src/runtime/frozen.c makes of it)]."""
    ops = [(name, word) for _, name, word, _ in instructions(part)]
    kinds, consts = [name for name, _ in ops], part.consts
    if kinds[:3] == ['LOADI', 'LOAD_NONE', 'IMPORT'] and kinds[3:] == ['STORE_GLOBAL', 'RETURN_NONE']:
        module = consts[ops[2][1] >> 16]
        return [] if '.' in module or ops[0][1] >> 16 else [(slots[ops[3][1] >> 16], (module,))]
    pairs = kinds[3:-1]
    if kinds[:3] != ['LOADI', 'LOADK', 'IMPORT'] or pairs != ['IMPORT_FROM', 'STORE_GLOBAL'] * (len(pairs) // 2):
        return []
    level, module, found = ops[0][1] >> 16, consts[ops[2][1] >> 16], []
    for (_, get), (_, put) in zip(ops[3:-1:2], ops[4:-1:2]):
        name, attr = slots[put >> 16], consts[get >> 24]
        found.append((name, (module, level) if attr == name else (module, level, attr)))
    return found


def split(slots, code):
    """(code without the statements that stand apart, [(name, code or tuple that says how it is bound)])."""
    lazy, gone, consts = [], set(), list(code.consts)
    for pc, _, part in parts(code):
        gone |= set(range(pc, pc + 4))
        names = [slots[slot] for slot in slots_of(part, ('STORE_GLOBAL',))]
        ops = [name for _, name, _, _ in instructions(part)]
        plain = ops == ['MAKE_FUNCTION', 'STORE_GLOBAL', 'RETURN_NONE'] and part.ops[1] == 0
        lazy += imports(slots, part) or [(name, part.consts[part.ops[0] >> 16] if plain else part) for name in names]
        consts[consts.index(part)] = None
    if not lazy:
        return code, []
    moved = []
    for pc in range(len(code.ops) + 1):
        moved.append(pc - sum(1 for at in gone if at < pc))
    ops = list(code.ops)
    for pc, _, word, length in instructions(code):
        if pc not in gone:
            ops[pc] = new_word(word, pc, length, moved)
    ops = [word for pc, word in enumerate(ops) if pc not in gone]
    handlers = []
    for span, target in zip(code.handlers[::2], code.handlers[1::2]):
        handlers += [moved[span & 0xFFFF] | moved[span >> 16] << 16, moved[target]]
    return code._replace(ops=ops, handlers=handlers, lines=new_lines(code.lines, moved), consts=consts), lazy
