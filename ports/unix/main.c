/*
 * main.c: the program `kukri`: its command line.
 *
 * Layer: ports.   Tests: tests/cli/.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "unix.h"

enum {
    STATUS_USAGE = 1,
    GRANULE = 1 << 20 /* the heap of the host grows in such steps */
};
/* Address space for the heap when no -X heapsize says otherwise; memory is taken as it is needed. */
#define HEAP_RESERVED ((size_t)1 << 30)
#define HEAP_FIRST ((size_t)4 << 20)
/* How much of the C stack is left to the C library and to signal handlers. */
#define STACK_SPARE ((size_t)128 << 10)

typedef struct Options {
    const char *command; /* -c */
    const char *module;  /* -m */
    bool inspect;        /* -i */
    bool compile_only;
    bool dis;            /* -X dis: show the code */
    const char *code;    /* -X code=FILE: write the code there */
    const char *apart;   /* -X apart=TEXT: which statements the code calls as functions */
    const char *source;  /* -X source=NAME: what the code says its file is */
    int verbose;
    int optimise;
    size_t heap_size;    /* 0: grows */
} Options;

static const char help[] =
    "usage: kukri [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
    "\n"
    "-c cmd          run cmd\n"
    "-m mod          run a module; a package runs its __main__\n"
    "-i              go on with the prompt when the program has ended\n"
    "-v              tell more; may be given several times\n"
    "-O[N]           optimise: 1 drops assert statements, 2 docstrings too, 3 annotations too\n"
    "-X heapsize=N[w][k|m]\n"
    "                the heap is N bytes (w: words), all in all\n"
    "-X emit=bytecode|native|viper\n"
    "                accepted; code is always compiled to bytecode\n"
    "-X compile-only compile the file, do not run it\n"
    "-X dis          show the instructions of the file, do not run it\n"
    "-X code=OUT     write the compiled code of the file to OUT, do not run it\n"
    "-X source=NAME  what that code says its file is\n"
    "-h, --help      this text\n"
    "--version       the version\n"
    "\n"
    "Without a program: the prompt, or a program on standard input when that is no terminal.\n"
    "\n"
    "KUKRIPATH, MICROPYPATH   folders for sys.path, with ':' between them\n"
    "MICROPYINSPECT           as -i, if not empty\n"
    "KK_GC=stress,move,verify, KK_OOM=n   for testing Kukri itself\n";

/* ---- options ---- */

static int usage_error(const char *what, const char *arg)
{
    fprintf(stderr, "kukri: %s%s%s\nTry -h for more.\n", what, arg == NULL ? "" : ": ", arg == NULL ? "" : arg);
    return STATUS_USAGE;
}

/* N[w][k|m]; 0 when it is no such number. */
static size_t parse_size(const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return 0;
    unsigned long long n = strtoull(text, &end, 0);
    if (*end == 'w' || *end == 'W') {
        n *= sizeof(void *);
        end++;
    }
    if (*end == 'k' || *end == 'K') {
        n <<= 10;
        end++;
    } else if (*end == 'm' || *end == 'M') {
        n <<= 20;
        end++;
    }
    return *end != '\0' || n > ((unsigned long long)1 << 40) ? 0 : (size_t)n;
}

/* -X value; returns 0, or the exit status. */
static int take_x(const char *value, Options *o)
{
    if (value == NULL)
        return usage_error("argument expected for the -X option", NULL);
    if (strcmp(value, "compile-only") == 0) {
        o->compile_only = true;
        return 0;
    }
    if (strcmp(value, "dis") == 0) {
        o->dis = true;
        return 0;
    }
    if (strncmp(value, "code=", 5) == 0 && value[5] != '\0') {
        o->code = value + 5;
        return 0;
    }
    if (strncmp(value, "apart=", 6) == 0) {
        o->apart = value + 6;
        return 0;
    }
    if (strncmp(value, "source=", 7) == 0) {
        o->source = value + 7;
        return 0;
    }
    if (strcmp(value, "emit=bytecode") == 0 || strcmp(value, "emit=native") == 0 || strcmp(value, "emit=viper") == 0)
        return 0;
    if (strncmp(value, "heapsize=", 9) == 0) {
        o->heap_size = parse_size(value + 9);
        return o->heap_size >= 700 ? 0 : usage_error("bad heap size", value + 9);
    }
    return usage_error("unknown -X option", value);
}

static int take_optimise(const char *arg, Options *o)
{
    o->optimise = 0;
    if (arg[2] >= '0' && arg[2] <= '9' && arg[3] == '\0') {
        o->optimise = arg[2] - '0';
        return 0;
    }
    for (const char *p = arg + 1; *p != '\0'; p++) {
        if (*p != 'O')
            return usage_error("unknown option", arg);
        o->optimise++;
    }
    return 0;
}

enum { GO_ON = -1 };

/* Reads the options; *first is the index of the program's own arguments. Returns GO_ON or the exit status. */
static int parse_options(int argc, char **argv, Options *o, int *first)
{
    int i = 1, status = 0;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0' && status == 0; i++) {
        const char *arg = argv[i];
        bool has_value = arg[2] != '\0' || i + 1 < argc;
        const char *value = arg[2] != '\0' ? arg + 2 : has_value ? argv[i + 1] : NULL;
        if (arg[1] == 'c' || arg[1] == 'm') {
            if (!has_value)
                return usage_error("argument expected for the option", arg);
            *(arg[1] == 'c' ? &o->command : &o->module) = value;
            *first = arg[2] != '\0' ? i : i + 1;
            return GO_ON;
        }
        if (strcmp(arg, "-h") == 0 || strcmp(arg, "--help") == 0)
            return fputs(help, stdout) < 0;
        if (strcmp(arg, "--version") == 0 || strcmp(arg, "-V") == 0)
            return puts("Kukri " KUKRI_VERSION) < 0;
        if (strcmp(arg, "-i") == 0)
            o->inspect = true;
        else if (arg[1] == 'v' && strspn(arg + 1, "v") == strlen(arg + 1))
            o->verbose += (int)strlen(arg + 1);
        else if (arg[1] == 'O')
            status = take_optimise(arg, o);
        else if (arg[1] == 'X') {
            status = take_x(value, o);
            i += arg[2] == '\0';
        } else if (strcmp(arg, "-u") != 0 && strcmp(arg, "-B") != 0 && strcmp(arg, "-s") != 0)
            return usage_error("unknown option", arg);
    }
    *first = i;
    return status == 0 ? GO_ON : status;
}

/* ---- kukri-cross ---- */

static const char cross_help[] =
    "usage: kukri-cross [option] ... file\n"
    "\n"
    "Compiles a Python file to a code file, which import takes where there is no source. It is the same for\n"
    "all targets.\n"
    "\n"
    "-o OUT          the code file; without it the file's name with .kkc\n"
    "-s NAME         what the code says its source is, for tracebacks\n"
    "-O[N]           optimise: 1 drops assert statements, 2 docstrings too, 3 annotations too\n"
    "-h, --help      this text\n"
    "--version       the version\n";

/* Where the code goes when nobody says: the source's name with another ending. */
static const char *code_beside(const char *source)
{
    static char name[PATH_MAX];
    size_t n = strlen(source);
    n -= n > 3 && strcmp(source + n - 3, ".py") == 0 ? 3 : 0;
    snprintf(name, sizeof name, "%.*s.kkc", (int)n, source);
    return name;
}

/* The program is called by its other name: the options of that. As parse_options. */
static int parse_cross(int argc, char **argv, Options *o, int *first)
{
    int i = 1, status = 0;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0' && status == 0; i++) {
        const char *arg = argv[i];
        if (strcmp(arg, "-h") == 0 || strcmp(arg, "--help") == 0)
            return fputs(cross_help, stdout) < 0;
        if (strcmp(arg, "--version") == 0)
            return puts("Kukri " KUKRI_VERSION) < 0;
        if (arg[1] == 'O')
            status = take_optimise(arg, o);
        else if (arg[1] != 'o' && arg[1] != 's')
            return usage_error("unknown option", arg);
        else if (arg[2] == '\0' && i + 1 == argc)
            return usage_error("argument expected for the option", arg);
        else
            *(arg[1] == 'o' ? &o->code : &o->source) = arg[2] != '\0' ? arg + 2 : argv[++i];
    }
    if (status == 0 && i + 1 != argc)
        return usage_error("kukri-cross compiles one file", NULL);
    *first = i;
    if (status == 0 && o->code == NULL)
        o->code = code_beside(argv[i]);
    return status == 0 ? GO_ON : status;
}

static bool is_cross(const char *program)
{
    const char *name = program == NULL ? NULL : strrchr(program, '/');
    return program != NULL && strcmp(name == NULL ? program : name + 1, "kukri-cross") == 0;
}

/* ---- memory ---- */

static bool grow(void *owner, size_t more) { return true; }

/* The memory of the Vm: reserved address space, which the system fills with pages when they are touched. */
static bool reserve(const Options *o, KukriConfig *config)
{
    config->bytes = o->heap_size != 0 ? (o->heap_size + 15) & ~(size_t)15 : HEAP_RESERVED;
    void *memory = mmap(NULL, config->bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    config->memory = memory;
    config->usable = o->heap_size != 0 ? config->bytes : HEAP_FIRST;
    config->grow = o->heap_size != 0 ? NULL : grow;
    return true;
}

/* How deep C may go: what the system grants the stack, less what others need. */
static size_t stack_bytes(void)
{
    struct rlimit limit;
    size_t most = (size_t)8 << 20;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < most)
        most = limit.rlim_cur;
    return most > 2 * STACK_SPARE ? most - STACK_SPARE : most / 2;
}

/* ---- running ---- */

static const char *search_path(char *buf, size_t cap)
{
    const char *path = getenv("KUKRIPATH"), *home = getenv("HOME");
    if (path == NULL)
        path = getenv("MICROPYPATH");
    if (path != NULL)
        return path;
    char library[PATH_MAX] = "/usr/lib/kukri";
    kk_unix_library(library, sizeof library);
    int n = snprintf(buf, cap, ".frozen:%s/.kukri/lib:%s", home == NULL ? "" : home, library);
    return n > 0 && (size_t)n < cap ? buf : ".frozen";
}

static int prompt(Vm *vm)
{
    char history[512];
    const char *home = getenv("HOME");
    int n = snprintf(history, sizeof history, "%s/.kukri_history", home == NULL ? "" : home);
    bool usable = home != NULL && n > 0 && (size_t)n < sizeof history;
    return kukri_repl(vm, KUKRI_REPL_EXIT, usable ? history : NULL, NULL);
}

static bool wants_prompt(const Options *o)
{
    const char *inspect = getenv("MICROPYINSPECT");
    return o->inspect || (inspect != NULL && inspect[0] != '\0');
}

static int run(Vm *vm, const Options *o, int argc, char **argv)
{
    int status;
    if (o->command != NULL)
        status = kukri_run_text(vm, o->command, strlen(o->command), "<stdin>");
    else if (o->module != NULL)
        status = kukri_run_module(vm, o->module);
    else if (argc > 0 && strcmp(argv[0], "-") != 0)
        status = o->code != NULL ? kukri_compile_file(vm, argv[0], o->source != NULL ? o->source : argv[0], o->code, o->apart) : o->dis ? kukri_dis_file(vm, argv[0]) : o->compile_only ? kukri_check_file(vm, argv[0]) : kukri_run_file(vm, argv[0]);
    else if (argc == 0 && (isatty(0) || o->inspect))
        return prompt(vm);
    else
        status = kukri_run_stdin(vm);
    return wants_prompt(o) ? prompt(vm) : status;
}

static void apply_switches(Vm *vm)
{
    const char *gc = getenv("KK_GC"), *oom = getenv("KK_OOM");
    if (gc != NULL)
        kukri_debug(vm, gc);
    if (oom != NULL)
        kukri_fail_allocation(vm, (size_t)strtoul(oom, NULL, 10));
}

int main(int argc, char **argv)
{
    Options options;
    char path[1024], self[1024];
    int first = 1;
    memset(&options, 0, sizeof options);
    int status = is_cross(argv[0]) ? parse_cross(argc, argv, &options, &first) : parse_options(argc, argv, &options, &first);
    if (status != GO_ON)
        return status;
    KukriConfig config;
    memset(&config, 0, sizeof config);
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    self[n < 0 ? 0 : n] = '\0';
    config.executable = self;
    config.path = search_path(path, sizeof path);
    config.argc = argc - first;
    config.argv = (const char *const *)argv + first;
    /* As in CPython: -c and -m stand for the program's name. */
    if (options.command != NULL || options.module != NULL)
        argv[first] = options.command != NULL ? "-c" : "-m";
    static const char *const no_args[] = {""};
    if (config.argc == 0) {
        config.argc = 1;
        config.argv = no_args;
    }
    config.optimise = options.optimise;
    config.verbose = options.verbose;
    config.stack_base = __builtin_frame_address(0);
    config.stack_bytes = stack_bytes();
    Vm *vm = reserve(&options, &config) ? kukri_new(&config) : NULL;
    if (vm == NULL) {
        fputs("kukri: the heap is too small\n", stderr);
        return STATUS_USAGE;
    }
    kk_unix_start(vm);
    apply_switches(vm);
    status = run(vm, &options, argc - first, argv + first);
    int last = kukri_free(vm);
    kk_unix_stop();
    return status != 0 ? status : last;
}
