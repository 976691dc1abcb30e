/*
 * m_binascii.c: the module binascii: hexadecimal text, base64, CRCs.
 *
 * Layer: modules.   Tests: tests/modules/binascii/.
 */
#include "object/import.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"

KK_MODULE(binascii)

extern const TypeObj kk_type_binascii_Error, kk_type_binascii_Incomplete;
KK_TYPE(binascii_Error, ValueError) = {
    KK_TYPE_HEAD(binascii_Error, ValueError, &kk_exc_layout, TYPE_EXCEPTION), .slots = &kk_exc_plain_slots};
KK_TYPE(binascii_Incomplete, Exception) = {
    KK_TYPE_HEAD(binascii_Incomplete, Exception, &kk_exc_layout, TYPE_EXCEPTION), .slots = &kk_exc_plain_slots};
KK_MODULE_CONST(binascii, Error, KK_REF(&kk_type_binascii_Error))
KK_MODULE_CONST(binascii, Incomplete, KK_REF(&kk_type_binascii_Incomplete))

KK_SAYS(error, 1)
static Value error(Vm *vm, const char *text) { return kk_raise(vm, &kk_type_binascii_Error, text); }

/* The bytes of text that is to be decoded: bytes-like, or a str of ASCII characters. */
KK_MUST_CHECK static bool text_arg(Vm *vm, Value v, Span *text)
{
    Buffer buffer;
    Value str = kk_as_kind(v, KIND_STR);
    if (str != KK_UNSET) {
        *text = kk_str_span(str);
        return kk_str_is_ascii(str) ||
               kk_raise_false(vm, KK_ValueError, "string argument should contain only ASCII characters");
    }
    if (!kk_buffer_arg(vm, v, &buffer)) {
        vm->pending = KK_UNSET;
        return kk_raise_false(vm, KK_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", v);
    }
    *text = (Span){buffer.at, buffer.len};
    return true;
}

/* ---- hexadecimal ---- */

/* Each byte as two hexadecimal digits, with separators between groups of bytes_per_sep bytes. */
KK_FUNCTION(binascii, hexlify, "(data, sep=None, bytes_per_sep=1)")
KK_FUNCTION(binascii, b2a_hex, "(data, sep=None, bytes_per_sep=1)")
Value kk_binascii_hexlify(Vm *vm, Value self, Args args)
{
    Buffer buffer;
    if (!kk_buffer_arg(vm, args.pos[0], &buffer))
        return KK_ERROR;
    Value digits = kk_bytes_hex(vm, args.pos[0], (Args){args.pos + 1, args.n - 1});
    return digits == KK_ERROR ? KK_ERROR : kk_bytes_new(vm, kk_str_span(digits));
}

/* 0..15, or -1. */
static int digit_value(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes that pairs of hexadecimal digits spell. */
KK_FUNCTION(binascii, unhexlify, "(hexstr, /)")
KK_FUNCTION(binascii, a2b_hex, "(hexstr, /)")
Value kk_binascii_unhexlify(Vm *vm, Value self, Args args)
{
    Span text;
    if (!text_arg(vm, args.pos[0], &text))
        return KK_ERROR;
    if (text.len % 2 != 0)
        return error(vm, "Odd-length string");
    Value bytes = kk_bytes_alloc(vm, text.len / 2);
    if (bytes == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < text.len; i += 2) {
        int high = digit_value(kk_rom_byte(text.at + i)), low = digit_value(kk_rom_byte(text.at + i + 1));
        if (high < 0 || low < 0)
            return error(vm, "Non-hexadecimal digit found");
        KK_OBJ(BytesObj, bytes)->at[i / 2] = (uint8_t)(high << 4 | low);
    }
    return bytes;
}

/* ---- base64 (RFC 4648) ---- */

static uint8_t base64_digit(unsigned x)
{
    return (uint8_t)(x < 26 ? 'A' + x : x < 52 ? 'a' + x - 26 : x < 62 ? '0' + x - 52 : x == 62 ? '+' : '/');
}

static int base64_value(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* base64 of data, with a newline behind it unless newline is false. */
KK_FUNCTION(binascii, b2a_base64, "(data, *, newline=True)")
Value kk_binascii_b2a_base64(Vm *vm, Value self, Args args)
{
    Buffer data;
    bool newline;
    if (!kk_buffer_arg(vm, args.pos[0], &data) || !kk_truth(vm, kk_arg(args, 1, kk_true), &newline))
        return KK_ERROR;
    Value bytes = kk_bytes_alloc(vm, (data.len + 2) / 3 * 4 + newline);
    if (bytes == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(BytesObj, bytes)->at;
    size_t i = 0;
    for (; KK_WORD_BITS == 64 && data.len - i >= 3; i += 3, to += 4) {
        static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        uint32_t word = (uint32_t)data.at[i] << 16 | (uint32_t)data.at[i + 1] << 8 | data.at[i + 2];
        to[0] = (uint8_t)digits[word >> 18];
        to[1] = (uint8_t)digits[word >> 12 & 63];
        to[2] = (uint8_t)digits[word >> 6 & 63];
        to[3] = (uint8_t)digits[word & 63];
    }
    for (; i < data.len; i += 3) {
        size_t n = data.len - i < 3 ? data.len - i : 3;
        uint32_t word = 0;
        for (size_t k = 0; k < 3; k++)
            word = word << 8 | (k < n ? kk_rom_byte(data.at + i + k) : 0);
        for (size_t k = 0; k < 4; k++)
            *to++ = k <= n ? base64_digit(word >> (18 - 6 * k) & 63) : '=';
    }
    if (newline)
        *to = '\n';
    return bytes;
}

/* Decoding: what has been read of the group of four, and where the bytes go. */
typedef struct Base64 {
    uint8_t *to;
    unsigned digits, pads; /* of the group that is being read */
    uint8_t left;          /* bits of the last digit that are not written yet */
    bool strict, padded, ended;
} Base64;

static void take_digit(Base64 *b, unsigned value)
{
    static const uint32_t kept[4] = {0, 2, 4, 6}; /* bits that the digit gives to the byte begun before it */
    if (b->digits > 0)
        *b->to++ = (uint8_t)((uint32_t)b->left << kept[b->digits] | value >> (6 - kept[b->digits]));
    b->left = (uint8_t)value;
    b->digits = (b->digits + 1) % 4;
}

/* NULL, or what is wrong with the padding character. i: its place. */
static const char *take_pad(Base64 *b, size_t i)
{
    if (b->strict && i == 0)
        return KK_TEXT("Leading padding not allowed");
    b->padded = true;
    if (b->digits >= 2 && b->digits + ++b->pads >= 4) {
        b->ended = true;
        b->digits = 0;
    }
    return NULL;
}

/* Takes whole groups of four digits from the front of text; the number of bytes that have been taken. */
static size_t take_groups(Base64 *b, Span text)
{
    size_t i = 0;
    for (; text.len - i >= 4; i += 4) {
        int word = 0;
        for (size_t k = 0; k < 4; k++)
            word = word < 0 ? word : base64_value(kk_rom_byte(text.at + i + k)) | word * 64;
        if (word < 0)
            break;
        *b->to++ = (uint8_t)(word >> 16);
        *b->to++ = (uint8_t)(word >> 8);
        *b->to++ = (uint8_t)word;
    }
    return i;
}

static const char *take_text(Base64 *b, Span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (b->digits == 0 && !b->padded && (i += take_groups(b, kk_span_skip(text, i))) == text.len)
            break;
        uint8_t c = kk_rom_byte(text.at + i);
        int value = base64_value(c);
        if (b->ended)
            return b->strict ? KK_TEXT("Excess data after padding") : NULL;
        if (c == '=') {
            const char *wrong = take_pad(b, i);
            if (wrong != NULL)
                return wrong;
            continue;
        }
        if (value < 0) {
            if (b->strict)
                return KK_TEXT("Only base64 data is allowed");
            continue;
        }
        if (b->strict && b->padded)
            return KK_TEXT("Discontinuous padding not allowed");
        b->pads = 0;
        take_digit(b, (unsigned)value);
    }
    return NULL;
}

/* The bytes that base64 text stands for; strict_mode refuses all that RFC 3548 does not have. */
KK_FUNCTION(binascii, a2b_base64, "(data, /, *, strict_mode=False)")
Value kk_binascii_a2b_base64(Vm *vm, Value self, Args args)
{
    Span text;
    bool strict;
    if (!text_arg(vm, args.pos[0], &text) || !kk_truth(vm, kk_arg(args, 1, kk_false), &strict))
        return KK_ERROR;
    Value room = kk_bytearray_new(vm, (Span){NULL, 0});
    if (room == KK_ERROR || !kk_bytearray_resize(vm, room, text.len / 4 * 3 + 4))
        return KK_ERROR;
    Span start;
    (void)kk_bytes_like(room, &start);
    Base64 b = {(uint8_t *)start.at, 0, 0, 0, strict, false, false};
    const char *wrong = take_text(&b, text);
    size_t n = (size_t)(b.to - start.at);
    if (wrong != NULL)
        return error(vm, wrong);
    if (b.digits == 1)
        return kk_raise(vm, &kk_type_binascii_Error,
                        "Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more than a multiple of 4",
                        n / 3 * 4 + 1);
    if (b.digits != 0)
        return error(vm, "Incorrect padding");
    return kk_bytes_new(vm, (Span){start.at, n});
}

/* ---- CRCs ---- */

/* The second argument: a CRC to go on from. */
KK_MUST_CHECK static bool crc_arg(Vm *vm, Value v, uint32_t *crc)
{
    Value i = kk_index_int(vm, v);
    if (i == KK_ERROR)
        return false;
    *crc = (uint32_t)kk_int_bits(i);
    return true;
}

/* The CRC-16 of binhex4 and XMODEM: polynomial 0x1021. */
KK_FUNCTION(binascii, crc_hqx, "(data, crc, /)")
Value kk_binascii_crc_hqx(Vm *vm, Value self, Args args)
{
    uint32_t crc;
    Buffer data;
    if (!crc_arg(vm, args.pos[1], &crc) || !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    crc &= 0xFFFF;
    for (size_t i = 0; i < data.len; i++) {
        crc ^= (uint32_t)kk_rom_byte(data.at + i) << 8;
        for (unsigned bit = 0; bit < 8; bit++)
            crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xFFFF;
    }
    return KK_INT(crc);
}

/* What is in the Python half: uucp's encoding and quoted-printable. */
KK_FUNCTION(binascii, __getattr__, "(name, /)")
Value kk_binascii_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(binascii), KK_N(_binascii_more), args.pos[0]);
}
