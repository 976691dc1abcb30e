/*
 * m_micropython.c: the module micropython: what MicroPython programs ask of their interpreter.
 *
 * The decorators native, viper and bytecode choose how a function is translated, not what it
 * means; this version has one translation, so they return the function as it is. Viper code that
 * relies on wrapping machine integers therefore sees Python's unlimited ones.
 *
 * Layer: modules.   Tests: tests/modules/micropython/.
 */
#include "base/numtext.h"
#include "object/ops.h"
#include "object/output.h"
#include "object/vm.h"

KK_MODULE(micropython)
extern const TypeObj kk_type_RingIO;
KK_MODULE_CONST(micropython, RingIO, KK_REF(&kk_type_RingIO))

/* The value; the compiler also takes NAME = const(expression) as a promise that it never changes. */
KK_FUNCTION(micropython, const, "(value, /)")
KK_FUNCTION(micropython, native, "(function, /)")
KK_FUNCTION(micropython, viper, "(function, /)")
KK_FUNCTION(micropython, bytecode, "(function, /)")
Value kk_micropython_same(Vm *vm, Value self, Args args)
{
    return args.pos[0];
}

/* Sets or gives the optimisation level of code compiled from now on: at 1 and above assert is left out. */
KK_FUNCTION(micropython, opt_level, "(level=None, /)")
Value kk_micropython_opt_level(Vm *vm, Value self, Args args)
{
    Value level = kk_arg(args, 0, kk_none);
    if (level == kk_none)
        return KK_INT(vm->optimise);
    intptr_t i;
    if (!kk_index(vm, level, &i))
        return KK_ERROR;
    if (i < 0 || i > 3)
        return kk_raise(vm, KK_ValueError, "optimisation level must be 0 to 3");
    vm->optimise = (int)i;
    return kk_none;
}

/* ---- reports; they print without allocating, for the heap may be locked ---- */

static void put(Vm *vm, const char *text) { kk_out_write(vm, kk_span_of(text)); }

static void put_number(Vm *vm, const char *label, size_t n)
{
    char digits[KK_NUMTEXT_INT_MAX];
    put(vm, label);
    kk_out_write(vm, (Span){(const uint8_t *)digits, kk_numtext_uint_put(n, 10, digits)});
}

static size_t stack_bytes(Vm *vm)
{
    uint8_t here;
    return (size_t)((const uint8_t *)vm->heap.client.stack_top - &here);
}

/* How much of the heap the objects of each kind take. */
typedef struct Census {
    size_t count[KIND_COUNT + 1];
    size_t bytes[KIND_COUNT + 1];
} Census;

static void count_object(void *ctx, void *object, size_t bytes)
{
    Census *census = ctx;
    uintptr_t header = *(const uintptr_t *)object;
    size_t row = kk_header_is_compact(header) ? (size_t)kk_header_kind(header) : KIND_COUNT;
    census->count[row]++;
    census->bytes[row] += bytes;
}

static void put_census(Vm *vm)
{
    static const char *const names[KIND_COUNT + 1] = {
        [KIND_VALUES] = "value storage", [KIND_BLOB] = "byte storage", [KIND_TUPLE] = "tuple",
        [KIND_LIST] = "list", [KIND_STR] = "str", [KIND_BYTES] = "bytes", [KIND_INT] = "large int",
        [KIND_FLOAT] = "boxed float", [KIND_DICT] = "dict", [KIND_CELL] = "cell",
        [KIND_COUNT] = "other objects"};
    Census census = {{0}, {0}};
    kk_heap_walk(&vm->heap, count_object, &census);
    for (size_t i = 0; i <= KIND_COUNT; i++) {
        if (census.count[i] == 0)
            continue;
        put(vm, " ");
        put(vm, names[i]);
        put_number(vm, ": ", census.count[i]);
        put_number(vm, ", ", census.bytes[i]);
        put(vm, " bytes\n");
    }
}

/* Prints how much of the C stack and of the heap is in use; with an argument also by what. */
KK_FUNCTION(micropython, mem_info, "(verbose=None, /)")
Value kk_micropython_mem_info(Vm *vm, Value self, Args args)
{
    Heap *heap = &vm->heap;
    put_number(vm, "stack: ", stack_bytes(vm));
    put_number(vm, " out of ", (size_t)((const uint8_t *)heap->client.stack_top - vm->c_stack_limit));
    put_number(vm, "\nGC: total: ", kk_heap_used(heap) + kk_heap_free(heap));
    put_number(vm, ", used: ", kk_heap_used(heap));
    put_number(vm, ", free: ", kk_heap_free(heap));
    put_number(vm, "\n collections: ", heap->collections);
    put_number(vm, ", peak: ", kk_heap_peak(heap));
    put(vm, "\n");
    if (args.n > 0)
        put_census(vm);
    return kk_none;
}

/* Prints how many names are interned in flash and in the heap. */
KK_FUNCTION(micropython, qstr_info, "(verbose=None, /)")
Value kk_micropython_qstr_info(Vm *vm, Value self, Args args)
{
    put_number(vm, "qstr pool: n_pool=1, n_qstr=", vm->interned_count);
    put_number(vm, ", n_rom=", kk_rom_names_count);
    put(vm, "\n");
    return kk_none;
}

/* Bytes of the C stack in use. */
KK_FUNCTION(micropython, stack_use, "()")
Value kk_micropython_stack_use(Vm *vm, Value self, Args args)
{
    return kk_int_new_unsigned(vm, stack_bytes(vm));
}

/* Bytes allocated since the start, to a run of memory more or less. */
KK_FUNCTION(micropython, mem_total, "()")
Value kk_micropython_mem_total(Vm *vm, Value self, Args args)
{
    return kk_int_new_unsigned(vm, vm->heap.total + vm->heap.allocated);
}

/* Bytes of the heap in use. */
KK_FUNCTION(micropython, mem_current, "()")
Value kk_micropython_mem_current(Vm *vm, Value self, Args args)
{
    return kk_int_new_unsigned(vm, kk_heap_used(&vm->heap));
}

/* The most bytes that were ever in use. */
KK_FUNCTION(micropython, mem_peak, "()")
Value kk_micropython_mem_peak(Vm *vm, Value self, Args args)
{
    size_t used = kk_heap_used(&vm->heap);
    return kk_int_new_unsigned(vm, used > vm->heap.peak ? used : vm->heap.peak);
}

/* ---- the heap lock ---- */

/* Makes every allocation fail until heap_unlock() was called as often. */
KK_FUNCTION(micropython, heap_lock, "()")
Value kk_micropython_heap_lock(Vm *vm, Value self, Args args)
{
    kk_heap_lock(&vm->heap);
    return kk_none;
}

/* Takes back one heap_lock(); returns how many are left. */
KK_FUNCTION(micropython, heap_unlock, "()")
Value kk_micropython_heap_unlock(Vm *vm, Value self, Args args)
{
    if (vm->heap.locked == 0)
        return kk_raise(vm, KK_RuntimeError, "heap is not locked");
    kk_heap_unlock(&vm->heap);
    return KK_INT(vm->heap.locked);
}

/* How many heap_lock() are in force. */
KK_FUNCTION(micropython, heap_locked, "()")
Value kk_micropython_heap_locked(Vm *vm, Value self, Args args)
{
    return KK_INT(vm->heap.locked);
}

/* ---- interrupts ---- */

enum { SCHEDULE_DEPTH = 8 };

/* Calls function(argument) as soon as the interpreter is between two instructions. */
KK_FUNCTION(micropython, schedule, "(function, argument, /)")
Value kk_micropython_schedule(Vm *vm, Value self, Args args)
{
    Value function = args.pos[0], argument = args.pos[1];
    if (!kk_callable(vm, function))
        return kk_raise_type(vm, "'%T' object is not callable", function);
    if (vm->scheduled == KK_UNSET) {
        Value ring = kk_values_new(vm, 2 * SCHEDULE_DEPTH);
        if (ring == KK_ERROR)
            return KK_ERROR;
        vm->scheduled = ring;
    }
    size_t depth = kk_len_of(vm->scheduled) / 2;
    if (vm->scheduled_count >= depth)
        return kk_raise(vm, KK_RuntimeError, "schedule queue full");
    Value *entry = KK_OBJ(ValuesObj, vm->scheduled)->at + 2 * ((vm->scheduled_head + vm->scheduled_count) % depth);
    entry[0] = function;
    entry[1] = argument;
    vm->scheduled_count++;
    vm->poll_for[POLL_SCHEDULE] = 1;
    return kk_none;
}

/* Sets the character that raises KeyboardInterrupt; -1: none does. */
KK_FUNCTION(micropython, kbd_intr, "(char, /)")
Value kk_micropython_kbd_intr(Vm *vm, Value self, Args args)
{
    intptr_t code;
    if (!kk_index(vm, args.pos[0], &code))
        return KK_ERROR;
    vm->interrupt_char = code < 0 || code > 255 ? -1 : (int)code;
    return kk_none;
}

/* Accepted and not needed: the MemoryError for when there is no memory is made at the start. */
KK_FUNCTION(micropython, alloc_emergency_exception_buf, "(size, /)")
Value kk_micropython_alloc_emergency_exception_buf(Vm *vm, Value self, Args args)
{
    intptr_t size;
    return kk_index(vm, args.pos[0], &size) ? kk_none : KK_ERROR;
}
