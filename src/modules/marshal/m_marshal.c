/*
 * m_marshal.c: the module marshal: values of the built-in types as bytes and back.
 *
 * Layer: modules.   Tests: tests/modules/marshal/.
 */
#include "modules/marshal/marshal.h"

KK_MODULE(marshal)
KK_MODULE_CONST(marshal, version, KK_INT(4))

KK_MUST_CHECK static Value write(Vm *vm, Value v, Value version)
{
    intptr_t n = MARSHAL_VERSION;
    return version == KK_UNSET || kk_index(vm, version, &n) ? kk_marshal_write(vm, v, n) : KK_ERROR;
}

/* The value as bytes. */
KK_FUNCTION(marshal, dumps, "(value, version=4, /)")
Value kk_marshal_dumps(Vm *vm, Value self, Args args) { return write(vm, args.pos[0], kk_arg(args, 1, KK_UNSET)); }

/* Writes the value to a binary file. */
KK_FUNCTION(marshal, dump, "(value, file, version=4, /)")
Value kk_marshal_dump(Vm *vm, Value self, Args args)
{
    Value bytes = write(vm, args.pos[0], kk_arg(args, 2, KK_UNSET));
    return bytes == KK_ERROR ? KK_ERROR : kk_call_method(vm, args.pos[1], KK_N(write), &bytes, 1);
}

/* The value that the bytes begin with. */
KK_FUNCTION(marshal, loads, "(bytes, /)")
Value kk_marshal_loads(Vm *vm, Value self, Args args)
{
    Buffer data;
    return kk_buffer_arg(vm, args.pos[0], &data) ? kk_marshal_read(vm, (Span){data.at, data.len}) : KK_ERROR;
}

/* Reads a value from a binary file. */
KK_FUNCTION(marshal, load, "(file, /)")
Value kk_marshal_load(Vm *vm, Value self, Args args) { return kk_marshal_read_file(vm, args.pos[0]); }
