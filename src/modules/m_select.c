/*
 * m_select.c: the module select: waiting until streams can be read or written.
 *
 * What a stream is ready for is asked again and again: of the console through the byte that comes next, of objects
 * with ioctl() by its request 3, as MicroPython does, of those with any() by that. Files are always ready.
 *
 * Layer: modules.   Tests: tests/modules/select/.
 */
#include "object/func.h"
#include "object/ops.h"
#include "object/vfs.h"
#include "object/vm.h"
#include "types/fileio.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/textio.h"
#include "types/tuple.h"

enum { IN = 1, OUT = 4, ERR = 8, HUP = 16, ASK_POLL = 3 };
/* How long to sleep before all are asked again. */
enum { SLICE_MS = 2 };

KK_MODULE(select)
KK_MODULE_CONST(select, POLLIN, KK_INT(1))
KK_MODULE_CONST(select, POLLOUT, KK_INT(4))
KK_MODULE_CONST(select, POLLERR, KK_INT(8))
KK_MODULE_CONST(select, POLLHUP, KK_INT(16))

typedef struct PollObj {
    uintptr_t header;
    Value entries; /* list: stream, mask, stream, mask ... */
} PollObj;

static Value entries_of(Value self) { return KK_OBJ(PollObj, self)->entries; }

static const Layout poll_layout = {sizeof(PollObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
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
    if (kk_failed(vm))
        return false;
    if (kk_getattr_opt(vm, stream, KK_N(any)) == KK_UNSET)
        return !kk_failed(vm) && kk_raise_false(vm, KK_TypeError, "'%T' object cannot be polled", stream);
    intptr_t waiting;
    answer = kk_call_method(vm, stream, KK_N(any), NULL, 0);
    if (answer == KK_ERROR || !kk_index(vm, answer, &waiting))
        return false;
    *ready = mask & (waiting > 0 ? IN | OUT : OUT);
    return true;
}

/* Which of mask, and errors, it is ready for. */
KK_MUST_CHECK static bool readiness(Vm *vm, Value stream, intptr_t mask, intptr_t *ready)
{
    bool now = true;
    FileObj *file = file_of(stream);
    if (file == NULL)
        return ask(vm, stream, mask, ready);
    if (file->flags & FILEIO_CLOSED)
        return kk_fileio_closed(vm);
    if (file->fd == 0 && (mask & IN) && !kk_fileio_wait(vm, file, 0, &now))
        return false;
    *ready = mask & (now ? IN | OUT : OUT);
    return true;
}

/* ---- waiting ---- */

/* Appends (stream, what it is ready for) to list for each entry that is; once: its mask becomes 0. */
KK_MUST_CHECK static bool look(Vm *vm, Value self, Value list, bool once)
{
    for (size_t i = 0; i + 1 < kk_list_len(entries_of(self)); i += 2) {
        Value stream = kk_list_at(entries_of(self), i);
        intptr_t mask = kk_smallint_get(kk_list_at(entries_of(self), i + 1)), ready = 0;
        if (mask == 0)
            continue;
        if (!readiness(vm, stream, mask, &ready))
            return false;
        if (ready == 0)
            continue;
        Value pair = kk_tuple_pair(vm, stream, KK_INT(ready));
        if (pair == KK_ERROR || !kk_list_append(vm, list, pair))
            return false;
        if (once && i + 1 < kk_list_len(entries_of(self)))
            kk_list_items(entries_of(self))[i + 1] = KK_INT(0);
    }
    return true;
}

/* Lets a little time pass, and what wants attention meanwhile run. */
KK_MUST_CHECK static bool pause(Vm *vm)
{
    kk_platform_sleep_us(SLICE_MS * 1000);
    return vm->poll == 0 || kk_vm_poll(vm);
}

/* What is ready, as soon as something is or the time (ms; < 0: for ever) is over. */
KK_MUST_CHECK static Value wait(Vm *vm, Value self, int64_t ms, bool once)
{
    uint64_t begin = kk_platform_ticks_us();
    for (;;) {
        Value list = kk_list_new(vm, 0);
        if (list == KK_ERROR || !look(vm, self, list, once))
            return KK_ERROR;
        if (kk_list_len(list) > 0 || (ms >= 0 && kk_platform_ticks_us() - begin >= (uint64_t)ms * 1000))
            return list;
        if (!pause(vm))
            return KK_ERROR;
    }
}

/* A time in ms; absent or None: for ever. */
KK_MUST_CHECK static bool time_arg(Vm *vm, Args args, int64_t *ms)
{
    intptr_t n = -1;
    Value v = kk_arg(args, 0, kk_none);
    if (v != kk_none && !kk_index_clamped(vm, v, &n))
        return false;
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
    if (!mask_arg(vm, args, &mask) || !readiness(vm, args.pos[0], 0, &ready))
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

/* Three lists: of each of the wanted ones the streams that are ready. */
KK_MUST_CHECK static Value sort_out(Vm *vm, const Value wanted[3])
{
    static const intptr_t masks[3] = {IN | HUP | ERR, OUT, ERR};
    Value lists[3];
    for (size_t k = 0; k < 3; k++) {
        lists[k] = kk_list_new(vm, 0);
        for (size_t i = 0; lists[k] != KK_ERROR && i < kk_list_len(wanted[k]); i++) {
            intptr_t ready = 0;
            if (!readiness(vm, kk_list_at(wanted[k], i), k == 1 ? OUT : IN, &ready))
                return KK_ERROR;
            if ((ready & masks[k]) != 0 && !kk_list_append(vm, lists[k], kk_list_at(wanted[k], i)))
                return KK_ERROR;
        }
        if (lists[k] == KK_ERROR)
            return KK_ERROR;
    }
    return kk_tuple_from(vm, lists, 3);
}

/* The streams that can be read, written, or are in trouble, as soon as there is one, or after timeout seconds. */
KK_FUNCTION(select, select, "(rlist, wlist, xlist, timeout=None, /)")
Value kk_select_select(Vm *vm, Value self, Args args)
{
    KkFloat seconds = -1;
    Value wanted[3], timeout = kk_arg(args, 3, kk_none);
    if (timeout != kk_none && !kk_float_arg(vm, timeout, &seconds))
        return KK_ERROR;
    if (timeout != kk_none && seconds < 0)
        return kk_raise(vm, KK_ValueError, "timeout must be non-negative");
    for (size_t k = 0; k < 3; k++)
        if ((wanted[k] = kk_list_from_iterable(vm, args.pos[k])) == KK_ERROR)
            return KK_ERROR;
    uint64_t begin = kk_platform_ticks_us();
    for (;;) {
        Value result = sort_out(vm, wanted);
        if (result == KK_ERROR)
            return KK_ERROR;
        for (size_t k = 0; k < 3; k++)
            if (kk_list_len(kk_tuple_at(result, k)) > 0)
                return result;
        if (seconds >= 0 && (KkFloat)(kk_platform_ticks_us() - begin) >= seconds * (KkFloat)1e6)
            return result;
        if (!pause(vm))
            return KK_ERROR;
    }
}
