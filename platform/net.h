/*
 * net.h: what a port with a network supplies: sockets. Only ports that link src/modules/socket need it.
 *
 * No function here waits, but for kk_net_lookup: what cannot be done now is -KK_EAGAIN (connect: -KK_EINPROGRESS), and
 * kk_platform_wait (platform/wait.h) tells when to ask again. Results below 0 are negative errnos; these, the families,
 * types, levels and options are Linux's numbers on every port.
 *
 * Layer: platform (any layer may include it).
 */
#ifndef KK_PLATFORM_NET_H
#define KK_PLATFORM_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NET_UNSPEC = 0, NET_UNIX = 1, NET_INET = 2, NET_INET6 = 10 };
enum { NET_STREAM = 1, NET_DATAGRAM = 2 };
enum { KK_EINPROGRESS = 115, KK_EISCONN = 106, KK_EAFNOSUPPORT = 97 };

/* A place in the network. */
typedef struct NetAddress {
    int family;
    uint16_t port;
    uint8_t ip[16];      /* 4 of them for NET_INET */
    uint32_t flow, scope; /* NET_INET6 */
    size_t path_len;     /* NET_UNIX: bytes of path; one that begins with 0 is no file's name */
    char path[108];
} NetAddress;

/* What a look-up found. */
typedef struct NetFound {
    int family, type, protocol;
    const char *canonical; /* NULL: not asked for */
    NetAddress address;
} NetFound;

int kk_net_open(int family, int type, int protocol);
int kk_net_pair(int family, int type, int protocol, int pair[2]);
int kk_net_copy(int fd);
int kk_net_close(int fd);
/* The descriptor behaves so for others that use it; the functions here never wait anyway. */
int kk_net_blocking(int fd, bool blocking);

int kk_net_bind(int fd, const NetAddress *address);
int kk_net_connect(int fd, const NetAddress *address);
int kk_net_listen(int fd, int backlog);
/* A fresh descriptor; *peer is where it comes from. */
int kk_net_accept(int fd, NetAddress *peer);
/* peer may be NULL in both. */
ptrdiff_t kk_net_receive(int fd, void *buf, size_t n, int flags, NetAddress *peer);
ptrdiff_t kk_net_send(int fd, const void *data, size_t n, int flags, const NetAddress *peer);
int kk_net_shutdown(int fd, int how);
int kk_net_name(int fd, bool peer, NetAddress *address);
/* *n: how much fits into data, then how much came. */
int kk_net_option(int fd, int level, int option, void *data, size_t *n);
int kk_net_set_option(int fd, int level, int option, const void *data, size_t n);

/*
 * Asks for names: calls see for each answer until it returns false. host or service may be NULL. Waits. Returns 0, or the
 * number of an EAI_ error, for which kk_net_lookup_error has the text.
 */
int kk_net_lookup(const char *host, const char *service, int family, int type, int protocol, int flags,
                  bool (*see)(void *ctx, const NetFound *found), void *ctx);
const char *kk_net_lookup_error(int error);
/* The names of an address and its port, as text; the result is that of kk_net_lookup. */
int kk_net_reverse(const NetAddress *address, int flags, char *host, size_t host_cap, char *service, size_t service_cap);
/* The port of a service (0: none has the name), the name of a port (false: none). */
int kk_net_service_port(const char *name, const char *protocol);
bool kk_net_service_name(int port, const char *protocol, char *name, size_t cap);
/* The number of a protocol; -1: none has the name. */
int kk_net_protocol(const char *name);
int kk_net_host_name(char *name, size_t cap);

/* Text to 4 or 16 bytes and back; false: it is no address. */
bool kk_net_parse(int family, const char *text, uint8_t ip[16]);
void kk_net_show(int family, const uint8_t ip[16], char text[48]);

#endif
