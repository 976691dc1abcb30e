/*
 * m_heapq.c: the module heapq: a list as a priority queue. merge() is in lib/_heapq_more.py.
 *
 * Items are compared with <, which may run Python code that changes the list: each comparison checks its length.
 *
 * Layer: modules.   Tests: tests/modules/heapq/.
 */
#include "object/import.h"
#include "object/ops.h"
#include "types/list.h"

KK_MODULE(heapq)

/* Which of two items goes up: the smaller one, or in the heaps of nsmallest() the larger one. */
typedef struct Heapq {
    Vm *vm;
    Value list;
    size_t n;   /* its length, which may not change */
    bool max;
} Heapq;

KK_SAYS(open_heap, 2)
KK_MUST_CHECK static bool open_heap(Vm *vm, Args args, const char *name, Heapq *h)
{
    Value list = kk_as_kind(args.pos[0], KIND_LIST);
    if (list == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%s() argument%s must be list, not %T", name, args.n > 1 ? " 1" : "",
                              args.pos[0]);
    *h = (Heapq){vm, list, kk_list_len(list), false};
    return true;
}

/* Does a go above b? */
KK_MUST_CHECK static bool above(Heapq *h, Value a, Value b, bool *yes)
{
    if (!kk_less(h->vm, h->max ? b : a, h->max ? a : b, yes))
        return false;
    if (kk_list_len(h->list) != h->n)
        return kk_raise_false(h->vm, KK_RuntimeError, "list changed size during iteration");
    return true;
}

/* Moves the item at `at` up towards `start`, until its parent belongs above it. */
KK_MUST_CHECK static bool sift_up(Heapq *h, size_t start, size_t at)
{
    while (at > start) {
        size_t parent = (at - 1) / 2;
        Value item = kk_list_at(h->list, at), other = kk_list_at(h->list, parent);
        bool yes;
        if (!above(h, item, other, &yes))
            return false;
        if (!yes)
            return true;
        /* The comparison may have put others there. */
        item = kk_list_at(h->list, at);
        kk_list_items(h->list)[at] = kk_list_at(h->list, parent);
        kk_list_items(h->list)[parent] = item;
        at = parent;
    }
    return true;
}

/* The item at `at` goes to the bottom along the better children, and from there up: it belongs near the bottom. */
KK_MUST_CHECK static bool sift_down(Heapq *h, size_t at)
{
    size_t start = at;
    while (2 * at + 1 < h->n) {
        size_t child = 2 * at + 1;
        if (child + 1 < h->n) {
            bool yes;
            if (!above(h, kk_list_at(h->list, child), kk_list_at(h->list, child + 1), &yes))
                return false;
            child += !yes;
        }
        Value item = kk_list_at(h->list, at);
        kk_list_items(h->list)[at] = kk_list_at(h->list, child);
        kk_list_items(h->list)[child] = item;
        at = child;
    }
    return sift_up(h, start, at);
}

KK_MUST_CHECK static bool make_heap(Heapq *h)
{
    for (size_t i = h->n / 2; i-- > 0;)
        if (!sift_down(h, i))
            return false;
    return true;
}

KK_MUST_CHECK static Value pop(Heapq *h)
{
    if (h->n == 0)
        return kk_raise(h->vm, KK_IndexError, "index out of range");
    Value last = kk_list_remove_at(h->vm, h->list, --h->n);
    if (h->n == 0)
        return last;
    Value first = kk_list_at(h->list, 0);
    kk_list_items(h->list)[0] = last;
    return sift_down(h, 0) ? first : KK_ERROR;
}

/* The first item, in the place of which the new one comes. */
KK_MUST_CHECK static Value replace(Heapq *h, Value item)
{
    if (h->n == 0)
        return kk_raise(h->vm, KK_IndexError, "index out of range");
    Value first = kk_list_at(h->list, 0);
    kk_list_items(h->list)[0] = item;
    return sift_down(h, 0) ? first : KK_ERROR;
}

KK_MUST_CHECK static Value push_pop(Heapq *h, Value item)
{
    bool yes;
    if (h->n == 0)
        return item;
    if (!kk_less(h->vm, kk_list_at(h->list, 0), item, &yes))
        return KK_ERROR;
    h->n = kk_list_len(h->list);
    return yes ? replace(h, item) : item;
}

/* Adds an item to the heap. */
KK_FUNCTION(heapq, heappush, "(heap, item, /)")
Value kk_heapq_heappush(Vm *vm, Value self, Args args)
{
    Heapq h;
    if (!open_heap(vm, args, "heappush", &h) || !kk_list_append(vm, h.list, args.pos[1]))
        return KK_ERROR;
    h.n++;
    return sift_up(&h, 0, h.n - 1) ? kk_none : KK_ERROR;
}

/* Takes the smallest item away. */
KK_FUNCTION(heapq, heappop, "(heap, /)")
Value kk_heapq_heappop(Vm *vm, Value self, Args args)
{
    Heapq h;
    return open_heap(vm, args, "heappop", &h) ? pop(&h) : KK_ERROR;
}

/* Orders a list so that it is a heap. */
KK_FUNCTION(heapq, heapify, "(heap, /)")
Value kk_heapq_heapify(Vm *vm, Value self, Args args)
{
    Heapq h;
    return open_heap(vm, args, "heapify", &h) && make_heap(&h) ? kk_none : KK_ERROR;
}

/* Takes the smallest item away, then adds one. */
KK_FUNCTION(heapq, heapreplace, "(heap, item, /)")
Value kk_heapq_heapreplace(Vm *vm, Value self, Args args)
{
    Heapq h;
    return open_heap(vm, args, "heapreplace", &h) ? replace(&h, args.pos[1]) : KK_ERROR;
}

/* Adds an item, then takes the smallest away. */
KK_FUNCTION(heapq, heappushpop, "(heap, item, /)")
Value kk_heapq_heappushpop(Vm *vm, Value self, Args args)
{
    Heapq h;
    return open_heap(vm, args, "heappushpop", &h) ? push_pop(&h, args.pos[1]) : KK_ERROR;
}

/* As heapify, heappop and heapreplace for a heap with the largest item first: heapq has them for its own use. */
KK_FUNCTION(heapq, _heapify_max, "(heap, /)")
Value kk_heapq_heapify_max(Vm *vm, Value self, Args args)
{
    Heapq h;
    if (!open_heap(vm, args, "_heapify_max", &h))
        return KK_ERROR;
    h.max = true;
    return make_heap(&h) ? kk_none : KK_ERROR;
}

/* Takes the largest item away. */
KK_FUNCTION(heapq, _heappop_max, "(heap, /)")
Value kk_heapq_heappop_max(Vm *vm, Value self, Args args)
{
    Heapq h;
    if (!open_heap(vm, args, "_heappop_max", &h))
        return KK_ERROR;
    h.max = true;
    return pop(&h);
}

/* Takes the largest item away, then adds one. */
KK_FUNCTION(heapq, _heapreplace_max, "(heap, item, /)")
Value kk_heapq_heapreplace_max(Vm *vm, Value self, Args args)
{
    Heapq h;
    if (!open_heap(vm, args, "_heapreplace_max", &h))
        return KK_ERROR;
    h.max = true;
    return replace(&h, args.pos[1]);
}

/* What is in the Python half: merge, nlargest, nsmallest. */
KK_FUNCTION(heapq, __getattr__, "(name, /)")
Value kk_heapq_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(heapq), KK_N(_heapq_more), args.pos[0]);
}
