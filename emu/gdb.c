/*
 * gdb.c: --gdb PORT: a debugger (xtensa-lx106-elf-gdb, or anything that speaks GDB's remote protocol) stops,
 * steps, looks and changes.
 *
 * The program waits at its first instruction for the debugger. Registers are in the order of GDB's
 * LX106: a0..a15, pc, sar, litbase, 176, 208, ps (g, G, p, P); the other special registers are
 * numbered from 0x200 up by p and P. Break- and watchpoints belong to the emulator: they need
 * neither memory nor the chip's debug registers. Emulated time stands still while the program is stopped.
 *
 * Layer: emu.   Tests: tests/emu/run_gdb.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/options.h"
#include "emu/run.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REGISTER_PC = 16, PACKET = 4096, MOST_POINTS = 64, REGISTERS = 22, FIRST_SPECIAL = 0x200, POLL_EVERY = 65536 };

/* Kinds of points, as the protocol numbers them. */
enum { POINT_SOFT, POINT_HARD, POINT_WRITE, POINT_READ, POINT_ACCESS };

typedef struct Point {
    uint32_t address, size;
    int kind;
} Point;

static struct {
    int socket;
    Point points[MOST_POINTS];
    unsigned point_count;
    bool watching;     /* one of them watches memory */
    bool stepping;     /* stop before the next instruction */
    bool waiting;      /* the debugger is there, the program has not begun */
    uint32_t watch_at; /* the address a watchpoint saw */
    unsigned until_poll;
    char out[2 * PACKET + 8];
} gdb = {.socket = -1};

/* From register 17 on. */
static const uint8_t special_of[] = {SR_SAR, SR_LITBASE, SR_CONFIGID0, SR_CONFIGID1, SR_PS};

/* ---- packets ---- */

static void drop(void)
{
    close(gdb.socket);
    gdb.socket = -1;
    gdb.point_count = 0;
    gdb.watching = false;
}

static int read_char(void)
{
    uint8_t c;
    return gdb.socket >= 0 && read(gdb.socket, &c, 1) == 1 ? c : -1;
}

static void send_packet(const char *text)
{
    size_t n = strlen(text);
    uint8_t sum = 0;
    char *packet = malloc(n + 5);
    if (packet == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        sum = (uint8_t)(sum + (uint8_t)text[i]);
    snprintf(packet, n + 5, "$%s#%02x", text, sum);
    if (write(gdb.socket, packet, n + 4) != (ssize_t)(n + 4))
        drop();
    free(packet);
}

/* Reads a packet; its length, -1 when the debugger is gone, 0 for an interrupt (Ctrl-C). Acknowledges it. */
static int read_packet(char *into)
{
    for (;;) {
        int c = read_char();
        if (c < 0 || c == 3)
            return c < 0 ? -1 : 0;
        if (c != '$')
            continue;
        int n = 0;
        uint8_t sum = 0;
        while ((c = read_char()) >= 0 && c != '#' && n < PACKET - 1) {
            sum = (uint8_t)(sum + c);
            into[n++] = (char)c;
        }
        into[n] = '\0';
        char check[3] = {(char)read_char(), (char)read_char(), '\0'};
        bool good = c == '#' && strtoul(check, NULL, 16) == sum;
        if (write(gdb.socket, good ? "+" : "-", 1) != 1)
            return -1;
        if (good)
            return n;
    }
}

static void put_hex(char *out, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    out[2 * n] = '\0';
}

/* n bytes from hexadecimal digits; false when there are not so many. */
static bool get_hex(const char *text, uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char pair[3] = {text[2 * i], text[2 * i] == '\0' ? '\0' : text[2 * i + 1], '\0'};
        char *end;
        bytes[i] = (uint8_t)strtoul(pair, &end, 16);
        if (end != pair + 2)
            return false;
    }
    return true;
}

/* ---- registers ---- */

static uint32_t get_register(const Machine *m, unsigned number)
{
    if (number < REGISTER_PC)
        return m->cpu.ar[number];
    if (number == REGISTER_PC)
        return m->cpu.pc;
    return emu_special_peek(m, number < REGISTERS ? special_of[number - REGISTER_PC - 1] : (number - FIRST_SPECIAL) & 255);
}

static void set_register(Machine *m, unsigned number, uint32_t value)
{
    if (number < REGISTER_PC)
        m->cpu.ar[number] = value;
    else if (number == REGISTER_PC)
        m->cpu.pc = value;
    else
        emu_special_write(m, number < REGISTERS ? special_of[number - REGISTER_PC - 1] : (number - FIRST_SPECIAL) & 255, value);
}

static bool is_register(unsigned number)
{
    return number < REGISTERS || (number - FIRST_SPECIAL < 256 && emu_special_known(number - FIRST_SPECIAL));
}

static void send_registers(const Machine *m)
{
    for (unsigned i = 0; i < REGISTERS; i++) {
        uint32_t value = get_register(m, i);
        put_hex(gdb.out + 8 * i, (const uint8_t *)&value, 4);
    }
    send_packet(gdb.out);
}

static void one_register(Machine *m, const char *text, bool write_it)
{
    char *end;
    unsigned number = (unsigned)strtoul(text, &end, 16);
    uint32_t value;
    if (!is_register(number)) {
        send_packet("E01");
    } else if (!write_it) {
        value = get_register(m, number);
        put_hex(gdb.out, (const uint8_t *)&value, 4);
        send_packet(gdb.out);
    } else if (*end == '=' && get_hex(end + 1, (uint8_t *)&value, 4)) {
        set_register(m, number, value);
        send_packet("OK");
    } else {
        send_packet("E01");
    }
}

static void set_registers(Machine *m, const char *text)
{
    for (unsigned i = 0; i < REGISTERS; i++) {
        uint32_t value;
        if (!get_hex(text + 8 * i, (uint8_t *)&value, 4))
            break;
        set_register(m, i, value);
    }
    send_packet("OK");
}

/* ---- memory and points ---- */

static void read_memory(Machine *m, const char *text)
{
    uint8_t bytes[PACKET];
    char *end;
    uint32_t address = (uint32_t)strtoul(text, &end, 16);
    size_t n = *end == ',' ? strtoul(end + 1, NULL, 16) : 0;
    n = emu_memory_peek(m, address, bytes, n < sizeof bytes ? n : sizeof bytes);
    put_hex(gdb.out, bytes, n);
    send_packet(n == 0 ? "E14" : gdb.out);
}

static void write_memory(Machine *m, const char *text)
{
    uint8_t bytes[PACKET];
    char *end;
    uint32_t address = (uint32_t)strtoul(text, &end, 16);
    size_t n = *end == ',' ? strtoul(end + 1, &end, 16) : 0;
    bool ok = *end == ':' && n <= sizeof bytes && get_hex(end + 1, bytes, n) && emu_memory_poke(m, address, bytes, n) == n;
    send_packet(ok ? "OK" : "E14");
}

static void look_for_watchers(void)
{
    gdb.watching = false;
    for (unsigned i = 0; i < gdb.point_count; i++)
        gdb.watching = gdb.watching || gdb.points[i].kind >= POINT_WRITE;
}

/* Zkind,address,size sets a point, zkind,... takes it away. */
static void change_point(const char *text, bool set)
{
    char *end;
    Point point = {0, 0, (int)strtoul(text, &end, 16)};
    if (*end == ',')
        point.address = (uint32_t)strtoul(end + 1, &end, 16);
    if (*end == ',')
        point.size = (uint32_t)strtoul(end + 1, &end, 16);
    if (point.kind > POINT_ACCESS) {
        send_packet("");
        return;
    }
    unsigned i = 0;
    while (i < gdb.point_count && (gdb.points[i].address != point.address || gdb.points[i].kind != point.kind))
        i++;
    if (set && i == MOST_POINTS) {
        send_packet("E0c");
        return;
    }
    if (set) {
        gdb.points[i] = point;
        gdb.point_count += i == gdb.point_count;
    } else if (i < gdb.point_count) {
        gdb.points[i] = gdb.points[--gdb.point_count];
    }
    look_for_watchers();
    send_packet("OK");
}

/* ---- commands ---- */

/* qRcmd: the text of a `monitor` command is in hexadecimal. */
static void monitor(Machine *m, const char *text)
{
    char command[64] = "";
    char answer[200];
    size_t n = strlen(text) / 2;
    if (n < sizeof command && get_hex(text, (uint8_t *)command, n))
        command[n] = '\0';
    if (strcmp(command, "reset") == 0) {
        emu_machine_reset(m, RESET_EXTERNAL, 0);
        snprintf(answer, sizeof answer, "the chip is reset when it goes on\n");
    } else if (strcmp(command, "info") == 0) {
        snprintf(answer, sizeof answer, "instructions %llu, %.6f ms\n", (unsigned long long)emu_machine_instructions(m),
                 (double)emu_machine_now(m) / (double)EMU_MS);
    } else {
        snprintf(answer, sizeof answer, "monitor reset, monitor info\n");
    }
    put_hex(gdb.out, (const uint8_t *)answer, strlen(answer));
    send_packet(gdb.out);
}

static void query(Machine *m, const char *text)
{
    if (strncmp(text, "Supported", 9) == 0)
        send_packet("PacketSize=fff;hwbreak+;swbreak+");
    else if (strncmp(text, "Rcmd,", 5) == 0)
        monitor(m, text + 5);
    else if (strcmp(text, "Attached") == 0)
        send_packet("1");
    else if (strcmp(text, "fThreadInfo") == 0)
        send_packet("m1");
    else if (strcmp(text, "sThreadInfo") == 0)
        send_packet("l");
    else if (strcmp(text, "C") == 0)
        send_packet("QC1");
    else
        send_packet("");
}

/* c and s, with the address to go on at. */
static void resume(Machine *m, const char *text, bool step)
{
    if (text[0] != '\0')
        m->cpu.pc = (uint32_t)strtoul(text, NULL, 16);
    gdb.stepping = step;
}

/* One command; true: the program goes on. */
static bool obey(Machine *m, char *text)
{
    switch (text[0]) {
    case 'g':
        send_registers(m);
        return false;
    case 'G':
        set_registers(m, text + 1);
        return false;
    case 'p':
    case 'P':
        one_register(m, text + 1, text[0] == 'P');
        return false;
    case 'm':
        read_memory(m, text + 1);
        return false;
    case 'M':
        write_memory(m, text + 1);
        return false;
    case 'Z':
    case 'z':
        change_point(text + 1, text[0] == 'Z');
        return false;
    case 'q':
        query(m, text + 1);
        return false;
    case '?':
        send_packet("S05");
        return false;
    case 'H':
    case 'T':
        send_packet("OK");
        return false;
    case 'D':
        send_packet("OK");
        drop();
        return true;
    case 'k':
        emu_machine_stop(m, 0, NULL);
        drop();
        return true;
    case 'c':
    case 's':
        resume(m, text + 1, text[0] == 's');
        return true;
    default:
        send_packet("");
        return false;
    }
}

/* The program stands still until the debugger lets it go on. */
static void stay(Machine *m, const char *why)
{
    char packet[PACKET];
    if (why != NULL)
        send_packet(why);
    while (gdb.socket >= 0) {
        int n = read_packet(packet);
        if (n < 0)
            drop();
        else if (n == 0)
            send_packet("S02");
        else if (obey(m, packet))
            return;
    }
}

/* ---- the program runs ---- */

static bool is_breakpoint(uint32_t pc)
{
    for (unsigned i = 0; i < gdb.point_count; i++)
        if (gdb.points[i].kind <= POINT_HARD && gdb.points[i].address == pc)
            return true;
    return false;
}

/* What the instruction at pc loads or stores: its size, 0 when it is neither. */
static unsigned accesses(Machine *m, uint32_t *address, bool *store)
{
    uint8_t bytes[3];
    Decoded d;
    size_t n = emu_memory_peek(m, m->cpu.pc, bytes, sizeof bytes);
    if (emu_decode_insn(&d, bytes, n, m->cpu.pc, m->cpu.sr[SR_LITBASE]) == 0)
        return 0;
    return emu_decode_access(&d, m->cpu.ar, address, store);
}

static const Point *watchpoint(Machine *m, uint32_t *address)
{
    bool store = false;
    unsigned n = accesses(m, address, &store);
    for (unsigned i = 0; i < gdb.point_count && n > 0; i++) {
        const Point *point = &gdb.points[i];
        bool kind = point->kind == POINT_ACCESS || point->kind == (store ? POINT_WRITE : POINT_READ);
        if (kind && *address < point->address + point->size && point->address < *address + n)
            return point;
    }
    return NULL;
}

/* A watchpoint is told of behind the instruction, as GDB expects. */
static bool told_of_watch(Machine *m)
{
    static const char *const names[] = {[POINT_WRITE] = "watch", [POINT_READ] = "rwatch", [POINT_ACCESS] = "awatch"};
    static int seen = -1;
    char why[48];
    uint32_t address;
    bool told = seen >= 0;
    if (told) {
        snprintf(why, sizeof why, "T05%s:%x;", names[seen], (unsigned)gdb.watch_at);
        seen = -1;
        gdb.stepping = false;
        stay(m, why);
    }
    const Point *point = gdb.socket >= 0 && gdb.watching ? watchpoint(m, &address) : NULL;
    if (point != NULL) {
        seen = point->kind;
        gdb.watch_at = address;
    }
    return told;
}

static bool interrupted(void)
{
    struct pollfd input = {gdb.socket, POLLIN, 0};
    if (--gdb.until_poll != 0)
        return false;
    gdb.until_poll = POLL_EVERY;
    return poll(&input, 1, 0) > 0;
}

static void watch_insn(Machine *m, void *ctx)
{
    if (gdb.socket < 0)
        return;
    /* Behind stay() the instruction at pc is executed, breakpoint or not. */
    if (told_of_watch(m))
        return;
    if (gdb.waiting) {
        /* The ROM loads the program first. */
        gdb.waiting = m->cpu.pc - ROM_BASE < ROM_SIZE;
        if (!gdb.waiting)
            stay(m, NULL);
    } else if (gdb.stepping || is_breakpoint(m->cpu.pc)) {
        gdb.stepping = false;
        stay(m, "S05");
    } else if (interrupted()) {
        stay(m, NULL);
    }
}

static void end_gdb(void *ctx)
{
    const Machine *m = ctx;
    char why[8];
    if (gdb.socket < 0)
        return;
    snprintf(why, sizeof why, "W%02x", (unsigned)m->status & 255);
    send_packet(why);
    drop();
}

/* Waits for the debugger. */
static bool start_gdb(Machine *m, void *ctx)
{
    uint16_t port = (uint16_t)(uintptr_t)ctx;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof address;
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 1) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        return emu_options_wrong("gdb", "port %u: %s", port, strerror(errno));
    fprintf(stderr, "gdb: waiting on port %u\n", ntohs(address.sin_port));
    gdb.socket = accept(listener, NULL, NULL);
    close(listener);
    if (gdb.socket < 0)
        return emu_options_wrong("gdb", "%s", strerror(errno));
    setsockopt(gdb.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    signal(SIGPIPE, SIG_IGN);
    gdb.until_poll = POLL_EVERY;
    gdb.waiting = true;
    emu_run_observe(m, watch_insn, NULL);
    emu_machine_at_end(m, end_gdb, m);
    return true;
}

bool emu_gdb_option_port(Machine *m, const char *argument)
{
    uint64_t port;
    if (!emu_options_number("gdb", argument, 0, 65535, &port))
        return false;
    emu_machine_at_start(m, start_gdb, (void *)(uintptr_t)port);
    return true;
}
