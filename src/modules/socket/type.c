/*
 * type.c: the type socket.socket: making, waiting, connecting, closing, options.
 *
 * Layer: modules.   Tests: tests/modules/socket/.
 */
#include "modules/socket/socket.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "object/weak.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/exc.h"
#include "types/keywords.h"
#include "types/tuple.h"

enum { SOCK_FLAGS = 0x80800 }; /* SOCK_NONBLOCK, SOCK_CLOEXEC beside a type */
enum { SOCK_NONBLOCK = 0x800 };

Value kk_socket_raise(Vm *vm, ptrdiff_t error) { return kk_raise_os(vm, (int)-error, KK_UNSET); }

/* ---- deadlines ---- */

bool kk_socket_timeout_arg(Vm *vm, Value v, Value *timeout, intptr_t *ms)
{
    KkFloat seconds;
    *timeout = kk_none;
    *ms = -1;
    if (v == kk_none)
        return true;
    if (!kk_float_arg(vm, v, &seconds))
        return kk_pending_clear(vm, KK_TypeError)
                   ? kk_raise_false(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", v)
                   : false;
    if (seconds != seconds)
        return kk_raise_false(vm, KK_ValueError, "Invalid value NaN (not a number)");
    if (seconds < 0)
        return kk_raise_false(vm, KK_ValueError, "Timeout value out of range");
    if (seconds > (KkFloat)2e9)
        return kk_raise_false(vm, KK_OverflowError, "timeout doesn't fit into C timeval");
    intptr_t most = (intptr_t)1 << 30;
    *ms = seconds >= (KkFloat)most / 1000 ? most : (intptr_t)(seconds * 1000);
    *ms += (KkFloat)*ms < seconds * 1000;
    *timeout = kk_float_new(vm, seconds);
    return *timeout != KK_ERROR;
}

uint64_t kk_socket_deadline(Value self)
{
    intptr_t ms = kk_socket_of(self)->ms;
    return ms < 0 ? UINT64_MAX : ms == 0 ? 0 : kk_platform_ticks_us() + (uint64_t)ms * 1000;
}

bool kk_socket_wait(Vm *vm, Value self, unsigned events, uint64_t deadline)
{
    for (;;) {
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return false;
        uint64_t now = kk_platform_ticks_us();
        if (now >= deadline)
            return kk_raise_false(vm, KK_RAISES(TimeoutError), "timed out");
        WaitFor wait = {(int)kk_socket_of(self)->fd, (uint16_t)events, 0};
        kk_vm_leave(vm);
        int ready = kk_platform_wait(&wait, 1, deadline == UINT64_MAX ? -1 : (int64_t)(deadline - now));
        kk_vm_enter(vm);
        /* What is ready may have been closed and opened again meanwhile: the call that follows finds out. */
        if (ready > 0)
            return true;
        if (ready < 0 && ready != -KK_EINTR)
            return kk_socket_raise(vm, ready) != KK_ERROR;
    }
}

/* ---- making ---- */

static Value sock_make(Vm *vm, Value cls, Args args, Value kw)
{
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    SockObj *s = kk_socket_of(self);
    s->timeout = kk_none;
    s->fd = s->ms = -1;
    if (!kk_vm_finalisable(vm, self) || (KK_WORD_BITS == 64 && !kk_weak_add(vm, &vm->doomed, self)))
        return KK_ERROR;
    return self;
}

Value kk_socket_default_timeout(Vm *vm)
{
    /* An attribute of the module: not asked for by way of its __getattr__. */
    Value module = kk_dict_get_name(vm->modules, KK_N(socket));
    Value v = module == KK_UNSET || !kk_desc_is(module, &kk_type_module)
                  ? KK_UNSET : kk_dict_get_name(KK_OBJ(ModuleObj, module)->dict, KK_N(_default_timeout));
    return v == KK_UNSET ? kk_none : v;
}

/* What socket.setdefaulttimeout() was told. */
KK_MUST_CHECK static bool default_timeout(Vm *vm, Value self)
{
    SockObj *s = kk_socket_of(self);
    Value v = kk_socket_default_timeout(vm), timeout;
    if (v == kk_none)
        return true;
    intptr_t ms;
    if (!kk_socket_timeout_arg(vm, v, &timeout, &ms))
        return false;
    s->timeout = timeout;
    s->ms = ms;
    int done = kk_net_blocking((int)s->fd, false);
    return done >= 0 || kk_socket_raise(vm, done) != KK_ERROR;
}

KK_MUST_CHECK static bool adopt(Vm *vm, Value self, int fd, int family, int type, int protocol)
{
    SockObj *s = kk_socket_of(self);
    s->fd = fd;
    s->family = family;
    s->type = type & ~SOCK_FLAGS;
    s->protocol = protocol;
    if ((type & SOCK_NONBLOCK) == 0)
        return default_timeout(vm, self);
    s->ms = 0;
    s->timeout = kk_float_new(vm, 0);
    return s->timeout != KK_ERROR;
}

Value kk_socket_new(Vm *vm, const TypeObj *cls, int fd, int family, int type, int protocol)
{
    Value self = sock_make(vm, KK_REF(cls), KK_NO_ARGS, KK_UNSET);
    if (self == KK_ERROR) {
        (void)kk_net_close(fd);
        return KK_ERROR;
    }
    return adopt(vm, self, fd, family, type, protocol) ? self : KK_ERROR;
}

/* An int option of the descriptor at level SOL_SOCKET; fallback when it has none. */
static int own_option(int fd, int option, int fallback)
{
    int value;
    size_t n = sizeof value;
    return kk_net_option(fd, 1, option, &value, &n) < 0 || n != sizeof value ? fallback : value;
}

enum { SO_TYPE = 3, SO_ERROR = 4, SO_PROTOCOL = 38, SO_DOMAIN = 39 };

/* The descriptor of somebody else: what is not said about it is asked. */
KK_MUST_CHECK static bool take_fileno(Vm *vm, Value self, Value fileno, intptr_t n[3])
{
    intptr_t fd;
    if (kk_float_is(fileno))
        return kk_raise_false(vm, KK_TypeError, "integer argument expected, got float");
    if (!kk_index(vm, fileno, &fd))
        return false;
    if (fd < 0)
        return kk_raise_false(vm, KK_ValueError, "negative file descriptor");
    NetAddress name;
    int known = kk_net_name((int)fd, false, &name);
    if (known < 0)
        return kk_socket_raise(vm, known) != KK_ERROR;
    int family = n[0] >= 0 ? (int)n[0] : own_option((int)fd, SO_DOMAIN, name.family);
    int type = n[1] >= 0 ? (int)n[1] : own_option((int)fd, SO_TYPE, NET_STREAM);
    int protocol = n[2] >= 0 ? (int)n[2] : own_option((int)fd, SO_PROTOCOL, 0);
    return adopt(vm, self, (int)fd, family, type, protocol);
}

static bool sock_init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(family), KK_N(type), KK_N(proto), KK_N(fileno)};
    Value given[4];
    intptr_t n[3] = {-1, -1, -1};
    if (!kk_keywords_bind(vm, "socket", args, kw, names, 4, given))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (given[i] != KK_UNSET && !kk_index(vm, given[i], &n[i]))
            return false;
    if (kk_socket_of(self)->fd >= 0)
        (void)kk_net_close((int)kk_socket_of(self)->fd);
    kk_socket_of(self)->fd = -1;
    if (given[3] != KK_UNSET && given[3] != kk_none)
        return take_fileno(vm, self, given[3], n);
    int family = n[0] < 0 ? NET_INET : (int)n[0], type = n[1] < 0 ? NET_STREAM : (int)n[1];
    int protocol = n[2] < 0 ? 0 : (int)n[2];
    int fd = kk_net_open(family, type, protocol);
    if (fd == -KK_EMFILE) {
        /* Sockets that nobody refers to any more are closed by a collection. */
        kk_heap_collect(&vm->heap, false);
        fd = kk_net_open(family, type, protocol);
    }
    return fd < 0 ? kk_socket_raise(vm, fd) != KK_ERROR : adopt(vm, self, fd, family, type, protocol);
}

/* ---- the end ---- */

static void sock_finalise(Vm *vm, Value self)
{
    SockObj *s = kk_socket_of(self);
    if (s->fd >= 0)
        (void)kk_net_close((int)s->fd);
    s->fd = -1;
}

KK_MUST_CHECK static Value close_now(Vm *vm, Value self)
{
    int fd = (int)kk_socket_of(self)->fd;
    kk_socket_of(self)->fd = -1;
    int done = fd < 0 ? 0 : kk_net_close(fd);
    /* The peer may have gone: CPython does not tell of that either. */
    enum { ECONNRESET = 104 };
    return done < 0 && done != -ECONNRESET ? kk_socket_raise(vm, done) : kk_none;
}

/* Closes it, or as soon as the last file of makefile() is closed. */
KK_METHOD(Socket, close, "()")
Value kk_socket_close(Vm *vm, Value self, Args args)
{
    kk_socket_of(self)->closing = 1;
    return kk_socket_of(self)->files == 0 ? close_now(vm, self) : kk_none;
}

/* A file of makefile() begins, or (last: true) ends. */
KK_METHOD(Socket, _file, "(last, /)")
Value kk_socket_file(Vm *vm, Value self, Args args)
{
    SockObj *s = kk_socket_of(self);
    if (args.pos[0] != kk_true) {
        s->files++;
        return kk_none;
    }
    if (s->files > 0)
        s->files--;
    return s->files == 0 && s->closing ? close_now(vm, self) : kk_none;
}

/* Somebody forgot to close it: a ResourceWarning, if the program has the module warnings. */
KK_METHOD(Socket, __del__, "()")
Value kk_socket_del(Vm *vm, Value self, Args args)
{
    Value module = kk_dict_get(vm, vm->modules, KK_N(warnings));
    if (kk_socket_of(self)->fd < 0 || module == KK_UNSET || module == kk_none)
        return kk_failed(vm) ? KK_ERROR : kk_none;
    Value text = kk_format_message(vm, "unclosed %R", self);
    Value warn_args[4] = {text, KK_REF(&kk_type_ResourceWarning), KK_INT(1), self};
    return text == KK_ERROR ? KK_ERROR : kk_call_method(vm, module, KK_N(warn), warn_args, 4);
}

/* The socket, closed at the end of the with statement. */
KK_METHOD(Socket, __enter__, "()")
Value kk_socket_enter(Vm *vm, Value self, Args args) { return self; }

/* Closes it. */
KK_METHOD(Socket, __exit__, "(*args)")
Value kk_socket_exit(Vm *vm, Value self, Args args)
{
    return kk_socket_of(self)->closing ? kk_none : kk_call_method(vm, self, KK_N(close), NULL, 0);
}

/* Gives the descriptor away: the caller closes it. */
KK_METHOD(Socket, detach, "()")
Value kk_socket_detach(Vm *vm, Value self, Args args)
{
    intptr_t fd = kk_socket_of(self)->fd;
    kk_socket_of(self)->fd = -1;
    kk_socket_of(self)->closing = 1;
    return KK_INT(fd);
}

/* ---- what it is ---- */

/* The descriptor, -1 when it is closed. */
KK_METHOD(Socket, fileno, "()")
Value kk_socket_fileno(Vm *vm, Value self, Args args) { return KK_INT(kk_socket_of(self)->fd); }

/* AF_INET and the like. */
KK_GETTER(Socket, family)
Value kk_socket_family(Vm *vm, Value self) { return KK_INT(kk_socket_of(self)->family); }

/* SOCK_STREAM and the like. */
KK_GETTER(Socket, type)
Value kk_socket_type(Vm *vm, Value self) { return KK_INT(kk_socket_of(self)->type); }

/* The number of the protocol. */
KK_GETTER(Socket, proto)
Value kk_socket_proto(Vm *vm, Value self) { return KK_INT(kk_socket_of(self)->protocol); }

/* The timeout in seconds, None: it waits as long as it takes. */
KK_GETTER(Socket, timeout)
Value kk_socket_get_timeout(Vm *vm, Value self) { return kk_socket_of(self)->timeout; }

/* It is closed, or will be with the last file of makefile(). */
KK_GETTER(Socket, _closed)
Value kk_socket_closed(Vm *vm, Value self) { return kk_bool(kk_socket_of(self)->closing != 0); }

/* How many files of makefile() are open. */
KK_GETTER(Socket, _io_refs)
Value kk_socket_io_refs(Vm *vm, Value self) { return KK_INT(kk_socket_of(self)->files); }

static Value sock_repr(Vm *vm, Value self)
{
    SockObj *s = kk_socket_of(self);
    NetAddress name;
    Value parts[2] = {KK_N(empty), KK_N(empty)};
    for (int i = 0; i < 2; i++) {
        if (s->fd < 0 || kk_net_name((int)s->fd, i == 1, &name) < 0)
            continue;
        Value at = kk_socket_address(vm, &name);
        bool shown;
        if (at == KK_ERROR || !kk_truth(vm, at, &shown))
            return KK_ERROR;
        if (shown && (parts[i] = kk_format_message(vm, i == 1 ? ", raddr=%R" : ", laddr=%R", at)) == KK_ERROR)
            return KK_ERROR;
    }
    const TypeObj *type = kk_type_of(self);
    const char *where = type == &kk_type_Socket ? "socket." : "";
    Value module = type == &kk_type_Socket ? KK_UNSET : kk_getattr_opt(vm, KK_REF(type), KK_N(__module__));
    vm->pending = KK_UNSET;
    return kk_format_message(vm, "<%s%V%s%T%s fd=%zd, family=%zd, type=%zd, proto=%zd%V%V>", where,
                             module == KK_UNSET ? KK_N(empty) : module, module == KK_UNSET ? "" : ".", self,
                             s->closing ? " [closed]" : "", s->fd, s->family, s->type, s->protocol, parts[0], parts[1]);
}

static const Layout sock_layout = {sizeof(SockObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots sock_slots = {
    .make = sock_make, .init = sock_init, .repr = sock_repr,
    .rare = &(const RareSlots){.finalise = sock_finalise},
};
KK_TYPE(Socket, object) = {KK_TYPE_HEAD(Socket, object, &sock_layout, 0), .slots = &sock_slots};

/* ---- timeouts ---- */

/* Calls that would take longer raise TimeoutError; 0: they never wait, None: they wait as long as it takes. */
KK_METHOD(Socket, settimeout, "(timeout, /)")
Value kk_socket_settimeout(Vm *vm, Value self, Args args)
{
    Value timeout;
    intptr_t ms;
    if (!kk_socket_timeout_arg(vm, args.pos[0], &timeout, &ms))
        return KK_ERROR;
    kk_socket_of(self)->timeout = timeout;
    kk_socket_of(self)->ms = ms;
    int done = kk_net_blocking((int)kk_socket_of(self)->fd, ms < 0);
    return done < 0 ? kk_socket_raise(vm, done) : kk_none;
}

/* True: calls wait as long as it takes. False: they never wait. */
KK_METHOD(Socket, setblocking, "(flag, /)")
Value kk_socket_setblocking(Vm *vm, Value self, Args args)
{
    bool blocking;
    if (!kk_truth(vm, args.pos[0], &blocking))
        return KK_ERROR;
    Value timeout = blocking ? kk_none : kk_float_new(vm, 0);
    return timeout == KK_ERROR ? KK_ERROR : kk_socket_settimeout(vm, self, (Args){&timeout, 1});
}

/* The timeout in seconds, None: it waits as long as it takes. */
KK_METHOD(Socket, gettimeout, "()")
Value kk_socket_gettimeout(Vm *vm, Value self, Args args) { return kk_socket_of(self)->timeout; }

/* Whether calls may wait. */
KK_METHOD(Socket, getblocking, "()")
Value kk_socket_getblocking(Vm *vm, Value self, Args args) { return kk_bool(kk_socket_of(self)->ms != 0); }

/* ---- connecting ---- */

/* Gives the socket an address of its own. */
KK_METHOD(Socket, bind, "(address, /)")
Value kk_socket_bind(Vm *vm, Value self, Args args)
{
    NetAddress address;
    if (!kk_socket_address_arg(vm, self, args.pos[0], "bind", &address))
        return KK_ERROR;
    int done = kk_net_bind((int)kk_socket_of(self)->fd, &address);
    return done < 0 ? kk_socket_raise(vm, done) : kk_none;
}

/* Begins to take connections. */
KK_METHOD(Socket, listen, "(backlog=128, /)")
Value kk_socket_listen(Vm *vm, Value self, Args args)
{
    intptr_t backlog = 128;
    if (kk_arg(args, 0, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[0], &backlog))
        return KK_ERROR;
    if (backlog != (int)backlog)
        return kk_raise(vm, KK_OverflowError, "Python int too large to convert to C int");
    int done = kk_net_listen((int)kk_socket_of(self)->fd, backlog < 0 ? 0 : (int)backlog);
    return done < 0 ? kk_socket_raise(vm, done) : kk_none;
}

/* Connects; *error is the errno, 0: it is connected. false: something was raised. */
KK_MUST_CHECK static bool connect_to(Vm *vm, Value self, Value v, const char *method, int *error)
{
    NetAddress address;
    if (!kk_socket_address_arg(vm, self, v, method, &address))
        return false;
    uint64_t deadline = kk_socket_deadline(self);
    int done = kk_net_connect((int)kk_socket_of(self)->fd, &address);
    *error = -done;
    if (done >= 0)
        *error = 0;
    if ((done != -KK_EINPROGRESS && done != -KK_EINTR) || deadline == 0)
        return true;
    if (!kk_socket_wait(vm, self, WAIT_OUT, deadline))
        return false;
    size_t n = sizeof *error;
    done = kk_net_option((int)kk_socket_of(self)->fd, 1, SO_ERROR, error, &n);
    if (done < 0)
        *error = -done;
    /* Linux keeps that it failed, and tells the next connect(): this one. */
    if (*error != 0)
        (void)kk_net_connect((int)kk_socket_of(self)->fd, &address);
    return true;
}

/* Connects to an address; a socket for datagrams sends to it from now on. */
KK_METHOD(Socket, connect, "(address, /)")
Value kk_socket_connect(Vm *vm, Value self, Args args)
{
    int error;
    if (!connect_to(vm, self, args.pos[0], "connect", &error))
        return KK_ERROR;
    return error != 0 ? kk_socket_raise(vm, -error) : kk_none;
}

/* The same, and returns the errno rather than raising OSError. */
KK_METHOD(Socket, connect_ex, "(address, /)")
Value kk_socket_connect_ex(Vm *vm, Value self, Args args)
{
    int error;
    if (connect_to(vm, self, args.pos[0], "connect_ex", &error))
        return KK_INT(error);
    return kk_pending_clear(vm, KK_RAISES(TimeoutError)) ? KK_INT(KK_EAGAIN) : KK_ERROR;
}

/* (socket, address) of the next connection. */
KK_METHOD(Socket, accept, "()")
Value kk_socket_accept(Vm *vm, Value self, Args args)
{
    SockObj *s = kk_socket_of(self);
    NetAddress peer;
    uint64_t deadline = kk_socket_deadline(self);
    int fd;
    enum { ECONNABORTED = 103 };
    while ((fd = kk_net_accept((int)s->fd, &peer)) < 0) {
        if (fd == -ECONNABORTED)
            continue;
        if (fd != -KK_EAGAIN || deadline == 0)
            return kk_socket_raise(vm, fd);
        if (!kk_socket_wait(vm, self, WAIT_IN, deadline))
            return KK_ERROR;
        s = kk_socket_of(self);
    }
    Value fresh = kk_socket_new(vm, &kk_type_Socket, fd, (int)s->family, (int)s->type, (int)s->protocol);
    Value at = fresh == KK_ERROR ? KK_ERROR : kk_socket_address(vm, &peer);
    return at == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, fresh, at);
}

/* Ends sending (SHUT_WR), receiving (SHUT_RD) or both. */
KK_METHOD(Socket, shutdown, "(how, /)")
Value kk_socket_shutdown(Vm *vm, Value self, Args args)
{
    intptr_t how;
    if (!kk_index(vm, args.pos[0], &how))
        return KK_ERROR;
    int done = kk_net_shutdown((int)kk_socket_of(self)->fd, (int)how);
    return done < 0 ? kk_socket_raise(vm, done) : kk_none;
}

KK_MUST_CHECK static Value name_of(Vm *vm, Value self, bool peer)
{
    NetAddress name;
    int done = kk_net_name((int)kk_socket_of(self)->fd, peer, &name);
    return done < 0 ? kk_socket_raise(vm, done) : kk_socket_address(vm, &name);
}

/* Its own address. */
KK_METHOD(Socket, getsockname, "()")
Value kk_socket_getsockname(Vm *vm, Value self, Args args) { return name_of(vm, self, false); }

/* The address of the other side. */
KK_METHOD(Socket, getpeername, "()")
Value kk_socket_getpeername(Vm *vm, Value self, Args args) { return name_of(vm, self, true); }

/* Another socket for the same connection. */
KK_METHOD(Socket, dup, "()")
Value kk_socket_dup(Vm *vm, Value self, Args args)
{
    SockObj *s = kk_socket_of(self);
    int fd = kk_net_copy((int)s->fd);
    if (fd < 0)
        return kk_socket_raise(vm, fd);
    Value copy = kk_socket_new(vm, kk_type_of(self), fd, (int)s->family, (int)s->type, (int)s->protocol);
    if (copy == KK_ERROR)
        return KK_ERROR;
    kk_socket_of(copy)->timeout = kk_socket_of(self)->timeout;
    kk_socket_of(copy)->ms = kk_socket_of(self)->ms;
    return copy;
}

/* ---- options ---- */

KK_MUST_CHECK static bool int_args(Vm *vm, Args args, size_t n, int *out)
{
    for (size_t i = 0; i < n; i++) {
        intptr_t v;
        if (!kk_index(vm, args.pos[i], &v))
            return false;
        if (v != (int)v)
            return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
        out[i] = (int)v;
    }
    return true;
}

/* The value of an option: an int, or with a length its bytes. */
KK_METHOD(Socket, getsockopt, "(level, option, buflen=0, /)")
Value kk_socket_getsockopt(Vm *vm, Value self, Args args)
{
    int n[3] = {0, 0, 0}, value = 0;
    if (!int_args(vm, args, args.n, n))
        return KK_ERROR;
    if (n[2] == 0) {
        size_t size = sizeof value;
        int done = kk_net_option((int)kk_socket_of(self)->fd, n[0], n[1], &value, &size);
        return done < 0 ? kk_socket_raise(vm, done) : KK_INT(value);
    }
    if (n[2] < 0 || n[2] > 1024)
        return kk_raise(vm, KK_OSError, "getsockopt buflen out of range");
    uint8_t bytes[1024];
    size_t size = (size_t)n[2];
    int done = kk_net_option((int)kk_socket_of(self)->fd, n[0], n[1], bytes, &size);
    return done < 0 ? kk_socket_raise(vm, done) : kk_bytes_new(vm, (Span){bytes, size});
}

/* Sets an option to an int or to bytes; None with a length: to nothing of that length. */
KK_METHOD(Socket, setsockopt, "(level, option, value, optlen=None, /)")
Value kk_socket_setsockopt(Vm *vm, Value self, Args args)
{
    int n[3], done;
    Buffer bytes;
    Value v = args.pos[2];
    if (!int_args(vm, args, 2, n))
        return KK_ERROR;
    if (kk_int_is(v)) {
        if (!int_args(vm, args, 3, n))
            return KK_ERROR;
        done = kk_net_set_option((int)kk_socket_of(self)->fd, n[0], n[1], &n[2], sizeof n[2]);
    } else if (v == kk_none) {
        intptr_t size;
        if (kk_arg(args, 3, KK_UNSET) == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "socket option should be integer, bytes-like object or None");
        if (!kk_index(vm, args.pos[3], &size))
            return KK_ERROR;
        done = kk_net_set_option((int)kk_socket_of(self)->fd, n[0], n[1], NULL, (size_t)size);
    } else {
        if (!kk_buffer_arg(vm, v, &bytes))
            return KK_ERROR;
        done = kk_net_set_option((int)kk_socket_of(self)->fd, n[0], n[1], bytes.at, bytes.len);
    }
    return done < 0 ? kk_socket_raise(vm, done) : kk_none;
}

/* Others that this process starts have it too. */
KK_METHOD(Socket, set_inheritable, "(inheritable, /)")
Value kk_socket_set_inheritable(Vm *vm, Value self, Args args)
{
    Value os = kk_import_name(vm, KK_N(os)), list[2] = {KK_INT(kk_socket_of(self)->fd), args.pos[0]};
    return os == KK_ERROR ? KK_ERROR : kk_call_method(vm, os, KK_N(set_inheritable), list, 2);
}

/* Whether others that this process starts have it too. */
KK_METHOD(Socket, get_inheritable, "()")
Value kk_socket_get_inheritable(Vm *vm, Value self, Args args)
{
    Value os = kk_import_name(vm, KK_N(os)), fd = KK_INT(kk_socket_of(self)->fd);
    return os == KK_ERROR ? KK_ERROR : kk_call_method(vm, os, KK_N(get_inheritable), &fd, 1);
}

/* A file object that reads from the socket and writes to it. */
KK_METHOD(Socket, makefile, "(mode='r', buffering=None, *, encoding=None, errors=None, newline=None)")
Value kk_socket_makefile(Vm *vm, Value self, Args args)
{
    Value half = kk_import_name(vm, KK_N(_socket_more));
    Value list[6] = {self};
    for (size_t i = 0; i < 5; i++)
        list[i + 1] = kk_arg(args, i, i == 0 ? KK_CHAR('r') : kk_none);
    return half == KK_ERROR ? KK_ERROR : kk_call_method(vm, half, KK_N(_makefile), list, 6);
}
