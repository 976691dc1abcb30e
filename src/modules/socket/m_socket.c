/*
 * m_socket.c: the functions of module socket; the type is in type.c. What is seldom asked for is in lib/_socket_more.py.
 *
 * Layer: modules.   Tests: tests/modules/socket/.
 */
#include "modules/socket/socket.h"

#include "object/func.h"
#include "object/dict.h"
#include "object/import.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/fsname.h"
#include "types/list.h"
#include "types/tuple.h"

KK_MODULE(socket)

KK_MODULE_CONST(socket, socket, KK_REF(&kk_type_Socket))
KK_MODULE_CONST(socket, SocketType, KK_REF(&kk_type_Socket))
KK_MODULE_CONST(socket, error, KK_REF(&kk_type_OSError))
KK_MODULE_CONST(socket, timeout, KK_REF(&kk_type_TimeoutError))
KK_MODULE_CONST(socket, gaierror, KK_REF(&kk_type_gaierror))
KK_MODULE_CONST(socket, herror, KK_REF(&kk_type_herror))
KK_MODULE_CONST(socket, has_ipv6, kk_true)

KK_MODULE_CONST(socket, AF_UNSPEC, KK_INT(0))
KK_MODULE_CONST(socket, AF_UNIX, KK_INT(1))
KK_MODULE_CONST(socket, AF_INET, KK_INT(2))
KK_MODULE_CONST(socket, AF_INET6, KK_INT(10))
KK_MODULE_CONST(socket, SOCK_STREAM, KK_INT(1))
KK_MODULE_CONST(socket, SOCK_DGRAM, KK_INT(2))
KK_MODULE_CONST(socket, SOCK_RAW, KK_INT(3))
KK_MODULE_CONST(socket, SOCK_RDM, KK_INT(4))
KK_MODULE_CONST(socket, SOCK_SEQPACKET, KK_INT(5))
KK_MODULE_CONST(socket, SOCK_NONBLOCK, KK_INT(2048))
KK_MODULE_CONST(socket, SOCK_CLOEXEC, KK_INT(524288))
KK_MODULE_CONST(socket, SOL_SOCKET, KK_INT(1))
KK_MODULE_CONST(socket, SOL_IP, KK_INT(0))
KK_MODULE_CONST(socket, SOL_TCP, KK_INT(6))
KK_MODULE_CONST(socket, SOL_UDP, KK_INT(17))
KK_MODULE_CONST(socket, SO_DEBUG, KK_INT(1))
KK_MODULE_CONST(socket, SO_REUSEADDR, KK_INT(2))
KK_MODULE_CONST(socket, SO_TYPE, KK_INT(3))
KK_MODULE_CONST(socket, SO_ERROR, KK_INT(4))
KK_MODULE_CONST(socket, SO_DONTROUTE, KK_INT(5))
KK_MODULE_CONST(socket, SO_BROADCAST, KK_INT(6))
KK_MODULE_CONST(socket, SO_SNDBUF, KK_INT(7))
KK_MODULE_CONST(socket, SO_RCVBUF, KK_INT(8))
KK_MODULE_CONST(socket, SO_KEEPALIVE, KK_INT(9))
KK_MODULE_CONST(socket, SO_OOBINLINE, KK_INT(10))
KK_MODULE_CONST(socket, SO_PRIORITY, KK_INT(12))
KK_MODULE_CONST(socket, SO_LINGER, KK_INT(13))
KK_MODULE_CONST(socket, SO_REUSEPORT, KK_INT(15))
KK_MODULE_CONST(socket, SO_PASSCRED, KK_INT(16))
KK_MODULE_CONST(socket, SO_PEERCRED, KK_INT(17))
KK_MODULE_CONST(socket, SO_RCVLOWAT, KK_INT(18))
KK_MODULE_CONST(socket, SO_SNDLOWAT, KK_INT(19))
KK_MODULE_CONST(socket, SO_RCVTIMEO, KK_INT(20))
KK_MODULE_CONST(socket, SO_SNDTIMEO, KK_INT(21))
KK_MODULE_CONST(socket, SO_BINDTODEVICE, KK_INT(25))
KK_MODULE_CONST(socket, SO_ACCEPTCONN, KK_INT(30))
KK_MODULE_CONST(socket, SO_PROTOCOL, KK_INT(38))
KK_MODULE_CONST(socket, SO_DOMAIN, KK_INT(39))
KK_MODULE_CONST(socket, SOMAXCONN, KK_INT(4096))
KK_MODULE_CONST(socket, IPPROTO_IP, KK_INT(0))
KK_MODULE_CONST(socket, IPPROTO_ICMP, KK_INT(1))
KK_MODULE_CONST(socket, IPPROTO_TCP, KK_INT(6))
KK_MODULE_CONST(socket, IPPROTO_UDP, KK_INT(17))
KK_MODULE_CONST(socket, IPPROTO_IPV6, KK_INT(41))
KK_MODULE_CONST(socket, IPPROTO_ICMPV6, KK_INT(58))
KK_MODULE_CONST(socket, IPPROTO_RAW, KK_INT(255))
KK_MODULE_CONST(socket, IP_TOS, KK_INT(1))
KK_MODULE_CONST(socket, IP_TTL, KK_INT(2))
KK_MODULE_CONST(socket, IP_MULTICAST_IF, KK_INT(32))
KK_MODULE_CONST(socket, IP_MULTICAST_TTL, KK_INT(33))
KK_MODULE_CONST(socket, IP_MULTICAST_LOOP, KK_INT(34))
KK_MODULE_CONST(socket, IP_ADD_MEMBERSHIP, KK_INT(35))
KK_MODULE_CONST(socket, IP_DROP_MEMBERSHIP, KK_INT(36))
KK_MODULE_CONST(socket, IPV6_UNICAST_HOPS, KK_INT(16))
KK_MODULE_CONST(socket, IPV6_MULTICAST_IF, KK_INT(17))
KK_MODULE_CONST(socket, IPV6_MULTICAST_HOPS, KK_INT(18))
KK_MODULE_CONST(socket, IPV6_MULTICAST_LOOP, KK_INT(19))
KK_MODULE_CONST(socket, IPV6_JOIN_GROUP, KK_INT(20))
KK_MODULE_CONST(socket, IPV6_LEAVE_GROUP, KK_INT(21))
KK_MODULE_CONST(socket, IPV6_V6ONLY, KK_INT(26))
KK_MODULE_CONST(socket, TCP_NODELAY, KK_INT(1))
KK_MODULE_CONST(socket, TCP_MAXSEG, KK_INT(2))
KK_MODULE_CONST(socket, TCP_CORK, KK_INT(3))
KK_MODULE_CONST(socket, TCP_KEEPIDLE, KK_INT(4))
KK_MODULE_CONST(socket, TCP_KEEPINTVL, KK_INT(5))
KK_MODULE_CONST(socket, TCP_KEEPCNT, KK_INT(6))
KK_MODULE_CONST(socket, TCP_USER_TIMEOUT, KK_INT(18))
KK_MODULE_CONST(socket, TCP_FASTOPEN, KK_INT(23))
KK_MODULE_CONST(socket, MSG_OOB, KK_INT(1))
KK_MODULE_CONST(socket, MSG_PEEK, KK_INT(2))
KK_MODULE_CONST(socket, MSG_DONTROUTE, KK_INT(4))
KK_MODULE_CONST(socket, MSG_CTRUNC, KK_INT(8))
KK_MODULE_CONST(socket, MSG_TRUNC, KK_INT(32))
KK_MODULE_CONST(socket, MSG_DONTWAIT, KK_INT(64))
KK_MODULE_CONST(socket, MSG_EOR, KK_INT(128))
KK_MODULE_CONST(socket, MSG_WAITALL, KK_INT(256))
KK_MODULE_CONST(socket, MSG_NOSIGNAL, KK_INT(16384))
KK_MODULE_CONST(socket, MSG_MORE, KK_INT(32768))
KK_MODULE_CONST(socket, SHUT_RD, KK_INT(0))
KK_MODULE_CONST(socket, SHUT_WR, KK_INT(1))
KK_MODULE_CONST(socket, SHUT_RDWR, KK_INT(2))
KK_MODULE_CONST(socket, INADDR_ANY, KK_INT(0))
KK_MODULE_CONST(socket, AI_PASSIVE, KK_INT(1))
KK_MODULE_CONST(socket, AI_CANONNAME, KK_INT(2))
KK_MODULE_CONST(socket, AI_NUMERICHOST, KK_INT(4))
KK_MODULE_CONST(socket, AI_V4MAPPED, KK_INT(8))
KK_MODULE_CONST(socket, AI_ALL, KK_INT(16))
KK_MODULE_CONST(socket, AI_ADDRCONFIG, KK_INT(32))
KK_MODULE_CONST(socket, AI_NUMERICSERV, KK_INT(1024))
KK_MODULE_CONST(socket, NI_NUMERICHOST, KK_INT(1))
KK_MODULE_CONST(socket, NI_NUMERICSERV, KK_INT(2))
KK_MODULE_CONST(socket, NI_NOFQDN, KK_INT(4))
KK_MODULE_CONST(socket, NI_NAMEREQD, KK_INT(8))
KK_MODULE_CONST(socket, NI_DGRAM, KK_INT(16))
KK_MODULE_CONST(socket, NI_MAXHOST, KK_INT(1025))
KK_MODULE_CONST(socket, NI_MAXSERV, KK_INT(32))
KK_MODULE_CONST(socket, EAI_BADFLAGS, KK_INT(-1))
KK_MODULE_CONST(socket, EAI_NONAME, KK_INT(-2))
KK_MODULE_CONST(socket, EAI_AGAIN, KK_INT(-3))
KK_MODULE_CONST(socket, EAI_FAIL, KK_INT(-4))
KK_MODULE_CONST(socket, EAI_NODATA, KK_INT(-5))
KK_MODULE_CONST(socket, EAI_FAMILY, KK_INT(-6))
KK_MODULE_CONST(socket, EAI_SOCKTYPE, KK_INT(-7))
KK_MODULE_CONST(socket, EAI_SERVICE, KK_INT(-8))
KK_MODULE_CONST(socket, EAI_MEMORY, KK_INT(-10))
KK_MODULE_CONST(socket, EAI_SYSTEM, KK_INT(-11))
KK_MODULE_CONST(socket, EAI_OVERFLOW, KK_INT(-12))

/* What is in the Python half: create_connection, create_server, getfqdn ... */
KK_FUNCTION(socket, __getattr__, "(name, /)")
Value kk_socket_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(socket), KK_N(_socket_more), args.pos[0]);
}

/* ---- arguments ---- */

KK_MUST_CHECK static bool int_arg(Vm *vm, Args args, size_t i, int fallback, int *out)
{
    intptr_t n = fallback;
    *out = fallback;
    if (kk_arg(args, i, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[i], &n))
        return false;
    if (n != (int)n)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
    *out = (int)n;
    return true;
}

/* A str or bytes as a NUL-terminated text. */
KK_MUST_CHECK static bool text_arg(Vm *vm, Value v, const char *what, char *text, size_t cap)
{
    Value name = kk_as_kind(v, KIND_STR);
    if (name == KK_UNSET)
        name = kk_as_kind(v, KIND_BYTES);
    if (name == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%s must be str, not %T", what, v);
    Span s = kk_kind_is(name, KIND_STR) ? kk_str_span(name) : kk_bytes_span(name);
    if (s.len >= cap)
        return kk_raise_false(vm, KK_OSError, "%s is too long", what);
    kk_bytes_copy((uint8_t *)text, s.at, s.len);
    text[s.len] = '\0';
    return memchr(text, 0, s.len) == NULL || kk_raise_false(vm, KK_ValueError, "embedded null character");
}

/* ---- sockets ---- */

/* Two sockets that are connected with each other. */
KK_FUNCTION(socket, socketpair, "(family=None, type=1, proto=0)")
Value kk_socket_socketpair(Vm *vm, Value self, Args args)
{
    int family = NET_UNIX, type, protocol, pair[2];
    if ((kk_arg(args, 0, kk_none) != kk_none && !int_arg(vm, args, 0, NET_UNIX, &family)) ||
        !int_arg(vm, args, 1, NET_STREAM, &type) || !int_arg(vm, args, 2, 0, &protocol))
        return KK_ERROR;
    int done = kk_net_pair(family, type, protocol, pair);
    if (done < 0)
        return kk_socket_raise(vm, done);
    Value a = kk_socket_new(vm, &kk_type_Socket, pair[0], family, type, protocol);
    if (a == KK_ERROR) {
        (void)kk_net_close(pair[1]);
        return KK_ERROR;
    }
    Value b = kk_socket_new(vm, &kk_type_Socket, pair[1], family, type, protocol);
    return b == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, a, b);
}

/* A socket for a copy of a descriptor. */
KK_FUNCTION(socket, fromfd, "(fd, family, type, proto=0)")
Value kk_socket_fromfd(Vm *vm, Value self, Args args)
{
    int fd = -1, family, type, protocol;
    if (!int_arg(vm, args, 0, 0, &fd) || !int_arg(vm, args, 1, 0, &family) || !int_arg(vm, args, 2, 0, &type) ||
        !int_arg(vm, args, 3, 0, &protocol))
        return KK_ERROR;
    fd = kk_net_copy(fd);
    return fd < 0 ? kk_socket_raise(vm, fd) : kk_socket_new(vm, &kk_type_Socket, fd, family, type, protocol);
}

/* Another descriptor for the same socket. */
KK_FUNCTION(socket, dup, "(fd, /)")
Value kk_socket_dup_fd(Vm *vm, Value self, Args args)
{
    int fd = -1;
    if (!int_arg(vm, args, 0, 0, &fd))
        return KK_ERROR;
    fd = kk_net_copy(fd);
    return fd < 0 ? kk_socket_raise(vm, fd) : KK_INT(fd);
}

/* Closes a descriptor of a socket. */
KK_FUNCTION(socket, close, "(fd, /)")
Value kk_socket_close_fd(Vm *vm, Value self, Args args)
{
    int fd = -1;
    if (!int_arg(vm, args, 0, 0, &fd))
        return KK_ERROR;
    int done = kk_net_close(fd);
    return done < 0 ? kk_socket_raise(vm, done) : kk_none;
}

/* The timeout in seconds that new sockets have, None: they wait as long as it takes. */
KK_FUNCTION(socket, getdefaulttimeout, "()")
Value kk_socket_getdefaulttimeout(Vm *vm, Value self, Args args)
{
    return kk_socket_default_timeout(vm);
}

/* The timeout that sockets have which are made from now on. */
KK_FUNCTION(socket, setdefaulttimeout, "(timeout, /)")
Value kk_socket_setdefaulttimeout(Vm *vm, Value self, Args args)
{
    Value timeout, module = kk_dict_get(vm, vm->modules, KK_N(socket));
    intptr_t ms;
    if (!kk_socket_timeout_arg(vm, args.pos[0], &timeout, &ms))
        return KK_ERROR;
    if (module != KK_UNSET && !kk_setattr(vm, module, KK_N(_default_timeout), timeout))
        return KK_ERROR;
    return kk_none;
}

/* ---- looking up ---- */

typedef struct Answers {
    size_t n, cap;
    bool full;
    NetFound at[32];
    char canonical[256]; /* of the first one */
} Answers;

/* No Python object is made here: other threads run. */
static bool note_answer(void *ctx, const NetFound *found)
{
    Answers *a = ctx;
    if (a->n == KK_COUNT_OF(a->at))
        return false;
    a->at[a->n] = *found;
    if (found->canonical != NULL) {
        size_t len = strlen(found->canonical);
        len = len < sizeof a->canonical ? len : sizeof a->canonical - 1;
        memcpy(a->canonical, found->canonical, len);
        a->canonical[len] = '\0';
        a->at[a->n].canonical = a->canonical;
    }
    a->n++;
    return true;
}

KK_MUST_CHECK static Value answer_tuple(Vm *vm, const NetFound *found)
{
    Value parts[5] = {KK_INT(found->family), KK_INT(found->type), KK_INT(found->protocol),
                      found->canonical == NULL ? KK_N(empty) : kk_str_new(vm, kk_span_of(found->canonical)),
                      kk_socket_address(vm, &found->address)};
    return parts[3] == KK_ERROR || parts[4] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 5);
}

/* A port as getaddrinfo takes it: a name, a number, or None. */
KK_MUST_CHECK static bool service_arg(Vm *vm, Value v, char *text, size_t cap, bool *given)
{
    *given = v != kk_none;
    if (v == kk_none)
        return true;
    if (!kk_int_is(v)) {
        bool fine = text_arg(vm, v, "port", text, cap);
        return fine || !kk_pending_clear(vm, KK_TypeError) || kk_raise_false(vm, KK_OSError, "Int or String expected");
    }
    Value str = kk_str(vm, v);
    return str != KK_ERROR && text_arg(vm, str, "port", text, cap);
}

/* A list of tuples (family, type, protocol, canonical name, address) for a host and a port. */
KK_FUNCTION(socket, getaddrinfo, "(host, port, family=0, type=0, proto=0, flags=0)")
Value kk_socket_getaddrinfo(Vm *vm, Value self, Args args)
{
    char host[256], service[64];
    bool has_service;
    int n[4];
    Answers answers;
    if (args.pos[0] != kk_none && !text_arg(vm, args.pos[0], "host", host, sizeof host))
        return kk_pending_clear(vm, KK_TypeError)
                   ? kk_raise(vm, KK_TypeError, "getaddrinfo() argument 1 must be string or None")
                   : KK_ERROR;
    if (!service_arg(vm, args.pos[1], service, sizeof service, &has_service))
        return KK_ERROR;
    for (size_t i = 0; i < 4; i++)
        if (!int_arg(vm, args, i + 2, 0, &n[i]))
            return KK_ERROR;
    answers.n = 0;
    kk_vm_leave(vm);
    int error = kk_net_lookup(args.pos[0] == kk_none ? NULL : host, has_service ? service : NULL, n[0], n[1], n[2], n[3],
                              note_answer, &answers);
    kk_vm_enter(vm);
    if (error != 0)
        return kk_socket_lookup_failed(vm, error);
    Value list = kk_list_new(vm, answers.n);
    for (size_t i = 0; list != KK_ERROR && i < answers.n; i++) {
        Value tuple = answer_tuple(vm, &answers.at[i]);
        if (tuple == KK_ERROR || !kk_list_append(vm, list, tuple))
            return KK_ERROR;
    }
    return list;
}

/* The address of a host as text, '127.0.0.1'. */
KK_FUNCTION(socket, gethostbyname, "(hostname, /)")
Value kk_socket_gethostbyname(Vm *vm, Value self, Args args)
{
    char host[256], text[48];
    Answers answers;
    if (!text_arg(vm, args.pos[0], "hostname", host, sizeof host))
        return KK_ERROR;
    answers.n = 0;
    kk_vm_leave(vm);
    int error = kk_net_lookup(host[0] == '\0' ? "0.0.0.0" : host, NULL, NET_INET, NET_STREAM, 0, 0, note_answer, &answers);
    kk_vm_enter(vm);
    if (error != 0 || answers.n == 0)
        return kk_socket_lookup_failed(vm, error);
    kk_net_show(NET_INET, answers.at[0].address.ip, text);
    return kk_str_new(vm, kk_span_of(text));
}

/* (host, service) for an address: names, or numbers if flags ask for them. */
KK_FUNCTION(socket, getnameinfo, "(sockaddr, flags, /)")
Value kk_socket_getnameinfo(Vm *vm, Value self, Args args)
{
    int flags;
    char host[256], service[64];
    Answers answers;
    Value address = kk_as_kind(args.pos[0], KIND_TUPLE);
    if (address == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "getnameinfo() argument 1 must be a tuple");
    bool named;
    if (kk_tuple_len(address) < 2)
        return kk_raise(vm, KK_TypeError, "getnameinfo(): illegal sockaddr argument");
    if (!int_arg(vm, args, 1, 0, &flags) || !text_arg(vm, kk_tuple_at(address, 0), "host", host, sizeof host) ||
        !service_arg(vm, kk_tuple_at(address, 1), service, sizeof service, &named))
        return KK_ERROR;
    enum { NUMERIC = 4 };
    answers.n = 0;
    int error = kk_net_lookup(host, service, 0, NET_DATAGRAM, 0, NUMERIC, note_answer, &answers);
    if (error == 0 && answers.n > 0) {
        kk_vm_leave(vm);
        error = kk_net_reverse(&answers.at[0].address, flags, host, sizeof host, service, sizeof service);
        kk_vm_enter(vm);
    }
    if (error != 0)
        return kk_socket_lookup_failed(vm, error);
    Value parts[2] = {kk_str_new(vm, kk_span_of(host)), kk_str_new(vm, kk_span_of(service))};
    return parts[0] == KK_ERROR || parts[1] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 2);
}

/* The name of this computer. */
KK_FUNCTION(socket, gethostname, "()")
Value kk_socket_gethostname(Vm *vm, Value self, Args args)
{
    char name[256];
    int done = kk_net_host_name(name, sizeof name);
    return done < 0 ? kk_socket_raise(vm, done) : kk_str_new(vm, kk_span_of(name));
}

/* The port of a service. */
KK_FUNCTION(socket, getservbyname, "(servicename, protocolname=None, /)")
Value kk_socket_getservbyname(Vm *vm, Value self, Args args)
{
    char name[64], protocol[32];
    bool given = kk_arg(args, 1, kk_none) != kk_none;
    if (!text_arg(vm, args.pos[0], "servicename", name, sizeof name) ||
        (given && !text_arg(vm, args.pos[1], "protocolname", protocol, sizeof protocol)))
        return KK_ERROR;
    int port = kk_net_service_port(name, given ? protocol : NULL);
    return port == 0 ? kk_raise(vm, KK_OSError, "service/proto not found") : KK_INT(port);
}

/* The service of a port. */
KK_FUNCTION(socket, getservbyport, "(port, protocolname=None, /)")
Value kk_socket_getservbyport(Vm *vm, Value self, Args args)
{
    char name[64], protocol[32];
    int port;
    bool given = kk_arg(args, 1, kk_none) != kk_none;
    if (!int_arg(vm, args, 0, 0, &port) || (given && !text_arg(vm, args.pos[1], "protocolname", protocol, sizeof protocol)))
        return KK_ERROR;
    if (port < 0 || port > 0xFFFF)
        return kk_raise(vm, KK_OverflowError, "getservbyport: port must be 0-65535.");
    if (!kk_net_service_name(port, given ? protocol : NULL, name, sizeof name))
        return kk_raise(vm, KK_OSError, "port/proto not found");
    return kk_str_new(vm, kk_span_of(name));
}

/* The number of a protocol. */
KK_FUNCTION(socket, getprotobyname, "(protocolname, /)")
Value kk_socket_getprotobyname(Vm *vm, Value self, Args args)
{
    char name[32];
    if (!text_arg(vm, args.pos[0], "protocolname", name, sizeof name))
        return KK_ERROR;
    int number = kk_net_protocol(name);
    return number < 0 ? kk_raise(vm, KK_OSError, "protocol not found") : KK_INT(number);
}

/* ---- numbers ---- */

/* The bytes of an address that is given as text. */
KK_FUNCTION(socket, inet_pton, "(address_family, ip_string, /)")
Value kk_socket_inet_pton(Vm *vm, Value self, Args args)
{
    char text[64];
    uint8_t ip[16];
    int family = 0;
    if (!int_arg(vm, args, 0, 0, &family) || !text_arg(vm, args.pos[1], "inet_pton() argument 2", text, sizeof text))
        return KK_ERROR;
    if (family != NET_INET && family != NET_INET6)
        return kk_raise_os(vm, KK_EAFNOSUPPORT, KK_UNSET);
    if (!kk_net_parse(family, text, ip))
        return kk_raise(vm, KK_OSError, "illegal IP address string passed to inet_pton");
    return kk_bytes_new(vm, (Span){ip, family == NET_INET ? 4 : 16});
}

/* The text of an address that is given as bytes. */
KK_FUNCTION(socket, inet_ntop, "(address_family, packed_ip, /)")
Value kk_socket_inet_ntop(Vm *vm, Value self, Args args)
{
    char text[48];
    uint8_t ip[16];
    int family = 0;
    Buffer packed;
    if (!int_arg(vm, args, 0, 0, &family) || !kk_buffer_arg(vm, args.pos[1], &packed))
        return KK_ERROR;
    if (family != NET_INET && family != NET_INET6)
        return kk_raise(vm, KK_ValueError, "unknown address family %d", family);
    if (packed.len != (family == NET_INET ? 4u : 16u))
        return kk_raise(vm, KK_ValueError, "invalid length of packed IP address string");
    kk_bytes_copy(ip, packed.at, packed.len);
    kk_net_show(family, ip, text);
    return kk_str_new(vm, kk_span_of(text));
}

/* A number of up to 32 bits in C's notation; false: there is none. */
static bool parse_number(const char **at, uint32_t *out)
{
    unsigned base = 10, digits = 0;
    uint64_t n = 0;
    const char *p = *at;
    if (p[0] == '0' && (p[1] | 32) == 'x') {
        base = 16;
        p += 2;
    } else if (p[0] == '0') {
        base = 8;
    }
    for (;; p++, digits++) {
        unsigned d = *p >= '0' && *p <= '9' ? (unsigned)(*p - '0') : (*p | 32) >= 'a' && (*p | 32) <= 'f' ? (unsigned)(*p | 32) - 'a' + 10 : 99;
        if (d >= base)
            break;
        n = n * base + d;
        if (n > UINT32_MAX)
            return false;
    }
    *at = p;
    *out = (uint32_t)n;
    return digits > 0;
}

/* The 4 bytes of an IPv4 address in any of its old notations: '127.1', '0x7f000001'. */
KK_FUNCTION(socket, inet_aton, "(ip_addr, /)")
Value kk_socket_inet_aton(Vm *vm, Value self, Args args)
{
    char text[64];
    uint32_t parts[4] = {0}, ip = 0;
    size_t n = 0;
    if (!text_arg(vm, args.pos[0], "inet_aton() argument 1", text, sizeof text))
        return KK_ERROR;
    const char *at = text;
    bool fine = parse_number(&at, &parts[n++]);
    while (fine && *at == '.' && n < 4) {
        at++;
        fine = parts[n - 1] <= 0xFF && parse_number(&at, &parts[n++]);
    }
    fine = fine && (*at == '\0' || *at == ' ');
    fine = fine && (n == 1 || parts[n - 1] <= 0xFFFFFFFFu >> 8 * (n - 1));
    if (!fine)
        return kk_raise(vm, KK_OSError, "illegal IP address string passed to inet_aton");
    for (size_t i = 0; i + 1 < n; i++)
        ip |= parts[i] << (24 - 8 * i);
    ip |= parts[n - 1];
    uint8_t bytes[4] = {(uint8_t)(ip >> 24), (uint8_t)(ip >> 16), (uint8_t)(ip >> 8), (uint8_t)ip};
    return kk_bytes_new(vm, (Span){bytes, 4});
}

/* The text of an IPv4 address of 4 bytes. */
KK_FUNCTION(socket, inet_ntoa, "(packed_ip, /)")
Value kk_socket_inet_ntoa(Vm *vm, Value self, Args args)
{
    char text[48];
    uint8_t ip[16];
    Buffer packed;
    if (!kk_buffer_arg(vm, args.pos[0], &packed))
        return KK_ERROR;
    if (packed.len != 4)
        return kk_raise(vm, KK_OSError, "packed IP wrong length for inet_ntoa");
    kk_bytes_copy(ip, packed.at, 4);
    kk_net_show(NET_INET, ip, text);
    return kk_str_new(vm, kk_span_of(text));
}

/* The bytes of a number of `bits` bits in the opposite order. */
KK_MUST_CHECK static Value swap(Vm *vm, Value v, const char *function, unsigned bits)
{
    int64_t n;
    if (!kk_int_is(v))
        return kk_raise(vm, KK_TypeError, bits == 16 ? "'%T' object cannot be interpreted as an integer" : "expected int, %T found", v);
    if (!kk_int_to64(v, &n) || n > (bits == 16 ? 0xFFFF : 0xFFFFFFFFll) || n < 0) {
        bool negative = kk_int_to64(v, &n) && n < 0;
        if (bits == 32)
            return kk_raise(vm, KK_OverflowError, negative ? "can't convert negative value to unsigned int" : "int larger than 32 bits");
        return kk_raise(vm, KK_OverflowError, negative ? "%s: can't convert negative Python int to C 16-bit unsigned integer"
                                                       : "%s: Python int too large to convert to C 16-bit unsigned integer", function);
    }
    uint32_t u = (uint32_t)n;
    return bits == 16 ? KK_INT((u >> 8 | u << 8) & 0xFFFF) : kk_int_new_u64(vm, __builtin_bswap32(u));
}

/* A 16-bit number from the network's order of bytes to this computer's. */
KK_FUNCTION(socket, ntohs, "(x, /)")
Value kk_socket_ntohs(Vm *vm, Value self, Args args) { return swap(vm, args.pos[0], "ntohs", 16); }

/* A 16-bit number from this computer's order of bytes to the network's. */
KK_FUNCTION(socket, htons, "(x, /)")
Value kk_socket_htons(Vm *vm, Value self, Args args) { return swap(vm, args.pos[0], "htons", 16); }

/* A 32-bit number from the network's order of bytes to this computer's. */
KK_FUNCTION(socket, ntohl, "(x, /)")
Value kk_socket_ntohl(Vm *vm, Value self, Args args) { return swap(vm, args.pos[0], "ntohl", 32); }

/* A 32-bit number from this computer's order of bytes to the network's. */
KK_FUNCTION(socket, htonl, "(x, /)")
Value kk_socket_htonl(Vm *vm, Value self, Args args) { return swap(vm, args.pos[0], "htonl", 32); }
