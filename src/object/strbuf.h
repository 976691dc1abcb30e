/*
 * strbuf.h: text (or bytes) built piece by piece.
 *
 * A StrBuf is a local of the function that builds. It begins in its own few bytes on the C stack
 * and goes over to a str object that grows; a long text is handed over without another copy. There
 * is nothing to free: a StrBuf that an error abandons is just forgotten. Text is valid UTF-8.
 *
 * Layer: object.   Tests: tests/types/str/.
 */
#ifndef KK_OBJECT_STRBUF_H
#define KK_OBJECT_STRBUF_H

#include "object/ops.h"

#define KK_STRBUF_INLINE 64

typedef struct StrBuf {
    Vm *vm;
    uint8_t *at;  /* the bytes so far: `small`, or inside `str` */
    size_t len;   /* how many there are */
    size_t cap;   /* how many fit without growing */
    Value str;    /* StrObj of cap bytes, or KK_UNSET: it is all in `small` */
    uint8_t small[KK_STRBUF_INLINE];
} StrBuf;

void kk_strbuf_begin(StrBuf *b, Vm *vm);
KK_INLINE void kk_strbuf_init(StrBuf *b, Vm *vm)
{
    if (KK_FOR_SIZE) {
        kk_strbuf_begin(b, vm);
        return;
    }
    b->vm = vm;
    b->at = b->small;
    b->len = 0;
    b->cap = KK_STRBUF_INLINE;
    b->str = KK_UNSET;
}

/* What has been built so far; borrowed until the next call. @gc never */
KK_INLINE Span kk_strbuf_span(const StrBuf *b) { return (Span){b->at, b->len}; }

/*
 * Makes room for n more bytes and returns where they go; the caller writes up to n bytes there and
 * adds their number to b->len. NULL: MemoryError is pending. @gc may collect
 */
KK_MUST_CHECK uint8_t *kk_strbuf_room(StrBuf *b, size_t n);

/* All of these append. false: an exception is pending. @gc may collect */
KK_MUST_CHECK bool kk_strbuf_add(StrBuf *b, Span text);
KK_MUST_CHECK bool kk_strbuf_add_byte(StrBuf *b, uint8_t byte);
KK_MUST_CHECK bool kk_strbuf_add_char(StrBuf *b, uint32_t code);
/* A NUL-terminated ASCII or UTF-8 text. */
KK_SAYS(kk_strbuf_add_text, 1)
KK_MUST_CHECK bool kk_strbuf_add_text(StrBuf *b, const char *text);
/* n times the same character. */
KK_MUST_CHECK bool kk_strbuf_add_fill(StrBuf *b, uint32_t code, size_t n);
KK_MUST_CHECK bool kk_strbuf_add_int(StrBuf *b, int64_t i);
/* The text of a str (exactly, or of a subclass); repr(v); str(v). These may run Python code. */
KK_MUST_CHECK bool kk_strbuf_add_str(StrBuf *b, Value str);
KK_MUST_CHECK bool kk_strbuf_add_repr(StrBuf *b, Value v);
KK_MUST_CHECK bool kk_strbuf_add_shown(StrBuf *b, Value v);

/*
 * The str (bytes) that has been built: fresh, or one from flash. The StrBuf is used up: it may not
 * be touched again before kk_strbuf_init. @raises MemoryError  @gc may collect
 */
KK_MUST_CHECK Value kk_strbuf_finish(StrBuf *b);
KK_MUST_CHECK Value kk_strbuf_finish_bytes(StrBuf *b);

#endif
