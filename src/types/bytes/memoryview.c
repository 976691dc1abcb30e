/*
 * memoryview.c: the type memoryview: views of memory that another object exports. Their shape, when it is not one
 * dimension, is in memoryview_shape.c.
 *
 * A view of a bytearray counts as an export, which forbids that its length changes. Every access
 * checks the bounds against the exporter as it is then, whatever it is.
 *
 * Layer: types.   Tests: tests/types/memoryview/.
 */
#include "types/bytes/memoryview.h"

#include "object/vm.h"
#include "types/bytes/shared.h"
#include "types/item.h"

static bool is_view(Value v)
{
    return kk_ref_is(v) && kk_is(v, &kk_type_memoryview);
}

static Value raise_released(Vm *vm)
{
    return kk_raise(vm, KK_ValueError, "operation forbidden on released memoryview object");
}

/* Bytes of an item of the first dimension. */
static size_t row_of(const MemoryviewObj *m)
{
    size_t row = m->item;
    for (size_t i = 0; m->inner != KK_UNSET && i < kk_len_of(m->inner); i++)
        row *= (size_t)kk_smallint_get(KK_OBJ(TupleObj, m->inner)->at[i]);
    return row;
}

/* The n items at offset lie within a buffer of len bytes. */
static bool fits(const MemoryviewObj *m, size_t len)
{
    if (m->len == 0)
        return true;
    intptr_t last = (intptr_t)m->offset + (intptr_t)(m->len - 1) * m->stride;
    size_t highest = (size_t)(m->stride < 0 ? (intptr_t)m->offset : last);
    return highest + row_of(m) <= len && (m->stride >= 0 || last >= 0);
}

bool kk_memoryview_look(Vm *vm, Value v, View *out)
{
    Buffer buffer;
    if (!is_view(v)) {
        if (!kk_buffer_arg(vm, v, &buffer))
            return false;
        size_t item = buffer.item == 0 ? 1 : buffer.item;
        *out = (View){buffer.at,     buffer.len / item, (intptr_t)item,
                      buffer.format, item,              buffer.readonly,
                      false,         item,              KK_UNSET};
        return true;
    }
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, v);
    if (m->flags & VIEW_RELEASED)
        return raise_released(vm) != KK_ERROR;
    if (!kk_buffer_arg(vm, m->exporter, &buffer))
        return false;
    if (!fits(m, buffer.len))
        return kk_raise_false(vm, KK_ValueError, "memoryview: the underlying object has shrunk");
    *out = (View){buffer.at + (m->len == 0 ? 0 : m->offset), m->len,   m->stride,
                  (uint32_t)m->format,                       m->item,
                  (m->flags & VIEW_READONLY) != 0,
                  (m->flags & VIEW_SCALAR) != 0,
                  row_of(m),
                  m->inner};
    return true;
}

/* Counts m as an export if its exporter is a bytearray. */
KK_MUST_CHECK static bool count_export(Vm *vm, Value view)
{
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, view);
    if (!kk_bytearray_is(m->exporter))
        return true;
    if (!kk_vm_finalisable(vm, view))
        return false;
    m->flags |= VIEW_COUNTED;
    KK_OBJ(BytearrayObj, m->exporter)->exports++;
    return true;
}

static void drop_export(Vm *vm, Value self)
{
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, self);
    if (m->flags & VIEW_COUNTED)
        KK_OBJ(BytearrayObj, m->exporter)->exports--;
    m->flags &= ~(uintptr_t)VIEW_COUNTED;
}

Value kk_memoryview_derive(Vm *vm, Value self, size_t offset, size_t len, intptr_t stride)
{
    Value view = kk_object_new(vm, &kk_type_memoryview, 0);
    if (view == KK_ERROR)
        return KK_ERROR;
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, view), *of = KK_OBJ(MemoryviewObj, self);
    m->exporter = of->exporter;
    m->offset = offset;
    m->len = len;
    m->stride = stride;
    m->format = of->format;
    m->item = of->item;
    m->inner = of->inner;
    m->flags = of->flags & (VIEW_READONLY | VIEW_SCALAR);
    return count_export(vm, view) ? view : KK_ERROR;
}

Value kk_memoryview_new(Vm *vm, Value exporter)
{
    if (is_view(exporter)) {
        MemoryviewObj *of = KK_OBJ(MemoryviewObj, exporter);
        if (of->flags & VIEW_RELEASED)
            return raise_released(vm);
        return kk_memoryview_derive(vm, exporter, of->offset, of->len, of->stride);
    }
    Buffer buffer;
    if (!kk_buffer_arg(vm, exporter, &buffer)) {
        if (kk_pending_clear(vm, KK_TypeError))
            kk_raise(vm, KK_TypeError, "memoryview: a bytes-like object is required, not '%T'",
                     exporter);
        return KK_ERROR;
    }
    Value view = kk_object_new(vm, &kk_type_memoryview, 0);
    if (view == KK_ERROR)
        return KK_ERROR;
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, view);
    m->exporter = exporter;
    m->item = buffer.item == 0 ? 1 : buffer.item;
    m->len = buffer.len / m->item;
    m->stride = (intptr_t)m->item;
    m->format = buffer.format;
    m->flags = buffer.readonly ? VIEW_READONLY : 0;
    return count_export(vm, view) ? view : KK_ERROR;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[1] = {KK_N(object)};
    Value exporter;
    if (!kk_keywords_bind(vm, "memoryview", args, kw, names, 1, &exporter))
        return KK_ERROR;
    if (exporter == KK_UNSET)
        return kk_raise(vm, KK_TypeError,
                        "memoryview() missing required argument 'object' (pos 1)");
    return kk_memoryview_new(vm, exporter);
}

static Value repr(Vm *vm, Value self)
{
    uintptr_t id;
    if (!kk_hash_identity(vm, self, &id))
        return KK_ERROR;
    bool released = (KK_OBJ(MemoryviewObj, self)->flags & VIEW_RELEASED) != 0;
    return kk_format_message(vm, "<%smemory at 0x%x>", released ? "released " : "", (unsigned)id);
}

/* The bytes of all items, one behind the other. @gc may collect */
static Value copy_bytes(Vm *vm, Value self)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    Value bytes = kk_bytes_alloc(vm, view.n * view.row);
    if (bytes == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(BytesObj, bytes)->at;
    if (kk_memoryview_is_contiguous(&view)) {
        kk_bytes_copy(to, view.at, view.n * view.row);
        return bytes;
    }
    for (size_t i = 0; i < view.n; i++, to += view.row)
        kk_bytes_copy(to, view.at + (intptr_t)i * view.stride, view.row);
    return bytes;
}

static bool hash(Vm *vm, Value self, uintptr_t *hash)
{
    View view;
    Value known = KK_OBJ(MemoryviewObj, self)->hash;
    if (known != KK_UNSET) {
        *hash = (uintptr_t)kk_smallint_get(known);
        return true;
    }
    if (!kk_memoryview_look(vm, self, &view))
        return false;
    if (!view.readonly)
        return kk_raise_false(vm, KK_ValueError, "cannot hash writable memoryview object");
    if (view.format != 'B' && view.format != 'b' && view.format != 'c')
        return kk_raise_false(vm, KK_ValueError,
                              "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    if (!kk_hash(vm, KK_OBJ(MemoryviewObj, self)->exporter, hash)) /* of a bytearray, say */
        return false;
    Value bytes = copy_bytes(vm, self);
    if (bytes == KK_ERROR)
        return false;
    *hash = kk_bytes_hash(kk_bytes_span(bytes));
    if ((uintptr_t)kk_smallint_get(kk_smallint((intptr_t)*hash)) == *hash)
        KK_OBJ(MemoryviewObj, self)->hash = kk_smallint((intptr_t)*hash);
    return true;
}

static Value item_at(Vm *vm, const View *view, size_t i)
{
    const uint8_t *p = view->at + (intptr_t)i * view->stride;
    if (view->format == 'B')
        return kk_smallint(kk_rom_byte(p));
    return kk_item_get(vm, p, view->format, view->item, false);
}

/* Whether two views have equal items. @gc may collect */
KK_MUST_CHECK static bool same_items(Vm *vm, Value a, Value b, const View *va, const View *vb,
                                     bool *same)
{
    bool bytewise = va->format == vb->format && !kk_item_is_float(va->format);
    *same = va->n == vb->n && va->scalar == vb->scalar &&
            (va->inner == KK_UNSET) == (vb->inner == KK_UNSET);
    if (*same && va->inner != KK_UNSET && !kk_equal(vm, va->inner, vb->inner, same))
        return false;
    if (!*same)
        return true;
    if (bytewise && kk_memoryview_is_contiguous(va) && kk_memoryview_is_contiguous(vb)) {
        *same = kk_bytes_equal((Span){va->at, va->n * va->row}, (Span){vb->at, vb->n * vb->row});
        return true;
    }
    if (va->inner != KK_UNSET) {
        Value x = kk_memoryview_lists(vm, va);
        Value y = x == KK_ERROR ? KK_ERROR : kk_memoryview_lists(vm, vb);
        return y != KK_ERROR && kk_equal(vm, x, y, same);
    }
    for (size_t i = 0; i < va->n && *same; i++) {
        Value x = item_at(vm, va, i);
        if (x == KK_ERROR)
            return false;
        Value y = item_at(vm, vb, i);
        if (y == KK_ERROR || !kk_equal(vm, x, y, same))
            return false;
    }
    return true;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    View va, vb;
    bool same;
    if (op != CMP_EQ && op != CMP_NE)
        return kk_not_implemented;
    if (a == b)
        return kk_bool(op == CMP_EQ);
    if (!kk_memoryview_look(vm, a, &va) || !kk_memoryview_look(vm, b, &vb)) {
        /* A released view equals only itself. */
        if (kk_pending_clear(vm, KK_ValueError))
            return kk_bool(op == CMP_NE);
        return kk_pending_clear(vm, KK_TypeError) ? kk_not_implemented : KK_ERROR;
    }
    if (!same_items(vm, a, b, &va, &vb, &same))
        return KK_ERROR;
    return kk_bool(same == (op == CMP_EQ));
}

static bool len(Vm *vm, Value self, size_t *n)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return false;
    *n = view.n;
    return true;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    if (view.scalar && key == kk_ellipsis)
        return self;
    if (view.scalar && (kk_as_kind(key, KIND_TUPLE) == KK_UNSET || kk_len_of(kk_as_kind(key, KIND_TUPLE)) > 0))
        return kk_raise(vm, KK_TypeError, "invalid indexing of 0-dim memory");
    if (kk_slice_is(key)) {
        SliceRange range;
        if (!kk_slice_resolve(vm, key, view.n, &range))
            return KK_ERROR;
        MemoryviewObj *m = KK_OBJ(MemoryviewObj, self);
        if (m->flags & VIEW_RELEASED)
            return raise_released(vm);
        intptr_t from = range.count == 0 ? 0 : range.start * m->stride;
        intptr_t stride;
        if (__builtin_mul_overflow(m->stride, range.step, &stride)) /* there is one item at most */
            stride = m->stride;
        return kk_memoryview_derive(vm, self, m->offset + (uintptr_t)from, range.count, stride);
    }
    Value tuple = kk_as_kind(key, KIND_TUPLE);
    intptr_t place;
    if (tuple == KK_UNSET) {
        if (!kk_keywords_has_index(vm, key))
            return kk_raise(vm, KK_TypeError, "memoryview: invalid slice key");
        if (view.inner != KK_UNSET)
            return kk_raise(vm, KK_NotImplementedError,
                            "multi-dimensional sub-views are not implemented");
        size_t i;
        if (!kk_sequence_index(vm, key, view.n, "index out of bounds on dimension 1", &i))
            return KK_ERROR;
        place = (intptr_t)i * view.stride;
    } else if (!kk_memoryview_place(vm, &view, tuple, false, &place)) {
        return KK_ERROR;
    }
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    view.at += place;
    return item_at(vm, &view, 0);
}

static bool buffer(Vm *vm, Value self, Buffer *out)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return false;
    if (!kk_memoryview_is_contiguous(&view))
        return kk_raise_false(vm, KK_BufferError,
                              "memoryview: underlying buffer is not C-contiguous");
    *out = (Buffer){view.at, view.n * view.row, view.format, (uint32_t)view.item, view.readonly};
    return true;
}

/* ---- methods ---- */

/* A bytes with the content of all items. */
KK_METHOD(memoryview, tobytes, "(order='C')")
Value kk_memoryview_tobytes(Vm *vm, Value self, Args args)
{
    Value order = kk_arg(args, 0, kk_none);
    Span text = KK_SPAN("C");
    View view;
    if (order != kk_none && !kk_str_arg(vm, order, "order", &text))
        return KK_ERROR;
    uint8_t c = text.len == 1 ? kk_rom_byte(text.at) : 0;
    if (c != 'C' && c != 'F' && c != 'A')
        return kk_raise(vm, KK_ValueError, "order must be 'C', 'F' or 'A'");
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    return c == 'F' && view.inner != KK_UNSET ? kk_memoryview_fortran(vm, &view) : copy_bytes(vm, self);
}

/* Gives the memory back: from now on the view is of no use. */
KK_METHOD(memoryview, release, "()")
Value kk_memoryview_release(Vm *vm, Value self, Args args)
{
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, self);
    drop_export(vm, self);
    m->flags |= VIEW_RELEASED;
    m->exporter = kk_none;
    return kk_none;
}

/* The view itself: at the end of the with statement it is released. */
KK_METHOD(memoryview, __enter__, "()")
Value kk_memoryview_enter(Vm *vm, Value self, Args args)
{
    if (KK_OBJ(MemoryviewObj, self)->flags & VIEW_RELEASED)
        return raise_released(vm);
    return self;
}

/* Releases the view. */
KK_METHOD(memoryview, __exit__, "(*exc_info)")
Value kk_memoryview_exit(Vm *vm, Value self, Args args)
{
    return kk_memoryview_release(vm, self, args);
}

/* ---- the iterator ---- */

typedef struct MemoryIterObj {
    uintptr_t header;
    Value view; /* KK_UNSET at the end */
    uintptr_t index;
} MemoryIterObj;

static Value next(Vm *vm, Value self)
{
    MemoryIterObj *it = KK_OBJ(MemoryIterObj, self);
    View view;
    if (it->view == KK_UNSET)
        return KK_END;
    if (!kk_memoryview_look(vm, it->view, &view))
        return KK_ERROR;
    if (it->index < view.n && view.inner != KK_UNSET)
        return kk_raise(vm, KK_NotImplementedError,
                        "multi-dimensional sub-views are not implemented");
    if (view.scalar)
        return kk_raise(vm, KK_TypeError, "invalid indexing of 0-dim memory");
    if (it->index < view.n)
        return item_at(vm, &view, it->index++);
    it->view = KK_UNSET;
    return KK_END;
}

static Value itself(Vm *vm, Value self)
{
    return self;
}

static const TypeSlots iterator_slots = {.iter = itself, .next = next};
static const Layout iterator_layout = {3, 1u << 1, TAIL_NONE, 0};

KK_TYPE(memory_iterator, object) = {
    KK_TYPE_HEAD(memory_iterator, object, &iterator_layout, TYPE_NO_NEW | TYPE_FINAL),
    .slots = &iterator_slots,
};

static Value iter(Vm *vm, Value self)
{
    Value it = kk_object_new(vm, &kk_type_memory_iterator, 0);
    if (it != KK_ERROR)
        KK_OBJ(MemoryIterObj, it)->view = self;
    return it;
}

static const TypeSlots memoryview_slots = {
    .make = make, .repr = repr, .hash = hash, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = len, .getitem = getitem, .setitem = kk_memoryview_setitem},
    .rare = &(const RareSlots){.buffer = buffer, .finalise = drop_export},
};
static const Layout memoryview_layout = {10, 1u << 1 | 3u << 8, TAIL_NONE, 0};

KK_TYPE(memoryview, object) = {
    KK_TYPE_HEAD(memoryview, object, &memoryview_layout, TYPE_FINAL),
    .slots = &memoryview_slots,
};
