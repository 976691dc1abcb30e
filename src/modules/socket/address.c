/*
 * address.c: addresses as Python has them: (host, port), paths, names that are looked up.
 *
 * Layer: modules.   Tests: tests/modules/socket/address.py.
 */
#include "modules/socket/socket.h"

#include "object/strbuf.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"
#include "types/fsname.h"
#include "types/tuple.h"

/* ---- errors of look-ups ---- */

static const TypeSlots lookup_slots = {
    .make = kk_exc_make, .init = kk_exc_init, .repr = kk_exc_repr,
    .rare = &(const RareSlots){.str = kk_exc_os_str, .getattr = kk_exc_getattr, .setattr = kk_exc_setattr},
};
KK_TYPE(gaierror, OSError) = {KK_TYPE_HEAD(gaierror, OSError, &kk_exc_layout, TYPE_EXCEPTION), .slots = &lookup_slots};
KK_TYPE(herror, OSError) = {KK_TYPE_HEAD(herror, OSError, &kk_exc_layout, TYPE_EXCEPTION), .slots = &lookup_slots};

Value kk_socket_lookup_failed(Vm *vm, int error)
{
    Value args[2] = {KK_INT(error), kk_str_new(vm, kk_span_of(kk_net_lookup_error(error)))};
    Value exc = args[1] == KK_ERROR ? KK_ERROR : kk_exc_new(vm, &kk_type_gaierror, args, 2);
    return exc == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exc);
}

/* ---- from Python ---- */

static bool take_first(void *ctx, const NetFound *found)
{
    *(NetAddress *)ctx = found->address;
    return false;
}

/* The host as a NUL-terminated text. */
KK_MUST_CHECK static bool host_text(Vm *vm, Value v, char *text, size_t cap)
{
    Value host = kk_as_kind(v, KIND_STR);
    if (host == KK_UNSET)
        host = kk_as_kind(v, KIND_BYTES);
    if (host == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "str, bytes or bytearray expected, not %T", v);
    Span name = kk_kind_is(host, KIND_STR) ? kk_str_span(host) : kk_bytes_span(host);
    if (name.len >= cap)
        return kk_raise_false(vm, KK_OSError, "host name too long");
    kk_bytes_copy((uint8_t *)text, name.at, name.len);
    text[name.len] = '\0';
    return memchr(text, 0, name.len) == NULL || kk_raise_false(vm, KK_ValueError, "embedded null character");
}

/* Sets the address to what the host is; the port stays. */
KK_MUST_CHECK static bool look_up(Vm *vm, Value host, NetAddress *address)
{
    enum { PASSIVE = 1, BROADCAST = 1 };
    char text[256];
    if (!host_text(vm, host, text, sizeof text))
        return false;
    if (strcmp(text, "<broadcast>") == 0 && address->family == NET_INET) {
        memset(address->ip, 0xFF, 4);
        return true;
    }
    if (text[0] == '\0' || kk_net_parse(address->family, text, address->ip))
        return true; /* all zeros: any address of this computer */
    NetAddress found = {0};
    kk_vm_leave(vm);
    int error = kk_net_lookup(text, NULL, address->family, 0, 0, 0, take_first, &found);
    kk_vm_enter(vm);
    if (error != 0)
        return kk_socket_lookup_failed(vm, error) != KK_ERROR;
    memcpy(address->ip, found.ip, sizeof found.ip);
    address->scope = found.scope;
    return true;
}

/* (host, port) or, for IPv6, (host, port, flow, scope). */
KK_MUST_CHECK static bool internet(Vm *vm, Value v, const char *method, NetAddress *address)
{
    bool six = address->family == NET_INET6;
    const char *family = six ? "AF_INET6" : "AF_INET";
    Value tuple = kk_as_kind(v, KIND_TUPLE);
    if (tuple == KK_UNSET && kk_as_kind(v, KIND_LIST) != KK_UNSET && KK_WORD_BITS == 32)
        tuple = kk_tuple_from_iterable(vm, v);
    if (tuple == KK_ERROR)
        return kk_failed(vm) ? false : kk_raise_false(vm, KK_TypeError, "%s(): %s address must be tuple, not %T", method,
                                                      family, v);
    size_t n = kk_tuple_len(tuple);
    if (n < 2 || n > (six ? 4u : 2u))
        return kk_raise_false(vm, KK_TypeError, "%s address must be a %s", family,
                              six ? "tuple (host, port[, flowinfo[, scopeid]])" : "pair (host, port)");
    intptr_t port = 0, flow = 0, scope = 0;
    if (!kk_index(vm, kk_tuple_at(tuple, 1), &port)) {
        if (!kk_pending_clear(vm, KK_OverflowError))
            return false;
        port = -1;
    }
    if (n > 2 && !kk_index(vm, kk_tuple_at(tuple, 2), &flow))
        return false;
    if (n > 3 && !kk_index(vm, kk_tuple_at(tuple, 3), &scope))
        return false;
    if (!look_up(vm, kk_tuple_at(tuple, 0), address))
        return false;
    if (port < 0 || port > 0xFFFF)
        return kk_raise_false(vm, KK_OverflowError, "%s(): port must be 0-65535.", method);
    if (flow < 0 || flow > 0xFFFFF)
        return kk_raise_false(vm, KK_OverflowError, "%s(): flowinfo must be 0-1048575.", method);
    address->port = (uint16_t)port;
    address->flow = (uint32_t)flow;
    if (n > 3)
        address->scope = (uint32_t)scope;
    return true;
}

KK_MUST_CHECK static bool local_path(Vm *vm, Value v, NetAddress *address)
{
    Value path = kk_as_kind(v, KIND_STR);
    Buffer view;
    if (path != KK_UNSET) {
        Span name = kk_str_span(path);
        if (name.len > 0 && kk_rom_byte(name.at) != 0) {
            char text[256];
            if (!kk_fsname_text(vm, path, v, text, sizeof text))
                return false;
            address->path_len = strlen(text);
            if (address->path_len >= sizeof address->path)
                return kk_raise_false(vm, KK_OSError, "AF_UNIX path too long");
            memcpy(address->path, text, address->path_len);
            return true;
        }
        view = (Buffer){(uint8_t *)name.at, name.len, 'B', 1, true};
    } else if (!kk_buffer_arg(vm, v, &view)) {
        return false;
    }
    if (view.len > sizeof address->path - (view.len > 0 && kk_rom_byte(view.at) != 0))
        return kk_raise_false(vm, KK_OSError, "AF_UNIX path too long");
    kk_bytes_copy((uint8_t *)address->path, view.at, view.len);
    address->path_len = view.len;
    return true;
}

bool kk_socket_address_arg(Vm *vm, Value self, Value v, const char *method, NetAddress *address)
{
    memset(address, 0, sizeof *address);
    address->family = (int)kk_socket_of(self)->family;
    switch (address->family) {
    case NET_INET:
    case NET_INET6:
        return internet(vm, v, method, address);
    case NET_UNIX:
        return local_path(vm, v, address);
    default:
        return kk_raise_false(vm, KK_OSError, "%s(): bad family", method);
    }
}

/* ---- to Python ---- */

Value kk_socket_address(Vm *vm, const NetAddress *address)
{
    char text[48];
    Value parts[4] = {KK_UNSET, KK_INT(address->port), KK_INT(address->flow), kk_int_new_unsigned(vm, address->scope)};
    switch (address->family) {
    case NET_INET:
    case NET_INET6:
        kk_net_show(address->family, address->ip, text);
        parts[0] = kk_str_new(vm, kk_span_of(text));
        if (parts[0] == KK_ERROR || parts[3] == KK_ERROR)
            return KK_ERROR;
        return kk_tuple_from(vm, parts, address->family == NET_INET ? 2 : 4);
    case NET_UNIX: {
        Span path = {(const uint8_t *)address->path, address->path_len};
        return path.len > 0 && path.at[0] == 0 ? kk_bytes_new(vm, path) : kk_fsname_new(vm, path);
    }
    default:
        return kk_none;
    }
}
