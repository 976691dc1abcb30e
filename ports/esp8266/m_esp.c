/*
 * m_esp.c: the module esp: the flash chip by its addresses, and what else only this chip has.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "object/ops.h"
#include "object/output.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "ports/esp8266/flash.h"
#include "ports/esp8266/reset.h"
#include "types/bytes/bytes.h"

KK_MODULE(esp)
KK_MODULE_CONST(esp, SLEEP_NONE, KK_INT(0))
KK_MODULE_CONST(esp, SLEEP_LIGHT, KK_INT(1))
KK_MODULE_CONST(esp, SLEEP_MODEM, KK_INT(2))

/* ---- the flash chip ---- */

/* An address or a number of bytes. */
KK_MUST_CHECK static bool number_arg(Vm *vm, Value v, const char *what, uint32_t *n)
{
    intptr_t i;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < 0)
        return kk_raise_false(vm, KK_ValueError, "%s must not be negative", what);
    *n = (uint32_t)i;
    return true;
}

static Value done(Vm *vm, int result)
{
    return result < 0 ? kk_raise_os(vm, -result, KK_UNSET) : kk_none;
}

/* The identification of the flash chip. */
KK_FUNCTION(esp, flash_id, "()")
Value kk_esp_flash_id(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_flash_id()); }

/* Bytes of the flash chip. */
KK_FUNCTION(esp, flash_size, "()")
Value kk_esp_flash_size(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_flash_size()); }

/* The first byte that does not belong to the firmware. */
KK_FUNCTION(esp, flash_user_start, "()")
Value kk_esp_flash_user_start(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_flash_user_start()); }

/* Reads flash from that offset: so many bytes, or into a buffer. */
KK_FUNCTION(esp, flash_read, "(offset, length_or_buffer, /)")
Value kk_esp_flash_read(Vm *vm, Value self, Args args)
{
    uint32_t offset, length;
    Buffer to;
    if (!number_arg(vm, args.pos[0], "offset", &offset))
        return KK_ERROR;
    if (!kk_int_is(args.pos[1]))
        return kk_buffer_writable(vm, args.pos[1], &to) ? done(vm, kk_flash_read(offset, to.at, to.len)) : KK_ERROR;
    if (!number_arg(vm, args.pos[1], "length", &length))
        return KK_ERROR;
    Value bytes = kk_bytes_alloc(vm, length);
    if (bytes == KK_ERROR)
        return KK_ERROR;
    int result = kk_flash_read(offset, KK_OBJ(BytesObj, bytes)->at, length);
    return result < 0 ? done(vm, result) : bytes;
}

/* Writes bytes to flash at that offset, where it must have been erased. */
KK_FUNCTION(esp, flash_write, "(offset, bytes, /)")
Value kk_esp_flash_write(Vm *vm, Value self, Args args)
{
    uint32_t offset;
    Buffer from;
    if (!number_arg(vm, args.pos[0], "offset", &offset) || !kk_buffer_arg(vm, args.pos[1], &from))
        return KK_ERROR;
    return done(vm, kk_flash_write(offset, from.at, from.len));
}

/* Erases a sector of 4096 bytes. */
KK_FUNCTION(esp, flash_erase, "(sector, /)")
Value kk_esp_flash_erase(Vm *vm, Value self, Args args)
{
    uint32_t sector;
    if (!number_arg(vm, args.pos[0], "sector", &sector))
        return KK_ERROR;
    if (sector >= kk_flash_size() / KK_FLASH_SECTOR)
        return done(vm, -KK_EINVAL);
    return done(vm, kk_flash_erase(sector * KK_FLASH_SECTOR));
}

/* ---- the rest ---- */

/* Deep sleep for that many microseconds; 0: for ever. The option is for the radio. */
KK_FUNCTION(esp, deepsleep, "(time_us=0, option=0, /)")
Value kk_esp_deepsleep(Vm *vm, Value self, Args args)
{
    int64_t us;
    Value v = kk_index_int(vm, kk_arg(args, 0, KK_INT(0)));
    if (v == KK_ERROR)
        return KK_ERROR;
    if (!kk_int_to64(v, &us) || us < 0 || (uint64_t)us > kk_reset_longest_sleep())
        return kk_raise(vm, KK_ValueError, "time out of range: %V", v);
    (void)kk_out_flush(vm);
    kk_reset_deepsleep((uint64_t)us);
}

/* The radio's way of sleeping: there is no radio, so only SLEEP_NONE can be set. */
KK_FUNCTION(esp, sleep_type, "(sleep_type=None, /)")
Value kk_esp_sleep_type(Vm *vm, Value self, Args args)
{
    intptr_t type = 0;
    if (args.n == 0)
        return KK_INT(0);
    if (!kk_index_clamped(vm, args.pos[0], &type))
        return KK_ERROR;
    if (type != 0)
        return kk_raise(vm, KK_ValueError, "without a radio there is only SLEEP_NONE");
    return kk_none;
}

/* Messages of the chip's SDK, which this firmware does not have: does nothing. */
KK_FUNCTION(esp, osdebug, "(uart, level=None, /)")
Value kk_esp_osdebug(Vm *vm, Value self, Args args) { return kk_none; }

/* Free bytes of the one heap that there is. */
KK_FUNCTION(esp, freemem, "()")
Value kk_esp_freemem(Vm *vm, Value self, Args args) { return kk_int_new_unsigned(vm, kk_heap_free(&vm->heap)); }

/* Prints the memory of the chip. */
KK_FUNCTION(esp, meminfo, "()")
Value kk_esp_meminfo(Vm *vm, Value self, Args args)
{
    Value text = kk_format_message(vm, "heap: %zu used, %zu free\n", kk_heap_used(&vm->heap), kk_heap_free(&vm->heap));
    Span span;
    if (text == KK_ERROR || !kk_str_arg(vm, text, "text", &span))
        return KK_ERROR;
    kk_out_write(vm, span);
    return kk_none;
}
