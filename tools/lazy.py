"""Takes the statements out of a module's code that can wait until somebody asks for the names they bind.

The compiler makes functions of the statements that it is told to (CompileOptions.apart in src/lang/lang.h), and the
module calls them: LOADI number, MAKE_FUNCTION, CALL. Here is decided which may wait, and the calls are cut out. At run time
src/runtime/frozen.c calls what was cut out when one of its names is looked up.

A statement may wait if nobody can tell: its names are bound nowhere else in the module, all names that it reads are
bound once, and it calls nothing but what only makes a value. A comment of the module, "# Late: NAME, NAME", says that what
the statements call that bind these names, or set their attributes, cannot be told either ("*": all statements).

Statements that set attributes of what others bind (C.least = C(0)) wait with them: they are a group, executed in order
when one of its names is looked up.
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
ASKS_FOR_ALL = ('globals', 'vars', 'locals', 'dir', 'exec', 'eval')
NAMESPACE = 32  # CODE_NAMESPACE in src/object/code.h: a class body
COMPREHENSIONS = ('<listcomp>', '<setcomp>', '<dictcomp>', '<genexpr>')


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


def direct(code):
    """The code and what is executed with it: class bodies, comprehensions."""
    yield code
    for const in code.consts:
        if isinstance(const, codefile.Code) and (const.frame >> 16 & NAMESPACE or const.name in COMPREHENSIONS):
            yield from direct(const)


def targets_of(code):
    """Slots of the globals whose attributes the code sets; None: of something else, too."""
    held, found = {}, set()
    for _, name, word, _ in instructions(code):
        a, kind = word >> 8 & 0xFF, OPCODES[word & 0xFF][1][0]
        if name in ('SETATTR', 'SETATTR_X'):
            if a not in held:
                return None
            found.add(held[a])
        elif name == 'LOAD_GLOBAL':
            held[a] = word >> 16
        elif name == 'MOVE' and word >> 16 & 0xFF in held:
            held[a] = held[word >> 16 & 0xFF]
        elif kind == 'BASE':
            held = {reg: slot for reg, slot in held.items() if reg < a}
        elif kind == 'DST':
            held.pop(a, None)
    return found


def groups(codes):
    """Lists of numbers of what must be executed together, of statements that stand apart."""
    owner = {slot: i for i, code in enumerate(codes) for slot in slots_of(code, ('STORE_GLOBAL',))}
    reads = [{owner[slot] for one in direct(code) for slot in slots_of(one, ('LOAD_GLOBAL',)) if slot in owner} - {i}
             for i, code in enumerate(codes)]
    group = list(range(len(codes)))

    def join(i, j):
        group[:] = [group[i] if g == group[j] else g for g in group]

    def leads_to(i, wanted, seen):
        seen.add(i)
        return group[i] == wanted or any(j not in seen and leads_to(j, wanted, seen) for j in reads[i])

    followers = [i for i, code in enumerate(codes) if targets_of(code)]
    for i in followers:
        for slot in targets_of(codes[i]):
            join(owner[slot], i)
    # Who is first asked for another class of the group must not make it a second time.
    before = None
    while before != group:
        before = list(group)
        for i in range(len(codes)):
            for j in sorted(reads[i]):
                if group.count(group[i]) > 1 and group[j] != group[i] and leads_to(j, group[i], set()):
                    join(i, j)
    return [[i for i in range(len(codes)) if group[i] == g] for g in dict.fromkeys(group)]


class Module:
    def __init__(self, slots, code, builtins, late=()):
        self.slots, self.code, self.builtins, self.late = slots, code, builtins, late
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

    def harmless(self, code, late):
        """Whether executing the code does nothing but binding; class bodies are executed with it. late: never mind
        the calls."""
        names = [(name, word) for _, name, word, _ in instructions(code)]
        reads = [self.slots[word >> 16] for name, word in names if name == 'LOAD_GLOBAL']
        reads += [code.consts[word >> 16] for name, word in names if name == 'LOAD_NAME']
        reads += [code.consts[word >> 24] for name, word in names if name == 'GETATTR']
        if any(name in WRITES for name, _ in names) and (
                not late or any(name in WRITES and 'SETATTR' not in name for name, _ in names)):
            return False
        for slot in slots_of(code, ('LOAD_GLOBAL',)):
            if self.stores[slot] > 1 or slot in self.deleted:
                return False
        if not late and sum(name in CALLS for name, _ in names) > sum(name in HARMLESS for name in reads):
            return False
        bodies = [const for const in code.consts if isinstance(const, codefile.Code) and const.frame >> 16 & NAMESPACE]
        return all(self.harmless(body, late) for body in bodies)

    def may_wait(self, part):
        stores = slots_of(part, ('STORE_GLOBAL',))
        ops = [name for _, name, _, _ in instructions(part)]
        targets = targets_of(part)
        if targets is None or not stores and not targets or not all(self.binds_for_good(slot) for slot in (*stores, *targets)):
            return False
        # A constant costs no more now than later.
        if len(ops) == 3 and ops[0] in ('LOADK', 'LOADI', 'LOAD_NONE', 'LOAD_BOOL'):
            return False
        names = {self.slots[slot] for slot in (*stores, *targets)}
        return self.harmless(part, '*' in self.late or bool(names & set(self.late)))


def late_names(source):
    """What "# Late:" comments name."""
    return [name for line in re.findall(r'^# Late: (.*)$', source, re.M) for name in re.findall(r'[\w*]+', line)]


def choose(slots, code, builtins, late=()):
    """For -X apart: '1' for the statements that may wait, by number."""
    module = Module(slots, code, builtins, late)
    found = parts(code)
    waiting = [(number, part) for _, number, part in found if module.may_wait(part)]
    # Who asks for all names while the module is executed would get those that need others of its statements.
    early = [code] + [part for _, number, part in found if number not in dict(waiting)]
    if any(slots[slot] in ASKS_FOR_ALL for part in early for one in direct(part) for slot in slots_of(one, ('LOAD_GLOBAL',))):
        return ''
    before = None
    while before != len(waiting):
        # What sets attributes waits only if what it sets them of does.
        before, bound = len(waiting), {slot for _, part in waiting for slot in slots_of(part, ('STORE_GLOBAL',))}
        waiting = [(number, part) for number, part in waiting if targets_of(part) <= bound]
    numbers = [number for number, _ in waiting]
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


def together(code, calls):
    """Code that executes the statements called at these places of a module's code."""
    ops = []
    for number, pc in enumerate(calls):
        ops += [code.ops[pc + 1] & 0xFFFF | number << 16] + code.ops[pc + 2:pc + 4]
    ops.append(NUMBER['RETURN_NONE'])
    return codefile.Code(codefile.Name(APART), codefile.Unset, code.filename, 0, code.frame & 0xFF, code.sizes & 0xFFFF, ops, [],
                         b'', [code.consts[code.ops[pc + 1] >> 16] for pc in calls])


def split(slots, code):
    """(code without the statements that stand apart, [(name, code or tuple that says how it is bound)])."""
    lazy, gone, consts = [], set(), list(code.consts)
    found = parts(code)
    for numbers in groups([part for _, _, part in found]):
        calls = [found[i][0] for i in numbers]
        for pc in calls:
            gone |= set(range(pc, pc + 4))
        part = found[numbers[0]][2] if len(numbers) == 1 else together(code, calls)
        if len(numbers) > 1:
            stores = [slot for i in numbers for slot in slots_of(found[i][2], ('STORE_GLOBAL',))]
            lazy += [(slots[slot], part) for slot in stores]
            continue
        names = [slots[slot] for slot in slots_of(part, ('STORE_GLOBAL',))]
        ops = [name for _, name, _, _ in instructions(part)]
        plain = ops == ['MAKE_FUNCTION', 'STORE_GLOBAL', 'RETURN_NONE'] and part.ops[1] == 0
        lazy += imports(slots, part) or [(name, part.consts[part.ops[0] >> 16] if plain else part) for name in names]
    for _, _, part in found:
        consts[next(i for i, const in enumerate(consts) if const is part)] = None
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
