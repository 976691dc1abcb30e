/*
 * list_sort.c: list.sort() and sorted(): a stable merge sort of the runs that are there already.
 *
 * Ascending runs are found and kept, descending ones reversed; short ones are made longer by binary
 * insertion. Neighbouring runs are merged by the rule of powersort (Munro and Wild 2018), which
 * keeps the stack of runs logarithmic and merges of like size. A list of few items needs no memory.
 *
 * While it is sorted the list is empty for everybody else, as in CPython. All the items stay in the
 * storage, in some order, if a comparison raises.
 *
 * Layer: types.   Tests: tests/types/list/sort.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/list.h"
#include "types/str/str.h"

/* Runs shorter than this are made as long. */
#define MIN_RUN 12
#define MAX_RUNS (KK_WORD_BITS + 2)

typedef enum Mode { COMPARE_INTS, COMPARE_FLOATS, COMPARE_STRS, COMPARE_ANY } Mode;

typedef struct Run {
    size_t start, len;
    unsigned power; /* of the boundary behind it */
} Run;

typedef struct Sort {
    Vm *vm;
    Mode mode;
    Value *keys;   /* what is compared */
    Value *values; /* moved along with the keys; NULL: the keys are the values */
    Value *spare;  /* room for half the keys, then half the values; NULL as long as nothing was merged */
    size_t n;
    size_t nruns;
    Run runs[MAX_RUNS];
} Sort;

/* Whether a < b: 0 or 1; -1 when the comparison raised. */
KK_INLINE int before(const Sort *s, Value a, Value b)
{
    if (s->mode == COMPARE_INTS)
        return (intptr_t)a < (intptr_t)b;
    if (s->mode == COMPARE_FLOATS)
        return kk_float_decode(a) < kk_float_decode(b);
    if (s->mode == COMPARE_STRS)
        return kk_str_compare(a, b) < 0;
    bool less = false;
    return kk_less(s->vm, a, b, &less) ? less : -1;
}

/* How all of the keys can be compared. */
static Mode mode_for(const Value *keys, size_t n)
{
    bool ints = true, floats = true, strs = true;
    for (size_t i = 0; i < n && (ints || floats || strs); i++) {
        ints = ints && kk_smallint_is(keys[i]);
        floats = floats && kk_float_is_immediate(keys[i]);
        strs = strs && kk_ref_is(keys[i]) && kk_str_is(keys[i]);
    }
    return ints ? COMPARE_INTS : floats ? COMPARE_FLOATS : strs ? COMPARE_STRS : COMPARE_ANY;
}

static void reverse_values(Value *at, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        Value item = at[i];
        at[i] = at[n - 1 - i];
        at[n - 1 - i] = item;
    }
}

/* Puts item i of a into place j <= i, those between one up. */
static void rotate(Value *a, size_t j, size_t i)
{
    Value item = a[i];
    memmove(a + j + 1, a + j, (i - j) * sizeof(Value));
    a[j] = item;
}

/* The length of the run at start, made ascending. 0: error. */
static size_t find_run(Sort *s, size_t start)
{
    size_t end = start + 1;
    if (end == s->n)
        return 1;
    int descending = before(s, s->keys[end], s->keys[start]);
    if (descending < 0)
        return 0;
    for (end++; end < s->n; end++) {
        int less = before(s, s->keys[end], s->keys[end - 1]);
        if (less < 0)
            return 0;
        if (less != descending)
            break;
    }
    if (descending) {
        reverse_values(s->keys + start, end - start);
        if (s->values != NULL)
            reverse_values(s->values + start, end - start);
    }
    return end - start;
}

/* Makes the run of `sorted` items at start `len` items long, by binary insertion. */
static bool extend_run(Sort *s, size_t start, size_t sorted, size_t len)
{
    for (size_t i = start + sorted; i < start + len; i++) {
        size_t low = start, high = i;
        Value key = s->keys[i];
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int less = before(s, key, s->keys[middle]);
            if (less < 0)
                return false;
            if (less)
                high = middle;
            else
                low = middle + 1;
        }
        rotate(s->keys, low, i);
        if (s->values != NULL)
            rotate(s->values, low, i);
    }
    return true;
}

/* How many keys of the n at `at` are not greater than (or_equal) or less than the key. SIZE_MAX:
 * error. */
static size_t count_below(Sort *s, const Value *at, size_t n, Value key, bool or_equal)
{
    size_t low = 0;
    while (low < n) {
        size_t middle = low + (n - low) / 2;
        int r = or_equal ? before(s, key, at[middle]) : before(s, at[middle], key);
        if (r < 0)
            return SIZE_MAX;
        if (r != or_equal)
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

/* Moves n items from place `at` to the spare room. */
static void put_aside(Sort *s, size_t at, size_t n)
{
    memcpy(s->spare, s->keys + at, n * sizeof(Value));
    if (s->values != NULL)
        memcpy(s->spare + s->n / 2, s->values + at, n * sizeof(Value));
}

/* Moves n items from place i of the spare room to place `at`. */
static void put_back(Sort *s, size_t at, size_t i, size_t n)
{
    memcpy(s->keys + at, s->spare + i, n * sizeof(Value));
    if (s->values != NULL)
        memcpy(s->values + at, s->spare + s->n / 2 + i, n * sizeof(Value));
}

/* Merges runs [start, start + a) and the b items behind it, a <= b: a goes to the spare room. */
static bool merge_low(Sort *s, size_t start, size_t a, size_t b)
{
    const Value *keys = s->spare, *values = s->spare + s->n / 2;
    put_aside(s, start, a);
    size_t i = 0, j = start + a, end = j + b, to = start;
    bool fine = true;
    while (i < a && j < end) {
        int less = before(s, s->keys[j], keys[i]);
        if (less < 0) {
            fine = false;
            break;
        }
        s->keys[to] = less ? s->keys[j] : keys[i];
        if (s->values != NULL)
            s->values[to] = less ? s->values[j] : values[i];
        to++;
        j += (size_t)less;
        i += (size_t)!less;
    }
    put_back(s, to, i, a - i);
    return fine;
}

/* The same for a > b: b goes to the spare room, and the merge begins at the end. */
static bool merge_high(Sort *s, size_t start, size_t a, size_t b)
{
    const Value *keys = s->spare, *values = s->spare + s->n / 2;
    put_aside(s, start + a, b);
    size_t i = start + a, j = b, to = i + b;
    bool fine = true;
    while (i > start && j > 0) {
        int less = before(s, keys[j - 1], s->keys[i - 1]);
        if (less < 0) {
            fine = false;
            break;
        }
        to--;
        s->keys[to] = less ? s->keys[i - 1] : keys[j - 1];
        if (s->values != NULL)
            s->values[to] = less ? s->values[i - 1] : values[j - 1];
        i -= (size_t)less;
        j -= (size_t)!less;
    }
    put_back(s, to - j, 0, j);
    return fine;
}

/* Merges the two topmost runs, without what is in its place already at both ends. */
static bool merge_top(Sort *s)
{
    Run *left = &s->runs[s->nruns - 2], *right = &s->runs[s->nruns - 1];
    size_t skip = count_below(s, s->keys + left->start, left->len, s->keys[right->start], true);
    if (skip == SIZE_MAX)
        return false;
    size_t start = left->start + skip, a = left->len - skip;
    bool fine = true;
    if (a > 0) {
        size_t b = count_below(s, s->keys + right->start, right->len, s->keys[right->start - 1],
                               false);
        if (b == SIZE_MAX)
            return false;
        if (b > 0)
            fine = a <= b ? merge_low(s, start, a, b) : merge_high(s, start, a, b);
    }
    left->len += right->len;
    left->power = right->power;
    s->nruns--;
    return fine;
}

/* The power of the boundary between two neighbouring runs: the first binary digit in which their
 * middles, as fractions of n, differ. */
static unsigned power_between(const Sort *s, const Run *left, size_t right_len)
{
    size_t a = 2 * left->start + left->len, b = a + left->len + right_len, n = 2 * s->n;
    for (unsigned power = 1;; power++) {
        bool high = a >= n / 2;
        if (high != (b >= n / 2))
            return power;
        if (high) {
            a -= n / 2;
            b -= n / 2;
        }
        a *= 2;
        b *= 2;
    }
}

/* Room for one side of a merge: half the keys, half the values. s->spare keeps it alive. */
static bool get_spare(Sort *s)
{
    Value storage = kk_values_new(s->vm, s->n / 2 * (s->values != NULL ? 2 : 1));
    if (storage == KK_ERROR)
        return false;
    s->spare = KK_OBJ(ValuesObj, storage)->at;
    return true;
}

static bool sort_all(Sort *s)
{
    for (size_t start = 0, len; start < s->n; start += len) {
        len = find_run(s, start);
        if (len == 0)
            return false;
        size_t wanted = s->n - start < MIN_RUN ? s->n - start : MIN_RUN;
        if (len < wanted) {
            if (!extend_run(s, start, len, wanted))
                return false;
            len = wanted;
        }
        if (len < s->n && s->spare == NULL && !get_spare(s))
            return false;
        if (s->nruns > 0) {
            unsigned power = power_between(s, &s->runs[s->nruns - 1], len);
            while (s->nruns > 1 && s->runs[s->nruns - 2].power > power) {
                if (!merge_top(s))
                    return false;
            }
            s->runs[s->nruns - 1].power = power;
        }
        s->runs[s->nruns++] = (Run){start, len, 0};
    }
    while (s->nruns > 1) {
        if (!merge_top(s))
            return false;
    }
    return true;
}

/* key(item) of all items in a fresh storage. */
static Value keys_of(Vm *vm, const Value *items, size_t n, Value key)
{
    Value keys = kk_values_new(vm, n);
    for (size_t i = 0; i < n && keys != KK_ERROR; i++) {
        Value one = kk_call1(vm, key, items[i]);
        if (one == KK_ERROR)
            return KK_ERROR;
        KK_OBJ(ValuesObj, keys)->at[i] = one;
    }
    return keys;
}

static bool sort_items(Vm *vm, Value *items, size_t n, Value key, bool reverse)
{
    Sort s; /* but for the runs, which are many words */
    s.vm = vm;
    s.keys = items;
    s.values = s.spare = NULL;
    s.n = n;
    s.nruns = 0;
    Value keys = KK_UNSET;
    if (key != kk_none) {
        keys = keys_of(vm, items, n, key);
        if (keys == KK_ERROR)
            return false;
        s.keys = KK_OBJ(ValuesObj, keys)->at;
        s.values = items;
    }
    s.mode = mode_for(s.keys, n);
    /* Reversing before and after keeps equal items in their order. */
    if (reverse) {
        reverse_values(items, n);
        if (s.values != NULL)
            reverse_values(s.keys, n);
    }
    bool fine = sort_all(&s);
    if (reverse)
        reverse_values(items, n);
    return fine;
}

bool kk_list_sort(Vm *vm, Value list, Value key, bool reverse)
{
    size_t n = kk_list_len(list);
    if (n < 2 && (key == kk_none || n == 0))
        return true;
    ListObj *l = KK_OBJ(ListObj, list);
    uintptr_t header = l->header;
    Value storage = l->items;
    l->header = KK_HEADER(KIND_LIST, 0);
    l->items = KK_UNSET;
    bool fine = sort_items(vm, KK_OBJ(ValuesObj, storage)->at, n, key, reverse);
    bool changed = l->items != KK_UNSET;
    l->header = header;
    l->items = storage;
    if (fine && changed)
        return kk_raise_false(vm, KK_ValueError, "list modified during sort");
    return fine;
}
