/*
 * m_errno.c: the module errno. The numbers are Linux's on every target, as platform/platform.h has it.
 *
 * Layer: modules.   Tests: tests/modules/errno/.
 */
#include "object/dict.h"
#include "object/func.h"
#include "object/ops.h"

KK_MODULE(errno)
KK_MODULE_CONST(errno, EPERM, KK_INT(1))
KK_MODULE_CONST(errno, ENOENT, KK_INT(2))
KK_MODULE_CONST(errno, ESRCH, KK_INT(3))
KK_MODULE_CONST(errno, EINTR, KK_INT(4))
KK_MODULE_CONST(errno, EIO, KK_INT(5))
KK_MODULE_CONST(errno, ENXIO, KK_INT(6))
KK_MODULE_CONST(errno, E2BIG, KK_INT(7))
KK_MODULE_CONST(errno, EBADF, KK_INT(9))
KK_MODULE_CONST(errno, ECHILD, KK_INT(10))
KK_MODULE_CONST(errno, EAGAIN, KK_INT(11))
KK_MODULE_CONST(errno, ENOMEM, KK_INT(12))
KK_MODULE_CONST(errno, EACCES, KK_INT(13))
KK_MODULE_CONST(errno, EFAULT, KK_INT(14))
KK_MODULE_CONST(errno, EBUSY, KK_INT(16))
KK_MODULE_CONST(errno, EEXIST, KK_INT(17))
KK_MODULE_CONST(errno, EXDEV, KK_INT(18))
KK_MODULE_CONST(errno, ENODEV, KK_INT(19))
KK_MODULE_CONST(errno, ENOTDIR, KK_INT(20))
KK_MODULE_CONST(errno, EISDIR, KK_INT(21))
KK_MODULE_CONST(errno, EINVAL, KK_INT(22))
KK_MODULE_CONST(errno, ENFILE, KK_INT(23))
KK_MODULE_CONST(errno, EMFILE, KK_INT(24))
KK_MODULE_CONST(errno, ENOTTY, KK_INT(25))
KK_MODULE_CONST(errno, EFBIG, KK_INT(27))
KK_MODULE_CONST(errno, ENOSPC, KK_INT(28))
KK_MODULE_CONST(errno, ESPIPE, KK_INT(29))
KK_MODULE_CONST(errno, EROFS, KK_INT(30))
KK_MODULE_CONST(errno, EMLINK, KK_INT(31))
KK_MODULE_CONST(errno, EPIPE, KK_INT(32))
KK_MODULE_CONST(errno, EDOM, KK_INT(33))
KK_MODULE_CONST(errno, ERANGE, KK_INT(34))
KK_MODULE_CONST(errno, EDEADLK, KK_INT(35))
KK_MODULE_CONST(errno, ENAMETOOLONG, KK_INT(36))
KK_MODULE_CONST(errno, ENOLCK, KK_INT(37))
KK_MODULE_CONST(errno, ENOSYS, KK_INT(38))
KK_MODULE_CONST(errno, ENOTEMPTY, KK_INT(39))
KK_MODULE_CONST(errno, ELOOP, KK_INT(40))
KK_MODULE_CONST(errno, EPROTO, KK_INT(71))
KK_MODULE_CONST(errno, EOVERFLOW, KK_INT(75))
KK_MODULE_CONST(errno, EILSEQ, KK_INT(84))
KK_MODULE_CONST(errno, ENOTSOCK, KK_INT(88))
KK_MODULE_CONST(errno, EDESTADDRREQ, KK_INT(89))
KK_MODULE_CONST(errno, EMSGSIZE, KK_INT(90))
KK_MODULE_CONST(errno, EPROTOTYPE, KK_INT(91))
KK_MODULE_CONST(errno, ENOPROTOOPT, KK_INT(92))
KK_MODULE_CONST(errno, EPROTONOSUPPORT, KK_INT(93))
KK_MODULE_CONST(errno, ENOTSUP, KK_INT(95))
KK_MODULE_CONST(errno, EOPNOTSUPP, KK_INT(95))
KK_MODULE_CONST(errno, EAFNOSUPPORT, KK_INT(97))
KK_MODULE_CONST(errno, EADDRINUSE, KK_INT(98))
KK_MODULE_CONST(errno, EADDRNOTAVAIL, KK_INT(99))
KK_MODULE_CONST(errno, ENETDOWN, KK_INT(100))
KK_MODULE_CONST(errno, ENETUNREACH, KK_INT(101))
KK_MODULE_CONST(errno, ENETRESET, KK_INT(102))
KK_MODULE_CONST(errno, ECONNABORTED, KK_INT(103))
KK_MODULE_CONST(errno, ECONNRESET, KK_INT(104))
KK_MODULE_CONST(errno, ENOBUFS, KK_INT(105))
KK_MODULE_CONST(errno, EISCONN, KK_INT(106))
KK_MODULE_CONST(errno, ENOTCONN, KK_INT(107))
KK_MODULE_CONST(errno, ESHUTDOWN, KK_INT(108))
KK_MODULE_CONST(errno, ETIMEDOUT, KK_INT(110))
KK_MODULE_CONST(errno, ECONNREFUSED, KK_INT(111))
KK_MODULE_CONST(errno, EHOSTDOWN, KK_INT(112))
KK_MODULE_CONST(errno, EHOSTUNREACH, KK_INT(113))
KK_MODULE_CONST(errno, EALREADY, KK_INT(114))
KK_MODULE_CONST(errno, EINPROGRESS, KK_INT(115))
KK_MODULE_CONST(errno, ECANCELED, KK_INT(125))
KK_MODULE_CONST(errno, EWOULDBLOCK, KK_INT(11))

/* {number: name}, a fresh dict at each access: it costs no memory while nobody asks. */
KK_MODULE_GETTER(errno, errorcode)
Value kk_errno_errorcode(Vm *vm, Value module)
{
    const RomTable *rom = kk_module_errno.rom;
    Value codes = kk_dict_new(vm, kk_native_count(rom));
    if (codes == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < kk_native_count(rom); i++) {
        RomAttr code = kk_native_entry(rom, i);
        Value number = code.value, name = code.name;
        if (!kk_smallint_is(number))
            continue;
        /* Of two names for a number CPython chooses the first one in the alphabet. */
        Value known = kk_dict_get(vm, codes, number);
        if (known != KK_UNSET && kk_bytes_compare(kk_str_span(known), kk_str_span(name)) < 0)
            continue;
        if (!kk_dict_set(vm, codes, number, name))
            return KK_ERROR;
    }
    return codes;
}
