/*
 * stream.c: the state of objects that decompress or compress piece by piece.
 *
 * Layer: modules.   Tests: tests/modules/deflate/, tests/modules/zlib/.
 */
#include "modules/deflate/deflate.h"
#include "object/vm.h"

enum { WINDOW_FIRST = 256, TEXT_PIECE = 256 };

static uint8_t *blob_at(Value blob) { return KK_OBJ(BlobObj, blob)->at; }
static size_t blob_size(Value blob) { return kk_len_of(blob); }

/* ---- decompressing ---- */

bool kk_deflate_open(Vm *vm, InflateBox *box, DeflateFormat format, unsigned wbits)
{
    Value state = kk_blob_new(vm, sizeof(Inflate));
    if (state == KK_ERROR)
        return false;
    box->state = state;
    box->window = KK_UNSET;
    kk_deflate_inflate_init((Inflate *)blob_at(state), format, wbits);
    return true;
}

/* Bytes that the window has room for; it grows when all of it has been written once and the stream's is larger. */
KK_MUST_CHECK static bool make_room(Vm *vm, InflateBox *box, const Inflate *s)
{
    size_t whole = (size_t)1 << s->wbits;
    if (s->wbits == 0)
        return true;
    if (box->window == KK_UNSET) {
        Value window = kk_blob_new(vm, whole < WINDOW_FIRST ? whole : WINDOW_FIRST);
        if (window == KK_ERROR)
            return false;
        box->window = window;
    } else if (s->at == blob_size(box->window) && s->at < whole) {
        Value window = kk_blob_resize(vm, box->window, s->at * 2);
        if (window == KK_ERROR)
            return false;
        box->window = window;
    }
    return true;
}

/* Copies n bytes out of the window, from number `from` on. */
static void copy_out(const InflateBox *box, size_t from, uint8_t *to, size_t n)
{
    size_t mask = blob_size(box->window) - 1;
    while (n > 0) {
        size_t place = from & mask, run = n < mask + 1 - place ? n : mask + 1 - place;
        memcpy(to, blob_at(box->window) + place, run);
        from += run;
        to += run;
        n -= run;
    }
}

InflateStatus kk_deflate_fetch(Vm *vm, InflateBox *box, InflateIo *io, uint8_t *to, size_t n, size_t *got)
{
    Value state = box->state;
    Inflate *s = (Inflate *)blob_at(state);
    *got = 0;
    for (;;) {
        if (!make_room(vm, box, s))
            return INFLATE_WINDOW;
        size_t room = 0, want = n - *got;
        if (box->window != KK_UNSET) {
            size_t size = blob_size(box->window);
            room = s->at < size ? size - s->at : size < (size_t)1 << s->wbits ? 0 : size;
            io->window = blob_at(box->window);
            io->mask = size - 1;
        }
        want = want < room ? want : room;
        io->at = s->at;
        io->limit = s->at + want;
        io->history = 0;
        InflateStatus status = kk_deflate_inflate(s, io);
        size_t made = io->at - s->at;
        if (made > 0)
            copy_out(box, s->at, to + *got, made);
        s->at = io->at;
        *got += made;
        if (status == INFLATE_WINDOW || (status == INFLATE_MORE && *got < n))
            continue;
        return status;
    }
}

/* ---- compressing ---- */

static size_t text_size(const Deflate *d) { return ((size_t)1 << d->wbits) + DEFLATE_LOOKAHEAD + TEXT_PIECE; }

bool kk_deflate_begin(Vm *vm, DeflateBox *box, DeflateFormat format, unsigned wbits, int level, StrBuf *out)
{
    Value state = kk_blob_new(vm, kk_deflate_size(wbits));
    if (state == KK_ERROR)
        return false;
    kk_deflate_init((Deflate *)blob_at(state), wbits, level);
    Value text = kk_blob_new(vm, text_size((Deflate *)blob_at(state)));
    if (text == KK_ERROR)
        return false;
    *box = (DeflateBox){state, text, 0, 0, kk_deflate_sum_start(format), 0, (uintptr_t)format};
    return kk_deflate_header(format, wbits, out);
}

/* Forgets what lies more than a window behind. */
static void slide(DeflateBox *box, Deflate *d)
{
    size_t window = (size_t)1 << d->wbits;
    if (box->at <= window)
        return;
    size_t gone = box->at - window;
    memmove(blob_at(box->text), blob_at(box->text) + gone, box->len - gone);
    box->len -= gone;
    box->at -= gone;
    d->base += (uint32_t)gone;
}

/* Compresses what is in the text but for the last `ahead` bytes. */
KK_MUST_CHECK static bool run(DeflateBox *box, size_t ahead, StrBuf *out)
{
    Value state = box->state, text = box->text;
    Deflate *d = (Deflate *)blob_at(state);
    if (box->len <= box->at + ahead)
        return true;
    size_t at = kk_deflate_run(d, blob_at(text), box->at, box->len - ahead, box->len, out);
    if (at == SIZE_MAX)
        return false;
    box->at = at;
    slide(box, d);
    return true;
}

size_t kk_deflate_feed(DeflateBox *box, Span data, StrBuf *out)
{
    size_t room = blob_size(box->text) - box->len, n = data.len < room ? data.len : room;
    kk_bytes_copy(blob_at(box->text) + box->len, data.at, n);
    box->sum = kk_deflate_sum((DeflateFormat)box->format, (uint32_t)box->sum, data.at, n);
    box->total += n;
    box->len += n;
    return box->len < blob_size(box->text) || run(box, DEFLATE_LOOKAHEAD, out) ? n : SIZE_MAX;
}

bool kk_deflate_end(DeflateBox *box, bool last, StrBuf *out)
{
    Value state = box->state;
    if (!run(box, 0, out) || !kk_deflate_finish((Deflate *)blob_at(state), last, out))
        return false;
    return !last || kk_deflate_trailer((DeflateFormat)box->format, (uint32_t)box->sum, (uint32_t)box->total, out);
}
