/*
 * m__thread.c: the module _thread: starting threads, and locks. lib/threading.py is made of it.
 *
 * The state of a lock is only looked at by the thread that runs: no atomic operation is needed. Who waits for a lock notes
 * its id, and is woken by who releases it.
 *
 * Layer: modules.   Tests: tests/modules/thread/.
 */
#include "modules/thread/thread.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/runtime.h"
#include "platform/platform.h"
#include "platform/signals.h"
#include "platform/threads.h"
#include "platform/wait.h"
#include "types/exc.h"
#include "types/tuple.h"

KK_MODULE(_thread)
KK_MODULE_CONST(_thread, error, KK_REF(&kk_type_RuntimeError))
KK_MODULE_FLOAT(_thread, TIMEOUT_MAX, 9223372036.0)

typedef struct LockObj {
    uintptr_t header;
    uintptr_t id;    /* 0: nobody has waited for it yet */
    uintptr_t locked;
    uintptr_t owner; /* RLock: ident of the thread that has it ... */
    uintptr_t count; /* ... and how often */
} LockObj;

extern const TypeObj kk_type_lock, kk_type_RLock;
KK_MODULE_CONST(_thread, LockType, KK_REF(&kk_type_lock))
KK_MODULE_CONST(_thread, RLock, KK_REF(&kk_type_RLock))

static LockObj *lock_of(Value v) { return KK_OBJ(LockObj, v); }

/* ---- waiting ---- */

#define FOREVER UINT64_MAX

/* Waits until the lock may be free; *late: the time (µs of kk_platform_ticks_us) is over. */
KK_MUST_CHECK static bool wait_for(Vm *vm, Value lock, uint64_t until, bool *late)
{
    Thread *t = kk_thread_running(vm);
    if (vm->poll != 0 && !kk_vm_poll(vm))
        return false;
    uint64_t now = kk_platform_ticks_us();
    *late = now >= until;
    if (*late || !lock_of(lock)->locked)
        return true;
    if (t != NULL) {
        if (lock_of(lock)->id == 0) {
            Thread *main = t;
            while (!main->main)
                main = main->next;
            lock_of(lock)->id = ++main->ids;
        }
        t->waits_for = lock_of(lock)->id;
    }
    kk_vm_leave(vm);
    int result = kk_platform_wait(NULL, 0, until == FOREVER ? -1 : (int64_t)(until - now));
    kk_vm_enter(vm);
    if (t != NULL)
        t->waits_for = 0;
    (void)result; /* woken or late: the caller looks */
    return true;
}

/* Takes the lock before the time is over; *taken tells. */
KK_MUST_CHECK static bool acquire_until(Vm *vm, Value lock, uint64_t until, bool *taken)
{
    bool late = until == 0;
    while (lock_of(lock)->locked && !late)
        if (!wait_for(vm, lock, until, &late))
            return false;
    *taken = !lock_of(lock)->locked;
    lock_of(lock)->locked = 1;
    return true;
}

static void release(Vm *vm, Value lock)
{
    Thread *running = kk_thread_running(vm);
    uintptr_t id = lock_of(lock)->id;
    lock_of(lock)->locked = 0;
    if (running == NULL || id == 0)
        return;
    for (Thread *t = running->next; t != running; t = t->next) {
        if (t->waits_for == id) {
            t->waits_for = 0;
            kk_threads_wake(t->wake);
            return;
        }
    }
}

/* (blocking=True, timeout=-1): when to give up. */
KK_MUST_CHECK static bool until_args(Vm *vm, Args args, uint64_t *until)
{
    bool blocking;
    KkFloat seconds = -1;
    if (!kk_truth(vm, kk_arg(args, 0, kk_true), &blocking) ||
        (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_float_arg(vm, args.pos[1], &seconds)))
        return false;
    if (!blocking && seconds != -1)
        return kk_raise_false(vm, KK_ValueError, "can't specify a timeout for a non-blocking call");
    if (seconds < 0 && seconds != -1)
        return kk_raise_false(vm, KK_ValueError, "timeout value must be positive");
    if (seconds > (KkFloat)9223372036.0 || seconds != seconds)
        return kk_raise_false(vm, KK_OverflowError, "timeout value is too large");
    *until = !blocking ? 0 : seconds < 0 ? FOREVER : kk_platform_ticks_us() + (uint64_t)(seconds * (KkFloat)1e6);
    return true;
}

/* ---- lock ---- */

static const Layout lock_layout = {sizeof(LockObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};

KK_MUST_CHECK static Value lock_repr(Vm *vm, Value self)
{
    return kk_format_message(vm, "<%s _thread.lock object at 0x%zx>", lock_of(self)->locked ? "locked" : "unlocked",
                             (size_t)self);
}

static const TypeSlots lock_slots = {.repr = lock_repr};
KK_TYPE(lock, object) = {KK_TYPE_HEAD(lock, object, &lock_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &lock_slots};

/* A lock that nobody has. */
KK_FUNCTION(_thread, allocate_lock, "()")
KK_FUNCTION(_thread, allocate, "()")
Value kk_thread_allocate_lock(Vm *vm, Value self, Args args) { return kk_object_new(vm, &kk_type_lock, 0); }

/* Takes the lock, waiting until nobody else has it, for timeout seconds at most; tells whether it has it now. */
KK_METHOD(lock, acquire, "(blocking=True, timeout=-1)")
KK_METHOD(lock, acquire_lock, "(blocking=True, timeout=-1)")
Value kk_thread_lock_acquire(Vm *vm, Value self, Args args)
{
    uint64_t until;
    bool taken;
    return until_args(vm, args, &until) && acquire_until(vm, self, until, &taken) ? kk_bool(taken) : KK_ERROR;
}

/* Gives the lock up, whoever took it. */
KK_METHOD(lock, release, "()")
KK_METHOD(lock, release_lock, "()")
Value kk_thread_lock_release(Vm *vm, Value self, Args args)
{
    if (!lock_of(self)->locked)
        return kk_raise(vm, KK_RAISES(RuntimeError), "release unlocked lock");
    release(vm, self);
    return kk_none;
}

/* Somebody has it. */
KK_METHOD(lock, locked, "()")
KK_METHOD(lock, locked_lock, "()")
Value kk_thread_lock_locked(Vm *vm, Value self, Args args) { return kk_bool(lock_of(self)->locked != 0); }

/* Takes the lock for the with statement. */
KK_METHOD(lock, __enter__, "()")
Value kk_thread_lock_enter(Vm *vm, Value self, Args args) { return kk_thread_lock_acquire(vm, self, KK_NO_ARGS); }

/* Gives it up. */
KK_METHOD(lock, __exit__, "(*args)")
Value kk_thread_lock_exit(Vm *vm, Value self, Args args) { return kk_thread_lock_release(vm, self, args); }

/* ---- RLock ---- */

static Value rlock_make(Vm *vm, Value cls, Args args, Value kw) { return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0); }

KK_MUST_CHECK static Value rlock_repr(Vm *vm, Value self)
{
    LockObj *lock = lock_of(self);
    return kk_format_message(vm, "<%s %T object owner=%zu count=%zu at 0x%zx>", lock->locked ? "locked" : "unlocked", self,
                             (size_t)lock->owner, (size_t)lock->count, (size_t)self);
}

static const TypeSlots rlock_slots = {.make = rlock_make, .repr = rlock_repr};
KK_TYPE(RLock, object) = {KK_TYPE_HEAD(RLock, object, &lock_layout, 0), .slots = &rlock_slots};

/* Takes the lock, once more if this thread has it already. */
KK_METHOD(RLock, acquire, "(blocking=True, timeout=-1)")
Value kk_thread_rlock_acquire(Vm *vm, Value self, Args args)
{
    uint64_t until;
    bool taken = true;
    uintptr_t me = kk_threads_ident();
    if (!until_args(vm, args, &until))
        return KK_ERROR;
    if (!lock_of(self)->locked || lock_of(self)->owner != me) {
        if (!acquire_until(vm, self, until, &taken))
            return KK_ERROR;
        if (!taken)
            return kk_false;
        lock_of(self)->owner = me;
        lock_of(self)->count = 0;
    }
    lock_of(self)->count++;
    return kk_true;
}

/* Gives the lock up, as often as it was taken. */
KK_METHOD(RLock, release, "()")
Value kk_thread_rlock_release(Vm *vm, Value self, Args args)
{
    LockObj *lock = lock_of(self);
    if (!lock->locked || lock->owner != kk_threads_ident())
        return kk_raise(vm, KK_RAISES(RuntimeError), "cannot release un-acquired lock");
    if (--lock->count == 0) {
        lock->owner = 0;
        release(vm, self);
    }
    return kk_none;
}

/* Takes the lock for the with statement. */
KK_METHOD(RLock, __enter__, "()")
Value kk_thread_rlock_enter(Vm *vm, Value self, Args args) { return kk_thread_rlock_acquire(vm, self, KK_NO_ARGS); }

/* Gives it up. */
KK_METHOD(RLock, __exit__, "(*args)")
Value kk_thread_rlock_exit(Vm *vm, Value self, Args args) { return kk_thread_rlock_release(vm, self, args); }

/* This thread has it. */
KK_METHOD(RLock, _is_owned, "()")
Value kk_thread_rlock_is_owned(Vm *vm, Value self, Args args)
{
    return kk_bool(lock_of(self)->locked && lock_of(self)->owner == kk_threads_ident());
}

/* For a Condition: gives the lock up altogether; (count, owner). */
KK_METHOD(RLock, _release_save, "()")
Value kk_thread_rlock_release_save(Vm *vm, Value self, Args args)
{
    LockObj *lock = lock_of(self);
    if (!lock->locked || lock->owner != kk_threads_ident())
        return kk_raise(vm, KK_RAISES(RuntimeError), "cannot release un-acquired lock");
    Value owner = kk_int_new_unsigned(vm, lock->owner);
    Value state = owner == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, KK_INT(lock->count), owner);
    if (state == KK_ERROR)
        return KK_ERROR;
    lock_of(self)->owner = lock_of(self)->count = 0;
    release(vm, self);
    return state;
}

/* The opposite. */
KK_METHOD(RLock, _acquire_restore, "(state, /)")
Value kk_thread_rlock_acquire_restore(Vm *vm, Value self, Args args)
{
    bool taken;
    intptr_t count = 1;
    Value state = kk_as_kind(args.pos[0], KIND_TUPLE);
    if (state == KK_UNSET || kk_tuple_len(state) != 2 || !kk_index(vm, kk_tuple_at(state, 0), &count))
        return kk_failed(vm) ? KK_ERROR : kk_raise(vm, KK_TypeError, "a tuple (count, owner) is required");
    if (!acquire_until(vm, self, FOREVER, &taken))
        return KK_ERROR;
    lock_of(self)->owner = kk_threads_ident();
    lock_of(self)->count = (uintptr_t)count;
    return kk_none;
}

/* ---- threads ---- */

#define DEFAULT_STACK ((size_t)8 << 20)

/* The size that _thread.stack_size() was told: an attribute of the module. */
static size_t stack_bytes(Vm *vm)
{
    Value module = kk_dict_get_name(vm->modules, KK_N(_thread));
    Value v = module == KK_UNSET || !kk_desc_is(module, &kk_type_module)
                  ? KK_UNSET : kk_dict_get_name(KK_OBJ(ModuleObj, module)->dict, KK_N(_stack_size));
    return v != KK_UNSET && kk_smallint_is(v) ? (size_t)kk_smallint_get(v) : 0;
}

/* The bytes of C stack that threads have which are started from now on; 0: as many as usual. Returns what it was. */
KK_FUNCTION(_thread, stack_size, "(size=None, /)")
Value kk_thread_stack_size(Vm *vm, Value self, Args args)
{
    enum { LEAST = 32768, MOST = 1 << 30 };
    intptr_t size;
    Value before = KK_INT(stack_bytes(vm)), module = kk_dict_get_name(vm->modules, KK_N(_thread));
    if (kk_arg(args, 0, kk_none) == kk_none)
        return before;
    if (!kk_index(vm, args.pos[0], &size))
        return KK_ERROR;
    if (size < 0)
        return kk_raise(vm, KK_ValueError, "size must be 0 or a positive value");
    if ((size != 0 && size < LEAST) || size > MOST)
        return kk_raise(vm, KK_ValueError, "size not valid: %zd bytes", size);
    if (module != KK_UNSET && !kk_setattr(vm, module, KK_N(_stack_size), KK_INT(size)))
        return KK_ERROR;
    return before;
}

/* Calls function(*args, **kwargs) in a thread of its own; returns its identifier. */
KK_FUNCTION(_thread, start_new_thread, "(function, args, kwargs=None, /)")
KK_FUNCTION(_thread, start_new, "(function, args, kwargs=None, /)")
Value kk_thread_start_new_thread(Vm *vm, Value self, Args args)
{
    Value list = kk_as_kind(args.pos[1], KIND_TUPLE), kwargs = kk_arg(args, 2, KK_UNSET);
    if (!kk_callable(vm, args.pos[0]))
        return kk_raise(vm, KK_TypeError, "first arg must be callable");
    if (list == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "2nd arg must be a tuple");
    if (kwargs != KK_UNSET && kk_as_kind(kwargs, KIND_DICT) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "optional 3rd arg must be a dictionary");
    size_t bytes = stack_bytes(vm);
    size_t least = (size_t)512 << 10;
    bytes = bytes == 0 ? DEFAULT_STACK : bytes < least ? least : bytes;
    Thread *t = kk_thread_start(vm, args.pos[0], list, kwargs, bytes);
    if (t == NULL)
        return KK_ERROR;
    /* Its identifier is known when it runs. Its blob stays as long as t is on this stack. */
    while (t->ident == 0) {
        kk_vm_leave(vm);
        kk_threads_pass();
        kk_vm_enter(vm);
    }
    return kk_int_new_unsigned(vm, t->ident);
}

/* The number of the running thread. */
KK_FUNCTION(_thread, get_ident, "()")
Value kk_thread_get_ident(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_threads_ident()); }

/* Its number for the system. */
KK_FUNCTION(_thread, get_native_id, "()")
Value kk_thread_get_native_id(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_threads_native()); }

/* Ends the running thread. */
KK_FUNCTION(_thread, exit, "()")
KK_FUNCTION(_thread, exit_thread, "()")
Value kk_thread_exit(Vm *vm, Value self, Args args)
{
    Value exc = kk_exc_new(vm, KK_RAISES(SystemExit), NULL, 0);
    return exc == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exc);
}

/* Ends what a thread waits for, or its next wait: for those who have changed what it should look at. */
KK_FUNCTION(_thread, _wake, "(ident, /)")
Value kk_thread_wake(Vm *vm, Value self, Args args)
{
    int64_t ident = 0;
    Thread *running = kk_thread_running(vm);
    if (!kk_int_is(args.pos[0]) || !kk_int_to64(args.pos[0], &ident))
        return kk_raise(vm, KK_TypeError, "an identifier is required");
    for (Thread *t = running == NULL ? NULL : running->next; t != NULL && t != running; t = t->next)
        if (t->ident == (uintptr_t)ident)
            kk_threads_wake(t->wake);
    return kk_none;
}

/* How many threads there are that start_new_thread() started. */
KK_FUNCTION(_thread, _count, "()")
Value kk_thread_count_now(Vm *vm, Value self, Args args) { return KK_INT(kk_thread_count(vm)); }

/* Interrupts the main thread as Ctrl-C does; for another signal its handler is called. */
KK_FUNCTION(_thread, interrupt_main, "(signum=2, /)")
Value kk_thread_interrupt_main(Vm *vm, Value self, Args args)
{
    intptr_t number = 2;
    Thread *t = kk_thread_running(vm);
    if (kk_arg(args, 0, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[0], &number))
        return KK_ERROR;
    if (number < 1 || number > 64)
        return kk_raise(vm, KK_ValueError, "signal number out of range");
    int done = kk_signals_simulate((int)number);
    while (t != NULL && !t->main)
        t = t->next;
    if (t != NULL)
        kk_threads_wake(t->wake);
    return done < 0 ? kk_raise_os(vm, -done, KK_UNSET) : kk_none;
}
