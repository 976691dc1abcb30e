/*
 * library.c: where the program's own Python modules lie.
 *
 * An installed program has them in ../lib/kukri, one that was just built in the tree it was built from. A file that
 * is always there tells the right folder from others of that name.
 *
 * Layer: ports.   Tests: tests/cli/run_library.py.
 */
#include "unix.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_library(const char *folder)
{
    char mark[PATH_MAX + 32];
    int n = snprintf(mark, sizeof mark, "%s/_collections_abc.py", folder);
    return n > 0 && (size_t)n < sizeof mark && access(mark, R_OK) == 0;
}

bool kk_unix_library(char *folder, size_t cap)
{
    static const char *const places[] = {"/../lib/kukri", "/../../lib"};
    char program[PATH_MAX], found[PATH_MAX + 16], real[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    char *name = strrchr(program, '/');
    if (name == NULL)
        return false;
    *name = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        snprintf(found, sizeof found, "%s%s", program, places[i]);
        if (is_library(found) && realpath(found, real) != NULL && strlen(real) < cap) {
            strcpy(folder, real);
            return true;
        }
    }
    return false;
}
