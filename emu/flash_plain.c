/*
 * flash_plain.c: the flash as a plain piece of memory, until there is a model of the chip.
 *
 * Layer: emu.
 */
#include "emu/core.h"
#include "emu/options.h"

#include <stdlib.h>
#include <string.h>

static uint8_t *content;
static size_t content_size;

uint8_t *emu_machine_flash(Machine *m, size_t *size)
{
    *size = content_size;
    return content;
}

bool emu_flash_option_file(Machine *m, const char *argument)
{
    size_t n;
    uint8_t *data = emu_options_file("flash", argument, &n);
    if (data == NULL)
        return false;
    content_size = 512 << 10;
    while (content_size < n || content_size < 4 << 20)
        content_size *= 2;
    content = malloc(content_size);
    if (content == NULL)
        return false;
    memset(content, 0xff, content_size);
    memcpy(content, data, n);
    free(data);
    return true;
}
