/*
 * record.c: tuples with named fields.
 *
 * Layer: types.   Tests: tests/modules/time/, tests/modules/os/.
 */
#include "types/record.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/runtime.h"
#include "types/tuple.h"

Value kk_record_class(Vm *vm, const Record *record)
{
    Value module = kk_import_name(vm, record->module);
    if (module == KK_ERROR)
        return KK_ERROR;
    Value dict = KK_OBJ(ModuleObj, module)->dict, known = kk_dict_get_name(dict, record->name);
    if (known != KK_UNSET)
        return known;
    Value collections = kk_import_name(vm, KK_N(collections));
    Value make = collections == KK_ERROR ? KK_ERROR : kk_getattr(vm, collections, KK_N(namedtuple));
    Value fields = make == KK_ERROR ? KK_ERROR : kk_format_message(vm, record->fields);
    /* "_flags" is the name of the attribute; the class is called flags. */
    Span name = kk_str_span(record->name);
    if (kk_rom_byte(name.at) == '_')
        name = kk_span_skip(name, 1);
    Value title = fields == KK_ERROR ? KK_ERROR : kk_str_new(vm, name);
    Value cls = title == KK_ERROR ? KK_ERROR : kk_call2(vm, make, title, fields);
    if (cls == KK_ERROR || !kk_setattr(vm, cls, KK_N(__module__), record->module))
        return KK_ERROR;
    return kk_dict_set(vm, dict, record->name, cls) ? cls : KK_ERROR;
}

Value kk_record_new(Vm *vm, const Record *record, const Value *values, size_t n)
{
    Value cls = kk_record_class(vm, record);
    return cls == KK_ERROR ? KK_ERROR : kk_call(vm, cls, values, n);
}

Value kk_record_new_plain(Vm *vm, const Record *record, const Value *values, size_t n)
{
    return KK_WORD_BITS == 32 ? kk_tuple_from(vm, values, n) : kk_record_new(vm, record, values, n);
}
