/*
 * names.h: str objects as memory, and interning.
 *
 * Names of the image are StrObj in flash, found by a hash table in flash; names made at run time are
 * in a table of the Vm that does not keep them alive. Two interned strs with equal text are the same
 * object, so that names compare by address.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_NAMES_H
#define KK_OBJECT_NAMES_H

#include "base/bytes.h"
#include "object/value.h"

enum {
    STR_NOT_ASCII = 1, /* set: some byte is >= 0x80; decided when the str is made */
    STR_INTERNED = 2,
    STR_FLAG_BITS = 2
};

typedef struct StrObj {
    uintptr_t header; /* KIND_STR, bytes of UTF-8 */
    uint32_t hash;    /* STR_* flags in the low bits; above them the hash, 0 as long as nobody asked */
    uint8_t at[];     /* valid UTF-8 (object of size >= len, not NUL-terminated) */
} StrObj;

KK_INLINE bool kk_str_is(Value v) { return kk_kind_is(v, KIND_STR); }
/* The bytes of a str (exactly a str, in heap or flash); borrowed from v. @gc never */
KK_INLINE Span kk_str_span(Value v)
{
    return (Span){KK_OBJ(StrObj, v)->at, kk_len_of(v)};
}
KK_INLINE bool kk_str_is_ascii(Value v) { return (KK_OBJ(StrObj, v)->hash & STR_NOT_ASCII) == 0; }
KK_INLINE bool kk_str_is_interned(Value v) { return (KK_OBJ(StrObj, v)->hash & STR_INTERNED) != 0; }
/* The hash of a str: the same for equal texts; never 0. @gc never */
uint32_t kk_str_hash(Value v);
/* Two strs have the same text. @gc never */
bool kk_str_equal(Value a, Value b);

/*
 * A str with that text (valid UTF-8): fresh, or one from flash for "" and single ASCII characters.
 * text must not point into a movable object unless that object is in a local of the caller.
 * @raises MemoryError  @gc may collect
 */
KK_MUST_CHECK Value kk_str_new(Vm *vm, Span text);
/* A fresh, uninitialised str of `len` bytes to be filled at once by the caller, who then calls
 * kk_str_finish (sets the flags). len > 0. */
KK_MUST_CHECK Value kk_str_alloc(Vm *vm, size_t len);
void kk_str_finish(Value str);

/* The one interned str with this text. @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_intern(Vm *vm, Span text);
/* The same for a str (exactly); returns it or its equal. */
KK_MUST_CHECK Value kk_intern_str(Vm *vm, Value str);
/* The interned str with this text if there is one, else KK_UNSET. @gc never */
Value kk_intern_find(Vm *vm, Span text);

#endif
