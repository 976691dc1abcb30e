/*
 * m_micropython_ringio.c: micropython.RingIO, a queue of bytes in memory that is given or its own.
 *
 * The ring holds one byte less than its memory, so that a reader and a writer need no common
 * counter: it is empty when both positions are equal.
 *
 * Layer: modules.   Tests: tests/modules/micropython/ringio.py.
 */
#include "object/ops.h"
#include "types/bytes/bytes.h"

typedef struct RingObj {
    uintptr_t header;
    Value memory;    /* an object that exports a writable buffer */
    uintptr_t read;  /* where the next byte comes from ... */
    uintptr_t write; /* ... and goes to; both below the buffer's length */
} RingObj;

/* A ring whose memory is looked at: valid until Python code runs. */
typedef struct Ring {
    RingObj *object;
    uint8_t *at;
    size_t size;
} Ring;

/* The memory may be a bytearray that was made smaller meanwhile: that is the caller's error. */
KK_MUST_CHECK static bool open_ring(Vm *vm, Value self, Ring *ring)
{
    Buffer buffer;
    RingObj *object = KK_OBJ(RingObj, self);
    if (!kk_buffer_writable(vm, object->memory, &buffer))
        return false;
    if (object->read >= buffer.len || object->write >= buffer.len)
        return kk_raise_false(vm, KK_ValueError, "the buffer of the RingIO has shrunk");
    *ring = (Ring){object, buffer.at, buffer.len};
    return true;
}

static size_t used(const Ring *ring)
{
    size_t write = ring->object->write, read = ring->object->read;
    return write >= read ? write - read : write + ring->size - read;
}

/* Moves n bytes, which there are, to `to`. */
static void take(Ring *ring, uint8_t *to, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] = ring->at[ring->object->read];
        ring->object->read = (ring->object->read + 1) % ring->size;
    }
}

KK_MUST_CHECK static Value take_bytes(Vm *vm, Value self, size_t n)
{
    Ring ring;
    Value bytes = kk_bytes_alloc(vm, n);
    if (bytes == KK_ERROR || n == 0)
        return bytes;
    if (!open_ring(vm, self, &ring))
        return KK_ERROR;
    take(&ring, KK_OBJ(BytesObj, bytes)->at, n);
    return bytes;
}

/* The argument `n` of read and its like: all that there is when it is absent, None or negative. */
KK_MUST_CHECK static bool count_arg(Vm *vm, Value arg, size_t all, size_t *n)
{
    intptr_t i = -1;
    if (arg != kk_none && !kk_index_clamped(vm, arg, &i))
        return false;
    *n = i < 0 || (size_t)i > all ? all : (size_t)i;
    return true;
}

KK_MUST_CHECK static Value ring_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (args.n != 1 || (kw != KK_UNSET))
        return kk_raise(vm, KK_TypeError, "RingIO() takes exactly one argument (%zu given)", args.n);
    Value memory = args.pos[0];
    if (kk_int_is(memory)) {
        intptr_t size;
        if (!kk_index(vm, memory, &size))
            return KK_ERROR;
        if (size < 1)
            return kk_raise(vm, KK_ValueError, "RingIO size must be positive");
        memory = kk_bytearray_new(vm, (Span){NULL, 0});
        if (memory == KK_ERROR || !kk_bytearray_resize(vm, memory, (size_t)size + 1))
            return KK_ERROR;
    }
    Buffer buffer;
    if (!kk_buffer_writable(vm, memory, &buffer))
        return KK_ERROR;
    if (buffer.len < 2)
        return kk_raise(vm, KK_ValueError, "RingIO buffer is too small");
    Value ring = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (ring != KK_ERROR)
        KK_OBJ(RingObj, ring)->memory = memory;
    return ring;
}

static const Layout ring_layout = {sizeof(RingObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots ring_slots = {.make = ring_make};
KK_TYPE(RingIO, object) = {KK_TYPE_HEAD(RingIO, object, &ring_layout, 0), .slots = &ring_slots};

/* How many bytes can be read. */
KK_METHOD(RingIO, any, "()")
Value kk_micropython_ringio_any(Vm *vm, Value self, Args args)
{
    Ring ring;
    return open_ring(vm, self, &ring) ? kk_int_new_unsigned(vm, used(&ring)) : KK_ERROR;
}

/* Up to n bytes, or all; b"" when there are none. */
KK_METHOD(RingIO, read, "(nbytes=-1, /)")
Value kk_micropython_ringio_read(Vm *vm, Value self, Args args)
{
    Ring ring;
    size_t n;
    if (!open_ring(vm, self, &ring) || !count_arg(vm, kk_arg(args, 0, kk_none), used(&ring), &n))
        return KK_ERROR;
    return take_bytes(vm, self, n);
}

/* Up to n bytes, and not beyond the next line feed or carriage return. */
KK_METHOD(RingIO, readline, "(nbytes=-1, /)")
Value kk_micropython_ringio_readline(Vm *vm, Value self, Args args)
{
    Ring ring;
    size_t most, n = 0;
    if (!open_ring(vm, self, &ring) || !count_arg(vm, kk_arg(args, 0, kk_none), used(&ring), &most))
        return KK_ERROR;
    while (n < most) {
        uint8_t byte = ring.at[(ring.object->read + n++) % ring.size];
        if (byte == '\n' || byte == '\r')
            break;
    }
    return take_bytes(vm, self, n);
}

/* Reads into a buffer, up to n bytes; returns how many. */
KK_METHOD(RingIO, readinto, "(buffer, nbytes=-1, /)")
Value kk_micropython_ringio_readinto(Vm *vm, Value self, Args args)
{
    Ring ring;
    Buffer to;
    size_t n;
    Value limit = kk_arg(args, 1, kk_none);
    if (!kk_buffer_writable(vm, args.pos[0], &to) || !count_arg(vm, limit, to.len, &n) ||
        !kk_buffer_writable(vm, args.pos[0], &to) || !open_ring(vm, self, &ring))
        return KK_ERROR;
    n = n < to.len ? n : to.len;
    n = n < used(&ring) ? n : used(&ring);
    take(&ring, to.at, n);
    return kk_int_new_unsigned(vm, n);
}

/* Puts in as many of the bytes as there is room for; returns how many. */
KK_METHOD(RingIO, write, "(buffer, /)")
Value kk_micropython_ringio_write(Vm *vm, Value self, Args args)
{
    Ring ring;
    Buffer from;
    if (!kk_buffer_arg(vm, args.pos[0], &from) || !open_ring(vm, self, &ring))
        return KK_ERROR;
    size_t room = ring.size - 1 - used(&ring);
    size_t n = from.len < room ? from.len : room;
    for (size_t i = 0; i < n; i++) {
        ring.at[ring.object->write] = kk_rom_byte(from.at + i);
        ring.object->write = (ring.object->write + 1) % ring.size;
    }
    return kk_int_new_unsigned(vm, n);
}

/* Does nothing: the bytes stay readable. */
KK_METHOD(RingIO, close, "()")
Value kk_micropython_ringio_close(Vm *vm, Value self, Args args)
{
    return kk_none;
}
