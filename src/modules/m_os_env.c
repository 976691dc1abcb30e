/*
 * m_os_env.c: the environment: os.environ, getenv, putenv.
 *
 * os.environ is a plain dict, filled when first asked for. What the program stores in it is seen by
 * getenv(); only putenv() changes the environment of commands that are run, and only that.
 *
 * Layer: modules.   Tests: tests/modules/os/environ.py.
 */
#include "modules/os.h"
#include "object/dict.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/fsname.h"

/* Adds "NAME=value" to the dict. */
KK_MUST_CHECK static bool add_variable(Vm *vm, Value dict, const char *text)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL)
        return true;
    Value name = kk_fsname_new(vm, (Span){(const uint8_t *)text, (size_t)(equals - text)});
    Value value = name == KK_ERROR ? KK_ERROR : kk_fsname_new(vm, kk_span_of(equals + 1));
    return value != KK_ERROR && kk_dict_set(vm, dict, name, value);
}

/* The variables of the environment, as a dict. */
KK_MODULE_GETTER(os, environ)
Value kk_os_environ(Vm *vm, Value module)
{
    if (vm->roots[ROOT_ENVIRON] != KK_UNSET)
        return vm->roots[ROOT_ENVIRON];
    Value dict = kk_dict_new(vm, 0);
    const char *text;
    for (size_t i = 0; dict != KK_ERROR && (text = kk_platform_environ(i)) != NULL; i++)
        if (!add_variable(vm, dict, text))
            return KK_ERROR;
    vm->roots[ROOT_ENVIRON] = dict;
    return dict;
}

/* The value of a variable of the environment, or default. */
KK_FUNCTION(os, getenv, "(key, default=None)")
Value kk_os_getenv(Vm *vm, Value self, Args args)
{
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "str expected, not %T", args.pos[0]);
    Value environ = kk_os_environ(vm, KK_UNSET);
    Value value = environ == KK_ERROR ? KK_ERROR : kk_dict_get(vm, environ, args.pos[0]);
    return value != KK_UNSET || kk_failed(vm) ? value : kk_arg(args, 1, kk_none);
}

/* Sets a variable, for commands that are run from now on as well. */
KK_FUNCTION(os, putenv, "(key, value, /)")
Value kk_os_putenv(Vm *vm, Value self, Args args)
{
    OsPath name, value;
    if (!kk_os_path_arg(vm, args.pos[0], &name) || !kk_os_path_arg(vm, args.pos[1], &value))
        return KK_ERROR;
    int result = kk_platform_setenv(name.text, value.text);
    if (result < 0)
        return kk_raise_os(vm, -result, KK_UNSET);
    return kk_none;
}

/* Removes a variable. */
KK_FUNCTION(os, unsetenv, "(key, /)")
Value kk_os_unsetenv(Vm *vm, Value self, Args args)
{
    OsPath name;
    if (!kk_os_path_arg(vm, args.pos[0], &name))
        return KK_ERROR;
    int result = kk_platform_setenv(name.text, NULL);
    if (result < 0)
        return kk_raise_os(vm, -result, KK_UNSET);
    return kk_none;
}
