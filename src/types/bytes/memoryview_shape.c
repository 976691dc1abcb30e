/*
 * memoryview_shape.c: views of several dimensions, or of none.
 *
 * Only cast() makes them. The items of all dimensions but the first lie close together, whatever is sliced later.
 *
 * Layer: types.   Tests: tests/types/memoryview/dimensions.py.
 */
#include "types/bytes/memoryview.h"
#include "types/bytes/shared.h"
#include "types/item.h"
#include "types/list.h"
#include "types/tuple.h"

static size_t inner_len(const View *view)
{
    return view->inner == KK_UNSET ? 0 : kk_len_of(view->inner);
}

/* Items of dimension i. */
static size_t size_of(const View *view, size_t i)
{
    return i == 0 ? view->n : (size_t)kk_smallint_get(kk_tuple_at(view->inner, i - 1));
}

size_t kk_memoryview_ndim_of(const View *view)
{
    return view->scalar ? 0 : 1 + inner_len(view);
}

Value kk_memoryview_shape_of(Vm *vm, const View *view, bool strides)
{
    size_t n = kk_memoryview_ndim_of(view);
    Value inner = view->inner, tuple = kk_tuple_new(vm, n); /* inner: held */
    if (tuple == KK_ERROR || n == 0)
        return tuple;
    Value *to = kk_tuple_items(tuple);
    size_t bytes = view->item;
    for (size_t i = n; i-- > 0;) {
        size_t size = i == 0 ? view->n : (size_t)kk_smallint_get(kk_tuple_at(inner, i - 1));
        to[i] = kk_smallint(!strides ? (intptr_t)size : i == 0 ? view->stride : (intptr_t)bytes);
        bytes *= size;
    }
    return tuple;
}

/* What a key is that is no tuple of as many indices as there are dimensions. */
static bool check_key(Vm *vm, const View *view, Value tuple, bool store)
{
    size_t n = kk_len_of(tuple), ndim = kk_memoryview_ndim_of(view), indices = 0, slices = 0;
    for (size_t i = 0; i < n; i++) {
        indices += kk_keywords_has_index(vm, kk_tuple_at(tuple, i));
        slices += kk_slice_is(kk_tuple_at(tuple, i));
    }
    if (n > 0 && slices == n)
        return kk_raise_false(vm, KK_NotImplementedError, "%s",
                              store ? "memoryview slice assignments are currently restricted to ndim = 1"
                                    : "multi-dimensional slicing is not implemented");
    if (indices < n)
        return kk_raise_false(vm, KK_TypeError, "memoryview: invalid slice key");
    if (n < ndim)
        return kk_raise_false(vm, KK_NotImplementedError, "sub-views are not implemented");
    return n == ndim || kk_raise_false(vm, KK_TypeError,
                                       "cannot index %zu-dimension view with %zu-element tuple", ndim, n);
}

bool kk_memoryview_place(Vm *vm, const View *view, Value tuple, bool store, intptr_t *place)
{
    if (!check_key(vm, view, tuple, store))
        return false;
    size_t bytes = view->row;
    *place = 0;
    for (size_t i = 0; i < kk_len_of(tuple); i++) {
        intptr_t index, n = (intptr_t)size_of(view, i);
        if (!kk_index(vm, kk_tuple_at(tuple, i), &index))
            return false;
        if (index < 0)
            index += n;
        if (index < 0 || index >= n)
            return kk_raise_false(vm, KK_IndexError, "index out of bounds on dimension %zu", i + 1);
        if (i > 0)
            bytes /= (size_t)n;
        *place += index * (i == 0 ? view->stride : (intptr_t)bytes);
    }
    return true;
}

/* The lists of dimension `depth` and those below it, whose first item is at `at`. row: bytes of one of its items. */
static Value lists(Vm *vm, const View *view, const uint8_t *at, size_t depth, size_t row)
{
    if (depth == kk_memoryview_ndim_of(view))
        return kk_item_get(vm, at, view->format, view->item, false);
    size_t n = size_of(view, depth);
    size_t below = depth < inner_len(view) ? row / size_of(view, depth + 1) : row;
    Value list = kk_list_new(vm, n);
    for (size_t i = 0; i < n && list != KK_ERROR; i++) {
        intptr_t stride = depth == 0 ? view->stride : (intptr_t)row;
        Value item = lists(vm, view, at + (intptr_t)i * stride, depth + 1, below);
        if (item == KK_ERROR || !kk_list_append(vm, list, item))
            return KK_ERROR;
    }
    return list;
}

Value kk_memoryview_lists(Vm *vm, const View *view)
{
    return lists(vm, view, view->at, 0, view->row);
}

bool kk_memoryview_reshape(Vm *vm, Value cast, Value shape, size_t bytes)
{
    const Value *sizes;
    size_t ndim, total = KK_OBJ(MemoryviewObj, cast)->item, each;
    if (!kk_tuple_view(shape, &sizes, &ndim))
        return kk_raise_false(vm, KK_TypeError, "shape must be a list or a tuple");
    Value inner = ndim > 1 ? kk_tuple_new(vm, ndim - 1) : KK_UNSET;
    if (inner == KK_ERROR && ndim > 1)
        return false;
    for (size_t i = 0; i < ndim; i++) {
        intptr_t n;
        if (!kk_tuple_view(shape, &sizes, &each) || each != ndim || !kk_int_is(sizes[i]))
            return kk_raise_false(vm, KK_TypeError,
                                  "memoryview.cast(): elements of shape must be integers");
        if (!kk_index(vm, sizes[i], &n))
            return false;
        if (n <= 0)
            return kk_raise_false(vm, KK_ValueError,
                                  "memoryview.cast(): elements of shape must be integers > 0");
        if (__builtin_mul_overflow(total, (size_t)n, &total) || total > KK_LEN_MAX)
            return kk_raise_false(vm, KK_ValueError,
                                  "memoryview.cast(): product(shape) > SSIZE_MAX");
        if (i == 0)
            KK_OBJ(MemoryviewObj, cast)->len = (size_t)n;
        else
            kk_tuple_items(inner)[i - 1] = kk_smallint(n);
    }
    if (total != bytes)
        return kk_raise_false(vm, KK_TypeError,
                              "memoryview: product(shape) * itemsize != buffer size");
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, cast);
    m->inner = inner;
    if (ndim == 0) {
        m->len = 1;
        m->flags |= VIEW_SCALAR;
    }
    m->stride = (intptr_t)(m->len == 0 ? m->item : bytes / m->len);
    return true;
}

Value kk_memoryview_fortran(Vm *vm, const View *view)
{
    size_t total = view->n * view->row, count = total / view->item, ndim = kk_memoryview_ndim_of(view);
    Value inner = view->inner, result = kk_bytes_alloc(vm, total);
    if (result == KK_ERROR || inner == KK_UNSET)
        return result;
    for (size_t k = 0; k < count; k++) {
        /* Index i of the k-th item, the first one changing first. */
        size_t rest = k, bytes = view->row;
        const uint8_t *from = view->at;
        for (size_t i = 0; i < ndim; i++) {
            size_t n = size_of(view, i);
            if (i > 0)
                bytes /= n;
            from += (intptr_t)(rest % n) * (i == 0 ? view->stride : (intptr_t)bytes);
            rest /= n;
        }
        kk_bytes_copy(KK_OBJ(BytesObj, result)->at + k * view->item, from, view->item);
    }
    return result;
}
