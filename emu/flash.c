/*
 * flash.c: the flash chip, a W25Q of 512 KiB to 16 MiB: commands, NOR semantics, times, power cuts.
 *
 * The content changes at once when an operation begins and the chip is busy for its time afterwards;
 * nobody can see the difference, because a busy chip answers only its status. The power cut is the one
 * who can: with --power-cut-time what an operation replaced is kept until its time is over.
 *
 * Layer: emu.   Tests: tests/emu/flash.c, tests/emu/run_flash.py.
 */
#include "emu/flash_chip.h"

#include "emu/devices.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KIB = 1 << 10, MIB = 1 << 20 };
enum { STATUS_WIP = 1, STATUS_WEL = 2, STATUS_BP = 0x1c, STATUS_TB = 0x20, STATUS_KEPT = 0xfc, STATUS2_QE = 2 };
enum { POWER_CUT_STATUS = 3 };

/* Typical times of the W25Q data sheets; a block of 64 KiB takes what older chips take. */
#define TIME_FIRST_BYTE (30 * EMU_US)
#define TIME_NEXT_BYTE (2627 * EMU_NS)
#define TIME_SECTOR (45 * EMU_MS)
#define TIME_BLOCK32 (120 * EMU_MS)
#define TIME_BLOCK64 (250 * EMU_MS)
#define TIME_CHIP_MIB (2500 * EMU_MS)
#define TIME_STATUS (10 * EMU_MS)
/* Of the bus at 40 MHz with two lines for address and data, as the boot ROM sets it up; 32 bytes a command. */
#define TIME_COMMAND (600 * EMU_NS)
#define TIME_BYTE (100 * EMU_NS)

static Flash *flash_of(const Machine *m)
{
    return emu_machine_kept(m, DEVICE_flash);
}

uint8_t *emu_machine_flash(Machine *m, size_t *size)
{
    const Flash *f = flash_of(m);
    *size = f == NULL ? 0 : f->size;
    return f == NULL ? NULL : f->bytes;
}

bool emu_flash_is_given(const Machine *m)
{
    return flash_of(m)->file != NULL;
}

bool emu_flash_busy(const Machine *m)
{
    return emu_machine_now(m) < flash_of(m)->busy_until;
}

/* ---- power cuts ---- */

/* xorshift64*. */
static uint32_t random_below(Flash *f, uint32_t n)
{
    f->seed ^= f->seed >> 12;
    f->seed ^= f->seed << 25;
    f->seed ^= f->seed >> 27;
    return (uint32_t)(((f->seed * 2685821657736338717u) >> 32) * n >> 32);
}

/* The same cut for the same seed and operation, another one for the next operation. */
static void seed_cut(Flash *f)
{
    f->seed = (f->seed ^ (f->operations + 1) * 0xbf58476d1ce4e5b9u) | 1;
    for (int i = 0; i < 8; i++)
        random_below(f, 2);
}

/* The bytes in front were programmed; of the one in flight some bits are. */
static void cut_program(Flash *f, const Operation *op, uint32_t permille)
{
    uint32_t whole = (uint32_t)((uint64_t)op->n * permille / 1000);
    for (uint32_t i = 0; i < whole; i++)
        f->bytes[op->address + i] = op->old[i] & op->data[i];
    if (whole < op->n)
        f->bytes[op->address + whole] = op->old[whole] & (uint8_t)(op->data[whole] | random_below(f, 256));
}

/* An erase first programs everything to 0 (in its first fifth, in order), then frees the charge of all cells
 * together: the longer, the more of them read 1. */
static void cut_erase(Flash *f, const Operation *op, uint32_t permille)
{
    uint8_t *at = f->bytes + op->address;
    if (permille < 200) {
        uint32_t zeros = (uint32_t)((uint64_t)op->n * permille / 200);
        memset(at, 0, zeros);
        if (zeros < op->n)
            at[zeros] &= (uint8_t)random_below(f, 256);
        return;
    }
    for (uint32_t i = 0; i < op->n; i++) {
        at[i] = 0;
        for (unsigned bit = 0; bit < 8; bit++)
            if (random_below(f, 800) < permille - 200)
                at[i] |= (uint8_t)(1 << bit);
    }
}

/* The power goes while op, NULL when there is none, is done to so many thousandths. The bytes of op hold what was before. */
static void power_cut(Machine *m, Flash *f, const Operation *op, uint32_t permille)
{
    char why[160];
    f->dead = true;
    if (op == NULL) {
        snprintf(why, sizeof why, "power cut after flash operation %" PRIu64 ", between operations", f->operations);
    } else {
        if (op->erase)
            cut_erase(f, op, permille);
        else
            cut_program(f, op, permille);
        emu_machine_flash_changed(m, op->address, op->n);
        snprintf(why, sizeof why, "power cut in flash operation %" PRIu64 ": %s of %u bytes at 0x%06x, %u.%u %% done",
                 f->operations, op->erase ? "erase" : "program", (unsigned)op->n, (unsigned)op->address, permille / 10,
                 permille % 10);
    }
    emu_machine_stop(m, POWER_CUT_STATUS, why);
}

void emu_flash_forget(Flash *f, Picos now)
{
    Operation **list = &f->pending;
    while (*list != NULL) {
        Operation *op = *list;
        if (op->end <= now) {
            *list = op->before;
            free(op->old);
            free(op);
        } else {
            list = &op->before;
        }
    }
}

void emu_flash_cut(Machine *m, void *ctx)
{
    Flash *f = ctx;
    Picos now = emu_machine_now(m);
    seed_cut(f);
    emu_flash_forget(f, now);
    for (Operation *op = f->pending; op != NULL; op = op->before) {
        memcpy(f->bytes + op->address, op->old, op->n);
        emu_machine_flash_changed(m, op->address, op->n);
        if (op->start <= now) {
            power_cut(m, f, op, (uint32_t)((now - op->start) / ((op->end - op->start) / 1000 + 1)));
            return;
        }
        f->operations--;
    }
    power_cut(m, f, NULL, 0);
}

/* ---- operations ---- */

/* Copies of what an operation replaces, when a cut may need them. */
static void note_operation(Machine *m, Flash *f, Operation *op)
{
    if (op->n == 0)
        return;
    Operation *copy = malloc(sizeof *copy);
    *copy = *op;
    copy->old = malloc(op->n);
    memcpy(copy->old, f->bytes + op->address, op->n);
    emu_flash_forget(f, emu_machine_now(m));
    copy->before = f->pending;
    f->pending = copy;
}

/* Begins op: counts it, keeps the chip busy, lets --power-cut-after strike. The result is false when nothing
 * remains to be done. */
static bool begin_operation(Machine *m, Flash *f, Operation *op, Picos duration)
{
    if (f->dead)
        return false;
    if (emu_machine_window_is_open(m) && !f->warned_window) {
        f->warned_window = true;
        emu_machine_warn(m, "flash: an operation begins while the cache is enabled: what is fetched from flash meanwhile is garbage "
                            "on the chip");
    }
    Picos now = emu_machine_now(m);
    op->start = f->busy_until > now ? f->busy_until : now;
    op->end = f->busy_until = op->start + duration;
    f->operations++;
    if (f->operations == f->cut_after) {
        op->old = malloc(op->n);
        memcpy(op->old, f->bytes + op->address, op->n);
        seed_cut(f);
        power_cut(m, f, op, random_below(f, 1000));
        free(op->old);
        return false;
    }
    if (f->cut_time != 0)
        note_operation(m, f, op);
    return true;
}

/* Programs n bytes that lie within a page. */
static void program_bytes(Machine *m, Flash *f, uint32_t address, const uint8_t *data, uint32_t n)
{
    Operation op = {.address = address, .n = n};
    memcpy(op.data, data, n);
    if (n == 0 || !begin_operation(m, f, &op, TIME_FIRST_BYTE + (n - 1) * TIME_NEXT_BYTE))
        return;
    for (uint32_t i = 0; i < n; i++) {
        f->ones_asked += (data[i] & ~f->bytes[address + i]) != 0;
        f->bytes[address + i] &= data[i];
    }
    f->programs++;
    f->bytes_programmed += n;
    emu_machine_flash_changed(m, address, n);
}

static void erase_bytes(Machine *m, Flash *f, uint32_t address, uint32_t n, Picos duration)
{
    address &= (uint32_t)f->size - 1;
    if (n < f->size)
        address &= ~(n - 1);
    else
        address = 0, n = (uint32_t)f->size;
    Operation op = {.address = address, .n = n, .erase = true};
    if (!begin_operation(m, f, &op, duration))
        return;
    memset(f->bytes + address, 0xff, n);
    f->erases++;
    for (uint32_t at = address; at < address + n; at += FLASH_SECTOR)
        f->wear[at / FLASH_SECTOR]++;
    emu_machine_flash_changed(m, address, n);
}

/* The block protection bits cover n bytes from here: a part of the chip's end (TB: beginning) that doubles with each
 * step up to the whole. */
static bool is_protected(const Flash *f, uint32_t address, uint32_t n)
{
    unsigned bp = (f->status & STATUS_BP) >> 2;
    if (bp == 0)
        return false;
    uint32_t covered = (uint32_t)(f->size >> (7 - bp));
    if (f->status & STATUS_TB)
        return address < covered;
    return address + n > f->size - covered;
}

/* ---- the bus ---- */

static void refuse(Machine *m, Flash *f, const char *why)
{
    f->refused = true;
    f->refusals++;
    emu_machine_warn(m, "flash: command 0x%02x is ignored: %s", f->opcode, why);
}

static bool is_status_read(uint8_t opcode)
{
    return opcode == 0x05 || opcode == 0x35 || opcode == 0x15;
}

static bool is_write(uint8_t opcode)
{
    return opcode == 0x02 || opcode == 0x32 || opcode == 0x20 || opcode == 0x52 || opcode == 0xd8 || opcode == 0xc7 ||
           opcode == 0x60 || opcode == 0x01 || opcode == 0x31 || opcode == 0x11;
}

/* Bytes between the opcode and the data: address, and what is not looked at. -1: no command of this chip. */
static int header_bytes(uint8_t opcode)
{
    switch (opcode) {
    case 0x03: case 0x02: case 0x32: case 0x20: case 0x52: case 0xd8: case 0x90: case 0xab:
        return 3;
    case 0x0b: case 0x3b: case 0x6b: case 0xbb: case 0x4b: case 0x5a:
        return 4;
    case 0xeb:
        return 6; /* mode bits, and four cycles of four lines */
    case 0x06: case 0x04: case 0x50: case 0x05: case 0x35: case 0x15: case 0x01: case 0x31: case 0x11: case 0x9f:
    case 0xc7: case 0x60: case 0xb9: case 0x66: case 0x99: case 0xff:
        return 0;
    default:
        return -1;
    }
}

void emu_flash_select(Machine *m)
{
    Flash *f = flash_of(m);
    f->selected = true;
    f->refused = f->dead;
    f->count = f->data_count = 0;
    f->address = 0;
    memset(f->page_set, 0, sizeof f->page_set);
}

static void take_opcode(Machine *m, Flash *f, uint8_t opcode)
{
    f->opcode = opcode;
    if (emu_flash_busy(m) && !is_status_read(opcode))
        refuse(m, f, "the chip is busy");
    else if (f->asleep && opcode != 0xab)
        refuse(m, f, "the chip is powered down");
    else if (header_bytes(opcode) < 0)
        refuse(m, f, "this chip does not know it");
    else if ((opcode == 0x6b || opcode == 0xeb || opcode == 0x32) && !(f->status2 & STATUS2_QE))
        refuse(m, f, "status bit QE is not set");
    else if (is_write(opcode) && !f->write_enabled &&
             !(f->volatile_enabled && (opcode == 0x01 || opcode == 0x31 || opcode == 0x11)))
        refuse(m, f, "no write enable before it");
    if (opcode == 0x03 || opcode == 0x0b || opcode == 0x3b || opcode == 0x6b || opcode == 0xbb || opcode == 0xeb)
        f->reads += !f->refused;
}

static uint8_t status_byte(Machine *m, const Flash *f)
{
    bool busy = emu_flash_busy(m);
    return (uint8_t)(f->status | (busy ? STATUS_WIP | STATUS_WEL : 0) | (f->write_enabled ? STATUS_WEL : 0));
}

/* The index-th byte of data that a command answers, 0xff when it answers nothing. */
static uint8_t answer(Machine *m, Flash *f, unsigned index)
{
    static const uint8_t unique[8] = {0x4b, 0x75, 0x6b, 0x72, 0x69, 0x00, 0x00, 0x01};
    uint32_t id = emu_flash_id(m);
    switch (f->opcode) {
    case 0x05: return status_byte(m, f);
    case 0x35: return f->status2;
    case 0x15: return f->status3;
    case 0x9f: return (uint8_t)(id >> 8 * (index % 3));
    case 0xab: return (uint8_t)((id >> 16) - 1);
    case 0x90: return (index ^ f->address) & 1 ? (uint8_t)((id >> 16) - 1) : (uint8_t)id;
    case 0x4b: return unique[index & 7];
    case 0x03: case 0x0b: case 0x3b: case 0x6b: case 0xbb: case 0xeb:
        f->bytes_read++;
        return f->bytes[(f->address + index) & (f->size - 1)];
    default: return 0xff;
    }
}

static void take_data(Flash *f, unsigned index, uint8_t byte)
{
    /* More than a page wraps within it; the last byte for each place counts. */
    unsigned at = f->opcode == 0x02 || f->opcode == 0x32 ? (f->address + index) % FLASH_PAGE : index % FLASH_PAGE;
    f->page[at] = byte;
    f->page_set[at] = true;
    f->data_count++;
}

uint8_t emu_flash_transfer(Machine *m, uint8_t out)
{
    Flash *f = flash_of(m);
    unsigned place = f->count++;
    if (place == 0 && !f->refused)
        take_opcode(m, f, out);
    if (place == 0 || f->refused || !f->selected)
        return 0xff;
    unsigned header = (unsigned)header_bytes(f->opcode);
    if (place > header) {
        uint8_t in = answer(m, f, place - header - 1);
        take_data(f, place - header - 1, out);
        return in;
    }
    if (place <= 3)
        f->address = f->address << 8 | out;
    return 0xff;
}

/* The page that was collected: each run of bytes that were sent is programmed. All of it is one operation of the chip,
 * which is why what was not sent counts as ones in between. */
static void program_page(Machine *m, Flash *f)
{
    uint32_t base = f->address & ((uint32_t)f->size - 1) & ~(uint32_t)(FLASH_PAGE - 1);
    unsigned first = 0, last = FLASH_PAGE;
    while (first < FLASH_PAGE && !f->page_set[first])
        first++;
    while (last > first && !f->page_set[last - 1])
        last--;
    for (unsigned i = first; i < last; i++)
        if (!f->page_set[i])
            f->page[i] = 0xff;
    if (f->data_count > FLASH_PAGE)
        emu_machine_warn(m, "flash: %u bytes were sent for a page of %d", f->data_count, FLASH_PAGE);
    program_bytes(m, f, base + first, f->page + first, last - first);
}

static void store_status(Machine *m, Flash *f)
{
    if (f->data_count == 0)
        return;
    if (f->opcode == 0x01) {
        f->status = f->page[0] & STATUS_KEPT;
        if (f->data_count > 1)
            f->status2 = f->page[1];
    } else if (f->opcode == 0x31) {
        f->status2 = f->page[0];
    } else {
        f->status3 = f->page[0];
    }
    if (f->write_enabled)
        f->busy_until = emu_machine_now(m) + TIME_STATUS;
}

/* The command is complete. */
static void execute_write(Machine *m, Flash *f)
{
    uint32_t erase = f->opcode == 0x20 ? FLASH_SECTOR : f->opcode == 0x52 ? 32 * KIB : f->opcode == 0xd8 ? 64 * KIB
                     : f->opcode == 0xc7 || f->opcode == 0x60 ? (uint32_t)f->size : 0;
    uint32_t at = f->address & ((uint32_t)f->size - 1);
    bool whole = erase == f->size;
    if (f->opcode == 0x01 || f->opcode == 0x31 || f->opcode == 0x11) {
        store_status(m, f);
    } else if (!whole && f->count < 4) {
        refuse(m, f, "its address is not complete");
    } else if (erase != 0 ? is_protected(f, whole ? 0 : at & ~(erase - 1), erase) : is_protected(f, at, 1)) {
        refuse(m, f, "the block is protected");
    } else if (erase == 0) {
        program_page(m, f);
    } else {
        erase_bytes(m, f, at, erase, whole ? (f->size / KIB * (TIME_CHIP_MIB / KIB)) : erase == FLASH_SECTOR ? TIME_SECTOR
                    : erase == 32 * KIB ? TIME_BLOCK32 : TIME_BLOCK64);
    }
    f->write_enabled = f->volatile_enabled = false;
}

void emu_flash_deselect(Machine *m)
{
    Flash *f = flash_of(m);
    bool complete = f->selected && f->count > 0 && !f->refused;
    f->selected = false;
    if (!complete)
        return;
    bool reset = f->opcode == 0x99 && f->reset_enabled;
    f->reset_enabled = f->opcode == 0x66;
    if (is_write(f->opcode))
        execute_write(m, f);
    else if (f->opcode == 0x06)
        f->write_enabled = true;
    else if (f->opcode == 0x04 || reset)
        f->write_enabled = f->volatile_enabled = false;
    else if (f->opcode == 0x50)
        f->volatile_enabled = true;
    else if (f->opcode == 0xb9)
        f->asleep = true;
    else if (f->opcode == 0xab)
        f->asleep = false;
}

/* ---- whole jobs ---- */

/* From now until the chip is idle. */
static Picos remaining(Machine *m, const Flash *f)
{
    Picos now = emu_machine_now(m);
    return f->busy_until > now ? f->busy_until - now : 0;
}

Picos emu_flash_read(Machine *m, uint32_t address, void *to, size_t n)
{
    Flash *f = flash_of(m);
    Picos wait = remaining(m, f);
    uint8_t *bytes = to;
    for (size_t i = 0; i < n; i++)
        bytes[i] = f->bytes[(address + i) & (f->size - 1)];
    f->reads++;
    f->bytes_read += n;
    return wait + (n + 31) / 32 * TIME_COMMAND + n * TIME_BYTE;
}

Picos emu_flash_program(Machine *m, uint32_t address, const void *from, size_t n)
{
    Flash *f = flash_of(m);
    const uint8_t *bytes = from;
    while (n > 0) {
        uint32_t at = address & ((uint32_t)f->size - 1);
        uint32_t piece = FLASH_PAGE - at % FLASH_PAGE;
        if (piece > n)
            piece = (uint32_t)n;
        if (is_protected(f, at, piece))
            emu_machine_warn(m, "flash: a program at 0x%06x is ignored: the block is protected", (unsigned)at);
        else
            program_bytes(m, f, at, bytes, piece);
        bytes += piece;
        address += piece;
        n -= piece;
    }
    return remaining(m, f);
}

static Picos erase_job(Machine *m, uint32_t address, uint32_t n, Picos duration)
{
    Flash *f = flash_of(m);
    uint32_t at = address & ((uint32_t)f->size - 1) & ~(n - 1);
    if (is_protected(f, at, n))
        emu_machine_warn(m, "flash: an erase at 0x%06x is ignored: the block is protected", (unsigned)at);
    else
        erase_bytes(m, f, at, n, duration);
    return remaining(m, f);
}

Picos emu_flash_erase_sector(Machine *m, uint32_t address)
{
    return erase_job(m, address, FLASH_SECTOR, TIME_SECTOR);
}

Picos emu_flash_erase_block(Machine *m, uint32_t address)
{
    return erase_job(m, address, 64 * KIB, TIME_BLOCK64);
}

Picos emu_flash_erase_chip(Machine *m)
{
    size_t size = flash_of(m)->size;
    return erase_job(m, 0, (uint32_t)size, size / KIB * (TIME_CHIP_MIB / KIB));
}

uint32_t emu_flash_id(Machine *m)
{
    uint32_t capacity = 0;
    while (((size_t)1 << capacity) < flash_of(m)->size)
        capacity++;
    return capacity << 16 | 0x40ef;
}

uint32_t emu_flash_status(Machine *m)
{
    return status_byte(m, flash_of(m));
}

Picos emu_flash_write_status(Machine *m, uint32_t status)
{
    Flash *f = flash_of(m);
    Picos wait = remaining(m, f);
    f->status = status & STATUS_KEPT;
    f->write_enabled = f->volatile_enabled = false;
    f->busy_until = emu_machine_now(m) + wait + TIME_STATUS;
    return remaining(m, f);
}
