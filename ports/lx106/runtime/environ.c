/*
 * environ.c: a chip has no environment and runs no other programs.
 *
 * Layer: ports.   Tests: tests/modules/os/.
 */
#include "object/error.h"
#include "platform/platform.h"

const char *kk_platform_environ(size_t index)
{
    return NULL;
}

int kk_platform_setenv(const char *name, const char *value)
{
    return -KK_ENOSYS;
}

int kk_platform_system(const char *command)
{
    return -KK_ENOSYS;
}
