/*
 * m_string.c: module string: sets of characters, and capwords; its classes are in lib/_string_template.py.
 *
 * Layer: modules.   Tests: tests/modules/string/.
 */
#include "object/import.h"
#include "object/ops.h"
#include "types/list.h"
#include "types/str/str.h"

KK_MODULE(string)
KK_MODULE_CONST(string, ascii_lowercase, KK_N(string_ascii_lowercase))
KK_MODULE_CONST(string, ascii_uppercase, KK_N(string_ascii_uppercase))
KK_MODULE_CONST(string, ascii_letters, KK_N(string_ascii_letters))
KK_MODULE_CONST(string, digits, KK_N(string_digits))
KK_MODULE_CONST(string, hexdigits, KK_N(string_hexdigits))
KK_MODULE_CONST(string, octdigits, KK_N(string_octdigits))
KK_MODULE_CONST(string, punctuation, KK_N(string_punctuation))
KK_MODULE_CONST(string, whitespace, KK_N(string_whitespace))
KK_MODULE_CONST(string, printable, KK_N(string_printable))

/* The words of a text, each capitalized, with sep (None: single blanks) between them. */
KK_FUNCTION(string, capwords, "(s, sep=None)")
Value kk_string_capwords(Vm *vm, Value self, Args args)
{
    Value sep = kk_arg(args, 1, kk_none);
    Value words = kk_call_method(vm, args.pos[0], KK_N(split), &sep, 1);
    if (words == KK_ERROR)
        return KK_ERROR;
    words = kk_list_from_iterable(vm, words);
    if (words == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < kk_list_len(words); i++) {
        Value word = kk_call_method(vm, kk_list_at(words, i), KK_N(capitalize), NULL, 0);
        if (word == KK_ERROR)
            return KK_ERROR;
        kk_list_items(words)[i] = word;
    }
    Value between = kk_as_kind(sep, KIND_STR);
    return kk_str_join(vm, between == KK_UNSET ? KK_CHAR(' ') : between, words);
}

/* What is in the Python half: Template, Formatter. */
KK_FUNCTION(string, __getattr__, "(name, /)")
Value kk_string_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(string), KK_N(_string_template), args.pos[0]);
}
