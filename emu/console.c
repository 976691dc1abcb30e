/*
 * console.c: where the UARTs' bytes go on the host (--uart0, --uart1), and how fast emulated time may run when the guest only
 * waits for it.
 *
 * Input is looked for every millisecond of emulated time, and while the CPU sleeps by waiting for it in real time, at the most
 * for as long as the sleep would take at --speed.
 *
 * Layer: emu.   Tests: tests/emu/run_devices.py.
 */
#define _GNU_SOURCE /* posix_openpt, cfmakeraw */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "emu/adapter.h"
#include "emu/devices.h"
#include "emu/options.h"
#include "emu/uart.h"

enum { BUFFER = 4096, QUIT = 0x1d /* Ctrl-] */, ENOUGH = 256 };

#define LOOK (1 * EMU_MS)
/* How much time for which nobody waited yet is worth a call of the system, in seconds. */
#define WORTH 0.002
/* How much of what was waited too long is made up for. */
#define MOST_AHEAD 0.1

typedef struct Port {
    const char *name;
    int in, out, listener; /* -1: none */
    bool terminal;   /* in is one, in raw mode */
    bool stalled;    /* nobody reads: output is dropped until somebody does */
    bool patient;    /* output waits for the reader, once */
    bool met;        /* somebody has sent something: there is a reader, if a slow one */
    uint8_t buffer[BUFFER];
    size_t n;
    char where[64]; /* said at the start, when the link is there too; "": nothing to say */
    char *link;
    int keep; /* the other end of the pty, so that it lasts */
} Port;

static Port ports[EMU_UARTS] = {{.name = "uart0"}, {.name = "uart1"}};

static struct {
    Event look;
    bool live; /* looks for ever: the world may bring something. Else only to write what was sent */
    bool realtime, speed_given, chosen; /* chosen: there was --uart0 */
    double speed, fastest; /* emulated seconds in one of the world when the CPU sleeps; 0: no limit. fastest: the ports' default */
    double owed;           /* seconds that sleeping should have taken but has not yet */
    double began;          /* the world's clock at the begin, for --realtime */
    struct termios saved;
    bool restore;
} console;

static volatile sig_atomic_t asked_to_end;

static double wall(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- output ---- */

/* Waits until the reader has taken some; false: it does not read. */
static bool await_reader(Port *port)
{
    struct pollfd fd = {.fd = port->out, .events = POLLOUT};
    return port->patient && !port->stalled && poll(&fd, 1, port->met ? 15000 : 200) > 0 && !(fd.revents & (POLLERR | POLLHUP));
}

static void flush(Port *port)
{
    size_t done = 0;
    while (done < port->n && port->out >= 0) {
        ssize_t n = write(port->out, port->buffer + done, port->n - done);
        if (n > 0) {
            done += (size_t)n;
            port->stalled = false;
        } else if (errno != EINTR && !(errno == EAGAIN && await_reader(port))) {
            port->stalled = true;
            if (errno == EPIPE && port->listener < 0)
                asked_to_end = SIGPIPE; /* whoever read us is gone */
            break;
        }
    }
    port->n = 0;
}

static void flush_all(void)
{
    for (unsigned i = 0; i < EMU_UARTS; i++)
        flush(&ports[i]);
}

static void byte_came(Machine *m, void *ctx, uint8_t byte, bool sent)
{
    Port *port = ctx;
    if (sent)
        return;
    if (port->n == BUFFER)
        flush(port);
    port->buffer[port->n++] = byte;
    if (console.look.place == 0)
        emu_machine_at(m, &console.look, emu_machine_now(m) + LOOK);
}

/* ---- input ---- */

static void lose_client(Port *port)
{
    close(port->in);
    port->in = port->out = -1;
}

static void accept_client(Port *port)
{
    if (port->listener < 0 || port->in >= 0)
        return;
    int fd = accept(port->listener, NULL, NULL);
    if (fd < 0)
        return;
    fcntl(fd, F_SETFL, O_NONBLOCK);
    port->in = port->out = fd;
    port->stalled = false;
}

/* Takes what has come in; whether anything has. */
static bool take_input(Machine *m, Port *port)
{
    uint8_t bytes[ENOUGH];
    accept_client(port);
    if (port->in < 0 || emu_adapter_waiting(m) >= ENOUGH)
        return false;
    struct pollfd fd = {.fd = port->in, .events = POLLIN}; /* stdin may be shared: it stays blocking */
    if (poll(&fd, 1, 0) <= 0)
        return false;
    ssize_t n = read(port->in, bytes, sizeof bytes);
    if (n == 0 && port->listener >= 0)
        lose_client(port);
    else if (n == 0)
        port->in = -1;
    if (n <= 0)
        return false;
    port->met = true;
    const uint8_t *quit = port->terminal ? memchr(bytes, QUIT, (size_t)n) : NULL;
    if (quit != NULL) {
        n = quit - bytes;
        emu_machine_stop(m, 0, NULL);
    }
    emu_adapter_send(m, bytes, (size_t)n);
    return true;
}

/* Waits for input, at most so long; whether any came. */
static bool await_input(Machine *m, double seconds)
{
    struct pollfd fds[2];
    nfds_t n = 0;
    Port *port = &ports[0];
    if (port->in >= 0 && emu_adapter_waiting(m) < ENOUGH)
        fds[n++] = (struct pollfd){.fd = port->in, .events = POLLIN};
    if (port->listener >= 0 && port->in < 0)
        fds[n++] = (struct pollfd){.fd = port->listener, .events = POLLIN};
    poll(fds, n, (int)(seconds * 1000));
    return take_input(m, port);
}

/* ---- time ---- */

static double seconds(Picos time)
{
    return (double)time * 1e-12;
}

/* What --speed says; without it there is no limit when no input can come any more. */
static double speed(void)
{
    if (console.speed_given)
        return console.speed;
    return ports[0].in >= 0 || ports[0].listener >= 0 ? console.fastest : 0;
}

/* The CPU sleeps. Pays for the time that passes, in pieces that are worth it; true: something came in. */
static bool idle(Machine *m, void *ctx, Picos until)
{
    if (asked_to_end || ports[0].n > 0 || ports[1].n > 0)
        flush_all();
    if (speed() <= 0 || until == UINT64_MAX)
        return false;
    console.owed += seconds(until - emu_machine_now(m)) / speed();
    if (console.owed < WORTH)
        return false;
    double before = wall();
    bool came = await_input(m, console.owed);
    console.owed -= wall() - before;
    if (came)
        console.owed = 0;
    if (console.owed < -MOST_AHEAD)
        console.owed = -MOST_AHEAD;
    return came;
}

/* --realtime: waits while the guest is ahead of the world. */
static void keep_pace(Machine *m)
{
    double ahead = seconds(emu_machine_now(m)) - (wall() - console.began);
    if (ahead > WORTH)
        await_input(m, ahead);
}

static void look(Machine *m, void *ctx)
{
    if (asked_to_end) {
        emu_machine_stop(m, 128 + asked_to_end, NULL);
        return;
    }
    flush_all();
    take_input(m, &ports[0]);
    if (console.realtime)
        keep_pace(m);
    if (console.live)
        emu_machine_at(m, &console.look, emu_machine_now(m) + LOOK);
}

/* ---- begin and end ---- */

static void on_signal(int number)
{
    if (asked_to_end) { /* the second one: it hangs */
        if (console.restore)
            tcsetattr(STDIN_FILENO, TCSANOW, &console.saved);
        _exit(128 + number);
    }
    asked_to_end = number;
}

static void end(void *ctx)
{
    flush_all();
    if (console.restore)
        tcsetattr(STDIN_FILENO, TCSANOW, &console.saved);
    console.restore = false;
    for (unsigned i = 0; i < EMU_UARTS; i++) {
        if (ports[i].link != NULL)
            unlink(ports[i].link);
    }
}

static bool start(Machine *m, void *ctx)
{
    for (unsigned i = 0; i < EMU_UARTS; i++) {
        if (ports[i].where[0] != '\0')
            fprintf(stderr, "%s %s\n", ports[i].name, ports[i].where);
    }
    console.began = wall();
    if (!console.chosen) { /* what a program prints should not vanish */
        ports[0].out = STDOUT_FILENO;
        emu_adapter_watch(m, 0, byte_came, &ports[0]);
    }
    console.live = ports[0].in >= 0 || ports[0].listener >= 0 || console.realtime;
    if (!console.live)
        return true;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (ports[0].terminal) {
        struct termios raw = console.saved;
        cfmakeraw(&raw);
        console.restore = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
        fputs("kukri-emu: Ctrl-] ends\r\n", stderr);
    }
    emu_machine_set_idle(m, idle, NULL);
    emu_machine_at(m, &console.look, emu_machine_now(m) + LOOK);
    return true;
}

/* ---- options ---- */

static bool open_pty(Port *port)
{
    int fd = posix_openpt(O_RDWR | O_NOCTTY);
    const char *path = fd >= 0 && grantpt(fd) == 0 && unlockpt(fd) == 0 ? ptsname(fd) : NULL;
    port->keep = path != NULL ? open(path, O_RDWR | O_NOCTTY) : -1;
    if (port->keep < 0)
        return emu_options_wrong(port->name, "no pty: %s", strerror(errno));
    struct termios raw;
    tcgetattr(port->keep, &raw);
    cfmakeraw(&raw);
    tcsetattr(port->keep, TCSANOW, &raw);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    port->in = port->out = fd;
    port->patient = true;
    snprintf(port->where, sizeof port->where, "%s", path);
    return true;
}

static bool open_tcp(Port *port, const char *number)
{
    uint64_t tcp_port;
    if (!emu_options_number(port->name, number, 0, 65535, &tcp_port))
        return false;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)tcp_port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int yes = 1;
    port->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (port->listener < 0 || setsockopt(port->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(port->listener, (struct sockaddr *)&address, length) != 0 || listen(port->listener, 1) != 0 ||
        getsockname(port->listener, (struct sockaddr *)&address, &length) != 0)
        return emu_options_wrong(port->name, "cannot listen at port %s: %s", number, strerror(errno));
    fcntl(port->listener, F_SETFL, O_NONBLOCK);
    port->patient = true;
    snprintf(port->where, sizeof port->where, "tcp:127.0.0.1:%u", (unsigned)ntohs(address.sin_port));
    return true;
}

static bool open_file(Port *port, const char *path)
{
    port->out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (port->out < 0)
        return emu_options_wrong(port->name, "%s: %s", path, strerror(errno));
    return true;
}

static void open_stdio(Port *port)
{
    port->in = STDIN_FILENO;
    port->out = STDOUT_FILENO;
    port->terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &console.saved) == 0;
}

/* Does what --uart0 and --uart1 say. fastest: what emulated time may run at when this port is waited for. */
static bool open_port(Machine *m, Port *port, const char *text)
{
    bool input = port == &ports[0];
    console.chosen |= input;
    double fastest = 0;
    emu_adapter_watch(m, input ? 0 : 1, byte_came, port);
    if (strcmp(text, "none") == 0) {
        port->out = -1;
    } else if (strcmp(text, "stderr") == 0) {
        port->out = STDERR_FILENO;
    } else if (strncmp(text, "file:", 5) == 0) {
        return open_file(port, text + 5);
    } else if (strcmp(text, "pty") == 0) {
        fastest = 50;
        if (!open_pty(port))
            return false;
    } else if (input && strcmp(text, "stdio") == 0) {
        open_stdio(port);
        fastest = port->terminal ? 1 : 50;
    } else if (input && strncmp(text, "tcp:", 4) == 0) {
        fastest = 50;
        if (!open_tcp(port, text + 4))
            return false;
    } else {
        return emu_options_wrong(port->name, "\"%s\" is not one of %s", text,
                                 input ? "stdio, pty, tcp:PORT, file:FILE, stderr, none" : "pty, file:FILE, stderr, none");
    }
    if (input)
        console.fastest = fastest;
    return true;
}

bool emu_console_option_uart0(Machine *m, const char *text)
{
    return open_port(m, &ports[0], text);
}

bool emu_console_option_uart1(Machine *m, const char *text)
{
    return open_port(m, &ports[1], text);
}

bool emu_console_option_link(Machine *m, const char *text)
{
    if (ports[0].where[0] != '/')
        return emu_options_wrong("uart0-link", "comes behind --uart0 pty");
    unlink(text);
    if (symlink(ports[0].where, text) != 0)
        return emu_options_wrong("uart0-link", "%s: %s", text, strerror(errno));
    ports[0].link = strdup(text);
    return true;
}

bool emu_console_option_baud(Machine *m, const char *text)
{
    uint64_t baud;
    if (!emu_options_number("uart0-baud", text, 100, 8000000, &baud))
        return false;
    emu_adapter_set_baud(m, 0, (uint32_t)baud);
    return true;
}

bool emu_console_option_overrun(Machine *m, const char *text)
{
    emu_adapter_set_overrun(m, true);
    return true;
}

bool emu_console_option_speed(Machine *m, const char *text)
{
    uint64_t value;
    if (!emu_options_number("speed", text, 0, 1000000, &value))
        return false;
    console.speed = (double)value;
    console.speed_given = true;
    return true;
}

bool emu_console_option_realtime(Machine *m, const char *text)
{
    console.realtime = true;
    console.speed = 1;
    console.speed_given = true;
    return true;
}

void emu_console_init(Machine *m)
{
    for (unsigned i = 0; i < EMU_UARTS; i++)
        ports[i].in = ports[i].out = ports[i].listener = ports[i].keep = -1;
    console.look = (Event){.fire = look};
    emu_machine_at_start(m, start, NULL);
    emu_machine_at_end(m, end, NULL);
}
