/*
 * import_find.c: finding modules.
 *
 * The entry ".frozen" of sys.path stands for the modules in the image. Those before it can replace
 * them (a struct.py beside the script), except the few that everything else relies on. Without
 * ".frozen" the native modules come last. A name like "utime" is the native module "time".
 *
 * Layer: runtime.   Tests: tests/runtime/import/.
 */
#include "runtime/import_find.h"

#include "object/func.h"
#include "object/vm.h"
#include "object/vfs.h"
#include "runtime/codefile.h"
#include "runtime/frozen.h"
#include "runtime/load.h"
#include "types/list.h"
#include "types/str/str.h"

/* The native module is the part of it that a chip has room for: a file anywhere on sys.path takes its place. */
static bool is_partial(Value name) { return kk_str_equal(name, KK_N(traceback)); }

/* Found in the image whatever sys.path says. */
static bool is_core(Value name)
{
    return name == KK_N(sys) || name == KK_N(builtins) || name == KK_N(gc) || name == KK_N(micropython) ||
           name == KK_N(time) || name == KK_N(errno);
}

/* The native module for this text, by its name or with a 'u' in front; KK_UNSET. */
static Value native_name(Span text)
{
    for (const NativeModule *const *m = kk_native_modules; *m != NULL; m++) {
        Span own = kk_str_span((*m)->name);
        if (kk_bytes_equal(own, text))
            return (*m)->name;
        if (text.len == own.len + 1 && kk_rom_byte(text.at) == 'u' && kk_bytes_equal(own, kk_span_skip(text, 1)))
            return (*m)->name;
    }
    return KK_UNSET;
}

bool kk_import_find_native(Value name)
{
    return native_name(kk_str_span(name)) != KK_UNSET;
}

static bool find_native(Value name, Found *found)
{
    Value native = native_name(kk_str_span(name));
    if (native == KK_UNSET)
        return false;
    found->kind = FOUND_NATIVE;
    found->file = native;
    return true;
}

/* A path being put together; too long a path just does not exist. */
typedef struct PathText {
    char at[KK_PATH_MAX];
    size_t len;
} PathText;

static bool add(PathText *path, Span part)
{
    if (path->len + part.len >= sizeof path->at)
        return false;
    kk_bytes_copy(path->at + path->len, part.at, part.len);
    path->len += part.len;
    path->at[path->len] = '\0';
    return true;
}

static bool join(PathText *path, Span folder, Span name)
{
    path->len = 0;
    if (!add(path, folder))
        return false;
    if (folder.len > 0 && path->at[path->len - 1] != '/' && !add(path, KK_SPAN("/")))
        return false;
    return add(path, name);
}

/* What is there: its mode, 0 for nothing. That a file system raises OSError means nothing, too. */
KK_MUST_CHECK static bool mode_of(Vm *vm, const char *path, uint32_t *mode)
{
    FileStat st;
    int result = kk_vfs_stat(vm, path, &st);
    *mode = result < 0 ? 0 : st.mode & 0xF000;
    return result != KK_VFS_RAISED || kk_pending_clear(vm, KK_OSError);
}

KK_MUST_CHECK static bool is_file(Vm *vm, const char *path, bool *found)
{
    uint32_t mode;
    bool good = mode_of(vm, path, &mode);
    *found = mode != 0 && mode != STAT_DIR;
    return good;
}

static Value text_of(Vm *vm, const PathText *path)
{
    return kk_str_new(vm, (Span){(const uint8_t *)path->at, path->len});
}

/* Adds the folder to the __path__ in found. */
KK_MUST_CHECK static bool add_folder(Vm *vm, const PathText *path, Found *found)
{
    Value folder = text_of(vm, path);
    if (folder == KK_ERROR)
        return false;
    if (found->path == KK_UNSET)
        found->path = kk_list_new(vm, 1);
    return found->path != KK_ERROR && kk_list_append(vm, found->path, folder);
}

/* Is there the source at the path, or beside it the code that kukri-cross made of it: "x.kkc"? */
KK_MUST_CHECK static bool look_for(Vm *vm, PathText *path, Span ending, bool *found)
{
    size_t len = path->len;
    if (!add(path, ending) || !add(path, KK_SPAN(".py")))
        return true;
    if (!is_file(vm, path->at, found) || *found)
        return *found || !kk_failed(vm);
    path->len -= 3;
    if (!add(path, KK_SPAN(".kkc")) || !is_file(vm, path->at, found) || *found)
        return *found || !kk_failed(vm);
    path->len = len;
    return true;
}

/* Looks in one folder. A folder without __init__.py is remembered as part of a namespace package. */
KK_MUST_CHECK static bool look_in(Vm *vm, Span folder, Value name, Found *found)
{
    PathText path;
    uint32_t mode;
    bool found_file = false;
    if (!join(&path, folder, kk_str_span(name)))
        return true;
    size_t len = path.len;
    if (!mode_of(vm, path.at, &mode))
        return false;
    bool is_folder = mode == STAT_DIR;
    if (is_folder && !look_for(vm, &path, KK_SPAN("/__init__"), &found_file))
        return false;
    if (found_file) {
        found->kind = FOUND_PACKAGE;
        found->path = KK_UNSET;
        found->file = text_of(vm, &path);
        path.len = len;
        path.at[len] = '\0';
        return found->file != KK_ERROR && add_folder(vm, &path, found);
    }
    path.len = len;
    if (!look_for(vm, &path, KK_SPAN(""), &found_file))
        return false;
    if (found_file) {
        found->kind = FOUND_FILE;
        found->file = text_of(vm, &path);
        return found->file != KK_ERROR;
    }
    path.len = len;
    path.at[len] = '\0';
    if (!is_folder)
        return true;
    found->kind = FOUND_NAMESPACE;
    return add_folder(vm, &path, found);
}

bool kk_import_find_module(Vm *vm, Value name, Value path, bool top, Found *found)
{
    *found = (Found){FOUND_NOTHING, KK_UNSET, KK_UNSET, NULL};
    if (top && is_core(name) && find_native(name, found))
        return true;
    Value iter = kk_iter(vm, path), entry;
    if (iter == KK_ERROR)
        return false;
    while ((entry = kk_next(vm, iter)) != KK_END) {
        if (entry == KK_ERROR)
            return false;
        Value folder = kk_as_kind(entry, KIND_STR);
        if (folder == KK_UNSET)
            continue;
        bool frozen;
        if (!kk_frozen_find(vm, kk_str_span(folder), name, found, &frozen))
            return false;
        if (frozen)
            return true;
        if (top && kk_str_equal(folder, KK_N(dot_frozen))) {
            if (!is_partial(name) && find_native(name, found))
                return true;
            continue;
        }
        if (!look_in(vm, kk_str_span(folder), name, found))
            return false;
        if (found->kind == FOUND_PACKAGE || found->kind == FOUND_FILE)
            return true;
    }
    if (top && find_native(name, found))
        return true;
    return true;
}

KK_MUST_CHECK static bool run_code_file(Vm *vm, LoadFile *file, Value module)
{
    Value globals = KK_OBJ(ModuleObj, module)->dict, code = kk_codefile_read(vm, file, globals);
    return code != KK_ERROR && kk_vm_exec(vm, code, globals, KK_UNSET) != KK_ERROR;
}

bool kk_import_find_run(Vm *vm, Value module, Value file)
{
    char path[KK_PATH_MAX];
    if (!kk_load_path(vm, file, path, sizeof path))
        return false;
    int fd = kk_vfs_open(vm, path, FILE_READ);
    if (fd < 0) {
        (void)kk_vfs_raise(vm, fd, file);
        return false;
    }
    LoadFile source;
    kk_load_file_init(&source, vm, fd, file);
    Span text = kk_str_span(file);
    bool is_compiled = text.len > 4 && kk_bytes_equal(kk_span_skip(text, text.len - 4), KK_SPAN(".kkc"));
    bool done = is_compiled ? run_code_file(vm, &source, module) : kk_load_run(vm, &source.source, module, file);
    kk_load_close(vm, fd);
    return done;
}
