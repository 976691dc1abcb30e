/*
 * transfer.c: the methods of sockets that send and receive, CPython's and those of MicroPython's streams.
 *
 * A buffer is looked up again after each wait: meanwhile the program may have given it another size.
 *
 * Layer: modules.   Tests: tests/modules/socket/.
 */
#include "modules/socket/socket.h"

#include "object/strbuf.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/fileio.h"
#include "types/tuple.h"

enum { PEEK = 2 };
/* Bytes that a call without a size takes at once. */
enum { BLOCK = KK_WORD_BITS == 32 ? 256 : 8192 };

/* ---- receiving ---- */

/* Receives up to n bytes; *got is their number, or -KK_EAGAIN on a socket that may not wait. */
KK_MUST_CHECK static bool receive(Vm *vm, Value self, uint8_t *to, size_t n, int flags, NetAddress *peer,
                                  uint64_t deadline, ptrdiff_t *got)
{
    for (;;) {
        *got = kk_net_receive((int)kk_socket_of(self)->fd, to, n, flags, peer);
        if (*got >= 0)
            return true;
        if (*got == -KK_EAGAIN && deadline == 0)
            return true;
        if (*got != -KK_EAGAIN && *got != -KK_EINTR)
            return kk_socket_raise(vm, *got) != KK_ERROR;
        if (!kk_socket_wait(vm, self, WAIT_IN, deadline))
            return false;
    }
}

/* The same, and that a socket may not wait is an error. */
KK_MUST_CHECK static bool receive_now(Vm *vm, Value self, uint8_t *to, size_t n, int flags, NetAddress *peer,
                                      ptrdiff_t *got)
{
    if (!receive(vm, self, to, n, flags, peer, kk_socket_deadline(self), got))
        return false;
    return *got >= 0 || kk_socket_raise(vm, *got) != KK_ERROR;
}

KK_MUST_CHECK static bool flags_arg(Vm *vm, Args args, size_t i, int *flags)
{
    intptr_t n = 0;
    if (kk_arg(args, i, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[i], &n))
        return false;
    *flags = (int)n;
    return true;
}

/* Receives into a fresh bytes; peer may be NULL. */
KK_MUST_CHECK static Value receive_bytes(Vm *vm, Value self, Args args, const char *method, NetAddress *peer)
{
    intptr_t size;
    ptrdiff_t got;
    int flags;
    if (!kk_index(vm, args.pos[0], &size) || !flags_arg(vm, args, 1, &flags))
        return KK_ERROR;
    if (size < 0)
        return kk_raise(vm, KK_ValueError, "negative buffersize in %s", method);
    Value bytes = kk_bytes_alloc(vm, (size_t)size);
    if (bytes == KK_ERROR ||
        !receive_now(vm, self, size == 0 ? NULL : KK_OBJ(BytesObj, bytes)->at, (size_t)size, flags, peer, &got))
        return KK_ERROR;
    return got == size ? bytes : kk_bytes_new(vm, (Span){KK_OBJ(BytesObj, bytes)->at, (size_t)got});
}

/* Waits for bytes and returns up to so many; b"" when the other side sends no more. */
KK_METHOD(Socket, recv, "(bufsize, flags=0, /)")
Value kk_socket_recv(Vm *vm, Value self, Args args) { return receive_bytes(vm, self, args, "recv", NULL); }

/* (bytes, address of the sender) */
KK_METHOD(Socket, recvfrom, "(bufsize, flags=0, /)")
Value kk_socket_recvfrom(Vm *vm, Value self, Args args)
{
    NetAddress peer = {0};
    Value bytes = receive_bytes(vm, self, args, "recvfrom", &peer);
    Value at = bytes == KK_ERROR ? KK_ERROR : kk_socket_address(vm, &peer);
    return at == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, bytes, at);
}

/* Receives into a buffer, up to n bytes of it (0: all); *got as receive() has it. */
KK_MUST_CHECK static bool receive_into(Vm *vm, Value self, Value buffer, intptr_t n, int flags, NetAddress *peer,
                                       const char *method, ptrdiff_t *got)
{
    uint64_t deadline = kk_socket_deadline(self);
    Buffer view;
    if (n < 0)
        return kk_raise_false(vm, KK_ValueError, "negative buffersize in %s", method);
    for (;;) {
        if (!kk_buffer_writable(vm, buffer, &view))
            return kk_pending_clear(vm, KK_TypeError)
                       ? kk_raise_false(vm, KK_TypeError, "%s() argument 1 must be read-write bytes-like object, not %T",
                                        method, buffer)
                       : false;
        if ((size_t)n > view.len)
            return kk_raise_false(vm, KK_ValueError, "buffer too small for requested bytes");
        if (!receive(vm, self, view.at, n == 0 ? view.len : (size_t)n, flags, peer, 0, got))
            return false;
        if (*got >= 0 || deadline == 0)
            return true;
        if (!kk_socket_wait(vm, self, WAIT_IN, deadline))
            return false;
    }
}

KK_MUST_CHECK static Value receive_into_args(Vm *vm, Value self, Args args, const char *method, NetAddress *peer)
{
    intptr_t n = 0;
    ptrdiff_t got;
    int flags;
    if ((kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &n)) || !flags_arg(vm, args, 2, &flags) ||
        !receive_into(vm, self, args.pos[0], n, flags, peer, method, &got))
        return KK_ERROR;
    return got < 0 ? kk_socket_raise(vm, got) : KK_INT(got);
}

/* Receives into a buffer; returns how many bytes. */
KK_METHOD(Socket, recv_into, "(buffer, nbytes=0, flags=0)")
Value kk_socket_recv_into(Vm *vm, Value self, Args args) { return receive_into_args(vm, self, args, "recv_into", NULL); }

/* (how many bytes, address of the sender) */
KK_METHOD(Socket, recvfrom_into, "(buffer, nbytes=0, flags=0)")
Value kk_socket_recvfrom_into(Vm *vm, Value self, Args args)
{
    NetAddress peer = {0};
    Value n = receive_into_args(vm, self, args, "recvfrom_into", &peer);
    Value at = n == KK_ERROR ? KK_ERROR : kk_socket_address(vm, &peer);
    return at == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, n, at);
}

/* ---- streams ---- */

/*
 * Reads n bytes, or up to the end. A socket that may not wait gives what there is, None when there is nothing.
 */
KK_METHOD(Socket, read, "(size=-1, /)")
Value kk_socket_read(Vm *vm, Value self, Args args)
{
    intptr_t size;
    if (!kk_fileio_size_arg(vm, args, 0, &size))
        return KK_ERROR;
    uint64_t deadline = kk_socket_deadline(self);
    size_t want = size < 0 ? SIZE_MAX : (size_t)size;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    while (b.len < want) {
        size_t piece = want - b.len < BLOCK ? want - b.len : BLOCK;
        uint8_t *at = kk_strbuf_room(&b, piece);
        ptrdiff_t got;
        if (at == NULL || !receive(vm, self, at, piece, 0, NULL, deadline, &got))
            return KK_ERROR;
        if (got < 0 && b.len == 0)
            return kk_none;
        if (got <= 0)
            break;
        b.len += (size_t)got;
    }
    return kk_strbuf_finish_bytes(&b);
}

/* Fills a buffer, or n bytes of it; fewer at the end. A socket that may not wait: what there is, None for nothing. */
KK_METHOD(Socket, readinto, "(buffer, nbytes=-1, /)")
Value kk_socket_readinto(Vm *vm, Value self, Args args)
{
    intptr_t limit;
    Buffer view;
    size_t done = 0;
    ptrdiff_t got = 1;
    if (!kk_fileio_size_arg(vm, args, 1, &limit))
        return KK_ERROR;
    uint64_t deadline = kk_socket_deadline(self);
    while (got > 0) {
        if (!kk_buffer_writable(vm, args.pos[0], &view))
            return KK_ERROR;
        size_t want = limit >= 0 && (size_t)limit < view.len ? (size_t)limit : view.len;
        if (done >= want)
            break;
        if (!receive(vm, self, view.at + done, want - done, 0, NULL, 0, &got))
            return KK_ERROR;
        if (got == -KK_EAGAIN && deadline != 0) {
            if (!kk_socket_wait(vm, self, WAIT_IN, deadline))
                return KK_ERROR;
            got = 1;
        } else if (got > 0) {
            done += (size_t)got;
        }
    }
    return got < 0 && done == 0 ? kk_none : KK_INT(done);
}

/* Reads a line with its end, at most size bytes of it; b"" at the end. */
KK_METHOD(Socket, readline, "(size=-1, /)")
Value kk_socket_readline(Vm *vm, Value self, Args args)
{
    enum { LOOK = KK_WORD_BITS == 32 ? 32 : 256 };
    intptr_t size;
    if (!kk_fileio_size_arg(vm, args, 0, &size))
        return KK_ERROR;
    uint64_t deadline = kk_socket_deadline(self);
    size_t want = size < 0 ? SIZE_MAX : (size_t)size;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    while (b.len < want) {
        size_t piece = want - b.len < LOOK ? want - b.len : LOOK;
        uint8_t *at = kk_strbuf_room(&b, piece);
        ptrdiff_t got;
        if (at == NULL || !receive(vm, self, at, piece, PEEK, NULL, deadline, &got))
            return KK_ERROR;
        if (got < 0 && b.len == 0)
            return kk_none;
        if (got <= 0)
            break;
        const uint8_t *eol = memchr(at, '\n', (size_t)got);
        size_t take = eol == NULL ? (size_t)got : (size_t)(eol + 1 - at);
        if (!receive(vm, self, at, take, 0, NULL, deadline, &got))
            return KK_ERROR;
        b.len += got > 0 ? (size_t)got : 0;
        if (eol != NULL)
            break;
    }
    return kk_strbuf_finish_bytes(&b);
}

/* ---- sending ---- */

/* Sends once, as soon as something can be sent; *done as receive() has it. */
KK_MUST_CHECK static bool send_some(Vm *vm, Value self, Value data, size_t from, size_t most, int flags,
                                    const NetAddress *peer, uint64_t deadline, ptrdiff_t *done)
{
    for (;;) {
        Buffer view;
        if (!kk_buffer_arg(vm, data, &view))
            return false;
        size_t n = from >= view.len ? 0 : view.len - from < most ? view.len - from : most;
        *done = kk_net_send((int)kk_socket_of(self)->fd, view.at + from, n, flags, peer);
        if (*done >= 0 || (*done == -KK_EAGAIN && deadline == 0))
            return true;
        if (*done != -KK_EAGAIN && *done != -KK_EINTR)
            return kk_socket_raise(vm, *done) != KK_ERROR;
        if (!kk_socket_wait(vm, self, WAIT_OUT, deadline))
            return false;
    }
}

/* Sends what can be sent now, after waiting until something can; returns how many bytes. */
KK_METHOD(Socket, send, "(data, flags=0, /)")
Value kk_socket_send(Vm *vm, Value self, Args args)
{
    int flags;
    ptrdiff_t done;
    if (!flags_arg(vm, args, 1, &flags) ||
        !send_some(vm, self, args.pos[0], 0, SIZE_MAX, flags, NULL, kk_socket_deadline(self), &done))
        return KK_ERROR;
    return done < 0 ? kk_socket_raise(vm, done) : KK_INT(done);
}

/* Sends until `most` bytes from `from` on are gone; *sent is how many: fewer on a socket that may not wait. */
KK_MUST_CHECK static bool send_all(Vm *vm, Value self, Value data, size_t from, size_t most, int flags, size_t *sent)
{
    uint64_t deadline = kk_socket_deadline(self);
    Buffer view;
    for (*sent = 0;;) {
        ptrdiff_t done;
        if (!kk_buffer_arg(vm, data, &view))
            return false;
        size_t all = from >= view.len ? 0 : view.len - from < most ? view.len - from : most;
        if (*sent >= all)
            return true;
        if (!send_some(vm, self, data, from + *sent, all - *sent, flags, NULL, deadline, &done))
            return false;
        if (done < 0)
            return true;
        *sent += (size_t)done;
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return false;
    }
}

/* Sends everything. When that fails nobody knows how much has arrived. */
KK_METHOD(Socket, sendall, "(data, flags=0, /)")
Value kk_socket_sendall(Vm *vm, Value self, Args args)
{
    int flags;
    size_t sent;
    Buffer view;
    if (!flags_arg(vm, args, 1, &flags) || !send_all(vm, self, args.pos[0], 0, SIZE_MAX, flags, &sent) ||
        !kk_buffer_arg(vm, args.pos[0], &view))
        return KK_ERROR;
    return sent < view.len ? kk_socket_raise(vm, -KK_EAGAIN) : kk_none;
}

/* Sends to an address: sendto(data, address), sendto(data, flags, address). */
KK_METHOD(Socket, sendto, "(*args)")
Value kk_socket_sendto(Vm *vm, Value self, Args args)
{
    NetAddress peer;
    int flags = 0;
    ptrdiff_t done;
    Buffer view;
    if (args.n < 2 || args.n > 3)
        return kk_raise(vm, KK_TypeError, "sendto() takes 2 or 3 arguments (%zu given)", args.n);
    if (!kk_buffer_arg(vm, args.pos[0], &view) || (args.n == 3 && !flags_arg(vm, args, 1, &flags)) ||
        !kk_socket_address_arg(vm, self, args.pos[args.n - 1], "sendto", &peer) ||
        !send_some(vm, self, args.pos[0], 0, SIZE_MAX, flags, &peer, kk_socket_deadline(self), &done))
        return KK_ERROR;
    return done < 0 ? kk_socket_raise(vm, done) : KK_INT(done);
}

/* Writes everything, or n bytes from an offset; returns how many. A socket that may not wait: those that are taken, None for
 * none. */
KK_METHOD(Socket, write, "(data, offset=None, n=None, /)")
Value kk_socket_write(Vm *vm, Value self, Args args)
{
    intptr_t from = 0, most = INTPTR_MAX;
    bool ranged = kk_arg(args, 2, kk_none) != kk_none;
    size_t sent;
    Buffer view;
    if (kk_arg(args, 1, kk_none) != kk_none && !kk_index_clamped(vm, args.pos[1], ranged ? &from : &most))
        return KK_ERROR;
    if (ranged && !kk_index_clamped(vm, args.pos[2], &most))
        return KK_ERROR;
    if (!kk_buffer_arg(vm, args.pos[0], &view) ||
        !send_all(vm, self, args.pos[0], from < 0 ? 0 : (size_t)from, most < 0 ? 0 : (size_t)most, 0, &sent))
        return KK_ERROR;
    return sent == 0 && view.len > 0 && most > 0 && kk_socket_of(self)->ms == 0 ? kk_none : KK_INT(sent);
}
