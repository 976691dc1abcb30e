/*
 * part_spi_loopback.c: what SPI sends comes back: MOSI wired to MISO.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/part_wire.h"
#include "emu/parts.h"

static bool attach(Machine *m, PartOptions *options)
{
    long mosi = emu_parts_number(options, "mosi", 13, 0, EMU_PINS - 1), miso = emu_parts_number(options, "miso", 12, 0, EMU_PINS - 1);
    if (mosi == miso)
        emu_parts_wrong(options, "mosi and miso are the same pin");
    if (!emu_parts_good(options))
        return false;
    emu_part_wire_connect(m, (unsigned)mosi, (unsigned)miso, 0, "spi_loopback");
    return true;
}

const PartKind emu_part_spi_loopback = {"spi_loopback", "[mosi=13][,miso=12]: MOSI wired to MISO", attach};
