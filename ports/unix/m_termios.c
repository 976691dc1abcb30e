/*
 * m_termios.c: the module termios: how a terminal treats what is typed and shown.
 *
 * Layer: ports.   Tests: tests/modules/termios/.
 */
#include <errno.h>
#include <string.h>
#include <termios.h>

#include "object/func.h"
#include "object/ops.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"
#include "types/list.h"
#include "unix.h"

KK_MODULE(termios)
KK_TYPE(termios_error, Exception) = {KK_TYPE_HEAD(termios_error, Exception, &kk_exc_layout, TYPE_EXCEPTION), .slots = &kk_exc_plain_slots};
extern const TypeObj kk_type_termios_error;
KK_MODULE_CONST(termios, error, KK_REF(&kk_type_termios_error))
KK_MODULE_CONST(termios, TCSANOW, KK_INT(0))
KK_MODULE_CONST(termios, TCSADRAIN, KK_INT(1))
KK_MODULE_CONST(termios, TCSAFLUSH, KK_INT(2))
KK_MODULE_CONST(termios, TCIFLUSH, KK_INT(0))
KK_MODULE_CONST(termios, TCOFLUSH, KK_INT(1))
KK_MODULE_CONST(termios, TCIOFLUSH, KK_INT(2))
KK_MODULE_CONST(termios, TCOOFF, KK_INT(0))
KK_MODULE_CONST(termios, TCOON, KK_INT(1))
KK_MODULE_CONST(termios, TCIOFF, KK_INT(2))
KK_MODULE_CONST(termios, TCION, KK_INT(3))
KK_MODULE_CONST(termios, IGNBRK, KK_INT(1))
KK_MODULE_CONST(termios, BRKINT, KK_INT(2))
KK_MODULE_CONST(termios, IGNPAR, KK_INT(4))
KK_MODULE_CONST(termios, PARMRK, KK_INT(8))
KK_MODULE_CONST(termios, INPCK, KK_INT(16))
KK_MODULE_CONST(termios, ISTRIP, KK_INT(32))
KK_MODULE_CONST(termios, INLCR, KK_INT(64))
KK_MODULE_CONST(termios, IGNCR, KK_INT(128))
KK_MODULE_CONST(termios, ICRNL, KK_INT(256))
KK_MODULE_CONST(termios, IUCLC, KK_INT(512))
KK_MODULE_CONST(termios, IXON, KK_INT(1024))
KK_MODULE_CONST(termios, IXANY, KK_INT(2048))
KK_MODULE_CONST(termios, IXOFF, KK_INT(4096))
KK_MODULE_CONST(termios, IMAXBEL, KK_INT(8192))
KK_MODULE_CONST(termios, OPOST, KK_INT(1))
KK_MODULE_CONST(termios, OLCUC, KK_INT(2))
KK_MODULE_CONST(termios, ONLCR, KK_INT(4))
KK_MODULE_CONST(termios, OCRNL, KK_INT(8))
KK_MODULE_CONST(termios, ONOCR, KK_INT(16))
KK_MODULE_CONST(termios, ONLRET, KK_INT(32))
KK_MODULE_CONST(termios, OFILL, KK_INT(64))
KK_MODULE_CONST(termios, CSIZE, KK_INT(48))
KK_MODULE_CONST(termios, CS5, KK_INT(0))
KK_MODULE_CONST(termios, CS6, KK_INT(16))
KK_MODULE_CONST(termios, CS7, KK_INT(32))
KK_MODULE_CONST(termios, CS8, KK_INT(48))
KK_MODULE_CONST(termios, CSTOPB, KK_INT(64))
KK_MODULE_CONST(termios, CREAD, KK_INT(128))
KK_MODULE_CONST(termios, PARENB, KK_INT(256))
KK_MODULE_CONST(termios, PARODD, KK_INT(512))
KK_MODULE_CONST(termios, HUPCL, KK_INT(1024))
KK_MODULE_CONST(termios, CLOCAL, KK_INT(2048))
KK_MODULE_CONST(termios, CRTSCTS, KK_INT(2147483648))
KK_MODULE_CONST(termios, ISIG, KK_INT(1))
KK_MODULE_CONST(termios, ICANON, KK_INT(2))
KK_MODULE_CONST(termios, ECHO, KK_INT(8))
KK_MODULE_CONST(termios, ECHOE, KK_INT(16))
KK_MODULE_CONST(termios, ECHOK, KK_INT(32))
KK_MODULE_CONST(termios, ECHONL, KK_INT(64))
KK_MODULE_CONST(termios, ECHOCTL, KK_INT(512))
KK_MODULE_CONST(termios, ECHOKE, KK_INT(2048))
KK_MODULE_CONST(termios, NOFLSH, KK_INT(128))
KK_MODULE_CONST(termios, TOSTOP, KK_INT(256))
KK_MODULE_CONST(termios, IEXTEN, KK_INT(32768))
KK_MODULE_CONST(termios, VINTR, KK_INT(0))
KK_MODULE_CONST(termios, VQUIT, KK_INT(1))
KK_MODULE_CONST(termios, VERASE, KK_INT(2))
KK_MODULE_CONST(termios, VKILL, KK_INT(3))
KK_MODULE_CONST(termios, VEOF, KK_INT(4))
KK_MODULE_CONST(termios, VTIME, KK_INT(5))
KK_MODULE_CONST(termios, VMIN, KK_INT(6))
KK_MODULE_CONST(termios, VSTART, KK_INT(8))
KK_MODULE_CONST(termios, VSTOP, KK_INT(9))
KK_MODULE_CONST(termios, VSUSP, KK_INT(10))
KK_MODULE_CONST(termios, VEOL, KK_INT(11))
KK_MODULE_CONST(termios, VREPRINT, KK_INT(12))
KK_MODULE_CONST(termios, VDISCARD, KK_INT(13))
KK_MODULE_CONST(termios, VWERASE, KK_INT(14))
KK_MODULE_CONST(termios, VLNEXT, KK_INT(15))
KK_MODULE_CONST(termios, VEOL2, KK_INT(16))
KK_MODULE_CONST(termios, NCCS, KK_INT(32))
KK_MODULE_CONST(termios, B0, KK_INT(0))
KK_MODULE_CONST(termios, B50, KK_INT(1))
KK_MODULE_CONST(termios, B75, KK_INT(2))
KK_MODULE_CONST(termios, B110, KK_INT(3))
KK_MODULE_CONST(termios, B134, KK_INT(4))
KK_MODULE_CONST(termios, B150, KK_INT(5))
KK_MODULE_CONST(termios, B200, KK_INT(6))
KK_MODULE_CONST(termios, B300, KK_INT(7))
KK_MODULE_CONST(termios, B600, KK_INT(8))
KK_MODULE_CONST(termios, B1200, KK_INT(9))
KK_MODULE_CONST(termios, B1800, KK_INT(10))
KK_MODULE_CONST(termios, B2400, KK_INT(11))
KK_MODULE_CONST(termios, B4800, KK_INT(12))
KK_MODULE_CONST(termios, B9600, KK_INT(13))
KK_MODULE_CONST(termios, B19200, KK_INT(14))
KK_MODULE_CONST(termios, B38400, KK_INT(15))
KK_MODULE_CONST(termios, B57600, KK_INT(4097))
KK_MODULE_CONST(termios, B115200, KK_INT(4098))
KK_MODULE_CONST(termios, B230400, KK_INT(4099))
KK_MODULE_CONST(termios, B460800, KK_INT(4100))
KK_MODULE_CONST(termios, B500000, KK_INT(4101))
KK_MODULE_CONST(termios, B576000, KK_INT(4102))
KK_MODULE_CONST(termios, B921600, KK_INT(4103))
KK_MODULE_CONST(termios, B1000000, KK_INT(4104))
KK_MODULE_CONST(termios, TIOCGWINSZ, KK_INT(21523))
KK_MODULE_CONST(termios, TIOCSWINSZ, KK_INT(21524))
KK_MODULE_CONST(termios, FIONREAD, KK_INT(21531))
KK_MODULE_CONST(termios, TIOCSTI, KK_INT(21522))

/* ---- arguments ---- */

/* A descriptor, or what has one. */
KK_MUST_CHECK static bool fd_arg(Vm *vm, Value v, int *fd)
{
    intptr_t n = -1;
    if (!kk_int_is(v) && kk_getattr_opt(vm, v, KK_N(fileno)) == KK_UNSET)
        return kk_failed(vm) ? false : kk_raise_false(vm, KK_TypeError, "argument must be an int, or have a fileno() method.");
    if (!kk_int_is(v) && (v = kk_call_method(vm, v, KK_N(fileno), NULL, 0)) == KK_ERROR)
        return false;
    if (!kk_index(vm, v, &n))
        return false;
    if (n < 0)
        return kk_raise_false(vm, KK_ValueError, "file descriptor cannot be a negative integer (%zd)", n);
    *fd = (int)n;
    return true;
}

/* termios.error with an errno and its text. */
static Value failed(Vm *vm)
{
    Value args[2] = {KK_INT(errno), kk_str_new(vm, kk_span_of(strerror(errno)))};
    Value exc = args[1] == KK_ERROR ? KK_ERROR : kk_exc_new(vm, &kk_type_termios_error, args, 2);
    return exc == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exc);
}

KK_MUST_CHECK static Value done(Vm *vm, int result) { return result < 0 ? failed(vm) : kk_none; }

/* ---- attributes ---- */

static bool is_count(const struct termios *t, size_t i) { return (t->c_lflag & ICANON) == 0 && (i == VMIN || i == VTIME); }

/* [iflag, oflag, cflag, lflag, ispeed, ospeed, characters] */
KK_FUNCTION(termios, tcgetattr, "(fd, /)")
Value kk_termios_tcgetattr(Vm *vm, Value self, Args args)
{
    struct termios t;
    int fd = -1;
    if (!fd_arg(vm, args.pos[0], &fd))
        return KK_ERROR;
    if (tcgetattr(fd, &t) < 0)
        return failed(vm);
    Value list = kk_list_new(vm, 7), chars = kk_list_new(vm, NCCS);
    if (list == KK_ERROR || chars == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < NCCS; i++) {
        uint8_t byte = t.c_cc[i];
        Value c = is_count(&t, i) ? KK_INT(byte) : kk_bytes_new(vm, (Span){&byte, 1});
        if (c == KK_ERROR || !kk_list_append(vm, chars, c))
            return KK_ERROR;
    }
    Value parts[7] = {KK_INT(t.c_iflag), KK_INT(t.c_oflag), KK_INT(t.c_cflag), KK_INT(t.c_lflag),
                      KK_INT(cfgetispeed(&t)), KK_INT(cfgetospeed(&t)), chars};
    for (size_t i = 0; i < 7; i++)
        if (!kk_list_append(vm, list, parts[i]))
            return KK_ERROR;
    return list;
}

KK_MUST_CHECK static bool take_chars(Vm *vm, Value v, struct termios *t)
{
    Value list = kk_as_kind(v, KIND_LIST);
    if (list == KK_UNSET || kk_list_len(list) != NCCS)
        return kk_raise_false(vm, KK_TypeError, "tcsetattr: attributes[6] must be %d element list", (int)NCCS);
    for (size_t i = 0; i < NCCS; i++) {
        Value c = kk_list_at(list, i);
        Span s;
        intptr_t n;
        if (kk_bytes_like(c, &s) && s.len == 1)
            t->c_cc[i] = s.at[0];
        else if (!kk_int_is(c))
            return kk_raise_false(vm, KK_TypeError, "tcsetattr: elements of attributes must be characters or integers");
        else if (!kk_index(vm, c, &n))
            return false;
        else
            t->c_cc[i] = (cc_t)n;
    }
    return true;
}

/* Sets what tcgetattr() gave, at once (TCSANOW) or when all has been written (TCSADRAIN, TCSAFLUSH). */
KK_FUNCTION(termios, tcsetattr, "(fd, when, attributes, /)")
Value kk_termios_tcsetattr(Vm *vm, Value self, Args args)
{
    struct termios t;
    int fd = -1;
    intptr_t when, n[6];
    Value list = kk_as_kind(args.pos[2], KIND_LIST);
    if (!fd_arg(vm, args.pos[0], &fd) || !kk_index(vm, args.pos[1], &when))
        return KK_ERROR;
    if (list == KK_UNSET || kk_list_len(list) != 7)
        return kk_raise(vm, KK_TypeError, "tcsetattr, arg 3: must be 7 element list");
    if (tcgetattr(fd, &t) < 0)
        return failed(vm);
    for (size_t i = 0; i < 6; i++)
        if (i >= kk_list_len(list) || !kk_index(vm, kk_list_at(list, i), &n[i]))
            return kk_failed(vm) ? KK_ERROR : kk_raise(vm, KK_TypeError, "tcsetattr, arg 3: must be 7 element list");
    if (kk_list_len(list) != 7 || !take_chars(vm, kk_list_at(list, 6), &t))
        return kk_failed(vm) ? KK_ERROR : kk_raise(vm, KK_TypeError, "tcsetattr, arg 3: must be 7 element list");
    t.c_iflag = (tcflag_t)n[0];
    t.c_oflag = (tcflag_t)n[1];
    t.c_cflag = (tcflag_t)n[2];
    t.c_lflag = (tcflag_t)n[3];
    (void)kk_unix_flush_out();
    if (cfsetispeed(&t, (speed_t)n[4]) < 0 || cfsetospeed(&t, (speed_t)n[5]) < 0)
        return failed(vm);
    return done(vm, tcsetattr(fd, (int)when, &t));
}

/* ---- lines ---- */

/* Waits until all has been sent. */
KK_FUNCTION(termios, tcdrain, "(fd, /)")
Value kk_termios_tcdrain(Vm *vm, Value self, Args args)
{
    int fd = -1;
    (void)kk_unix_flush_out();
    return fd_arg(vm, args.pos[0], &fd) ? done(vm, tcdrain(fd)) : KK_ERROR;
}

KK_MUST_CHECK static Value with_int(Vm *vm, Args args, int (*call)(int fd, int n))
{
    int fd = -1;
    intptr_t n;
    return fd_arg(vm, args.pos[0], &fd) && kk_index(vm, args.pos[1], &n) ? done(vm, call(fd, (int)n)) : KK_ERROR;
}

/* Forgets what was typed (TCIFLUSH), what is to be sent (TCOFLUSH), or both. */
KK_FUNCTION(termios, tcflush, "(fd, queue, /)")
Value kk_termios_tcflush(Vm *vm, Value self, Args args) { return with_int(vm, args, tcflush); }

/* Stops or continues the flow. */
KK_FUNCTION(termios, tcflow, "(fd, action, /)")
Value kk_termios_tcflow(Vm *vm, Value self, Args args) { return with_int(vm, args, tcflow); }

/* Sends a break. */
KK_FUNCTION(termios, tcsendbreak, "(fd, duration, /)")
Value kk_termios_tcsendbreak(Vm *vm, Value self, Args args) { return with_int(vm, args, tcsendbreak); }
