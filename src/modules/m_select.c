/*
 * m_select.c: the module select: waiting until streams can be read or written.
 *
 * What has a descriptor that the port can watch (platform/wait.h) is waited for there. What other streams are ready for is
 * asked again and again: of the console through the byte that comes next, of objects with ioctl() by its request 3, as
 * MicroPython does, of those with any() by that. Files without either are always ready.
 *
 * Layer: modules.   Tests: tests/modules/select/.
 */
#include "object/func.h"
#include "object/ops.h"
#include "object/vfs.h"
#include "object/vm.h"
#include "platform/wait.h"
#include "types/fileio.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/textio.h"
#include "types/tuple.h"

enum { IN = WAIT_IN, OUT = WAIT_OUT, ERR = WAIT_ERR, HUP = WAIT_HUP, INVALID = WAIT_INVALID, ASK_POLL = 3 };
/* How long to sleep before those are asked again that must be asked. */
enum { SLICE_MS = 2 };

KK_MODULE(select)
KK_MODULE_CONST(select, POLLIN, KK_INT(1))
KK_MODULE_CONST(select, POLLPRI, KK_INT(2))
KK_MODULE_CONST(select, POLLOUT, KK_INT(4))
KK_MODULE_CONST(select, POLLERR, KK_INT(8))
KK_MODULE_CONST(select, POLLHUP, KK_INT(16))
KK_MODULE_CONST(select, POLLNVAL, KK_INT(32))
KK_MODULE_CONST(select, error, KK_REF(&kk_type_OSError))

typedef struct PollObj {
    uintptr_t header;
    Value entries; /* list: stream, mask, stream, mask ... */
    Value waits;   /* blob of WaitFor, kept for the next call; or KK_UNSET */
    uintptr_t busy; /* a poll of it is running: another one takes a blob of its own */
} PollObj;

static Value entries_of(Value self) { return KK_OBJ(PollObj, self)->entries; }

static const Layout poll_layout = {sizeof(PollObj) / sizeof(uintptr_t), 1u << 1 | 1u << 2, TAIL_NONE, 0};
static const TypeSlots poll_slots = {0};
KK_TYPE(Poll, object) = {KK_TYPE_HEAD(Poll, object, &poll_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &poll_slots};
extern const TypeObj kk_type_Poll;

/* ---- what streams are ready for ---- */

/* The file that a text or binary file object reads from; NULL: it is something else. */
static FileObj *file_of(Value stream)
{
    if (kk_desc_is(stream, &kk_type_TextIOWrapper))
        stream = KK_OBJ(TextObj, stream)->buffer;
    return kk_desc_is(stream, &kk_type_FileIO) ? KK_OBJ(FileObj, stream) : NULL;
}

/* By ioctl(3, mask) or any(). */
KK_MUST_CHECK static bool ask(Vm *vm, Value stream, intptr_t mask, intptr_t *ready)
{
    Value args[2] = {KK_INT(ASK_POLL), KK_INT(mask)}, answer;
    if (kk_getattr_opt(vm, stream, KK_N(ioctl)) != KK_UNSET) {
        answer = kk_call_method(vm, stream, KK_N(ioctl), args, 2);
        if (answer == KK_ERROR || !kk_index(vm, answer, ready))
            return false;
        if (*ready < 0)
            return kk_raise_os(vm, *ready > -4096 ? (int)-*ready : KK_EIO, KK_UNSET) != KK_ERROR;
        *ready &= mask | ERR | HUP;
        return true;
    }
    intptr_t waiting;
    answer = kk_call_method(vm, stream, KK_N(any), NULL, 0);
    if (answer == KK_ERROR || !kk_index(vm, answer, &waiting))
        return false;
    *ready = mask & (waiting > 0 ? IN | OUT : OUT);
    return true;
}

/* The descriptor that an int is, or fileno() gives. */
KK_MUST_CHECK static bool descriptor(Vm *vm, Value v, int *fd)
{
    intptr_t n;
    bool given = kk_int_is(v);
    if (!given && (v = kk_call_method(vm, v, KK_N(fileno), NULL, 0)) == KK_ERROR)
        return false;
    if (!kk_int_is(v))
        return kk_raise_false(vm, KK_TypeError, "fileno() returned a non-integer");
    if (!kk_index(vm, v, &n))
        return false;
    if (n < 0)
        return kk_raise_false(vm, KK_ValueError, "file descriptor cannot be a negative integer (%zd)", n);
    if (n != (int)n)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
    *fd = (int)n;
    return true;
}

/* Files: what is in the buffer needs no waiting. */
KK_MUST_CHECK static bool file_ready(Vm *vm, FileObj *file, intptr_t mask, intptr_t *ready, int *fd)
{
    bool now = true;
    if (file->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm);
    if ((mask & IN) == 0 || kk_fileio_ready(file).len == 0) {
        if (file->fd < KK_VFS_FD && kk_platform_can_wait((int)file->fd)) {
            *fd = (int)file->fd;
            return true;
        }
        if (file->fd == 0 && (mask & IN) && !kk_fileio_wait(vm, file, 0, &now))
            return false;
    }
    *ready = mask & (now ? IN | OUT : OUT);
    return true;
}

/* Which of mask, and errors, it is ready for; *fd >= 0: the port has to be asked, about that descriptor. */
KK_MUST_CHECK static bool readiness(Vm *vm, Value stream, intptr_t mask, intptr_t *ready, int *fd)
{
    FileObj *file = file_of(stream);
    *fd = -1;
    *ready = 0;
    if (file != NULL)
        return file_ready(vm, file, mask, ready, fd);
    bool asks = kk_getattr_opt(vm, stream, KK_N(ioctl)) != KK_UNSET;
    bool known = kk_int_is(stream) || (!asks && kk_getattr_opt(vm, stream, KK_N(fileno)) != KK_UNSET);
    if (!kk_failed(vm) && !asks && !known)
        asks = kk_getattr_opt(vm, stream, KK_N(any)) != KK_UNSET;
    if (kk_failed(vm))
        return false;
    if (!asks && !known)
        return kk_raise_false(vm, KK_TypeError, "argument must be an int, or have a fileno() method.");
    if (asks)
        return ask(vm, stream, mask, ready);
    return descriptor(vm, stream, fd) &&
           (kk_platform_can_wait(*fd) || kk_raise_false(vm, KK_TypeError, "'%T' object cannot be polled", stream));
}

/* ---- waiting ---- */

/* What is watched, while it is waited for. `waits` has a place for each. */
typedef struct Watch {
    Vm *vm;
    Value list;   /* stream, mask, stream, mask ... of the Poll, or a copy of it */
    Value blob;   /* of the WaitFors; held here, hence pinned */
    size_t n;
    bool asked;   /* some must be asked again */
    size_t ready; /* how many are ready */
} Watch;

static WaitFor *waits_of(const Watch *w) { return (WaitFor *)KK_OBJ(BlobObj, w->blob)->at; }

/* Asks those that can be asked, and notes the descriptors of the others. */
KK_MUST_CHECK static bool ask_all(Watch *w)
{
    w->asked = false;
    w->ready = 0;
    for (size_t i = 0; i < w->n; i++) {
        WaitFor *wait = &waits_of(w)[i];
        *wait = (WaitFor){-1, 0, 0};
        if (2 * i + 1 >= kk_list_len(w->list))
            continue;
        intptr_t mask = kk_smallint_get(kk_list_at(w->list, 2 * i + 1)), ready;
        if (mask == 0)
            continue;
        if (!readiness(w->vm, kk_list_at(w->list, 2 * i), mask, &ready, &wait->fd))
            return false;
        wait->events = (uint16_t)mask;
        wait->ready = (uint16_t)ready;
        w->asked |= wait->fd < 0;
        w->ready += ready != 0;
    }
    return true;
}

/* Asks the port about the descriptors, for at most so many µs (< 0: as long as it takes). */
KK_MUST_CHECK static bool ask_port(Watch *w, int64_t us)
{
    /* The answers of those that were asked already stay: they have no descriptor. */
    uint16_t *kept = NULL;
    Value copy = KK_UNSET;
    if (w->ready > 0) {
        copy = kk_blob_new(w->vm, w->n * sizeof *kept + 1);
        if (copy == KK_ERROR)
            return false;
        kept = (uint16_t *)(void *)KK_OBJ(BlobObj, copy)->at;
        for (size_t i = 0; i < w->n; i++)
            kept[i] = waits_of(w)[i].ready;
    }
    WaitFor *list = waits_of(w);
    kk_vm_leave(w->vm);
    int ready = kk_platform_wait(list, w->n, us);
    kk_vm_enter(w->vm);
    for (size_t i = 0; kept != NULL && i < w->n; i++)
        if (list[i].fd < 0)
            list[i].ready = kept[i];
    if (ready < 0 && ready != -KK_EINTR)
        return kk_raise_os(w->vm, -ready, KK_UNSET) != KK_ERROR;
    w->ready += ready > 0 ? (size_t)ready : 0;
    return true;
}

/* Waits until something is ready or so many µs (< 0: for ever) are over. */
KK_MUST_CHECK static bool wait_for(Watch *w, int64_t us)
{
    uint64_t begin = kk_platform_ticks_us();
    for (;;) {
        if (!ask_all(w))
            return false;
        uint64_t spent = kk_platform_ticks_us() - begin;
        int64_t left = us < 0 ? -1 : spent >= (uint64_t)us ? 0 : us - (int64_t)spent;
        int64_t slice = w->asked && (left < 0 || left > SLICE_MS * 1000) ? SLICE_MS * 1000 : left;
        if (!ask_port(w, w->ready > 0 ? 0 : slice))
            return false;
        if (w->ready > 0)
            return true;
        if (w->vm->poll != 0 && !kk_vm_poll(w->vm))
            return false;
        if (left == 0)
            return true;
    }
}

/* A list of (stream, what it is ready for); once: their mask becomes 0. */
KK_MUST_CHECK static Value results(Watch *w, bool once)
{
    Value list = kk_list_new(w->vm, w->ready);
    for (size_t i = 0; list != KK_ERROR && i < w->n; i++) {
        uint16_t ready = waits_of(w)[i].ready;
        if (ready == 0 || 2 * i + 1 >= kk_list_len(w->list))
            continue;
        Value pair = kk_tuple_pair(w->vm, kk_list_at(w->list, 2 * i), KK_INT(ready));
        if (pair == KK_ERROR || !kk_list_append(w->vm, list, pair))
            return KK_ERROR;
        if (once)
            kk_list_items(w->list)[2 * i + 1] = KK_INT(0);
    }
    return list;
}

/* What is ready, as soon as something is or the time (ms; < 0: for ever) is over. */
KK_MUST_CHECK static Value wait(Vm *vm, Value self, int64_t ms, bool once)
{
    PollObj *poll = KK_OBJ(PollObj, self);
    size_t n = kk_list_len(poll->entries) / 2;
    bool own = !poll->busy;
    Watch w = {vm, poll->entries, own ? poll->waits : KK_UNSET, n, false, 0};
    if (w.blob == KK_UNSET || kk_len_of(w.blob) < n * sizeof(WaitFor)) {
        w.blob = kk_blob_new(vm, (n + n / 2 + 1) * sizeof(WaitFor));
        if (w.blob == KK_ERROR)
            return KK_ERROR;
        if (own)
            poll->waits = w.blob;
    }
    poll->busy |= 1;
    bool fine = wait_for(&w, ms < 0 ? -1 : ms > INT64_MAX / 1000 ? INT64_MAX : ms * 1000);
    if (own)
        poll->busy = 0;
    return fine ? results(&w, once) : KK_ERROR;
}

/* A time in ms, rounded up; absent or None: for ever. */
KK_MUST_CHECK static bool time_arg(Vm *vm, Args args, int64_t *ms)
{
    intptr_t n = -1;
    KkFloat x;
    Value v = kk_arg(args, 0, kk_none);
    if (kk_float_is(v)) {
        x = kk_float_get(v);
        n = x < 0 ? -1 : x >= (KkFloat)(1 << 30) ? 1 << 30 : (intptr_t)x;
        n += x > 0 && (KkFloat)n < x;
    } else if (v != kk_none && !kk_int_is(v) && KK_WORD_BITS == 64) {
        return kk_raise_false(vm, KK_TypeError, "timeout must be an integer or None");
    } else if (v != kk_none && !kk_index_clamped(vm, v, &n)) {
        return false;
    }
    *ms = n;
    return true;
}

/* ---- poll ---- */

/* An object that watches streams. */
KK_FUNCTION(select, poll, "()")
Value kk_select_poll(Vm *vm, Value self, Args args)
{
    Value poll = kk_object_new(vm, &kk_type_Poll, 0), list = kk_list_new(vm, 0);
    if (poll == KK_ERROR || list == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(PollObj, poll)->entries = list;
    return poll;
}

/* Where the stream is among the entries; their number: nowhere. */
static size_t find(Value self, Value stream)
{
    size_t i = 0;
    while (i < kk_list_len(entries_of(self)) && kk_list_at(entries_of(self), i) != stream)
        i += 2;
    return i;
}

KK_MUST_CHECK static bool mask_arg(Vm *vm, Args args, intptr_t *mask)
{
    *mask = IN | OUT;
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], mask))
        return false;
    *mask &= 0xFFFF;
    return true;
}

/* Watches a stream, or watches it for something else. */
KK_METHOD(Poll, register, "(obj, eventmask=5, /)")
Value kk_select_register(Vm *vm, Value self, Args args)
{
    intptr_t mask, ready;
    int fd;
    if (!mask_arg(vm, args, &mask) || !readiness(vm, args.pos[0], 0, &ready, &fd))
        return KK_ERROR;
    size_t i = find(self, args.pos[0]);
    if (i < kk_list_len(entries_of(self)))
        kk_list_items(entries_of(self))[i + 1] = KK_INT(mask);
    else if (!kk_list_reserve(vm, entries_of(self), 2) || !kk_list_append(vm, entries_of(self), args.pos[0]) ||
             !kk_list_append(vm, entries_of(self), KK_INT(mask)))
        return KK_ERROR;
    return kk_none;
}

/* Watches a stream for something else. */
KK_METHOD(Poll, modify, "(obj, eventmask, /)")
Value kk_select_modify(Vm *vm, Value self, Args args)
{
    intptr_t mask;
    size_t i = find(self, args.pos[0]);
    if (i >= kk_list_len(entries_of(self)))
        return kk_raise_os(vm, KK_ENOENT, KK_UNSET);
    if (!mask_arg(vm, args, &mask))
        return KK_ERROR;
    kk_list_items(entries_of(self))[i + 1] = KK_INT(mask);
    return kk_none;
}

/* Watches a stream no longer. */
KK_METHOD(Poll, unregister, "(obj, /)")
Value kk_select_unregister(Vm *vm, Value self, Args args)
{
    size_t i = find(self, args.pos[0]);
    if (i >= kk_list_len(entries_of(self)))
        return kk_raise_value(vm, KK_KeyError, args.pos[0]);
    if (kk_list_remove_at(vm, entries_of(self), i + 1) == KK_ERROR ||
        kk_list_remove_at(vm, entries_of(self), i) == KK_ERROR)
        return KK_ERROR;
    return kk_none;
}

/* A list of (stream, events) for those that are ready, as soon as one is or after so many milliseconds. */
KK_METHOD(Poll, poll, "(timeout=-1, /)")
Value kk_select_poll_method(Vm *vm, Value self, Args args)
{
    int64_t ms;
    return time_arg(vm, args, &ms) ? wait(vm, self, ms, false) : KK_ERROR;
}

/* The same as an iterator; with flags 1 a stream that was ready is not watched again before modify(). */
KK_METHOD(Poll, ipoll, "(timeout=-1, flags=0, /)")
Value kk_select_ipoll(Vm *vm, Value self, Args args)
{
    int64_t ms;
    intptr_t flags = 0;
    if (!time_arg(vm, args, &ms) || (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &flags)))
        return KK_ERROR;
    Value list = wait(vm, self, ms, (flags & 1) != 0);
    return list == KK_ERROR ? KK_ERROR : kk_iter(vm, list);
}

/* ---- select ---- */

/* What select() gives: of each of the three the streams that are ready. masks: what that means for them. */
KK_MUST_CHECK static Value sort_out(Watch *w, const size_t counts[3])
{
    static const intptr_t masks[3] = {IN | HUP | ERR, OUT | ERR, WAIT_PRI};
    Value lists[3];
    size_t i = 0;
    for (size_t k = 0; k < 3; k++) {
        if ((lists[k] = kk_list_new(w->vm, 0)) == KK_ERROR)
            return KK_ERROR;
        for (size_t end = i + counts[k]; i < end; i++) {
            WaitFor *wait = &waits_of(w)[i];
            intptr_t mask = wait->fd < 0 && k == 2 ? ERR : masks[k];
            if ((wait->ready & mask) != 0 && !kk_list_append(w->vm, lists[k], kk_list_at(w->list, 2 * i)))
                return KK_ERROR;
        }
    }
    return kk_tuple_from(w->vm, lists, 3);
}

/* Appends the streams of one argument, each with the mask. */
KK_MUST_CHECK static bool add_wanted(Vm *vm, Value list, Value arg, intptr_t mask, size_t *count)
{
    Value streams = kk_list_from_iterable(vm, arg);
    if (streams == KK_ERROR)
        return kk_pending_clear(vm, KK_TypeError) ? kk_raise_false(vm, KK_TypeError, "arguments 1-3 must be sequences")
                                                  : false;
    *count = kk_list_len(streams);
    for (size_t i = 0; i < *count; i++)
        if (!kk_list_append(vm, list, kk_list_at(streams, i)) || !kk_list_append(vm, list, KK_INT(mask)))
            return false;
    return true;
}

/* The streams that can be read, written, or are in trouble, as soon as there is one, or after timeout seconds. */
KK_FUNCTION(select, select, "(rlist, wlist, xlist, timeout=None, /)")
Value kk_select_select(Vm *vm, Value self, Args args)
{
    static const intptr_t masks[3] = {IN, OUT, WAIT_PRI};
    KkFloat seconds = -1;
    size_t counts[3];
    Value timeout = kk_arg(args, 3, kk_none);
    if (timeout != kk_none && !kk_float_arg(vm, timeout, &seconds))
        return kk_pending_clear(vm, KK_TypeError) ? kk_raise(vm, KK_TypeError, "timeout must be a float or None") : KK_ERROR;
    if (timeout != kk_none && seconds < 0)
        return kk_raise(vm, KK_ValueError, "timeout must be non-negative");
    Watch w = {vm, kk_list_new(vm, 0), KK_UNSET, 0, false, 0};
    if (w.list == KK_ERROR)
        return KK_ERROR;
    for (size_t k = 0; k < 3; k++)
        if (!add_wanted(vm, w.list, args.pos[k], masks[k], &counts[k]))
            return KK_ERROR;
    w.n = kk_list_len(w.list) / 2;
    w.blob = kk_blob_new(vm, (w.n + 1) * sizeof(WaitFor));
    if (w.blob == KK_ERROR || !wait_for(&w, seconds < 0 ? -1 : seconds > (KkFloat)1e12 ? INT64_MAX : (int64_t)(seconds * (KkFloat)1e6)))
        return KK_ERROR;
    for (size_t i = 0; i < w.n; i++)
        if (waits_of(&w)[i].ready & INVALID)
            return kk_raise_os(vm, KK_EBADF, KK_UNSET);
    return sort_out(&w, counts);
}
