/*
 * heap.c: the heap against a model of it.
 *
 * A node of the model knows what an object of the heap must hold: its kind, its bytes, and which
 * nodes its references lead to. Random programs build, change and drop objects; every so often all
 * that can be reached is compared. The same programs run under the stress switches.
 */
#include "heap/internal.h"
#include "tests/unit/check.h"

/* ---- layouts of the test's own types ---- */

enum { FIXED = KIND_COUNT, TAILED, BYTES_TAIL, CODE_TAIL, DESC, TYPE_COUNT };

static const Layout layouts[TYPE_COUNT] = {
    [FIXED] = {4, 1u << 1 | 1u << 3, TAIL_NONE, 0},
    [TAILED] = {4, 1u << 1, TAIL_VALUES, 3},
    [BYTES_TAIL] = {3, 1u << 1, TAIL_BYTES, 2},
    [CODE_TAIL] = {4, 1u << 1, TAIL_CODE, 2},
    [DESC] = {4, 1u << 2, TAIL_NONE, 0},
};
static const Desc descs[TYPE_COUNT] = {
    [FIXED] = {(uintptr_t)&descs[DESC], &layouts[FIXED], 0, 2},
    [TAILED] = {(uintptr_t)&descs[DESC], &layouts[TAILED], 0, 0},
    [BYTES_TAIL] = {(uintptr_t)&descs[DESC], &layouts[BYTES_TAIL], 0, 0},
    [CODE_TAIL] = {(uintptr_t)&descs[DESC], &layouts[CODE_TAIL], 0, 1},
    [DESC] = {(uintptr_t)&descs[DESC], &layouts[DESC], 0, 0},
};

/* ---- the model ---- */

#define NODES 60000
#define DEEP 1000000
#define REFS 12
#define ROOTS 40

typedef struct Node {
    int type;
    size_t n;       /* references of variable number, or bytes */
    size_t refs;    /* references in all */
    int child[REFS]; /* node numbers; -1: the int 5 */
    int desc;       /* a node that is the header, or -1 */
    unsigned seen;
} Node;

static Node nodes[NODES];
static int node_count;
static Heap heap;
static Value roots[ROOTS], weak_root;
static int root_nodes[ROOTS];
static int root_count;
static Value chain_root;
static bool quiet_weak;

static void visit_roots(void *owner, Heap *h, RootVisitor visit)
{
    for (int i = 0; i < root_count; i++)
        visit(h, &roots[i]);
    visit(h, &chain_root);
}

static void after_mark(void *owner, Heap *h)
{
    if (weak_root != 0 && !kk_heap_is_marked(h, weak_root))
        weak_root = 0;
}

static void visit_weak(void *owner, Heap *h, RootVisitor visit)
{
    if (!quiet_weak)
        visit(h, &weak_root);
}

static uint8_t *memory;
static const void *stack_top;
static size_t grown;

static bool grow(void *owner, size_t bytes)
{
    grown += bytes;
    return true;
}

static void setup(size_t bytes, size_t usable)
{
    HeapClient client = {.visit_roots = visit_roots, .after_mark = after_mark,
                         .visit_weak = visit_weak, .stack_top = stack_top};
    free(memory);
    memory = malloc(bytes);
    memset(memory, 0xEE, bytes);
    memset(roots, 0, sizeof roots);
    weak_root = chain_root = 0;
    if (usable < bytes)
        client.grow = grow;
    grown = 0;
    node_count = 0;
    root_count = ROOTS;
    for (int i = 0; i < ROOTS; i++)
        root_nodes[i] = -2;
    CHECK(kk_heap_init(&heap, memory, bytes, usable, client), "%zu bytes", bytes);
}

static uint64_t choose(uint64_t n) { return random_u64() % n; }

/* ---- objects of all layouts ---- */

static size_t fixed_refs(int type)
{
    return type == KIND_LIST || type == KIND_CELL || type == DESC ? 1 : type == KIND_DICT ? 3
           : type == FIXED ? 4 : type == CODE_TAIL ? 2 : type == TAILED || type == BYTES_TAIL;
}
static bool has_variable_refs(int type)
{
    return type == KIND_TUPLE || type == KIND_VALUES || type == TAILED || type == CODE_TAIL;
}

static size_t size_of(const Node *node)
{
    size_t w = sizeof(Value), n = node->n;
    switch (node->type) {
    case KIND_VALUES: case KIND_TUPLE: return w + n * w;
    case KIND_BLOB: case KIND_BYTES: return w + n;
    case KIND_STR: return w + 4 + n;
    case KIND_INT: return w + n / sizeof(Limb) * sizeof(Limb);
    case KIND_FLOAT: return w + sizeof(KkFloat);
    case KIND_LIST: case KIND_CELL: return 2 * w;
    case KIND_DICT: case DESC: return 4 * w;
    case FIXED: return 6 * w;
    case TAILED: return 4 * w + n * w;
    case BYTES_TAIL: return 3 * w + n;
    default: return 5 * w + n * w + 20;
    }
}

/* The k-th reference of an object. */
static Value *slot(Value v, const Node *node, size_t k)
{
    Value *p = (Value *)v;
    switch (node->type) {
    case FIXED: return k == 0 ? p + 1 : k == 1 ? p + 3 : p + 2 + k;
    case TAILED: return k == 0 ? p + 1 : p + 3 + k;
    case CODE_TAIL: return k == 0 ? p + 1 : p + 3 + k;
    case DESC: return p + 2;
    default: return p + 1 + k;
    }
}

/* Where bytes without references are, and how many. */
static uint8_t *raw(Value v, const Node *node, size_t *n)
{
    Value *p = (Value *)v;
    *n = node->n;
    switch (node->type) {
    case KIND_BLOB: case KIND_BYTES: return (uint8_t *)(p + 1);
    case KIND_STR: return (uint8_t *)(p + 1) + 4;
    case KIND_INT: *n = node->n / sizeof(Limb) * sizeof(Limb); return (uint8_t *)(p + 1);
    case KIND_FLOAT: *n = sizeof(KkFloat); return (uint8_t *)(p + 1);
    case BYTES_TAIL: return (uint8_t *)(p + 3);
    case CODE_TAIL: *n = 20; return (uint8_t *)(p + 5 + node->n);
    case FIXED: *n = sizeof(Value); return (uint8_t *)(p + 2);
    default: *n = 0; return NULL;
    }
}

static void set_header(Value v, const Node *node, const Desc *desc)
{
    Value *p = (Value *)v;
    size_t n = node->n;
    if (node->type < KIND_COUNT) {
        p[0] = KK_HEADER(node->type, node->type == KIND_INT ? n / sizeof(Limb) << 1 | 1 : n);
        return;
    }
    p[0] = (uintptr_t)desc;
    if (node->type == TAILED)
        p[3] = n;
    if (node->type == BYTES_TAIL)
        p[2] = n;
    if (node->type == CODE_TAIL) {
        p[2] = (Value)n << KK_WORD_BITS / 2 | 2;
        p[3] = (Value)3 << KK_TAIL_CODE_SHIFT | 7;
    }
}

static void new_node(Node *node)
{
    node->type = (int)choose(TYPE_COUNT - 1);
    node->n = choose(16) == 0 ? choose(600) : choose(20);
    node->desc = -1;
    node->refs = fixed_refs(node->type);
    if (has_variable_refs(node->type)) {
        node->n %= REFS - node->refs;
        node->refs += node->n;
    }
}

/* Sets reference k of the object to one that a root holds, or to an int. */
static void link_child(Value v, Node *node, size_t k)
{
    int r = (int)choose(ROOTS);
    bool some = root_nodes[r] >= 0;
    node->child[k] = some ? root_nodes[r] : -1;
    *slot(v, node, k) = some ? roots[r] : 0x15;
}

/* A Desc in the heap like the static one of that type; node numbers in *number. */
static Value make_desc(int type, int *number)
{
    Node *node = &nodes[node_count];
    Desc *desc = kk_heap_alloc(&heap, sizeof(Desc));
    if (desc == NULL)
        return 0;
    *desc = (Desc){(uintptr_t)&descs[DESC], &layouts[type], 0x15, descs[type].nslots};
    *node = (Node){.type = DESC, .refs = 1, .child = {-1}, .desc = -1};
    *number = node_count++;
    return (Value)desc;
}

/* Makes an object and puts it in root r. */
static bool make_object(int r)
{
    Node *node = &nodes[node_count++];
    new_node(node);
    const Desc *desc = node->type >= KIND_COUNT ? &descs[node->type] : NULL;
    if (desc != NULL && choose(2) == 0) {
        desc = (const Desc *)make_desc(node->type, &node->desc);
        if (desc == NULL)
            return false;
    }
    size_t bytes = size_of(node), n;
    uint8_t *p = kk_heap_alloc(&heap, bytes);
    if (p == NULL)
        return false;
    for (size_t i = 0; i < bytes; i++)
        CHECK(p[i] == 0, "byte %zu of %zu is not 0", i, bytes);
    Value v = (Value)p;
    set_header(v, node, desc);
    CHECK(kk_layout_size(p) == bytes, "type %d: %zu, not %zu", node->type, kk_layout_size(p), bytes);
    uint8_t *at = raw(v, node, &n);
    for (size_t i = 0; i < n; i++)
        at[i] = (uint8_t)((size_t)(node - nodes) * 7 + i);
    for (size_t k = 0; k < node->refs; k++)
        link_child(v, node, k);
    roots[r] = v;
    root_nodes[r] = (int)(node - nodes);
    return true;
}

/* ---- comparing ---- */

static struct { Value v; int node; } todo[NODES * 2];
static size_t todo_count;
static unsigned stamp;

static void expect(Value v, int number)
{
    if (number < 0) {
        CHECK(v == 0x15, "an int has become %zx", (size_t)v);
    } else if (nodes[number].seen != stamp) {
        nodes[number].seen = stamp;
        todo[todo_count].v = v;
        todo[todo_count++].node = number;
    }
}

static void compare(void)
{
    stamp++;
    for (int r = 0; r < ROOTS; r++) {
        if (root_nodes[r] >= 0)
            expect(roots[r], root_nodes[r]);
    }
    while (todo_count > 0) {
        Value v = todo[--todo_count].v;
        const Node *node = &nodes[todo[todo_count].node];
        size_t n;
        CHECK(kk_heap_owns(&heap, (void *)v) && v % KK_GRANULE == 0, "%zx", (size_t)v);
        CHECK(kk_layout_size((void *)v) == size_of(node), "type %d", node->type);
        if (node->desc >= 0)
            expect(*(Value *)v, node->desc);
        const uint8_t *at = raw(v, node, &n);
        for (size_t i = 0; i < n; i++)
            CHECK(at[i] == (uint8_t)((size_t)(node - nodes) * 7 + i), "byte %zu, type %d", i, node->type);
        for (size_t k = 0; k < node->refs; k++)
            expect(*slot(v, node, k), node->child[k]);
    }
}

/* ---- the random program ---- */

static void change_something(void)
{
    int r = (int)choose(ROOTS);
    if (root_nodes[r] < 0 || nodes[root_nodes[r]].refs == 0)
        return;
    Node *node = &nodes[root_nodes[r]];
    size_t k = choose(node->refs);
    if (node->type != DESC)
        link_child(roots[r], node, k);
}

static void random_program(int steps, uint32_t stress, size_t fail_every)
{
    int failed = 0;
    kk_heap_set_stress(&heap, stress);
    for (int i = 0; i < steps && node_count < NODES - 2; i++) {
        if (fail_every != 0 && heap.fail_after == 0)
            kk_heap_fail_after(&heap, 1 + choose(fail_every));
        int r = (int)choose(ROOTS);
        failed += !make_object(r);
        change_something();
        if (choose(3) == 0) {
            r = (int)choose(ROOTS);
            roots[r] = 0;
            root_nodes[r] = -2;
        }
        if (i % 97 == 0)
            compare();
        if (choose(500) == 0)
            kk_heap_collect(&heap, choose(2) == 0);
    }
    compare();
    kk_heap_verify(&heap);
    kk_heap_fail_after(&heap, 0);
    kk_heap_set_stress(&heap, 0);
    CHECK(fail_every != 0 ? failed > 0 : failed == 0, "%d allocations failed", failed);
}

static void test_random(void)
{
    const uint32_t all = HEAP_STRESS_COLLECT | HEAP_STRESS_MOVE | HEAP_VERIFY;
    setup(256 << 10, 256 << 10);
    random_program(50000, 0, 0);
    CHECK(heap.collections > 10, "%zu", heap.collections);
    group("random program");
    setup(256 << 10, 256 << 10);
    random_program(20000, HEAP_VERIFY, 0);
    group("random program, verified");
    setup(1 << 20, 64 << 10);
    random_program(20000, HEAP_STRESS_MOVE, 0);
    CHECK(heap.compactions > 10, "%zu", heap.compactions);
    group("random program, growing, moving");
    setup(512 << 10, 512 << 10);
    random_program(4000, HEAP_STRESS_COLLECT, 0);
    group("random program, collecting");
    setup(512 << 10, 512 << 10);
    random_program(4000, all, 0);
    group("random program, all stress");
    setup(512 << 10, 512 << 10);
    random_program(4000, HEAP_VERIFY | HEAP_STRESS_MOVE, 20);
    group("random program, failing");
}

/* ---- fragmentation ---- */

static Value new_blob(size_t bytes)
{
    uintptr_t *p = kk_heap_alloc(&heap, sizeof(uintptr_t) + bytes);
    if (p != NULL)
        *p = KK_HEADER(KIND_BLOB, bytes);
    return (Value)p;
}

static Value new_tuple(size_t n)
{
    uintptr_t *p = kk_heap_alloc(&heap, sizeof(uintptr_t) * (n + 1));
    if (p != NULL)
        *p = KK_HEADER(KIND_TUPLE, n);
    return (Value)p;
}

/* Fills the heap with blobs of mixed sizes in a list of tuples, drops a share of them. The first
 * `pins` of those that remain are pinned. */
KK_NOINLINE static void fragment(size_t pins, size_t keep_of_8)
{
    size_t total = 0, pinned = 0;
    for (;;) {
        Value pair = new_tuple(2);
        if (pair == 0 || kk_heap_free(&heap) < 2048)
            break;
        ((Value *)pair)[1] = chain_root;
        chain_root = pair;
        Value blob = new_blob(choose(20) == 0 ? choose(1500) : choose(60));
        if (blob == 0)
            break;
        ((Value *)chain_root)[2] = blob;
        total++;
    }
    size_t i = 0;
    for (Value p = chain_root; p != 0; p = ((Value *)p)[1], i++) {
        bool keep = choose(8) < keep_of_8;
        /* The oldest are at the low end. */
        bool low = i >= total - total / 8;
        if (low && pinned < pins && ((Value *)p)[2] != 0 && choose(8) == 0) {
            CHECK(kk_heap_pin(&heap, ((Value *)p)[2]), "no memory to pin");
            pinned++;
            keep = true;
        }
        if (!keep)
            ((Value *)p)[2] = 0x15;
    }
    /* Drop links as well: only every other pair stays. */
    for (Value p = chain_root; p != 0 && ((Value *)p)[1] != 0; p = ((Value *)p)[1]) {
        Value next = ((Value *)p)[1];
        if (((Value *)next)[2] == 0x15)
            ((Value *)p)[1] = ((Value *)next)[1];
    }
}

/* Clears what dead frames have left on the stack. */
KK_NOINLINE static void wash_stack(void)
{
    volatile uintptr_t junk[512];
    for (size_t i = 0; i < 512; i++)
        junk[i] = i;
    CHECK(junk[17] == 17, "washed");
}

static void test_fragmentation(void)
{
    static const size_t sizes[] = {36864, 65536, 256 << 10};
    double worst = 1;
    for (size_t s = 0; s < KK_COUNT_OF(sizes); s++) {
        for (size_t pins = 0; pins <= 6; pins += 2) {
            for (size_t keep = 1; keep <= 5; keep += 2) {
                setup(sizes[s], sizes[s]);
                fragment(pins, keep);
                wash_stack();
                kk_heap_collect(&heap, true);
                kk_heap_verify(&heap);
                double ratio = (double)kk_heap_largest(&heap) / (double)kk_heap_free(&heap);
                CHECK(ratio >= 0.95, "%zu bytes, %zu pins, keep %zu: largest %zu of %zu", sizes[s],
                      pins, keep, kk_heap_largest(&heap), kk_heap_free(&heap));
                if (ratio < worst)
                    worst = ratio;
                size_t want = kk_heap_largest(&heap) - sizeof(Value);
                CHECK(new_blob(want) != 0, "%zu bytes", want);
            }
        }
    }
    printf("ok worst case after compaction: %.1f %% of what is free\n", worst * 100);
    setup(36864, 36864);
    CHECK(heap.end - heap.base >= 36864 * 95 / 100, "%td", heap.end - heap.base);
    CHECK(kk_heap_free(&heap) == kk_heap_largest(&heap), "empty");
    group("fragmentation");
}

/* An allocation compacts by itself when that helps. */
static void test_compacts_when_needed(void)
{
    setup(65536, 65536);
    fragment(0, 3);
    wash_stack();
    kk_heap_collect(&heap, false);
    size_t before = kk_heap_largest(&heap), want = kk_heap_free(&heap) * 9 / 10;
    CHECK(before < want, "nothing is fragmented: %zu", before);
    CHECK(new_blob(want) != 0, "%zu of %zu", want, kk_heap_free(&heap));
    CHECK(heap.compactions == 1, "%zu", heap.compactions);
    group("compacts when needed");
}

/* ---- marking ---- */

static void test_overflow(void)
{
    for (size_t cap = 2; cap <= 34; cap += 4) {
        setup(512 << 10, 512 << 10);
        heap.work_cap = cap;
        random_program(6000, HEAP_VERIFY, 0);
    }
    /* Every tuple of 40 holds 39 cells and, in the middle, the next tuple. */
    setup(1 << 20, 1 << 20);
    heap.work_cap = 8;
    for (int i = 0; i < 300; i++) {
        Value t = new_tuple(40);
        ((Value *)t)[20] = chain_root;
        chain_root = t;
        for (size_t k = 1; k <= 40; k++) {
            if (k != 20) {
                uintptr_t *cell = kk_heap_alloc(&heap, 2 * sizeof(Value));
                cell[0] = KK_HEADER(KIND_CELL, 0);
                ((Value *)chain_root)[k] = (Value)cell;
            }
        }
    }
    kk_heap_collect(&heap, false);
    size_t expected = 300 * (KK_GRANULES(41 * sizeof(Value)) + 39) * KK_GRANULE;
    CHECK(heap.live >= expected && heap.live <= expected + 1024, "%zu, not %zu", heap.live, expected);
    kk_heap_collect(&heap, true);
    CHECK(heap.live >= expected && heap.live <= expected + 1024, "%zu, not %zu", heap.live, expected);
    group("mark stack overflow");
}

static void test_deep(void)
{
    size_t n = DEEP;
    setup(128 << 20, 8 << 20);
    for (size_t i = 0; i < n; i++) {
        Value t = new_tuple(1 + i % 2);
        ((Value *)t)[1] = chain_root;
        chain_root = t;
    }
    kk_heap_collect(&heap, false);
    size_t pair = (KK_GRANULES(2 * sizeof(Value)) + KK_GRANULES(3 * sizeof(Value))) * KK_GRANULE;
    CHECK(heap.live >= n / 2 * pair && heap.live <= n / 2 * pair + 1024, "%zu", heap.live);
    CHECK(grown > 0, "did not grow");
    kk_heap_collect(&heap, true);
    size_t count = 0;
    for (Value p = chain_root; p != 0; p = ((Value *)p)[1])
        count++;
    CHECK(count == n, "%zu", count);
    chain_root = 0;
    wash_stack();
    kk_heap_collect(&heap, false);
    CHECK(heap.live < 1 << 20, "%zu", heap.live);
    /* A long array is marked in slices. */
    chain_root = new_tuple(100000);
    for (size_t i = 1; i <= 100000; i++) {
        Value one = new_tuple(1);
        ((Value *)chain_root)[i] = one;
    }
    kk_heap_collect(&heap, false);
    CHECK(heap.live >= 100000 * 3 * sizeof(Value), "%zu", heap.live);
    group("a million deep");
}

/* ---- running out ---- */

static void test_out_of_memory(void)
{
    setup(36864, 36864);
    CHECK(kk_heap_alloc(&heap, SIZE_MAX) == NULL, "SIZE_MAX");
    CHECK(kk_heap_alloc(&heap, SIZE_MAX - 7) == NULL, "SIZE_MAX - 7");
    CHECK(kk_heap_alloc(&heap, 36864) == NULL, "all of the memory");
    CHECK(heap.collections == 0, "collected for what can never succeed");
    size_t n = 0;
    for (Value t; (t = new_tuple(3)) != 0; n++) {
        ((Value *)t)[1] = chain_root;
        chain_root = t;
    }
    CHECK(n >= 36864 * 94 / 100 / (KK_GRANULES(4 * sizeof(Value)) * KK_GRANULE), "%zu tuples", n);
    CHECK(new_tuple(3) == 0, "more than there is");
    kk_heap_verify(&heap);
    for (Value p = chain_root; p != 0; p = ((Value *)p)[1])
        n--;
    CHECK(n == 0, "%zu lost", n);
    chain_root = 0;
    wash_stack();
    CHECK(new_blob(30000) != 0, "all is free again");
    CHECK(kk_heap_peak(&heap) > 34000, "%zu", kk_heap_peak(&heap));
    Heap tiny;
    CHECK(!kk_heap_init(&tiny, memory, 64, 64, heap.client), "64 bytes");
    CHECK(!kk_heap_init(&tiny, memory, 0, 0, heap.client), "no bytes");
    group("out of memory");
}

static void test_switches(void)
{
    setup(65536, 65536);
    kk_heap_fail_after(&heap, 3);
    bool a = new_tuple(1) != 0, b = new_tuple(1) != 0, c = new_tuple(1) != 0, d = new_tuple(1) != 0;
    CHECK(a && b && !c && d, "%d %d %d %d", a, b, c, d);
    group("fail_after");
    kk_heap_lock(&heap);
    kk_heap_lock(&heap);
    CHECK(new_tuple(1) == 0, "locked");
    kk_heap_unlock(&heap);
    CHECK(new_tuple(1) == 0, "locked once");
    kk_heap_unlock(&heap);
    CHECK(new_tuple(1) != 0, "unlocked");
    group("lock");
    setup(65536, 65536);
    heap.enabled = false;
    for (int i = 0; i < 600; i++)
        CHECK(new_tuple(3) != 0, "%d", i);
    CHECK(heap.collections == 0, "disabled");
    for (int i = 0; i < 6000; i++)
        CHECK(new_tuple(3) != 0, "%d", i);
    CHECK(heap.collections > 0, "out of memory");
    heap.enabled = true;
    kk_heap_collect(&heap, false);
    size_t before = heap.collections;
    heap.user_threshold = 1000;
    for (int i = 0; i < 100; i++)
        CHECK(new_blob(200) != 0, "%d", i);
    CHECK(heap.collections >= before + 18, "%zu", heap.collections - before);
    group("disable, threshold");
}

static void test_grows(void)
{
    setup(16 << 20, 4096);
    CHECK(grown > 0, "the tables");
    for (int i = 0; i < 100000; i++) {
        Value t = new_tuple(3);
        ((Value *)t)[1] = chain_root;
        chain_root = t;
    }
    CHECK(heap.collections >= 1 && heap.collections < 10, "%zu", heap.collections);
    Value big = new_blob(5 << 20);
    CHECK(big != 0, "5 MB");
    CHECK(heap.end <= heap.max_end, "end");
    CHECK(new_blob(14 << 20) == 0, "14 MB");
    group("growing");
}

/* ---- pins, the C stack, weak references ---- */

static void test_pins(void)
{
    enum { N = 200 };
    static uintptr_t hidden[N];
    setup(256 << 10, 256 << 10);
    for (size_t i = 0; i < N; i++) {
        Value t = new_tuple(2);
        ((Value *)t)[1] = chain_root;
        chain_root = t;
        if (i % 4 == 0)
            CHECK(kk_heap_pin(&heap, t) && kk_heap_pin(&heap, t), "pin");
        hidden[i] = ~t;
        (void)!new_blob(choose(300));
    }
    kk_heap_set_stress(&heap, HEAP_STRESS_MOVE | HEAP_VERIFY);
    size_t moved = 0;
    for (int round = 0; round < 3; round++) {
        wash_stack();
        kk_heap_collect(&heap, true);
        size_t i = N;
        for (Value p = chain_root; p != 0; p = ((Value *)p)[1]) {
            i--;
            CHECK(i % 4 != 0 || p == ~hidden[i], "a pinned object moved");
            moved += p != ~hidden[i];
        }
        CHECK(i == 0, "%zu", i);
    }
    CHECK(moved > N / 2, "%zu", moved);
    CHECK(heap.pins_used >= N / 4 && heap.pins_used < N / 2, "%zu", heap.pins_used);
    chain_root = 0;
    wash_stack();
    kk_heap_collect(&heap, true);
    CHECK(heap.live < 20000, "%zu: dead objects are kept", heap.live);
    for (size_t i = 0; i < N; i++) {
        chain_root = new_tuple(1);
        CHECK(kk_heap_pin(&heap, chain_root), "pin");
    }
    size_t cap = kk_header_len(*(uintptr_t *)heap.pins) / sizeof(Value);
    CHECK(cap <= 512, "%zu entries for one object", cap);
    CHECK(kk_heap_pin(&heap, 0x15) && kk_heap_pin(&heap, 0) && kk_heap_pin(&heap, (Value)&descs[0]),
          "what needs no pin");
    group("pins");
}

KK_NOINLINE static void hold_on_stack(void)
{
    Value t = new_tuple(100);
    uint8_t *volatile inside = (uint8_t *)t + 333;
    Value *volatile first = (Value *)t;
    first[50] = new_tuple(5);
    Value old = ~first[50];
    for (int i = 0; i < 4; i++)
        kk_heap_collect(&heap, true);
    CHECK((Value)(inside - 333) == (Value)first, "moved");
    CHECK(*first == KK_HEADER(KIND_TUPLE, 100), "header");
    CHECK(*(Value *)first[50] == KK_HEADER(KIND_TUPLE, 5), "content of the tuple, was %zx", (size_t)~old);
}

KK_NOINLINE static void hold_interior_only(void)
{
    uint8_t *volatile inside = (uint8_t *)new_blob(1000) + 500;
    *inside = 77;
    wash_stack();
    for (int i = 0; i < 4; i++)
        kk_heap_collect(&heap, true);
    for (int i = 0; i < 3000; i++)
        (void)!new_blob(30);
    CHECK(*inside == 77, "lost");
    CHECK(*(uintptr_t *)(inside - 500) == KK_HEADER(KIND_BLOB, 1000), "header");
}

static void test_stack(void)
{
    setup(65536, 65536);
    kk_heap_set_stress(&heap, HEAP_STRESS_MOVE | HEAP_VERIFY);
    hold_on_stack();
    hold_interior_only();
    wash_stack();
    kk_heap_collect(&heap, true);
    group("the C stack");
}

static void test_weak(void)
{
    setup(65536, 65536);
    (void)!new_blob(400);
    Value t = new_tuple(2);
    chain_root = weak_root = t;
    t = 0;
    wash_stack();
    kk_heap_set_stress(&heap, HEAP_STRESS_MOVE | HEAP_VERIFY);
    for (int i = 0; i < 3; i++) {
        kk_heap_collect(&heap, true);
        CHECK(weak_root == chain_root && weak_root != 0, "follows");
    }
    chain_root = 0;
    wash_stack();
    kk_heap_collect(&heap, true);
    CHECK(weak_root == 0, "dropped");
    group("weak references");
}

/* ---- longer objects ---- */

/* All bytes of the blob from `from` on are `byte`. */
static bool all_are(Value blob, size_t from, size_t to, int byte)
{
    const uint8_t *at = (const uint8_t *)(blob + sizeof(uintptr_t));
    while (from < to && at[from] == byte)
        from++;
    return from >= to;
}

static bool extend_blob(Value blob, size_t bytes)
{
    if (!kk_heap_extend(&heap, (void *)blob, sizeof(uintptr_t) + bytes))
        return false;
    *(uintptr_t *)blob = KK_HEADER(KIND_BLOB, bytes);
    return true;
}

static void test_extend(void)
{
    setup(65536, 65536);
    Value a = new_blob(100);
    memset((void *)(a + sizeof(uintptr_t)), 1, 100);
    CHECK(extend_blob(a, 103) && extend_blob(a, 300), "the current run");
    CHECK(all_are(a, 0, 100, 1) && all_are(a, 104, 300, 0), "content");
    memset((void *)(a + sizeof(uintptr_t)), 2, 300);
    *(uintptr_t *)a = KK_HEADER(KIND_BLOB, 297);
    CHECK(extend_blob(a, 300) && all_are(a, 0, 297, 2) && all_are(a, 297, 300, 0), "the rest of its last granule");
    Value b = new_blob(16);
    CHECK(!extend_blob(a, 400), "an object is behind it");
    CHECK(!kk_heap_extend(&heap, (void *)b, 70000), "beyond the end");
    roots[0] = a;
    roots[1] = new_blob(16);
    *(volatile Value *)&b = 0;
    wash_stack();
    kk_heap_set_stress(&heap, HEAP_VERIFY);
    kk_heap_collect(&heap, false);
    CHECK(extend_blob(a, 303 + KK_GRANULE), "what was dropped behind it");
    kk_heap_collect(&heap, false);
    size_t room = kk_heap_free(&heap);
    CHECK(!extend_blob(a, room + 1000), "more than there is");
    group("extend");
}

/* Tuples of (the one before, its number) until `left` bytes are free; gives how many. The last one is in roots[1]. */
static int fill(size_t left)
{
    int n = 0;
    for (; kk_heap_free(&heap) > left; n++) {
        Value v = new_tuple(2);
        ((Value *)v)[1] = roots[1];
        ((Value *)v)[2] = (Value)n << 2 | 1;
        roots[1] = v;
    }
    return n;
}

static bool are_linked(int n)
{
    Value v = roots[1];
    while (n-- > 0 && v != 0 && ((Value *)v)[2] == ((Value)n << 2 | 1))
        v = ((Value *)v)[1];
    return n < 0 && v == 0;
}

static void test_widen(void)
{
    const size_t bytes = 40, more = 600;
    setup(16384, 16384);
    kk_heap_set_stress(&heap, HEAP_VERIFY);
    uintptr_t *p = kk_heap_alloc(&heap, sizeof(uintptr_t) + bytes);
    CHECK(p != NULL, "a blob in front of everything");
    *p = KK_HEADER(KIND_BLOB, bytes);
    memset(p + 1, 7, bytes);
    roots[0] = (Value)p;
    int n = fill(1200);
    wash_stack();
    /* No reference: it would keep the last one where it is. */
    size_t last = roots[1] - (Value)p;
    CHECK(!kk_heap_extend(&heap, p, sizeof(uintptr_t) + more), "something lies behind it");
    CHECK(kk_heap_widen(&heap, p, sizeof(uintptr_t) + more), "which can be moved");
    *p = KK_HEADER(KIND_BLOB, more);
    CHECK(roots[0] == (Value)p && all_are((Value)p, 0, bytes, 7) && all_are((Value)p, bytes, more, 0), "content");
    CHECK(roots[1] - (Value)p > last && are_linked(n), "the others have moved, and refer to each other");
    CHECK(!kk_heap_widen(&heap, p, sizeof(uintptr_t) + 8000), "more than there is");
    kk_heap_lock(&heap);
    CHECK(!kk_heap_widen(&heap, p, sizeof(uintptr_t) + more + 100), "locked");
    kk_heap_unlock(&heap);
    kk_heap_collect(&heap, false);
    CHECK(are_linked(n), "after a collection");
    group("widen");
}

static void test_front(void)
{
    enum { WORDS = 2 * KK_GRANULE - 1, MORE = 100 * KK_GRANULE };
    const size_t bytes = WORDS * sizeof(uintptr_t);
    setup(65536, 65536);
    uintptr_t *p = kk_heap_alloc_high(&heap, sizeof(uintptr_t) + bytes), *old = p;
    CHECK(p != NULL && (uint8_t *)p + sizeof(uintptr_t) + bytes == heap.end, "the high end");
    *p = KK_HEADER(KIND_BLOB, bytes);
    memset(p + 1, 7, bytes);
    Value low = new_tuple(3);
    p = kk_heap_extend_front(&heap, p, MORE);
    CHECK(p != NULL && (uint8_t *)p + MORE == (uint8_t *)old && *p == KK_HEADER(KIND_BLOB, bytes), "it begins lower");
    *p = KK_HEADER(KIND_BLOB, bytes + MORE);
    CHECK(all_are((Value)p, 0, MORE - sizeof(uintptr_t), 0) && all_are((Value)p, MORE, MORE + bytes, 7), "content");
    kk_heap_set_stress(&heap, HEAP_VERIFY);
    roots[0] = (Value)p;
    kk_heap_collect(&heap, false);
    CHECK(kk_heap_extend_front(&heap, p, (size_t)((uint8_t *)p - heap.base)) == NULL, "something is there");
    CHECK(kk_heap_extend_front(&heap, p, 100000 & ~(KK_GRANULE - 1)) == NULL, "more than there is");
    p = kk_heap_drop_front(&heap, p, MORE);
    CHECK(p == old, "it begins where it began");
    *p = KK_HEADER(KIND_BLOB, bytes);
    roots[0] = (Value)p;
    kk_heap_collect(&heap, false);
    CHECK(all_are((Value)p, 0, bytes, 7), "what is behind it");
    Value next = new_tuple(3);
    CHECK(next != 0 && next != low, "allocation goes on");
    kk_heap_lock(&heap);
    CHECK(kk_heap_alloc_high(&heap, 64) == NULL, "locked");
    kk_heap_unlock(&heap);
    group("front");
}

static void count_object(void *ctx, void *object, size_t bytes)
{
    *(size_t *)ctx += bytes;
}

static void test_walk(void)
{
    size_t bytes = 0;
    setup(65536, 65536);
    for (int i = 0; i < 100; i++) {
        Value t = new_tuple(3);
        ((Value *)t)[1] = chain_root;
        chain_root = t;
        (void)!new_blob(100);
    }
    wash_stack();
    kk_heap_walk(&heap, count_object, &bytes);
    CHECK(bytes >= 100 * 4 * sizeof(Value) && bytes <= 100 * 4 * sizeof(Value) + 500, "%zu", bytes);
    group("walk");
}

int main(void)
{
    stack_top = __builtin_frame_address(0);
    test_random();
    test_fragmentation();
    test_compacts_when_needed();
    test_overflow();
    test_deep();
    test_out_of_memory();
    test_switches();
    test_grows();
    test_pins();
    test_stack();
    test_weak();
    test_extend();
    test_front();
    test_widen();
    test_walk();
    free(memory);
    return done();
}
