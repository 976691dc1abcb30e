/*
 * json.h: what the files of the module json share.
 *
 * Layer: modules.   Tests: tests/modules/json/.
 */
#ifndef KK_MODULES_JSON_JSON_H
#define KK_MODULES_JSON_JSON_H

#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "object/vm.h"

/* Arrays and objects inside one another, beyond which both directions raise RecursionError. */
#define KK_JSON_DEPTH (KK_WORD_BITS == 32 ? 2000u : 20000u)

extern const TypeObj kk_type_JSONDecodeError;

/* What a decoder was told. All but strict are Values, KK_UNSET when not given. */
typedef struct JsonHooks {
    Value object_hook, pairs_hook, parse_float, parse_int, parse_constant;
    bool strict; /* no control characters in strings */
} JsonHooks;

/* A text that is being read: all of it at once, or from a stream piece by piece. A local of one function. */
typedef struct JsonReader {
    Vm *vm;
    Value text;        /* the str that `at` points into */
    const uint8_t *at;
    size_t pos, len;   /* bytes */
    Value stream;      /* with read(n), or KK_UNSET */
    bool bytes;        /* read() gives bytes */
    size_t chars, lines, column; /* of what is before `at` */
    const JsonHooks *hooks;
} JsonReader;

/* Reads one value, white space in front allowed. @gc may collect */
KK_MUST_CHECK Value kk_json_decode(JsonReader *r);
/* Skips white space; true: that was all. *failed: an exception is pending. */
bool kk_json_at_end(JsonReader *r, bool *failed);
/* Raises JSONDecodeError for the place `back` bytes before r->pos. */
KK_SAYS(kk_json_error, 1)
Value kk_json_error(JsonReader *r, const char *message, size_t pos);

/* How values are written. */
typedef struct JsonStyle {
    Value default_hook;      /* KK_UNSET: none */
    Value indent;            /* str, or KK_UNSET: all in one line */
    Span item_sep, key_sep;
    Value seps[2];           /* the strs that the separators point into */
    bool skipkeys, ascii, check_circular, allow_nan, sort_keys;
    Value stream;            /* with write(str), or KK_UNSET */
} JsonStyle;

/* Writes v as JSON: the str, or None when it went to style->stream. @gc may collect */
KK_MUST_CHECK Value kk_json_encode(Vm *vm, Value v, const JsonStyle *style);
/* Appends text in quotes. */
KK_MUST_CHECK bool kk_json_quote(StrBuf *b, Span text, bool ascii);

#endif
