/*
 * inflate.c: decompressing.
 *
 * A machine of states, each of which needs some bits and then does one thing. When the bits are not there yet,
 * nothing has been done, so that the same state is entered again with the next input. No byte is taken before a bit of
 * it is needed: what follows the stream is left to its reader.
 *
 * Layer: modules.   Tests: tests/modules/deflate/, tests/modules/zlib/hostile.py.
 */
#include "modules/deflate/deflate.h"

enum {
    ST_HEADER, ST_GZIP, ST_GZIP_REST, ST_GZIP_EXTRA, ST_GZIP_SKIP, ST_GZIP_NAME, ST_GZIP_COMMENT,
    ST_GZIP_CRC, ST_BLOCK, ST_STORED, ST_STORED_COPY, ST_DYNAMIC, ST_CODE_LENGTHS, ST_LENGTHS, ST_REPEAT, ST_SYMBOL,
    ST_LENGTH, ST_DISTANCE, ST_DISTANCE_BITS, ST_COPY, ST_ALIGN, ST_SUM, ST_SIZE, ST_END, ST_BAD
};

enum { FLAG_CRC = 2, FLAG_EXTRA = 4, FLAG_NAME = 8, FLAG_COMMENT = 16, FLAGS_UNKNOWN = 0xe0 };
enum { NO_SYMBOL = 0xffff, BAD_SYMBOL = 0xfffe };

void kk_deflate_inflate_init(Inflate *s, DeflateFormat format, unsigned wbits)
{
    memset(s, 0, sizeof *s);
    s->format = (uint32_t)format;
    s->wbits = format == DEFLATE_RAW && wbits == 0 ? 8 : wbits;
    s->state = format == DEFLATE_RAW ? ST_BLOCK : ST_HEADER;
}

/* ---- bits ---- */

static bool add_byte(Inflate *s, InflateIo *io)
{
    if (io->in == io->in_end)
        return false;
    s->bits |= (uint32_t)kk_rom_byte(io->in++) << s->bit_count;
    s->bit_count += 8;
    return true;
}

/* There are n bits, n <= 24. */
static bool need(Inflate *s, InflateIo *io, unsigned n)
{
    while (s->bit_count < n)
        if (!add_byte(s, io))
            return false;
    return true;
}

/* The next n bits, which there are. */
static uint32_t take(Inflate *s, unsigned n)
{
    uint32_t bits = s->bits & ((1u << n) - 1);
    s->bits >>= n;
    s->bit_count -= n;
    return bits;
}

/* ---- codes ---- */

static InflateCode literal_code(const Inflate *s)
{
    return (InflateCode){s->literal_count, s->literal_symbols, s->literal_fast, INFLATE_FAST_LITERAL};
}

/* Enters the code into the fast table, at all places whose low bits are its bits. */
static void fill_fast(uint16_t *fast, unsigned fast_bits, uint32_t code, unsigned bits, unsigned symbol)
{
    uint32_t reversed = 0;
    for (unsigned i = 0; i < bits; i++)
        reversed |= (code >> i & 1) << (bits - 1 - i);
    for (uint32_t i = reversed; i < 1u << fast_bits; i += 1u << bits)
        fast[i] = (uint16_t)(symbol << 4 | bits);
}

/*
 * Makes the code for symbols with those lengths. False: there are more codes than bits allow, or (unless it is a single
 * code of one bit, or none at all) some bits mean nothing.
 */
static bool make_code(uint16_t count[16], uint16_t *symbols, uint16_t *fast, unsigned fast_bits, const uint8_t *lengths,
                      unsigned n)
{
    uint16_t place[16], next[16];
    int32_t free_codes = 1;
    unsigned used = 0;
    memset(count, 0, 16 * sizeof *count);
    memset(fast, 0, sizeof *fast << fast_bits);
    for (unsigned i = 0; i < n; i++)
        count[lengths[i]]++;
    count[0] = 0;
    place[0] = next[0] = 0;
    uint32_t code = 0;
    for (unsigned bits = 1; bits < 16; bits++) {
        free_codes = free_codes * 2 - count[bits];
        if (free_codes < 0)
            return false;
        place[bits] = (uint16_t)used;
        code = (code + count[bits - 1]) << 1;
        next[bits] = (uint16_t)code;
        used += count[bits];
    }
    for (unsigned i = 0; i < n; i++) {
        unsigned bits = lengths[i];
        if (bits == 0)
            continue;
        symbols[place[bits]++] = (uint16_t)i;
        if (bits <= fast_bits)
            fill_fast(fast, fast_bits, next[bits], bits, i);
        next[bits]++;
    }
    return free_codes == 0 || used == 0 || (used == 1 && count[1] == 1);
}

/* A code that the fast table has not: the first that ends within the bits there are. */
static unsigned decode_slowly(const Inflate *s, const InflateCode *code, unsigned *length)
{
    uint32_t value = 0, first = 0, before = 0;
    for (unsigned bits = 1; bits < 16 && bits <= s->bit_count; bits++) {
        value = value << 1 | (s->bits >> (bits - 1) & 1);
        uint32_t count = code->count[bits];
        if (value - first < count) {
            *length = bits;
            return code->symbols[before + value - first];
        }
        before += count;
        first = (first + count) << 1;
    }
    return s->bit_count >= 15 ? BAD_SYMBOL : NO_SYMBOL;
}

/* The next symbol; NO_SYMBOL: the input ends in it; BAD_SYMBOL: no symbol has this code. */
static unsigned decode(Inflate *s, InflateIo *io, const InflateCode *code)
{
    for (;;) {
        unsigned entry = code->fast[s->bits & ((1u << code->fast_bits) - 1)], length = entry & 15, symbol = entry >> 4;
        if (length == 0 && s->bit_count > code->fast_bits) {
            symbol = decode_slowly(s, code, &length);
            if (symbol == BAD_SYMBOL)
                return symbol;
        }
        if (length != 0 && length <= s->bit_count) {
            take(s, length);
            return symbol;
        }
        if (!add_byte(s, io))
            return NO_SYMBOL;
    }
}

static InflateCode distance_code(const Inflate *s)
{
    return (InflateCode){s->distance_count, s->distance_symbols, s->distance_fast, INFLATE_FAST_DISTANCE};
}

KK_SAYS(bad, 2)
static InflateStatus bad(Inflate *s, InflateIo *io, const char *problem)
{
    s->state = ST_BAD;
    io->problem = problem;
    return INFLATE_BAD;
}

/* ---- headers ---- */

/* The header is complete: the caller supplies the window. */
static InflateStatus header_done(Inflate *s, unsigned wbits)
{
    s->wbits = s->wbits == 0 ? wbits : s->wbits;
    s->sum = kk_deflate_sum_start((DeflateFormat)s->format);
    s->state = ST_BLOCK;
    return INFLATE_WINDOW;
}

static InflateStatus zlib_header(Inflate *s, InflateIo *io)
{
    if (!need(s, io, 16))
        return INFLATE_INPUT;
    uint32_t method = take(s, 8), flags = take(s, 8);
    s->format = DEFLATE_ZLIB;
    if ((method * 256 + flags) % 31 != 0)
        return bad(s, io, "incorrect header check");
    if ((method & 15) != 8)
        return bad(s, io, "unknown compression method");
    if (method >> 4 > 7)
        return bad(s, io, "invalid window size");
    if (flags & 32)
        return bad(s, io, "a preset dictionary is needed");
    return header_done(s, (method >> 4) + 8);
}

static InflateStatus gzip_header(Inflate *s, InflateIo *io)
{
    if (!need(s, io, 16))
        return INFLATE_INPUT;
    if (take(s, 16) != 0x8b1f)
        return bad(s, io, "incorrect header check");
    s->format = DEFLATE_GZIP;
    s->sum = kk_deflate_sum(DEFLATE_GZIP, 0, (const uint8_t[]){0x1f, 0x8b}, 2);
    s->state = ST_GZIP;
    return INFLATE_MORE;
}

/* One byte or two of a gzip header; INFLATE_MORE: go on. */
static InflateStatus gzip_step(Inflate *s, InflateIo *io)
{
    unsigned bytes = s->state == ST_GZIP || s->state == ST_GZIP_EXTRA || s->state == ST_GZIP_CRC ? 2 : 1;
    static const uint32_t flag_of[] = {FLAG_EXTRA, FLAG_NAME, FLAG_COMMENT, FLAG_CRC};
    static const uint32_t state_of[] = {ST_GZIP_EXTRA, ST_GZIP_NAME, ST_GZIP_COMMENT, ST_GZIP_CRC};
    if (!need(s, io, bytes * 8))
        return INFLATE_INPUT;
    uint32_t bits = take(s, bytes * 8);
    if (s->state == ST_GZIP_CRC && bits != (s->sum & 0xffff))
        return bad(s, io, "header crc mismatch");
    s->sum = kk_deflate_sum(DEFLATE_GZIP, s->sum, (const uint8_t[]){(uint8_t)bits, (uint8_t)(bits >> 8)}, bytes);
    switch (s->state) {
    case ST_GZIP:
        s->flags = bits >> 8;
        if ((bits & 255) != 8)
            return bad(s, io, "unknown compression method");
        if (s->flags & FLAGS_UNKNOWN)
            return bad(s, io, "unknown header flags set");
        s->state = ST_GZIP_REST;
        s->n = 6;
        return INFLATE_MORE;
    case ST_GZIP_EXTRA:
        s->state = ST_GZIP_SKIP;
        s->n = bits;
        if (bits > 0)
            return INFLATE_MORE;
        break;
    case ST_GZIP_NAME: case ST_GZIP_COMMENT:
        if (bits != 0)
            return INFLATE_MORE;
        break;
    case ST_GZIP_CRC:
        break;
    default: /* ST_GZIP_REST, ST_GZIP_SKIP */
        if (--s->n > 0)
            return INFLATE_MORE;
    }
    for (unsigned i = 0; i < KK_COUNT_OF(flag_of); i++) {
        if (s->flags & flag_of[i]) {
            s->flags &= ~flag_of[i];
            s->state = state_of[i];
            return INFLATE_MORE;
        }
    }
    return header_done(s, 15);
}

/* Which of the formats the first byte shows. */
static InflateStatus any_header(Inflate *s, InflateIo *io)
{
    if (!need(s, io, 8))
        return INFLATE_INPUT;
    bool gzip = s->format == DEFLATE_GZIP || (s->format == DEFLATE_AUTO && (s->bits & 255) == 0x1f);
    return gzip ? gzip_header(s, io) : zlib_header(s, io);
}

/* ---- blocks ---- */

/* The codes that blocks of the second kind have. */
static void fixed_codes(Inflate *s)
{
    for (unsigned i = 0; i < 288; i++)
        s->lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    (void)make_code(s->literal_count, s->literal_symbols, s->literal_fast, INFLATE_FAST_LITERAL, s->lengths, 288);
    for (unsigned i = 0; i < 32; i++)
        s->lengths[i] = 5;
    (void)make_code(s->distance_count, s->distance_symbols, s->distance_fast, INFLATE_FAST_DISTANCE, s->lengths, 32);
}

static InflateStatus block_header(Inflate *s, InflateIo *io)
{
    if (s->last) {
        s->state = ST_ALIGN;
        return INFLATE_MORE;
    }
    if (!need(s, io, 3))
        return INFLATE_INPUT;
    s->last = take(s, 1);
    uint32_t kind = take(s, 2);
    if (kind == 3)
        return bad(s, io, "invalid block type");
    s->state = kind == 0 ? ST_STORED : kind == 1 ? ST_SYMBOL : ST_DYNAMIC;
    if (kind == 0)
        take(s, s->bit_count & 7);
    else if (kind == 1)
        fixed_codes(s);
    s->n = 0;
    return INFLATE_MORE;
}

/* The length of a stored block, then its complement: two halves, because 32 bits would not fit beside others. */
static InflateStatus stored_header(Inflate *s, InflateIo *io)
{
    for (; s->n < 2; s->n++) {
        if (!need(s, io, 16))
            return INFLATE_INPUT;
        uint32_t half = take(s, 16);
        if (s->n == 0)
            s->distance = half;
        else if ((half ^ 0xffff) != s->distance)
            return bad(s, io, "invalid stored block lengths");
    }
    s->n = s->distance;
    s->state = ST_STORED_COPY;
    return INFLATE_MORE;
}

static InflateStatus stored_copy(Inflate *s, InflateIo *io)
{
    while (s->n > 0) {
        if (io->at == io->limit)
            return INFLATE_MORE;
        if (!need(s, io, 8))
            return INFLATE_INPUT;
        io->window[io->at++ & io->mask] = (uint8_t)take(s, 8);
        s->n--;
    }
    s->state = ST_BLOCK;
    return INFLATE_MORE;
}

static InflateStatus dynamic_header(Inflate *s, InflateIo *io)
{
    if (!need(s, io, 14))
        return INFLATE_INPUT;
    s->literals = take(s, 5) + 257;
    s->distances = take(s, 5) + 1;
    s->code_lengths = take(s, 4) + 4;
    if (s->literals > 286 || s->distances > 30)
        return bad(s, io, "too many length or distance symbols");
    memset(s->lengths, 0, sizeof s->lengths);
    s->n = 0;
    s->state = ST_CODE_LENGTHS;
    return INFLATE_MORE;
}

static InflateStatus code_lengths(Inflate *s, InflateIo *io)
{
    static const uint32_t order[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    for (; s->n < s->code_lengths; s->n++) {
        if (!need(s, io, 3))
            return INFLATE_INPUT;
        s->lengths[order[s->n]] = (uint8_t)take(s, 3);
    }
    /* The code for lengths lies where the one for literals will. */
    bool made = make_code(s->literal_count, s->literal_symbols, s->literal_fast, INFLATE_FAST_LITERAL, s->lengths, 19);
    unsigned used = 0;
    for (unsigned i = 0; i < 19; i++)
        used += s->lengths[i] != 0;
    if (!made || used < 2)
        return bad(s, io, "invalid code lengths set");
    s->n = 0;
    s->state = ST_LENGTHS;
    return INFLATE_MORE;
}

/* All lengths are known. */
static InflateStatus lengths_done(Inflate *s, InflateIo *io)
{
    if (s->lengths[256] == 0)
        return bad(s, io, "invalid code -- missing end-of-block");
    if (!make_code(s->distance_count, s->distance_symbols, s->distance_fast, INFLATE_FAST_DISTANCE,
                   s->lengths + s->literals, s->distances))
        return bad(s, io, "invalid distances set");
    if (!make_code(s->literal_count, s->literal_symbols, s->literal_fast, INFLATE_FAST_LITERAL, s->lengths, s->literals))
        return bad(s, io, "invalid literal/lengths set");
    s->state = ST_SYMBOL;
    return INFLATE_MORE;
}

/* Lengths, or a symbol that says how often one is repeated: the state ST_REPEAT. */
static InflateStatus lengths(Inflate *s, InflateIo *io)
{
    InflateCode code = literal_code(s);
    while (s->n < s->literals + s->distances) {
        if (s->state == ST_LENGTHS) {
            s->symbol = decode(s, io, &code);
            if (s->symbol == NO_SYMBOL)
                return INFLATE_INPUT;
            if (s->symbol == BAD_SYMBOL)
                return bad(s, io, "invalid code lengths set");
            if (s->symbol < 16) {
                s->lengths[s->n++] = (uint8_t)s->symbol;
                continue;
            }
            s->state = ST_REPEAT;
        }
        unsigned bits = s->symbol == 16 ? 2 : s->symbol == 17 ? 3 : 7;
        if (!need(s, io, bits))
            return INFLATE_INPUT;
        uint32_t times = take(s, bits) + (s->symbol == 18 ? 11 : 3);
        if ((s->symbol == 16 && s->n == 0) || s->n + times > s->literals + s->distances)
            return bad(s, io, "invalid bit length repeat");
        memset(s->lengths + s->n, s->symbol == 16 ? s->lengths[s->n - 1] : 0, times);
        s->n += times;
        s->state = ST_LENGTHS;
    }
    return lengths_done(s, io);
}

/* ---- symbols ---- */

/* The bytes of a match, as far as there is room. */
static InflateStatus copy(Inflate *s, InflateIo *io)
{
    size_t n = s->n < io->limit - io->at ? s->n : io->limit - io->at;
    s->n -= (uint32_t)n;
    for (; n > 0; n--, io->at++)
        io->window[io->at & io->mask] = io->window[(io->at - s->distance) & io->mask];
    if (s->n == 0)
        s->state = ST_SYMBOL;
    return INFLATE_MORE;
}

/* Literals until a match or the end of the block, with the rest of the match in the states that follow. */
static InflateStatus symbols(Inflate *s, InflateIo *io)
{
    InflateCode code = literal_code(s);
    while (io->at != io->limit) {
        unsigned symbol = decode(s, io, &code);
        if (symbol == NO_SYMBOL)
            return INFLATE_INPUT;
        if (symbol < 256) {
            io->window[io->at++ & io->mask] = (uint8_t)symbol;
            continue;
        }
        if (symbol > 285)
            return bad(s, io, "invalid literal/length code");
        s->symbol = symbol - 257;
        s->state = symbol == 256 ? ST_BLOCK : ST_LENGTH;
        break;
    }
    return INFLATE_MORE;
}

/* The extra bits of symbol i of a kind that has 2^k symbols for each number of extra bits, and what it begins at. */
static unsigned extra_bits(unsigned i, unsigned k, uint32_t *base)
{
    unsigned extra = i < 2u << k ? 0 : (i >> k) - 1;
    *base = extra == 0 ? i : ((1u << k) + (i & ((1u << k) - 1))) << extra;
    return extra;
}

static InflateStatus match(Inflate *s, InflateIo *io)
{
    uint32_t base;
    if (s->state == ST_LENGTH) {
        unsigned extra = extra_bits(s->symbol, 2, &base);
        if (s->symbol == 28) {
            extra = 0;
            base = 255;
        }
        if (!need(s, io, extra))
            return INFLATE_INPUT;
        s->n = base + take(s, extra) + 3;
        s->state = ST_DISTANCE;
    }
    if (s->state == ST_DISTANCE) {
        InflateCode code = distance_code(s);
        s->symbol = decode(s, io, &code);
        if (s->symbol == NO_SYMBOL)
            return INFLATE_INPUT;
        if (s->symbol > 29)
            return bad(s, io, "invalid distance code");
        s->state = ST_DISTANCE_BITS;
    }
    unsigned extra = extra_bits(s->symbol, 1, &base);
    if (!need(s, io, extra))
        return INFLATE_INPUT;
    s->distance = base + take(s, extra) + 1;
    if (s->distance > (size_t)1 << s->wbits || s->distance > io->history + io->at)
        return bad(s, io, "invalid distance too far back");
    s->state = ST_COPY;
    return INFLATE_MORE;
}

/* ---- the end ---- */

/* Takes four bytes of the trailer, which are compared with `expected`. */
KK_SAYS(trailer, 5)
static InflateStatus trailer(Inflate *s, InflateIo *io, uint32_t expected, bool big, uint32_t next, const char *problem)
{
    for (; s->n < 4; s->n++) {
        if (!need(s, io, 8))
            return INFLATE_INPUT;
        if (take(s, 8) != (expected >> 8 * (big ? 3 - s->n : s->n) & 255))
            return bad(s, io, problem);
    }
    s->n = 0;
    s->state = next;
    return INFLATE_MORE;
}

/* Counts and sums up the output from `from` on, which may go round the window. */
static void sum_up(Inflate *s, const InflateIo *io, size_t from)
{
    while (from != io->at) {
        size_t place = from & io->mask, n = io->at - from;
        if (io->mask != SIZE_MAX && n > io->mask + 1 - place)
            n = io->mask + 1 - place;
        s->sum = kk_deflate_sum((DeflateFormat)s->format, s->sum, io->window + place, n);
        s->total += (uint32_t)n;
        from += n;
    }
}

static InflateStatus step(Inflate *s, InflateIo *io)
{
    switch (s->state) {
    case ST_HEADER: return any_header(s, io);
    case ST_GZIP: case ST_GZIP_REST: case ST_GZIP_EXTRA: case ST_GZIP_SKIP: case ST_GZIP_NAME: case ST_GZIP_COMMENT:
    case ST_GZIP_CRC: return gzip_step(s, io);
    case ST_BLOCK: return block_header(s, io);
    case ST_STORED: return stored_header(s, io);
    case ST_STORED_COPY: return stored_copy(s, io);
    case ST_DYNAMIC: return dynamic_header(s, io);
    case ST_CODE_LENGTHS: return code_lengths(s, io);
    case ST_LENGTHS: case ST_REPEAT: return lengths(s, io);
    case ST_SYMBOL: return symbols(s, io);
    case ST_LENGTH: case ST_DISTANCE: case ST_DISTANCE_BITS: return match(s, io);
    case ST_COPY: return copy(s, io);
    case ST_ALIGN:
        take(s, s->bit_count & 7);
        s->n = 0;
        s->state = s->format == DEFLATE_RAW ? ST_END : ST_SUM;
        return INFLATE_MORE;
    case ST_SUM:
        return trailer(s, io, s->sum, s->format == DEFLATE_ZLIB, s->format == DEFLATE_ZLIB ? ST_END : ST_SIZE,
                       "incorrect data check");
    case ST_SIZE: return trailer(s, io, s->total, false, ST_END, "incorrect length check");
    case ST_END: return INFLATE_END;
    default: return bad(s, io, "invalid input data");
    }
}

InflateStatus kk_deflate_inflate(Inflate *s, InflateIo *io)
{
    size_t from = io->at;
    for (;;) {
        InflateStatus status = step(s, io);
        if (s->state == ST_ALIGN || status != INFLATE_MORE) {
            sum_up(s, io, from);
            from = io->at;
        }
        if (status != INFLATE_MORE)
            return status;
        bool writes = s->state == ST_SYMBOL || s->state == ST_COPY || s->state == ST_STORED_COPY;
        if (io->at == io->limit && writes && !(s->state == ST_STORED_COPY && s->n == 0)) {
            sum_up(s, io, from);
            return INFLATE_MORE;
        }
    }
}
