/*
 * layout.h: what the heap knows of an object, which is where its references are and how long it is.
 *
 * A heap object begins with one header word. Its two low bits tell the two forms apart:
 *
 *   00   the address of a Desc (a type or a shape): the object is Desc.layout->words words long,
 *        followed by Desc.nslots Values, followed by the tail that the layout describes;
 *   01   a compact header: bits 2..5 are a Kind, the bits above are a length. The most frequent
 *        objects have this form: it saves them the length word.
 *
 * A reference is a Value whose two low bits are 00 and which is not 0; an address outside the heap
 * (an object in flash) is left alone. There are no other pointers to heap objects in heap objects.
 *
 * Layer: heap.
 */
#ifndef KK_HEAP_LAYOUT_H
#define KK_HEAP_LAYOUT_H

#include "base/compiler.h"

/* One machine word: a Python value or nothing (0). object/value.h says what the bits mean. */
typedef uintptr_t Value;

/* The kinds with a compact header. What the length counts stands behind each. */
typedef enum Kind {
    KIND_VALUES, /* storage of Values: how many; all of them are traced */
    KIND_BLOB,   /* storage of bytes without references: how many */
    KIND_TUPLE,  /* items */
    KIND_LIST,   /* items in use; word 1 is the storage (KIND_VALUES) */
    KIND_STR,    /* bytes of UTF-8; word 1 is hash and flags */
    KIND_BYTES,  /* bytes */
    KIND_INT,    /* bit 0: negative; above it: limbs (base/limbs.h) */
    KIND_FLOAT,  /* unused; the payload is one KkFloat */
    KIND_DICT,   /* entries in use, deleted ones included; words 1..3 are Values (types/dict.h) */
    KIND_CELL,   /* unused; word 1 is the content */
    KIND_COUNT
} Kind;

#define KK_HEADER_TAG 1u
#define KK_HEADER_LEN_SHIFT 6
#define KK_HEADER(kind, len) \
    (((uintptr_t)(len) << KK_HEADER_LEN_SHIFT) | ((uintptr_t)(kind) << 2) | KK_HEADER_TAG)
/* What of a compact header is the same for all objects of a kind. */
#define KK_HEADER_KIND_MASK 0x3Fu
/* The largest length that fits: 2^26 - 1 on 32-bit words. */
#define KK_LEN_MAX (UINTPTR_MAX >> KK_HEADER_LEN_SHIFT)

KK_INLINE bool kk_header_is_compact(uintptr_t header) { return (header & 3) != 0; }
KK_INLINE Kind kk_header_kind(uintptr_t header) { return (Kind)(header >> 2 & 15); }
KK_INLINE size_t kk_header_len(uintptr_t header) { return header >> KK_HEADER_LEN_SHIFT; }

/* What follows the fixed words (and slots) of an object. */
typedef enum Tail {
    TAIL_NONE,
    TAIL_VALUES, /* word `count` of the object is the number of Values, as a raw size_t */
    TAIL_BYTES,  /* word `count` is the number of bytes, without references */
    TAIL_CODE    /* the upper half of word `count` is the number of Values; as many 32-bit words follow them as its lower
                    half and word `count` + 1 >> KK_TAIL_CODE_SHIFT say together */
} Tail;
#define KK_TAIL_CODE_SHIFT (KK_WORD_BITS == 64 ? 40 : 16)

/* The layout of objects whose header is a Desc. All fields are words: layouts are read from flash. */
typedef struct Layout {
    uint32_t words; /* fixed part, header included */
    uint32_t refs;  /* bit i: word i of the fixed part is a Value */
    uint32_t tail;  /* Tail */
    uint32_t count; /* index of the count word, for a tail */
} Layout;

/* The common beginning of every type and shape. It may lie in flash or in the heap. */
typedef struct Desc {
    uintptr_t header;     /* a Desc is itself an object */
    const Layout *layout; /* of the objects that have this Desc as header */
    Value type;           /* the class of those objects */
    uintptr_t nslots;     /* Values between the fixed part and the tail */
} Desc;

/* The size in bytes of the object at p, from its header; not rounded to granules. */
size_t kk_layout_size(const void *p);

#endif
