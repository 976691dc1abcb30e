/*
 * lfs_power.c: the power fails in the middle of random operations, again and again.
 *
 * After each loss the file system must be, whole, as it was before the operation or as it should
 * be after it, and go on working. Arguments: the first seed and the number of seeds.
 */
#include "lfs_model.h"

enum { CUTS = 25 };

static void one_life(uint32_t seed)
{
    static const uint32_t geometry[][2] = { { 512, 64 }, { 4096, 40 }, { 512, 200 }, { 1024, 32 } };
    const uint32_t *g = geometry[seed % 4];
    content_limit = g[0] * g[1] / 8 < CONTENT_MAX ? g[0] * g[1] / 8 : CONTENT_MAX;
    start(seed, g[0], g[1]);
    device.block_cycles = seed % 3 == 0 ? 1 + (int32_t)(seed % 8) : 100;
    for (int cut = 0; cut < CUTS; cut++) {
        for (uint32_t calm = below(20); calm > 0; calm--) {
            CHECK(step(), "seed %u, before cut %d: %s", seed, cut, doing);
            if (failures)
                return;
        }
        cut_after = (long)below(below(4) ? 12 : 100);
        while (cut_after >= 0) {
            CHECK(step(), "seed %u, cut %d: %s", seed, cut, doing);
            if (failures)
                return;
        }
        int err = kk_lfs_check(lfs);
        CHECK(err == 0, "seed %u, cut %d: check %d after %s", seed, cut, err, doing);
        if (failures)
            return;
    }
    remove_all(seed);
}

int main(int argc, char **argv)
{
    uint32_t first = argc > 1 ? (uint32_t)atoi(argv[1]) : 1, n = argc > 2 ? (uint32_t)atoi(argv[2]) : 120;
    for (uint32_t seed = first; seed < first + n && !failures; seed++)
        one_life(seed);
    char name[60];
    sprintf(name, "%u losses of power", n * CUTS);
    group(name);
    free(lfs);
    free(arena);
    return done();
}
