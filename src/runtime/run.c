/*
 * run.c: running a main program: a file, a text, standard input, a module.
 *
 * Layer: runtime.   Tests: tests/cli/.
 */
#include "lang/dis.h"
#include "base/utf8.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/output.h"
#include "object/vfs.h"
#include "runtime/codefile.h"
#include "runtime/import.h"
#include "runtime/import_find.h"
#include "runtime/load.h"
#include "runtime/start.h"
#include "types/exc.h"
#include "types/fsname.h"
#include "types/list.h"

enum { STATUS_CANNOT_OPEN = 2 };

/* ---- what all have in common ---- */

/* Runs the source as __main__ to its end; returns the exit status. */
static int run_main(Vm *vm, const Source *source, Value filename)
{
    if (kk_load_run(vm, source, vm->main, filename))
        return 0;
    return kk_start_report(vm);
}

/* "kukri: can't open file 'x.py': [Errno 2] No such file or directory" */
static int cannot_open(Vm *vm, const char *path, int error)
{
    if (error == -KK_VFS_RAISED)
        return kk_start_report(vm);
    Value name = kk_fsname_new(vm, kk_span_of(path)), text = name == KK_ERROR ? KK_ERROR : kk_exc_os_text(vm, error);
    Value message = text == KK_ERROR ? KK_ERROR
                                     : kk_format_message(vm, "kukri: can't open file '%V': [Errno %d] %V\n", name, error, text);
    if (message != KK_ERROR)
        kk_out_error(vm, kk_str_span(message));
    vm->pending = KK_UNSET;
    return STATUS_CANNOT_OPEN;
}

KK_MUST_CHECK static bool set_main(Vm *vm, Value attribute, Value value)
{
    return kk_setattr(vm, vm->main, attribute, value);
}

/* ---- files ---- */

/* Runs the open file; `folder` is what sys.path begins with. */
static int run_open_file(Vm *vm, int fd, const char *path, Span folder)
{
    Value filename = kk_fsname_new(vm, kk_span_of(path));
    if (filename == KK_ERROR || !set_main(vm, KK_N(__file__), filename) || !kk_start_folder(vm, folder))
        return kk_start_report(vm);
    LoadFile file;
    kk_load_file_init(&file, vm, fd, filename);
    int status = run_main(vm, &file.source, filename);
    /* The folder's text is the caller's. */
    if (kk_start_path(vm) == KK_ERROR && !kk_start_folder(vm, (Span){NULL, 0}))
        return kk_start_report(vm);
    vm->pending = KK_UNSET;
    return status;
}

/* The part of a path before its last '/'. */
static Span folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    return (Span){(const uint8_t *)path, n};
}

/* A folder is run through its __main__.py. */
static int run_folder(Vm *vm, const char *path)
{
    char inside[KK_PATH_MAX];
    size_t n = strlen(path);
    static const char name[] = "/__main__.py";
    int fd = -KK_ENOENT;
    if (n + sizeof name <= sizeof inside) {
        memcpy(inside, path, n);
        memcpy(inside + n, name, sizeof name);
        fd = kk_vfs_open(vm, inside, FILE_READ);
    }
    if (fd < 0) {
        Value folder = kk_fsname_new(vm, kk_span_of(path));
        Value message = folder == KK_ERROR
                            ? KK_ERROR
                            : kk_format_message(vm, "kukri: can't find '__main__' module in '%V'\n", folder);
        if (message != KK_ERROR)
            kk_out_error(vm, kk_str_span(message));
        vm->pending = KK_UNSET;
        return 1;
    }
    int status = run_open_file(vm, fd, inside, kk_span_of(path));
    kk_load_close(vm, fd);
    return status;
}

int kukri_run_file(Vm *vm, const char *path)
{
    FileStat st;
    if (kk_vfs_stat(vm, path, &st) >= 0 && (st.mode & 0xF000) == STAT_DIR)
        return run_folder(vm, path);
    vm->pending = KK_UNSET;
    int fd = kk_vfs_open(vm, path, FILE_READ);
    if (fd < 0)
        return cannot_open(vm, path, -fd);
    int status = run_open_file(vm, fd, path, folder_of(path));
    kk_load_close(vm, fd);
    return status;
}

/* Shows what was raised. */
static int report_piece(Vm *vm)
{
    bool leaves = kk_pending_is(vm, KK_RAISES(SystemExit));
    int status = kk_start_report(vm);
    return leaves ? KUKRI_REPL_SOFT_RESET : status;
}

int kukri_run_if_exists(Vm *vm, const char *path)
{
    int fd = kk_vfs_open(vm, path, FILE_READ);
    if (fd == KK_VFS_RAISED && !kk_pending_clear(vm, KK_OSError))
        return report_piece(vm);
    if (fd == -KK_ENOENT || fd == -KK_ENODEV || fd == KK_VFS_RAISED)
        return 0;
    if (fd < 0)
        return cannot_open(vm, path, -fd);
    Value filename = kk_fsname_new(vm, kk_span_of(path));
    LoadFile file;
    kk_load_file_init(&file, vm, fd, filename);
    bool done = filename != KK_ERROR && kk_load_run(vm, &file.source, vm->main, filename);
    int status = done ? 0 : report_piece(vm);
    kk_load_close(vm, fd);
    return status;
}

/* Compiles the file; shows the code if `dis`. */
static int compile_file(Vm *vm, const char *path, bool dis)
{
    int fd = kk_vfs_open(vm, path, FILE_READ);
    if (fd < 0)
        return cannot_open(vm, path, -fd);
    Value filename = kk_fsname_new(vm, kk_span_of(path));
    LoadFile file;
    kk_load_file_init(&file, vm, fd, filename);
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .optimize = vm->optimise};
    int status = 0;
    Value code = filename == KK_ERROR ? KK_ERROR : kk_compile(vm, &file.source, &options);
    if (code == KK_ERROR || (dis && !kk_dis_print(vm, code)))
        status = kk_start_report(vm);
    kk_load_close(vm, fd);
    return status;
}

int kukri_check_file(Vm *vm, const char *path) { return compile_file(vm, path, false); }
int kukri_dis_file(Vm *vm, const char *path) { return compile_file(vm, path, true); }

/* Compiles the source as a module of its own and appends its code file to out. */
KK_MUST_CHECK static bool write_module(Vm *vm, const Source *source, Value filename, const char *apart, StrBuf *out)
{
    Value module = kk_module_new(vm, KK_N(__main__), NULL);
    if (module == KK_ERROR)
        return false;
    Value globals = KK_OBJ(ModuleObj, module)->dict;
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .globals = globals, .optimize = vm->optimise,
                              .apart = apart};
    Value code = kk_compile(vm, source, &options);
    return code != KK_ERROR && kk_codefile_write(out, code, globals);
}

int kukri_compile_file(Vm *vm, const char *path, const char *name, const char *to, const char *apart)
{
    int fd = kk_platform_open(path, FILE_READ), error = 0;
    if (fd < 0)
        return cannot_open(vm, path, -fd);
    Value filename = kk_fsname_new(vm, kk_span_of(name));
    LoadFile file;
    StrBuf out;
    kk_load_file_init(&file, vm, fd, filename);
    kk_strbuf_init(&out, vm);
    bool good = filename != KK_ERROR && write_module(vm, &file.source, filename, apart, &out);
    (void)kk_platform_close(fd);
    if (!good)
        return kk_start_report(vm);
    fd = kk_platform_open(to, FILE_WRITE | FILE_CREATE | FILE_TRUNCATE);
    if (fd < 0)
        return cannot_open(vm, to, -fd);
    good = kk_out_write_fd(fd, kk_strbuf_span(&out), &error);
    int closed = kk_platform_close(fd);
    return good && closed >= 0 ? 0 : cannot_open(vm, to, good ? -closed : error);
}

int kukri_run_stdin(Vm *vm)
{
    LoadFile file;
    kk_load_file_init(&file, vm, 0, KK_N(lt_stdin));
    if (!set_main(vm, KK_N(__file__), KK_N(lt_stdin)))
        return kk_start_report(vm);
    return run_main(vm, &file.source, KK_N(lt_stdin));
}

/* ---- text and readers ---- */

typedef struct Text {
    Span all;
    size_t at;
} Text;

static bool read_text(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    Text *text = ctx;
    size_t left = text->all.len - text->at;
    *got = left < cap ? left : cap;
    kk_bytes_copy(buf, text->all.at + text->at, *got);
    text->at += *got;
    return true;
}

static bool rewind_text(void *ctx)
{
    ((Text *)ctx)->at = 0;
    return true;
}

/* Runs source as __main__ under the name of a C string. */
static int run_named(Vm *vm, const Source *source, const char *filename)
{
    Value name = kk_fsname_new(vm, kk_span_of(filename));
    if (name == KK_ERROR || !set_main(vm, KK_N(__file__), name))
        return kk_start_report(vm);
    return run_main(vm, source, name);
}

int kukri_run_text(Vm *vm, const char *text, size_t len, const char *filename)
{
    Text state = {{(const uint8_t *)text, len}, 0};
    Source source = {read_text, rewind_text, &state, false};
    return run_named(vm, &source, filename);
}

typedef struct Reader {
    ptrdiff_t (*read)(void *ctx, uint8_t *buf, size_t cap);
    void *ctx;
    Vm *vm;
} Reader;

static bool read_reader(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    Reader *reader = ctx;
    ptrdiff_t n = reader->read(reader->ctx, buf, cap);
    *got = n < 0 ? 0 : (size_t)n;
    if (n >= 0)
        return true;
    (void)kk_raise_os(reader->vm, (int)-n, KK_UNSET);
    return false;
}

int kukri_run_reader(Vm *vm, ptrdiff_t (*read)(void *ctx, uint8_t *buf, size_t cap), void *ctx,
                     const char *filename)
{
    Reader reader = {read, ctx, vm};
    Source source = {read_reader, NULL, &reader, false};
    return run_named(vm, &source, filename);
}

/* ---- modules ---- */

/* "kukri: No module named x", as python -m says it. */
static int no_module(Vm *vm, const char *name)
{
    Value message = kk_format_message(vm, "kukri: No module named %s\n", name);
    if (message != KK_ERROR)
        kk_out_error(vm, kk_str_span(message));
    vm->pending = KK_UNSET;
    return 1;
}

/* Runs file as __main__, which belongs to `package` for its relative imports. */
static int run_module_file(Vm *vm, Value file, Span package)
{
    Value name = kk_intern(vm, package);
    if (name == KK_ERROR || !set_main(vm, KK_N(__file__), file) || !set_main(vm, KK_N(__package__), name))
        return kk_start_report(vm);
    Value argv = kk_start_argv(vm);
    if (argv == KK_ERROR || (kk_list_len(argv) > 0 && !kk_setitem(vm, argv, KK_INT(0), file)))
        return kk_start_report(vm);
    return kk_import_find_run(vm, vm->main, file) ? 0 : kk_start_report(vm);
}

int kukri_run_module(Vm *vm, const char *name)
{
    bool package;
    Span text = kk_span_of(name);
    size_t bad, bad_len;
    if (!kk_utf8_valid(text, &bad, &bad_len))
        return no_module(vm, "with a name in UTF-8");
    Value str = kk_intern(vm, text);
    Value file = str == KK_ERROR ? KK_ERROR : kk_import_find_file(vm, str, &package);
    if (file == KK_UNSET)
        return kk_failed(vm) ? kk_start_report(vm) : no_module(vm, name);
    if (!package) {
        const uint8_t *dot = kk_bytes_rfind(text, KK_SPAN("."));
        return run_module_file(vm, file, (Span){text.at, dot == NULL ? 0 : (size_t)(dot - text.at)});
    }
    Value inner = kk_format_message(vm, "%s.__main__", name);
    if (inner == KK_ERROR || (inner = kk_intern_str(vm, inner)) == KK_ERROR)
        return kk_start_report(vm);
    file = kk_import_find_file(vm, inner, &package);
    if (kk_failed(vm))
        return kk_start_report(vm);
    if (file != KK_UNSET)
        return run_module_file(vm, file, text);
    Value message = kk_format_message(vm, "kukri: No module named %s.__main__; '%s' is a package and cannot be "
                                      "directly executed\n", name, name);
    if (message != KK_ERROR)
        kk_out_error(vm, kk_str_span(message));
    vm->pending = KK_UNSET;
    return 1;
}
