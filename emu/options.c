/*
 * options.c: reading the command line by the table options.def.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Option {
    const char *name, *argument, *help;
    bool (*function)(Machine *m, const char *argument);
} Option;

static const Option options[] = {
#define OPTION(name, argument, help, function) {name, argument, help, function},
#include "emu/options.def"
#undef OPTION
};
enum { OPTIONS = sizeof options / sizeof options[0] };

static void print_help(void)
{
    printf("kukri-emu: an ESP8266\n\n"
           "usage: kukri-emu --flash FILE [options]      boots a firmware image\n"
           "       kukri-emu --elf FILE [options]        runs a program\n\n");
    for (size_t i = 0; i < OPTIONS; i++) {
        char left[64];
        const char *argument = options[i].argument;
        snprintf(left, sizeof left, "--%s%s%s", options[i].name, argument[0] == '\0' || argument[0] == '[' ? "" : " ", argument);
        printf("  %-30s %s\n", left, options[i].help);
    }
    printf("  %-30s %s\n", "--help", "this text");
}

bool emu_options_wrong(const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "kukri-emu: --%s: ", name);
    vfprintf(stderr, format, args);
    fprintf(stderr, "\n");
    va_end(args);
    return false;
}

bool emu_options_number(const char *name, const char *text, uint64_t lo, uint64_t hi, uint64_t *value)
{
    char *end;
    errno = 0;
    *value = strtoull(text, &end, 0);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0)
        return emu_options_wrong(name, "\"%s\" is no number", text);
    if (*value < lo || *value > hi)
        return emu_options_wrong(name, "%s is not in %llu to %llu", text, (unsigned long long)lo, (unsigned long long)hi);
    return true;
}

uint8_t *emu_options_file(const char *name, const char *path, size_t *size)
{
    FILE *stream = fopen(path, "rb");
    uint8_t *data = NULL;
    long n = -1;
    if (stream != NULL && fseek(stream, 0, SEEK_END) == 0)
        n = ftell(stream);
    if (n >= 0 && n < 1L << 30) {
        rewind(stream);
        data = malloc((size_t)n + 4);
    }
    if (data == NULL || fread(data, 1, (size_t)n, stream) != (size_t)n) {
        emu_options_wrong(name, "%s: %s", path, strerror(errno != 0 ? errno : EINVAL));
        free(data);
        data = NULL;
    }
    if (stream != NULL)
        fclose(stream);
    *size = n < 0 ? 0 : (size_t)n;
    return data;
}

static const Option *find(const char *name, size_t n)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (strlen(options[i].name) == n && memcmp(options[i].name, name, n) == 0)
            return &options[i];
    return NULL;
}

/* Handles argv[*i], and takes its argument from argv[*i + 1] when that is needed. */
static bool read_option(Machine *m, char **argv, int argc, int *i)
{
    const char *word = argv[*i];
    if (strncmp(word, "--", 2) != 0) {
        fprintf(stderr, "kukri-emu: \"%s\" is no option; --help lists them\n", word);
        return false;
    }
    size_t n = strcspn(word + 2, "=");
    const char *argument = word[2 + n] == '=' ? word + 3 + n : NULL;
    const Option *option = find(word + 2, n);
    if (option == NULL) {
        fprintf(stderr, "kukri-emu: there is no option %.*s; --help lists them\n", (int)n + 2, word);
        return false;
    }
    if (option->argument[0] == '\0' && argument != NULL)
        return emu_options_wrong(option->name, "takes no argument");
    if (option->argument[0] != '\0' && option->argument[0] != '[' && argument == NULL) {
        if (*i + 1 >= argc)
            return emu_options_wrong(option->name, "%s is missing", option->argument);
        argument = argv[++*i];
    }
    return option->function(m, argument);
}

bool emu_options_read(Machine *m, int argc, char **argv, int *status)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_help();
            *status = 0;
            return false;
        }
        if (!read_option(m, argv, argc, &i)) {
            *status = 2;
            return false;
        }
    }
    return true;
}
