/*
 * m_weakref.c: the module _weakref: what lib/weakref.py is made of.
 *
 * Layer: modules.   Tests: tests/modules/weakref/.
 */
#include "types/list.h"
#include "types/weakref.h"

KK_MODULE(_weakref)
KK_MODULE_CONST(_weakref, ref, KK_REF(&kk_type_weakref))
KK_MODULE_CONST(_weakref, ReferenceType, KK_REF(&kk_type_weakref))
KK_MODULE_CONST(_weakref, ProxyType, KK_REF(&kk_type_weakproxy))
KK_MODULE_CONST(_weakref, CallableProxyType, KK_REF(&kk_type_weakcallableproxy))

/* An object that stands for another one without keeping it alive. */
KK_FUNCTION(_weakref, proxy, "(object, callback=None, /)")
Value kk_weakref_proxy(Vm *vm, Value self, Args args)
{
    const TypeObj *type = kk_callable(vm, args.pos[0]) ? &kk_type_weakcallableproxy : &kk_type_weakproxy;
    return kk_weakref_new(vm, type, args.pos[0], kk_arg(args, 1, KK_UNSET));
}

/* Reference number *at or a later one to v; KK_UNSET: there is no more. */
static Value next_reference(Vm *vm, Value v, size_t *at)
{
    const WeakList *list = &vm->weakrefs;
    while (*at < list->count) {
        Value ref = ((const Value *)KK_OBJ(BlobObj, list->at)->at)[(*at)++];
        if ((ref & 1) == 0 && kk_weakref_target(ref) == v)
            return ref;
    }
    return KK_UNSET;
}

/* How many weak references and proxies to the object there are. */
KK_FUNCTION(_weakref, getweakrefcount, "(object, /)")
Value kk_weakref_getweakrefcount(Vm *vm, Value self, Args args)
{
    intptr_t n = 0;
    for (size_t at = 0; next_reference(vm, args.pos[0], &at) != KK_UNSET;)
        n++;
    return kk_int_new(vm, n);
}

/* A list of the weak references and proxies to the object. */
KK_FUNCTION(_weakref, getweakrefs, "(object, /)")
Value kk_weakref_getweakrefs(Vm *vm, Value self, Args args)
{
    Value list = kk_list_new(vm, 0), ref;
    for (size_t at = 0; list != KK_ERROR && (ref = next_reference(vm, args.pos[0], &at)) != KK_UNSET;) {
        if (!kk_list_append(vm, list, ref))
            return KK_ERROR;
    }
    return list;
}
