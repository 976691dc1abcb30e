/*
 * m_traceback_marks.c: the module _traceback: what lib/traceback.py cannot know without a compiler.
 *
 * Layer: modules.   Tests: tests/library/traceback/.
 */
#include "object/error.h"
#include "object/func.h"
#include "types/traceback.h"
#include "types/tuple.h"

KK_MODULE(_traceback)

/* (from, to): the characters of a binary operation or subscript that are its operator; None: it is neither. */
KK_FUNCTION(_traceback, operator_of, "(text, /)")
Value kk_traceback_operator_of(Vm *vm, Value self, Args args)
{
    size_t from, to;
    if (!kk_str_is(args.pos[0]))
        return kk_raise(vm, KK_TypeError, "expected str, got %T", args.pos[0]);
    if (KK_WORD_BITS == 32 || !kk_traceback_operator(vm, args.pos[0], &from, &to))
        return kk_none;
    Value pair[] = {KK_INT(from), KK_INT(to)};
    return kk_tuple_from(vm, pair, 2);
}
