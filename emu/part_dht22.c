/*
 * part_dht22.c: the DHT22 (AM2302): tenths of a degree and of a percent.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/dht.h"

static void encode(long temp, long hum, uint8_t bytes[4])
{
    unsigned size = (unsigned)(temp < 0 ? -temp : temp);
    bytes[0] = (uint8_t)(hum >> 8);
    bytes[1] = (uint8_t)hum;
    bytes[2] = (uint8_t)(size >> 8 | (temp < 0 ? 0x80 : 0));
    bytes[3] = (uint8_t)size;
}

static const DhtKind kind = {"dht22", 800 * EMU_US, 20 * EMU_MS, 2 * EMU_S, -40, 80, 0, 100, 21, 45, encode};

static bool attach(Machine *m, PartOptions *options)
{
    return emu_dht_attach(m, options, &kind);
}

const PartKind emu_part_dht22 = {
    "dht22", "pin=N[,temp=21][,hum=45][,fault=checksum|silent|short|stuck][,pullup=1]: a sensor; requests: temp=X, hum=X", attach};
