"""What gen_tables.py and gen_frozen.py know of objects in flash: the types of functions, floats as words."""
import math
import struct

# The types of native functions (object/func.h), and which methods stand for slots: slot wrappers, says Python.
HEADERS = {'METHOD': 'method_descriptor', 'STATICMETHOD': 'native_static', 'CLASSMETHOD': 'classmethod_descriptor',
           'FUNCTION': 'builtin'}
SLOTS = {'__%s__' % name for name in """repr str hash call getattribute setattr delattr lt le eq ne gt ge iter next get set
    delete init del len getitem setitem delitem contains bool int float index await aiter anext neg pos abs invert add
    sub mul truediv floordiv mod pow and or xor lshift rshift matmul divmod radd rsub rmul rtruediv rfloordiv rmod rpow
    rand ror rxor rlshift rrshift rmatmul rdivmod iadd isub imul itruediv ifloordiv imod ipow iand ior ixor ilshift
    irshift imatmul""".split()}


def slot_place(slot):
    """Where kk_special_needs says that a slot is: next, ops.len, rare.get."""
    table, _, name = slot.rpartition('.')
    struct, flag = {'': ('TypeSlots', '0'), 'ops': ('OpSlots', 'NEEDS_OPS'), 'rare': ('RareSlots', 'NEEDS_RARE')}[table]
    return 'offsetof(%s, %s) / sizeof(void *) | %s' % (struct, name, flag)


def float_word(x, bits):
    """What kk_float_encode() makes of x in words of 64 or 32 bits: an immediate Value when bit 1 is set."""
    code = '<d' if bits == 64 else '<f'
    try:
        raw = int.from_bytes(struct.pack(code, x), 'little')
    except OverflowError:
        raw = int.from_bytes(struct.pack(code, math.copysign(math.inf, x)), 'little')
    return ((raw << 4 | raw >> bits - 4) + 3) & (1 << bits) - 1


def float_words(x):
    """The immediate Values of a float as 64-bit and 32-bit word, None where it needs a box."""
    words = float_word(x, 64), float_word(x, 32)
    return words if words[0] & words[1] & 2 else None
