/*
 * fsname.c: names from outside as str, and back.
 *
 * Layer: types.   Tests: tests/cli/run_cli.py.
 */
#include "types/fsname.h"

#include "base/utf8.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"

enum { TOO_LONG = 36 /* ENAMETOOLONG */ };

Value kk_fsname_new(Vm *vm, Span raw)
{
    size_t bad, bad_len;
    if (kk_utf8_valid(raw, &bad, &bad_len))
        return kk_str_new(vm, raw);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    while (!kk_utf8_valid(raw, &bad, &bad_len)) {
        if (!kk_strbuf_add(&b, kk_span_cut(raw, 0, bad)) || !kk_strbuf_add_char(&b, 0xDC00u + raw.at[bad]))
            return KK_ERROR;
        raw = kk_span_skip(raw, bad + 1);
    }
    return kk_strbuf_add(&b, raw) ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* The byte that the three bytes at s stand for, as U+DC80..U+DCFF; -1: they stand for themselves. */
static int escaped_byte(Span s)
{
    if (s.len < 3 || kk_rom_byte(s.at) != 0xED)
        return -1;
    uint8_t second = kk_rom_byte(s.at + 1), third = kk_rom_byte(s.at + 2);
    return second == 0xB2 || second == 0xB3 ? ((second & 3) << 6 | (third & 0x3F)) & 0xFF : -1;
}

bool kk_fsname_text(Vm *vm, Value name, Value shown, char *buf, size_t cap)
{
    Span s = kk_str_is(name) ? kk_str_span(name) : kk_bytes_span(name);
    size_t n = 0;
    while (s.len > 0 && n + 1 < cap) {
        int byte = kk_str_is(name) ? escaped_byte(s) : -1;
        buf[n] = (char)(byte >= 0 ? byte : kk_rom_byte(s.at));
        if (buf[n++] == '\0')
            return kk_raise_false(vm, KK_ValueError, "embedded null byte");
        s = kk_span_skip(s, byte >= 0 ? 3 : 1);
    }
    buf[n] = '\0';
    if (s.len == 0)
        return true;
    (void)kk_raise_os(vm, TOO_LONG, shown);
    return false;
}

static Value text_or_bytes(Value v)
{
    Value name = kk_as_kind(v, KIND_STR);
    return name == KK_UNSET ? kk_as_kind(v, KIND_BYTES) : name;
}

bool kk_fsname_arg(Vm *vm, Value v, Value *name)
{
    bool found = false;
    *name = text_or_bytes(v);
    if (*name != KK_UNSET)
        return true;
    Value made = kk_call_special(vm, v, KK_N(__fspath__), NULL, 0, &found);
    if (!found)
        return kk_raise_false(vm, KK_TypeError, "expected str, bytes or os.PathLike object, not %T", v);
    if (made == KK_ERROR)
        return false;
    *name = text_or_bytes(made);
    return *name != KK_UNSET ||
           kk_raise_false(vm, KK_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", v, made);
}
