/*
 * m_signal.c: the module signal: handlers in Python, which the main thread calls at its next poll.
 *
 * The handlers are a list in vm->roots[ROOT_SIGNALS]; one that is not in it is what the system has: SIG_DFL, SIG_IGN, or
 * default_int_handler, which needs no call of Python.
 *
 * Layer: modules.   Tests: tests/modules/signal/.
 */
#include "object/dict.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "platform/signals.h"
#include "types/frame.h"
#include "types/list.h"
#include "types/tuple.h"

KK_MODULE(signal)
KK_MODULE_CONST(signal, SIG_DFL, KK_INT(0))
KK_MODULE_CONST(signal, SIG_IGN, KK_INT(1))
KK_MODULE_CONST(signal, SIG_BLOCK, KK_INT(0))
KK_MODULE_CONST(signal, SIG_UNBLOCK, KK_INT(1))
KK_MODULE_CONST(signal, SIG_SETMASK, KK_INT(2))
KK_MODULE_CONST(signal, NSIG, KK_INT(65))
KK_MODULE_CONST(signal, ITIMER_REAL, KK_INT(0))
KK_MODULE_CONST(signal, ITIMER_VIRTUAL, KK_INT(1))
KK_MODULE_CONST(signal, ITIMER_PROF, KK_INT(2))
KK_MODULE_CONST(signal, ItimerError, KK_REF(&kk_type_OSError))
KK_MODULE_CONST(signal, SIGHUP, KK_INT(1))
KK_MODULE_CONST(signal, SIGINT, KK_INT(2))
KK_MODULE_CONST(signal, SIGQUIT, KK_INT(3))
KK_MODULE_CONST(signal, SIGILL, KK_INT(4))
KK_MODULE_CONST(signal, SIGTRAP, KK_INT(5))
KK_MODULE_CONST(signal, SIGABRT, KK_INT(6))
KK_MODULE_CONST(signal, SIGBUS, KK_INT(7))
KK_MODULE_CONST(signal, SIGFPE, KK_INT(8))
KK_MODULE_CONST(signal, SIGKILL, KK_INT(9))
KK_MODULE_CONST(signal, SIGUSR1, KK_INT(10))
KK_MODULE_CONST(signal, SIGSEGV, KK_INT(11))
KK_MODULE_CONST(signal, SIGUSR2, KK_INT(12))
KK_MODULE_CONST(signal, SIGPIPE, KK_INT(13))
KK_MODULE_CONST(signal, SIGALRM, KK_INT(14))
KK_MODULE_CONST(signal, SIGTERM, KK_INT(15))
KK_MODULE_CONST(signal, SIGCHLD, KK_INT(17))
KK_MODULE_CONST(signal, SIGCONT, KK_INT(18))
KK_MODULE_CONST(signal, SIGSTOP, KK_INT(19))
KK_MODULE_CONST(signal, SIGTSTP, KK_INT(20))
KK_MODULE_CONST(signal, SIGTTIN, KK_INT(21))
KK_MODULE_CONST(signal, SIGTTOU, KK_INT(22))
KK_MODULE_CONST(signal, SIGURG, KK_INT(23))
KK_MODULE_CONST(signal, SIGXCPU, KK_INT(24))
KK_MODULE_CONST(signal, SIGXFSZ, KK_INT(25))
KK_MODULE_CONST(signal, SIGVTALRM, KK_INT(26))
KK_MODULE_CONST(signal, SIGPROF, KK_INT(27))
KK_MODULE_CONST(signal, SIGWINCH, KK_INT(28))
KK_MODULE_CONST(signal, SIGIO, KK_INT(29))
KK_MODULE_CONST(signal, SIGPWR, KK_INT(30))
KK_MODULE_CONST(signal, SIGSYS, KK_INT(31))
KK_MODULE_CONST(signal, SIGRTMIN, KK_INT(34))
KK_MODULE_CONST(signal, SIGRTMAX, KK_INT(64))

/* What is in the Python half: Signals, Handlers, Sigmasks. */
KK_FUNCTION(signal, __getattr__, "(name, /)")
Value kk_signal_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(signal), KK_N(_signal_more), args.pos[0]);
}

/* ---- handlers ---- */

/* What Ctrl-C does: raises KeyboardInterrupt. */
KK_FUNCTION(signal, default_int_handler, "(signalnum, frame, /)")
Value kk_signal_default_int_handler(Vm *vm, Value self, Args args)
{
    Value exc = kk_exc_new(vm, KK_RAISES(KeyboardInterrupt), NULL, 0);
    return exc == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exc);
}

/* vm->events: calls the handlers of what was noted. */
KK_MUST_CHECK static bool run_handlers(Vm *vm)
{
    int number;
    while ((number = kk_signals_take()) > 0) {
        Value list = vm->roots[ROOT_SIGNALS];
        Value handler = list == KK_UNSET ? kk_none : kk_list_at(list, (size_t)number);
        if (handler == kk_none)
            continue;
        Value frame = vm->base == NULL ? kk_none : kk_frame_at(vm, vm->base);
        if (frame == KK_ERROR || kk_call2(vm, handler, KK_INT(number), frame) == KK_ERROR) {
            /* The others have their turn at the next poll. */
            vm->poll_for[POLL_EVENTS] = 1;
            return false;
        }
    }
    return true;
}

KK_MUST_CHECK static bool number_arg(Vm *vm, Value v, int *number)
{
    intptr_t n;
    *number = 0;
    if (!kk_index(vm, v, &n))
        return false;
    if (n < 1 || n >= SIGNALS)
        return kk_raise_false(vm, KK_ValueError, "signal number out of range");
    *number = (int)n;
    return true;
}

/* The attribute of the module itself: there is one default_int_handler. */
KK_MUST_CHECK static Value interrupt_handler(Vm *vm)
{
    Value module = kk_import_name(vm, KK_N(signal));
    return module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, KK_N(default_int_handler));
}

/* The handler of a signal: a function, SIG_DFL, SIG_IGN, or None: it is not Python's. */
KK_FUNCTION(signal, getsignal, "(signalnum, /)")
Value kk_signal_getsignal(Vm *vm, Value self, Args args)
{
    int number;
    if (!number_arg(vm, args.pos[0], &number))
        return KK_ERROR;
    switch (kk_signals_get(number)) {
    case SIGNAL_DEFAULT:
        return KK_INT(0);
    case SIGNAL_IGNORE:
        return KK_INT(1);
    case SIGNAL_INTERRUPT:
        return interrupt_handler(vm);
    case SIGNAL_NOTE:
        return vm->roots[ROOT_SIGNALS] == KK_UNSET ? kk_none : kk_list_at(vm->roots[ROOT_SIGNALS], (size_t)number);
    default:
        return kk_none;
    }
}

/* A list with a place for each signal. */
KK_MUST_CHECK static bool have_list(Vm *vm)
{
    if (vm->roots[ROOT_SIGNALS] != KK_UNSET)
        return true;
    Value list = kk_list_new(vm, SIGNALS);
    for (size_t i = 0; list != KK_ERROR && i < SIGNALS; i++)
        if (!kk_list_append(vm, list, kk_none))
            return false;
    if (list == KK_ERROR)
        return false;
    vm->roots[ROOT_SIGNALS] = list;
    vm->events = run_handlers;
    return true;
}

/* From now on the signal calls handler(number, frame), or is ignored (SIG_IGN), or does what it does (SIG_DFL). Returns the
 * handler before. */
KK_FUNCTION(signal, signal, "(signalnum, handler, /)")
Value kk_signal_signal(Vm *vm, Value self, Args args)
{
    int number;
    Value handler = args.pos[1], own = interrupt_handler(vm);
    SignalAction action = SIGNAL_NOTE;
    if (own == KK_ERROR || !number_arg(vm, args.pos[0], &number))
        return KK_ERROR;
    if (vm->yield != NULL && !vm->yield(vm))
        return kk_raise(vm, KK_ValueError, "signal only works in main thread of the main interpreter");
    if (kk_int_is(handler) && kk_int_bits(handler) <= 1)
        action = kk_int_bits(handler) == 0 ? SIGNAL_DEFAULT : SIGNAL_IGNORE;
    else if (!kk_callable(vm, handler))
        return kk_raise(vm, KK_TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    else if (handler == own)
        action = SIGNAL_INTERRUPT;
    Value before = kk_signal_getsignal(vm, self, (Args){args.pos, 1});
    if (before == KK_ERROR || !have_list(vm) || (vm->poll != 0 && !kk_vm_poll(vm)))
        return KK_ERROR;
    kk_list_items(vm->roots[ROOT_SIGNALS])[number] = action == SIGNAL_NOTE ? handler : kk_none;
    int done = kk_signals_set(number, action);
    return done < 0 ? kk_raise_os(vm, -done, KK_UNSET) : before;
}

/* ---- sending and waiting ---- */

/* After a signal was sent to this process: its handler runs before the call returns. */
KK_MUST_CHECK static Value settled(Vm *vm, int done)
{
    if (done < 0)
        return kk_raise_os(vm, -done, KK_UNSET);
    return vm->poll == 0 || kk_vm_poll(vm) ? kk_none : KK_ERROR;
}

/* Sends a signal to this process. */
KK_FUNCTION(signal, raise_signal, "(signalnum, /)")
Value kk_signal_raise_signal(Vm *vm, Value self, Args args)
{
    int number;
    return number_arg(vm, args.pos[0], &number) ? settled(vm, kk_signals_raise(number)) : KK_ERROR;
}

/* Waits for a signal. */
KK_FUNCTION(signal, pause, "()")
Value kk_signal_pause(Vm *vm, Value self, Args args)
{
    while (vm->poll == 0) {
        kk_vm_leave(vm);
        kk_platform_sleep_us((uint64_t)1 << 40);
        kk_vm_enter(vm);
    }
    return kk_vm_poll(vm) ? kk_none : KK_ERROR;
}

/* SIGALRM in so many seconds, 0: none; returns the seconds that were left before the last one. */
KK_FUNCTION(signal, alarm, "(seconds, /)")
Value kk_signal_alarm(Vm *vm, Value self, Args args)
{
    intptr_t seconds;
    double left, every;
    if (!kk_index(vm, args.pos[0], &seconds))
        return KK_ERROR;
    int done = kk_signals_timer(0, seconds < 0 ? 0 : (double)seconds, 0, &left, &every);
    intptr_t whole = (intptr_t)left;
    return done < 0 ? kk_raise_os(vm, -done, KK_UNSET) : KK_INT(whole + ((double)whole < left));
}

KK_MUST_CHECK static Value timer_pair(Vm *vm, int done, double left, double every)
{
    if (done < 0)
        return kk_raise_os(vm, -done, KK_UNSET);
    Value parts[2] = {kk_float_new(vm, (KkFloat)left), kk_float_new(vm, (KkFloat)every)};
    return parts[0] == KK_ERROR || parts[1] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 2);
}

/* The signal of a timer in so many seconds, and then at intervals; returns what was set before. */
KK_FUNCTION(signal, setitimer, "(which, seconds, interval=0.0, /)")
Value kk_signal_setitimer(Vm *vm, Value self, Args args)
{
    intptr_t which;
    KkFloat seconds, interval = 0;
    double left = 0, every = 0;
    if (!kk_index(vm, args.pos[0], &which) || !kk_float_arg(vm, args.pos[1], &seconds) ||
        (kk_arg(args, 2, KK_UNSET) != KK_UNSET && !kk_float_arg(vm, args.pos[2], &interval)))
        return KK_ERROR;
    int done = seconds < 0 || interval < 0 || !(seconds < 1e15 && interval < 1e15)
                   ? -KK_EINVAL : kk_signals_timer((int)which, (double)seconds, (double)interval, &left, &every);
    return timer_pair(vm, done, left, every);
}

/* (seconds left, interval) */
KK_FUNCTION(signal, getitimer, "(which, /)")
Value kk_signal_getitimer(Vm *vm, Value self, Args args)
{
    intptr_t which;
    double left = 0, every = 0;
    if (!kk_index(vm, args.pos[0], &which))
        return KK_ERROR;
    int done = kk_signals_timer_left((int)which, &left, &every);
    return timer_pair(vm, done, left, every);
}

/* Noting a signal writes its number to this descriptor, -1: to none. Returns the one before. */
KK_FUNCTION(signal, set_wakeup_fd, "(fd, /, *, warn_on_full_buffer=True)")
Value kk_signal_set_wakeup_fd(Vm *vm, Value self, Args args)
{
    intptr_t fd;
    return kk_index(vm, args.pos[0], &fd) ? KK_INT(kk_signals_wakeup((int)fd)) : KK_ERROR;
}

/* What the system calls a signal: 'Interrupt'. None: it has no such signal. */
KK_FUNCTION(signal, strsignal, "(signalnum, /)")
Value kk_signal_strsignal(Vm *vm, Value self, Args args)
{
    int number;
    if (!number_arg(vm, args.pos[0], &number))
        return KK_ERROR;
    const char *text = kk_signals_text(number);
    return text == NULL ? kk_none : kk_str_new(vm, kk_span_of(text));
}

/* Does nothing: an interrupted call goes on after its handlers. */
KK_FUNCTION(signal, siginterrupt, "(signalnum, flag, /)")
Value kk_signal_siginterrupt(Vm *vm, Value self, Args args)
{
    int number;
    return number_arg(vm, args.pos[0], &number) ? kk_none : KK_ERROR;
}

/* Blocks, unblocks or sets the signals of an iterable; returns a list of those that were blocked. */
KK_FUNCTION(signal, _mask, "(how, mask, /)")
Value kk_signal_mask(Vm *vm, Value self, Args args)
{
    intptr_t how;
    int number;
    uint64_t mask[2] = {0, 0};
    Value list = kk_list_from_iterable(vm, args.pos[1]);
    if (list == KK_ERROR || !kk_index(vm, args.pos[0], &how))
        return KK_ERROR;
    for (size_t i = 0; i < kk_list_len(list); i++) {
        if (!number_arg(vm, kk_list_at(list, i), &number))
            return KK_ERROR;
        mask[number / 64] |= (uint64_t)1 << (number % 64);
    }
    int done = how < 0 || how > 2 ? -KK_EINVAL : kk_signals_mask((int)how, mask);
    Value before = settled(vm, done) == KK_ERROR ? KK_ERROR : kk_list_new(vm, 0);
    for (number = 1; before != KK_ERROR && number < SIGNALS; number++)
        if ((mask[number / 64] >> (number % 64) & 1) && !kk_list_append(vm, before, KK_INT(number)))
            return KK_ERROR;
    return before;
}
