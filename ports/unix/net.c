/*
 * net.c: the sockets of Linux (platform/net.h).
 *
 * Layer: ports.   Tests: tests/modules/socket/.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/net.h"

static int result(int n) { return n < 0 ? -errno : n; }

/* ---- addresses ---- */

typedef union AnyAddress {
    struct sockaddr any;
    struct sockaddr_in inet;
    struct sockaddr_in6 inet6;
    struct sockaddr_un local;
    struct sockaddr_storage room;
} AnyAddress;

/* The system's form; its length, or 0: no such family. */
static socklen_t to_system(const NetAddress *a, AnyAddress *out)
{
    memset(out, 0, sizeof *out);
    switch (a->family) {
    case NET_INET:
        out->inet.sin_family = AF_INET;
        out->inet.sin_port = htons(a->port);
        memcpy(&out->inet.sin_addr, a->ip, 4);
        return sizeof out->inet;
    case NET_INET6:
        out->inet6.sin6_family = AF_INET6;
        out->inet6.sin6_port = htons(a->port);
        out->inet6.sin6_flowinfo = htonl(a->flow);
        out->inet6.sin6_scope_id = a->scope;
        memcpy(&out->inet6.sin6_addr, a->ip, 16);
        return sizeof out->inet6;
    case NET_UNIX: {
        out->local.sun_family = AF_UNIX;
        memcpy(out->local.sun_path, a->path, a->path_len);
        bool named = a->path_len > 0 && a->path[0] != '\0' && a->path_len < sizeof out->local.sun_path;
        return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + a->path_len + named);
    }
    default:
        return 0;
    }
}

static void from_system(const AnyAddress *in, socklen_t len, NetAddress *a)
{
    memset(a, 0, sizeof *a);
    if (len < sizeof in->any.sa_family)
        return;
    a->family = in->any.sa_family;
    if (a->family == AF_INET) {
        a->port = ntohs(in->inet.sin_port);
        memcpy(a->ip, &in->inet.sin_addr, 4);
    } else if (a->family == AF_INET6) {
        a->port = ntohs(in->inet6.sin6_port);
        a->flow = ntohl(in->inet6.sin6_flowinfo);
        a->scope = in->inet6.sin6_scope_id;
        memcpy(a->ip, &in->inet6.sin6_addr, 16);
    } else if (a->family == AF_UNIX && len > offsetof(struct sockaddr_un, sun_path)) {
        size_t n = len - offsetof(struct sockaddr_un, sun_path);
        n = n < sizeof a->path ? n : sizeof a->path;
        a->path_len = in->local.sun_path[0] != '\0' ? strnlen(in->local.sun_path, n) : n;
        memcpy(a->path, in->local.sun_path, a->path_len);
    }
}

/* ---- sockets ---- */

int kk_net_open(int family, int type, int protocol) { return result(socket(family, type | SOCK_CLOEXEC, protocol)); }

int kk_net_pair(int family, int type, int protocol, int pair[2])
{
    return result(socketpair(family, type | SOCK_CLOEXEC, protocol, pair));
}

int kk_net_copy(int fd) { return result(fcntl(fd, F_DUPFD_CLOEXEC, 0)); }
int kk_net_close(int fd) { return result(close(fd)); }

int kk_net_blocking(int fd, bool blocking)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0)
        return -errno;
    int wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    return wanted == flags ? 0 : result(fcntl(fd, F_SETFL, wanted));
}

int kk_net_bind(int fd, const NetAddress *address)
{
    AnyAddress a;
    socklen_t len = to_system(address, &a);
    return len == 0 ? -EAFNOSUPPORT : result(bind(fd, &a.any, len));
}

/* The file status flags while a call that might wait is made; what it says is returned. */
static int flags_off(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && (flags & O_NONBLOCK) == 0)
        (void)fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    return flags;
}

static void flags_back(int fd, int flags)
{
    int saved = errno;
    if (flags >= 0 && (flags & O_NONBLOCK) == 0)
        (void)fcntl(fd, F_SETFL, flags);
    errno = saved;
}

int kk_net_connect(int fd, const NetAddress *address)
{
    AnyAddress a;
    socklen_t len = to_system(address, &a);
    if (len == 0)
        return -EAFNOSUPPORT;
    int flags = flags_off(fd);
    int done = connect(fd, &a.any, len);
    flags_back(fd, flags);
    return result(done);
}

int kk_net_listen(int fd, int backlog) { return result(listen(fd, backlog)); }

int kk_net_accept(int fd, NetAddress *peer)
{
    AnyAddress a;
    socklen_t len = sizeof a;
    int flags = flags_off(fd);
    int fresh = accept4(fd, &a.any, &len, SOCK_CLOEXEC);
    flags_back(fd, flags);
    if (fresh < 0)
        return -errno;
    from_system(&a, len, peer);
    return fresh;
}

ptrdiff_t kk_net_receive(int fd, void *buf, size_t n, int flags, NetAddress *peer)
{
    AnyAddress a;
    socklen_t len = sizeof a;
    ssize_t got = peer == NULL ? recv(fd, buf, n, flags | MSG_DONTWAIT)
                               : recvfrom(fd, buf, n, flags | MSG_DONTWAIT, &a.any, &len);
    if (got < 0)
        return -errno;
    if (peer != NULL)
        from_system(&a, len, peer);
    return got;
}

ptrdiff_t kk_net_send(int fd, const void *data, size_t n, int flags, const NetAddress *peer)
{
    AnyAddress a;
    socklen_t len = peer == NULL ? 0 : to_system(peer, &a);
    if (peer != NULL && len == 0)
        return -EAFNOSUPPORT;
    ssize_t done = sendto(fd, data, n, flags | MSG_DONTWAIT | MSG_NOSIGNAL, peer == NULL ? NULL : &a.any, len);
    return done < 0 ? -errno : done;
}

int kk_net_shutdown(int fd, int how) { return result(shutdown(fd, how)); }

int kk_net_name(int fd, bool peer, NetAddress *address)
{
    AnyAddress a;
    socklen_t len = sizeof a;
    if ((peer ? getpeername : getsockname)(fd, &a.any, &len) < 0)
        return -errno;
    from_system(&a, len, address);
    return 0;
}

int kk_net_option(int fd, int level, int option, void *data, size_t *n)
{
    socklen_t len = (socklen_t)*n;
    int done = getsockopt(fd, level, option, data, &len);
    *n = len;
    return result(done);
}

int kk_net_set_option(int fd, int level, int option, const void *data, size_t n)
{
    return result(setsockopt(fd, level, option, data, (socklen_t)n));
}

/* ---- names ---- */

int kk_net_lookup(const char *host, const char *service, int family, int type, int protocol, int flags,
                  bool (*see)(void *ctx, const NetFound *found), void *ctx)
{
    struct addrinfo hints = {.ai_family = family, .ai_socktype = type, .ai_protocol = protocol, .ai_flags = flags};
    struct addrinfo *list;
    int error = getaddrinfo(host, service, &hints, &list);
    if (error != 0)
        return error;
    for (const struct addrinfo *at = list; at != NULL; at = at->ai_next) {
        NetFound found = {at->ai_family, at->ai_socktype, at->ai_protocol, at->ai_canonname, {0}};
        AnyAddress a;
        if (at->ai_addrlen > sizeof a)
            continue;
        memcpy(&a, at->ai_addr, at->ai_addrlen);
        from_system(&a, at->ai_addrlen, &found.address);
        if (!see(ctx, &found))
            break;
    }
    freeaddrinfo(list);
    return 0;
}

const char *kk_net_lookup_error(int error) { return gai_strerror(error); }

int kk_net_reverse(const NetAddress *address, int flags, char *host, size_t host_cap, char *service, size_t service_cap)
{
    AnyAddress a;
    socklen_t len = to_system(address, &a);
    return getnameinfo(&a.any, len, host, (socklen_t)host_cap, service, (socklen_t)service_cap, flags);
}

int kk_net_service_port(const char *name, const char *protocol)
{
    const struct servent *found = getservbyname(name, protocol);
    return found == NULL ? 0 : ntohs((uint16_t)found->s_port);
}

bool kk_net_service_name(int port, const char *protocol, char *name, size_t cap)
{
    const struct servent *found = getservbyport(htons((uint16_t)port), protocol);
    if (found == NULL)
        return false;
    snprintf(name, cap, "%s", found->s_name);
    return true;
}

int kk_net_protocol(const char *name)
{
    const struct protoent *found = getprotobyname(name);
    return found == NULL ? -1 : found->p_proto;
}

int kk_net_host_name(char *name, size_t cap)
{
    int done = gethostname(name, cap);
    name[cap - 1] = '\0';
    return result(done);
}

bool kk_net_parse(int family, const char *text, uint8_t ip[16]) { return inet_pton(family, text, ip) == 1; }

void kk_net_show(int family, const uint8_t ip[16], char text[48])
{
    if (inet_ntop(family, ip, text, 48) == NULL)
        text[0] = '\0';
}
