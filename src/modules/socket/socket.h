/*
 * socket.h: what the files of module socket share.
 *
 * A socket is a descriptor of the port (platform/net.h) that never waits by itself: each call asks the port, and when that
 * says "not now" it waits for readiness (platform/wait.h) until the socket's deadline. So every call can be interrupted,
 * and other threads run meanwhile.
 *
 * Layer: modules.   Tests: tests/modules/socket/.
 */
#ifndef KK_MODULES_SOCKET_H
#define KK_MODULES_SOCKET_H

#include "object/ops.h"
#include "platform/net.h"
#include "platform/wait.h"

typedef struct SockObj {
    uintptr_t header;
    Value timeout;    /* None, or a float of seconds: what gettimeout() gives */
    intptr_t fd;      /* -1: it is closed, or was never opened */
    intptr_t family, type, protocol;
    intptr_t ms;      /* the timeout, rounded up; < 0: none */
    uintptr_t files;  /* files of makefile() that are open ... */
    uintptr_t closing; /* ... and the last of them closes the socket */
} SockObj;

extern const TypeObj kk_type_Socket, kk_type_gaierror, kk_type_herror;

/* v is a socket. @gc never */
KK_INLINE SockObj *kk_socket_of(Value v) { return KK_OBJ(SockObj, v); }

/* ---- type.c ---- */

/* A fresh object of class cls for an open descriptor, with the default timeout; the descriptor is closed if that fails. */
KK_MUST_CHECK Value kk_socket_new(Vm *vm, const TypeObj *cls, int fd, int family, int type, int protocol);

/* When a call that begins now must give up, in µs of kk_platform_ticks_us: 0: it may not wait, UINT64_MAX: never. */
uint64_t kk_socket_deadline(Value self);
/* Waits for events (WAIT_IN, WAIT_OUT) until then. @raises TimeoutError, what interrupts it  @gc may collect */
KK_MUST_CHECK bool kk_socket_wait(Vm *vm, Value self, unsigned events, uint64_t deadline);
/* KK_ERROR with the OSError for a negative errno. */
Value kk_socket_raise(Vm *vm, ptrdiff_t error);
/* What setdefaulttimeout() was told: None or a float. @gc never */
Value kk_socket_default_timeout(Vm *vm);
/* None or a number of seconds, as an object and in ms. */
KK_MUST_CHECK bool kk_socket_timeout_arg(Vm *vm, Value v, Value *timeout, intptr_t *ms);

/* ---- address.c ---- */

/* The address argument of a method, which messages name. May wait for a name to be looked up. */
KK_MUST_CHECK bool kk_socket_address_arg(Vm *vm, Value self, Value v, const char *method, NetAddress *address);
/* What Python sees of it: ('127.0.0.1', 80), a path ... */
KK_MUST_CHECK Value kk_socket_address(Vm *vm, const NetAddress *address);
/* The gaierror for the result of a look-up. */
Value kk_socket_lookup_failed(Vm *vm, int error);

#endif
