/*
 * m_os_path.c: os.path: names of files as text, and asking what they are. It is imported as os.path.
 *
 * Layer: modules.   Tests: tests/modules/os/path.py.
 */
#include "modules/os.h"
#include "object/func.h"
#include "object/import.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vfs.h"
#include "types/str/str.h"
#include "types/tuple.h"

KK_MODULE(posixpath)

KK_MODULE_CONST(posixpath, sep, KK_CHAR('/'))
KK_MODULE_CONST(posixpath, curdir, KK_CHAR('.'))
KK_MODULE_CONST(posixpath, extsep, KK_CHAR('.'))

/* The module of functions on paths. */
KK_MODULE_GETTER(os, path)
Value kk_os_path_module(Vm *vm, Value module) { return kk_import_name(vm, KK_N(posixpath)); }

/* A path argument that must be a str. */
KK_MUST_CHECK static bool path_arg(Vm *vm, Value v, Span *s)
{
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "expected str, bytes or os.PathLike object, not %T", v);
    *s = kk_str_span(str);
    return true;
}

static bool ends_with_slash(Span s) { return s.len > 0 && kk_rom_byte(s.at + s.len - 1) == '/'; }

/* Parts joined with '/'; an absolute part begins anew. */
KK_FUNCTION(posixpath, join, "(a, *p)")
Value kk_os_path_join(Vm *vm, Value self, Args args)
{
    size_t first = 0;
    Span s;
    for (size_t i = 0; i < args.n; i++) {
        if (!path_arg(vm, args.pos[i], &s))
            return kk_pending_clear(vm, KK_TypeError)
                       ? kk_raise(vm, KK_TypeError, "join() argument must be str, bytes, or os.PathLike object, not '%T'",
                                  args.pos[i])
                       : KK_ERROR;
        if (s.len > 0 && kk_rom_byte(s.at) == '/')
            first = i;
    }
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (size_t i = first; i < args.n; i++) {
        if (!path_arg(vm, args.pos[i], &s))
            return KK_ERROR;
        bool needs = i > first && b.len > 0 && !ends_with_slash(kk_strbuf_span(&b));
        if ((needs && !kk_strbuf_add_byte(&b, '/')) || !kk_strbuf_add(&b, s))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}

/* Splits a path behind its last '/'; *head keeps no slash at its end unless it is the root. */
static void split(Span path, Span *head, Span *tail)
{
    const uint8_t *slash = kk_bytes_rfind(path, KK_SPAN("/"));
    size_t n = slash == NULL ? 0 : (size_t)(slash + 1 - path.at);
    *tail = kk_span_skip(path, n);
    size_t keep = n;
    while (keep > 0 && kk_rom_byte(path.at + keep - 1) == '/')
        keep--;
    *head = (Span){path.at, keep == 0 ? n : keep};
}

KK_MUST_CHECK static Value pair(Vm *vm, Span a, Span b)
{
    Value first = kk_str_new(vm, a), second = first == KK_ERROR ? KK_ERROR : kk_str_new(vm, b);
    return second == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, first, second);
}

/* (directory, last part) */
KK_FUNCTION(posixpath, split, "(p)")
Value kk_os_path_split(Vm *vm, Value self, Args args)
{
    Span s, head, tail;
    if (!path_arg(vm, args.pos[0], &s))
        return KK_ERROR;
    split(s, &head, &tail);
    return pair(vm, head, tail);
}

/* The directory part. */
KK_FUNCTION(posixpath, dirname, "(p)")
Value kk_os_path_dirname(Vm *vm, Value self, Args args)
{
    Span s, head, tail;
    if (!path_arg(vm, args.pos[0], &s))
        return KK_ERROR;
    split(s, &head, &tail);
    return kk_str_new(vm, head);
}

/* The part behind the last '/'. */
KK_FUNCTION(posixpath, basename, "(p)")
Value kk_os_path_basename(Vm *vm, Value self, Args args)
{
    Span s, head, tail;
    if (!path_arg(vm, args.pos[0], &s))
        return KK_ERROR;
    split(s, &head, &tail);
    return kk_str_new(vm, tail);
}

/* (all but the extension, the extension with its dot) */
KK_FUNCTION(posixpath, splitext, "(p)")
Value kk_os_path_splitext(Vm *vm, Value self, Args args)
{
    Span s, head, tail;
    if (!path_arg(vm, args.pos[0], &s))
        return KK_ERROR;
    split(s, &head, &tail);
    const uint8_t *dot = kk_bytes_rfind(tail, KK_SPAN("."));
    /* Dots at the beginning of a name are part of it. */
    const uint8_t *p = tail.at;
    while (dot != NULL && p < dot && kk_rom_byte(p) == '.')
        p++;
    size_t n = dot == NULL || p == dot ? s.len : (size_t)(dot - s.at);
    return pair(vm, (Span){s.at, n}, kk_span_skip(s, n));
}

/* Whether the path begins with '/'. */
KK_FUNCTION(posixpath, isabs, "(s)")
Value kk_os_path_isabs(Vm *vm, Value self, Args args)
{
    Span s;
    return path_arg(vm, args.pos[0], &s) ? kk_bool(s.len > 0 && kk_rom_byte(s.at) == '/') : KK_ERROR;
}

/* Drops the last part of what b holds, back to `root`. */
static void drop_part(StrBuf *b, size_t root)
{
    while (b->len > root && b->at[b->len - 1] != '/')
        b->len--;
    if (b->len > root)
        b->len--;
}

/* The last part in b is "..", or there is none. */
static bool at_top(const StrBuf *b, size_t root)
{
    Span s = {b->at + root, b->len - root};
    return s.len == 0 || (s.len >= 2 && s.at[s.len - 1] == '.' && s.at[s.len - 2] == '.' &&
                          (s.len == 2 || s.at[s.len - 3] == '/'));
}

/* The path without ".", ".." and double slashes. */
KK_MUST_CHECK static Value normalise(Vm *vm, Span s)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool absolute = s.len > 0 && kk_rom_byte(s.at) == '/';
    bool twice = s.len > 1 && absolute && kk_rom_byte(s.at + 1) == '/' && (s.len == 2 || kk_rom_byte(s.at + 2) != '/');
    if (absolute && !kk_strbuf_add(&b, twice ? KK_SPAN("//") : KK_SPAN("/")))
        return KK_ERROR;
    size_t root = b.len;
    while (s.len > 0) {
        const uint8_t *slash = kk_bytes_find(s, KK_SPAN("/"));
        Span part = {s.at, slash == NULL ? s.len : (size_t)(slash - s.at)};
        s = kk_span_skip(s, slash == NULL ? s.len : part.len + 1);
        if (part.len == 0 || kk_bytes_equal(part, KK_SPAN(".")))
            continue;
        if (kk_bytes_equal(part, KK_SPAN(".."))) {
            if (absolute && b.len == root)
                continue;
            if (!at_top(&b, root)) {
                drop_part(&b, root);
                continue;
            }
        }
        if ((b.len > root && !kk_strbuf_add_byte(&b, '/')) || !kk_strbuf_add(&b, part))
            return KK_ERROR;
    }
    if (b.len == 0 && !kk_strbuf_add_byte(&b, '.'))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

/* The path without ".", ".." and double slashes. */
KK_FUNCTION(posixpath, normpath, "(path)")
Value kk_os_path_normpath(Vm *vm, Value self, Args args)
{
    Span s;
    return path_arg(vm, args.pos[0], &s) ? normalise(vm, s) : KK_ERROR;
}

/* The path from the root, normalised. */
KK_FUNCTION(posixpath, abspath, "(path)")
KK_FUNCTION(posixpath, realpath, "(path)")
Value kk_os_path_abspath(Vm *vm, Value self, Args args)
{
    Span s;
    if (!path_arg(vm, args.pos[0], &s))
        return KK_ERROR;
    if (s.len > 0 && kk_rom_byte(s.at) == '/')
        return normalise(vm, s);
    Value parts[2] = {kk_os_cwd(vm), args.pos[0]};
    Value whole = parts[0] == KK_ERROR ? KK_ERROR : kk_os_path_join(vm, self, (Args){parts, 2});
    return whole == KK_ERROR ? KK_ERROR : normalise(vm, kk_str_span(whole));
}

/* The path with ~ at its beginning replaced by the home directory. */
KK_FUNCTION(posixpath, expanduser, "(path)")
Value kk_os_path_expanduser(Vm *vm, Value self, Args args)
{
    Span s;
    if (!path_arg(vm, args.pos[0], &s))
        return KK_ERROR;
    if (s.len == 0 || kk_rom_byte(s.at) != '~' || (s.len > 1 && kk_rom_byte(s.at + 1) != '/'))
        return args.pos[0];
    const char *entry;
    for (size_t i = 0; (entry = kk_platform_environ(i)) != NULL; i++)
        if (strncmp(entry, "HOME=", 5) == 0)
            return kk_format_message(vm, "%s%.*s", entry + 5, (int)(s.len - 1), (const char *)s.at + 1);
    return args.pos[0];
}

/* What is at the path: its mode, 0 when there is nothing. */
KK_MUST_CHECK static bool mode_of(Vm *vm, Value v, uint32_t *mode, uint64_t *size)
{
    OsPath path;
    FileStat st;
    *mode = 0;
    if (!kk_os_path_arg(vm, v, &path))
        return kk_pending_clear(vm, KK_OSError) || kk_pending_clear(vm, KK_ValueError);
    int result = kk_vfs_stat(vm, path.text, &st);
    if (result >= 0) {
        *mode = st.mode;
        *size = st.size;
    }
    return result != KK_VFS_RAISED || kk_pending_clear(vm, KK_OSError);
}

/* Whether there is something at the path. */
KK_FUNCTION(posixpath, exists, "(path)")
KK_FUNCTION(posixpath, lexists, "(path)")
Value kk_os_path_exists(Vm *vm, Value self, Args args)
{
    uint32_t mode;
    uint64_t size;
    return mode_of(vm, args.pos[0], &mode, &size) ? kk_bool(mode != 0) : KK_ERROR;
}

/* Whether the path is a file. */
KK_FUNCTION(posixpath, isfile, "(path)")
Value kk_os_path_isfile(Vm *vm, Value self, Args args)
{
    uint32_t mode;
    uint64_t size;
    return mode_of(vm, args.pos[0], &mode, &size) ? kk_bool((mode & 0xF000) == STAT_REG) : KK_ERROR;
}

/* Whether the path is a directory. */
KK_FUNCTION(posixpath, isdir, "(s)")
Value kk_os_path_isdir(Vm *vm, Value self, Args args)
{
    uint32_t mode;
    uint64_t size;
    return mode_of(vm, args.pos[0], &mode, &size) ? kk_bool((mode & 0xF000) == STAT_DIR) : KK_ERROR;
}

/* The size of a file in bytes. */
KK_FUNCTION(posixpath, getsize, "(filename)")
Value kk_os_path_getsize(Vm *vm, Value self, Args args)
{
    OsPath path;
    FileStat st;
    if (!kk_os_path_arg(vm, args.pos[0], &path))
        return KK_ERROR;
    int result = kk_vfs_stat(vm, path.text, &st);
    return result < 0 ? kk_vfs_raise(vm, result, args.pos[0]) : kk_int_new_u64(vm, st.size);
}

/* What is in the Python half: relpath, commonpath, islink and others. */
KK_FUNCTION(posixpath, __getattr__, "(name, /)")
Value kk_posixpath_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(posixpath), KK_N(_posixpath_more), args.pos[0]);
}
