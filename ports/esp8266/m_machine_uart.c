/*
 * m_machine_uart.c: machine.UART over ports/esp8266/uart.h.
 *
 * UART0 is the console's as well: what the prompt does not read, a program can. UART1 only sends, on GPIO2. A ring that
 * rxbuf asks for is a pinned blob, kept alive by vm->roots[ROOT_PORT] for as long as the interrupt writes to it.
 *
 * Layer: ports.   Tests: tests/esp8266/run_drivers.py.
 */
#include "ports/esp8266/m_machine_uart.h"

#include "modules/machine/pin.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/pins.h"
#include "ports/esp8266/uart.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"

KK_MODULE_CONST(machine, UART, KK_REF(&kk_type_UART))

typedef struct UartObj {
    uintptr_t header;
    uintptr_t id;
    uintptr_t ready; /* initialised */
    uintptr_t rxbuf;
    uintptr_t timeout, timeout_char; /* ms */
} UartObj;

enum { OWN_RING = 256, LONGEST_RING = 16384, BAUDRATE_DEFAULT = 115200, SLICE_US = 200, PIECE = 64 };
enum { TX0 = 1, RX0 = 3, TX0_SWAPPED = 15, RX0_SWAPPED = 13, TX1 = 2, SWAPPED_FUNCTION = 4, UART1_FUNCTION = 2, SWAP_UART0 = 4 };

/* ---- setting up ---- */

typedef struct Wanted {
    UartFormat format;
    intptr_t rxbuf, timeout, timeout_char;
} Wanted;

KK_MUST_CHECK static bool number(Vm *vm, Value v, const char *what, intptr_t lo, intptr_t hi, intptr_t *out)
{
    intptr_t i;
    if (v == KK_UNSET || v == kk_none)
        return true;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < lo || i > hi)
        return kk_raise_false(vm, KK_ValueError, "invalid %s: %V", what, v);
    *out = i;
    return true;
}

/* given: baudrate, bits, parity, stop, tx, rx, rxbuf, timeout, timeout_char. parity: None, 0 (even) or 1 (odd). */
enum { BAUDRATE, BITS, PARITY, STOP, TX, RX, RXBUF, TIMEOUT, TIMEOUT_CHAR, ARGUMENTS };

KK_MUST_CHECK static bool read_options(Vm *vm, const Value *given, Wanted *w)
{
    intptr_t baud = (intptr_t)w->format.baud, bits = w->format.bits, stop = w->format.stop, parity = 0;
    if (!number(vm, given[BAUDRATE], "baudrate", 77, 5000000, &baud) || !number(vm, given[BITS], "bits", 5, 8, &bits) ||
        !number(vm, given[PARITY], "parity", 0, 1, &parity) || !number(vm, given[STOP], "stop", 1, 2, &stop) ||
        !number(vm, given[RXBUF], "rxbuf", 1, LONGEST_RING, &w->rxbuf) ||
        !number(vm, given[TIMEOUT], "timeout", 0, INT32_MAX / 1000, &w->timeout) ||
        !number(vm, given[TIMEOUT_CHAR], "timeout_char", 0, INT32_MAX / 1000, &w->timeout_char))
        return false;
    if (given[PARITY] == kk_none)
        w->format.parity = UART_PARITY_NONE;
    else if (given[PARITY] != KK_UNSET)
        w->format.parity = parity ? UART_PARITY_IS_ODD : UART_PARITY_IS_EVEN;
    w->format.baud = (uint32_t)baud;
    w->format.bits = (uint8_t)bits;
    w->format.stop = (uint8_t)stop;
    return true;
}

/* The pins are GPIO1 and GPIO3, or both of them GPIO15 and GPIO13. */
KK_MUST_CHECK static bool read_pins(Vm *vm, uintptr_t id, const Value *given, bool *swap)
{
    unsigned tx = id == 0 ? TX0 : TX1, rx = RX0;
    bool has_tx = given[TX] != KK_UNSET && given[TX] != kk_none, has_rx = given[RX] != KK_UNSET && given[RX] != kk_none;
    if ((has_tx && !kk_pin_arg(vm, given[TX], &tx)) || (has_rx && !kk_pin_arg(vm, given[RX], &rx)))
        return false;
    if (id == 1)
        return (tx == TX1 && !has_rx) || kk_raise_false(vm, KK_ValueError, "UART(1) has tx=2 and no rx");
    if (has_tx && !has_rx)
        rx = tx == TX0_SWAPPED ? RX0_SWAPPED : RX0;
    else if (has_rx && !has_tx)
        tx = rx == RX0_SWAPPED ? TX0_SWAPPED : TX0;
    *swap = tx == TX0_SWAPPED && rx == RX0_SWAPPED;
    return *swap || (tx == TX0 && rx == RX0) ||
           kk_raise_false(vm, KK_ValueError, "UART(0) has tx=1 and rx=3, or tx=15 and rx=13");
}

static void connect(uintptr_t id, bool swap)
{
    if (id == 1) {
        kk_pins_function(TX1, UART1_FUNCTION, PIN_PULL_NONE);
    } else if (swap) {
        kk_pins_function(TX0_SWAPPED, SWAPPED_FUNCTION, PIN_PULL_NONE);
        kk_pins_function(RX0_SWAPPED, SWAPPED_FUNCTION, PIN_PULL_UP);
        UART_SWAP |= SWAP_UART0;
    } else {
        UART_SWAP &= ~(uint32_t)SWAP_UART0;
        kk_pins_function(TX0, 0, PIN_PULL_NONE);
        kk_pins_function(RX0, 0, PIN_PULL_UP);
    }
}

/* A ring of n bytes, rounded up to a power of two, for UART0. @gc may collect */
KK_MUST_CHECK static bool set_ring(Vm *vm, intptr_t n)
{
    size_t size = OWN_RING;
    while (size < (size_t)n)
        size *= 2;
    if (size == OWN_RING) {
        kk_uart_ring(0, NULL, 0);
        vm->roots[ROOT_PORT] = KK_UNSET;
        return true;
    }
    Value ring = kk_blob_new(vm, size);
    if (ring == KK_ERROR)
        return false;
    if (!kk_heap_pin(&vm->heap, ring))
        return kk_raise_memory(vm) != KK_ERROR;
    kk_uart_ring(0, KK_OBJ(BlobObj, ring)->at, size);
    vm->roots[ROOT_PORT] = ring;
    return true;
}

void kk_machine_uart_stop(void)
{
    kk_uart_ring(0, NULL, 0);
}

KK_MUST_CHECK static bool configure(Vm *vm, Value self, const Value *given)
{
    UartObj *uart = KK_OBJ(UartObj, self);
    bool swap = false, moves = given[TX] != KK_UNSET || given[RX] != KK_UNSET || !uart->ready;
    Wanted w = {{BAUDRATE_DEFAULT, 8, 1, UART_PARITY_NONE}, OWN_RING, 0, 0};
    if (uart->ready) {
        w = (Wanted){kk_uart_format((unsigned)uart->id), (intptr_t)uart->rxbuf, (intptr_t)uart->timeout,
                     (intptr_t)uart->timeout_char};
    }
    if (!read_options(vm, given, &w) || !read_pins(vm, uart->id, given, &swap))
        return false;
    if (kk_uart_init((unsigned)uart->id, &w.format) < 0)
        return kk_raise_false(vm, KK_ValueError, "UART(%u) has no such format", (unsigned)uart->id);
    if (moves)
        connect(uart->id, swap);
    if (uart->id == 0 && (!uart->ready || (uintptr_t)w.rxbuf != uart->rxbuf) && !set_ring(vm, w.rxbuf))
        return false;
    /* A pause is longer than a byte takes, 13 bits at most. */
    intptr_t least = (intptr_t)(13000 / w.format.baud + 1);
    w.timeout_char = w.timeout_char < least ? least : w.timeout_char;
    uart->rxbuf = (uintptr_t)w.rxbuf;
    uart->timeout = (uintptr_t)w.timeout;
    uart->timeout_char = (uintptr_t)w.timeout_char;
    uart->ready = true;
    return true;
}

bool kk_machine_uart_is_console(Value object)
{
    return kk_is(object, &kk_type_UART) && KK_OBJ(UartObj, object)->ready && KK_OBJ(UartObj, object)->id == 0;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(id), KK_N(baudrate), KK_N(bits),  KK_N(parity),  KK_N(stop),
                                  KK_N(tx), KK_N(rx),       KK_N(rxbuf), KK_N(timeout), KK_N(timeout_char)};
    Value given[1 + ARGUMENTS];
    intptr_t id = -1;
    if (args.n > 5)
        return kk_raise_false(vm, KK_TypeError, "UART() takes at most 5 positional arguments (%zu given)", args.n);
    if (!kk_keywords_bind(vm, "UART", args, kw, names, 1 + ARGUMENTS, given))
        return false;
    if (given[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "UART() missing required argument 'id'");
    if (!kk_index_clamped(vm, given[0], &id))
        return false;
    if (id < 0 || id >= KK_UARTS)
        return kk_raise_false(vm, KK_ValueError, "there is no UART(%V)", given[0]);
    KK_OBJ(UartObj, self)->id = (uintptr_t)id;
    KK_OBJ(UartObj, self)->ready = false;
    return configure(vm, self, given + 1);
}

static Value repr(Vm *vm, Value self)
{
    static const char *const parities[] = {"None", "0", "1"};
    const UartObj *uart = KK_OBJ(UartObj, self);
    UartFormat f = kk_uart_format((unsigned)uart->id);
    return kk_format_message(vm, "UART(%u, baudrate=%u, bits=%u, parity=%s, stop=%u, rxbuf=%u, timeout=%u, timeout_char=%u)",
                             (unsigned)uart->id, (unsigned)f.baud, (unsigned)f.bits, parities[f.parity],
                             (unsigned)f.stop, (unsigned)uart->rxbuf, (unsigned)uart->timeout,
                             (unsigned)uart->timeout_char);
}

KK_MUST_CHECK static Value read_bytes(Vm *vm, UartObj *uart, size_t limit, bool line);

static Value self_iter(Vm *vm, Value self)
{
    return self;
}

static Value next_line(Vm *vm, Value self)
{
    UartObj *uart = KK_OBJ(UartObj, self);
    if (!uart->ready)
        return kk_raise(vm, KK_ValueError, "the UART is not initialised");
    Value line = read_bytes(vm, uart, SIZE_MAX, true);
    return line == kk_none ? KK_END : line;
}

static const Layout layout = {sizeof(UartObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .init = init, .repr = repr, .iter = self_iter, .next = next_line};
KK_TYPE(UART, object) = {KK_TYPE_HEAD(UART, object, &layout, 0), .slots = &slots};

/* Changes what is given. */
KK_METHOD(UART, init, "(baudrate=None, bits=None, parity=None, stop=None, *, tx=None, rx=None, rxbuf=None, timeout=None, timeout_char=None)")
Value kk_machine_uart_init(Vm *vm, Value self, Args args)
{
    Value given[ARGUMENTS];
    for (size_t i = 0; i < ARGUMENTS; i++)
        given[i] = kk_arg(args, i, KK_UNSET);
    return configure(vm, self, given) ? kk_none : KK_ERROR;
}

KK_MUST_CHECK static bool check_ready(Vm *vm, Value self)
{
    return KK_OBJ(UartObj, self)->ready || kk_raise_false(vm, KK_ValueError, "the UART is not initialised");
}

/* Sends what was written and gives up the receive buffer; UART0 stays the console's. */
KK_METHOD(UART, deinit, "()")
Value kk_machine_uart_deinit(Vm *vm, Value self, Args args)
{
    UartObj *uart = KK_OBJ(UartObj, self);
    if (!uart->ready)
        return kk_none;
    kk_uart_flush((unsigned)uart->id);
    if (uart->id == 0) {
        kk_uart_ring(0, NULL, 0);
        vm->roots[ROOT_PORT] = KK_UNSET;
    } else {
        (void)kk_pins_mode(TX1, PIN_IN, PIN_PULL_NONE);
    }
    uart->ready = false;
    return kk_none;
}

/* ---- receiving ---- */

/* Waits for a byte, at most so many milliseconds; handlers run meanwhile. @gc may collect */
KK_MUST_CHECK static bool wait_byte(Vm *vm, unsigned id, uintptr_t ms, bool *there)
{
    uint64_t end = kk_platform_ticks_us() + (uint64_t)ms * 1000;
    for (;;) {
        *there = kk_uart_any(id) > 0;
        if (*there)
            return true;
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return false;
        uint64_t now = kk_platform_ticks_us();
        if (now >= end)
            return true;
        kk_platform_sleep_us(end - now < SLICE_US ? end - now : SLICE_US);
    }
}

/* Reads until the limit (SIZE_MAX: none), the end of a line if asked for, or a pause. None when there was nothing.
 * @gc may collect */
KK_MUST_CHECK static Value read_bytes(Vm *vm, UartObj *uart, size_t limit, bool line)
{
    StrBuf b;
    bool there;
    unsigned id = (unsigned)uart->id;
    uintptr_t wait = uart->timeout;
    kk_strbuf_init(&b, vm);
    while (b.len < limit) {
        uint8_t piece[PIECE];
        if (!wait_byte(vm, id, wait, &there))
            return KK_ERROR;
        if (!there)
            break;
        size_t n = line ? 1 : limit - b.len < PIECE ? limit - b.len : PIECE;
        n = kk_uart_read(id, piece, n);
        if (!kk_strbuf_add(&b, (Span){piece, n}))
            return KK_ERROR;
        if (line && piece[0] == '\n')
            break;
        wait = uart->timeout_char;
    }
    return b.len == 0 && limit > 0 ? kk_none : kk_strbuf_finish_bytes(&b);
}

KK_MUST_CHECK static bool limit_arg(Vm *vm, Value v, size_t *limit)
{
    intptr_t n = -1;
    if (v != KK_UNSET && v != kk_none && !kk_index_clamped(vm, v, &n))
        return false;
    *limit = n < 0 ? SIZE_MAX : (size_t)n;
    return true;
}

/* How many bytes can be read without waiting. */
KK_METHOD(UART, any, "()")
Value kk_machine_uart_any(Vm *vm, Value self, Args args)
{
    return check_ready(vm, self) ? KK_INT(kk_uart_any((unsigned)KK_OBJ(UartObj, self)->id)) : KK_ERROR;
}

/* Reads up to nbytes, or what comes until there is a pause; None when nothing came in time. */
KK_METHOD(UART, read, "(nbytes=-1, /)")
Value kk_machine_uart_read(Vm *vm, Value self, Args args)
{
    size_t limit;
    if (!check_ready(vm, self) || !limit_arg(vm, kk_arg(args, 0, KK_UNSET), &limit))
        return KK_ERROR;
    return read_bytes(vm, KK_OBJ(UartObj, self), limit, false);
}

/* Reads a line with its end, as much of it as comes in time; None when nothing came. */
KK_METHOD(UART, readline, "(nbytes=-1, /)")
Value kk_machine_uart_readline(Vm *vm, Value self, Args args)
{
    size_t limit;
    if (!check_ready(vm, self) || !limit_arg(vm, kk_arg(args, 0, KK_UNSET), &limit))
        return KK_ERROR;
    return read_bytes(vm, KK_OBJ(UartObj, self), limit, true);
}

/* Fills a buffer, or nbytes of it; returns how many bytes came, None when none did in time. */
KK_METHOD(UART, readinto, "(buf, nbytes=-1, /)")
Value kk_machine_uart_readinto(Vm *vm, Value self, Args args)
{
    const UartObj *uart = KK_OBJ(UartObj, self);
    size_t limit, done = 0;
    Buffer to;
    bool there = true;
    if (!check_ready(vm, self) || !limit_arg(vm, kk_arg(args, 1, KK_UNSET), &limit))
        return KK_ERROR;
    for (;;) {
        /* Waiting may have run code that shortened it. */
        if (!kk_buffer_writable(vm, args.pos[0], &to))
            return KK_ERROR;
        size_t end = limit < to.len ? limit : to.len;
        if (done < end && there)
            done += kk_uart_read((unsigned)uart->id, to.at + done, end - done);
        if (done >= end || !there)
            break;
        if (!wait_byte(vm, (unsigned)uart->id, done > 0 ? uart->timeout_char : uart->timeout, &there))
            return KK_ERROR;
    }
    return done == 0 && to.len > 0 && limit > 0 ? kk_none : KK_INT(done);
}

/* ---- sending ---- */

/* The bytes of a str or bytes-like object. */
KK_MUST_CHECK static bool data_arg(Vm *vm, Value v, Buffer *data)
{
    Value text = kk_as_kind(v, KIND_STR);
    if (text == KK_UNSET)
        return kk_buffer_arg(vm, v, data);
    Span span = kk_str_span(text);
    *data = (Buffer){(uint8_t *)(uintptr_t)span.at, span.len, 'B', 1, true};
    return true;
}

/* Writes all of it, waiting for room; returns how many bytes that were. */
KK_METHOD(UART, write, "(buf, /)")
Value kk_machine_uart_write(Vm *vm, Value self, Args args)
{
    Buffer data;
    size_t done = 0;
    unsigned id = (unsigned)KK_OBJ(UartObj, self)->id;
    if (!check_ready(vm, self))
        return KK_ERROR;
    for (;;) {
        if (!data_arg(vm, args.pos[0], &data))
            return KK_ERROR;
        if (done >= data.len)
            return KK_INT(done);
        size_t n = data.len - done < PIECE ? data.len - done : PIECE;
        kk_uart_write(id, data.at + done, n);
        done += n;
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return KK_ERROR;
    }
}

/* Waits until all that was written has left. */
KK_METHOD(UART, flush, "()")
Value kk_machine_uart_flush(Vm *vm, Value self, Args args)
{
    if (!check_ready(vm, self))
        return KK_ERROR;
    kk_uart_flush((unsigned)KK_OBJ(UartObj, self)->id);
    return kk_none;
}

/* Whether all that was written has left. */
KK_METHOD(UART, txdone, "()")
Value kk_machine_uart_txdone(Vm *vm, Value self, Args args)
{
    return check_ready(vm, self) ? kk_bool(kk_uart_idle((unsigned)KK_OBJ(UartObj, self)->id)) : KK_ERROR;
}
