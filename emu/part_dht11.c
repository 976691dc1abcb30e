/*
 * part_dht11.c: the DHT11: whole percents; degrees with a tenth that later ones send.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/dht.h"

static void encode(long temp, long hum, uint8_t bytes[4])
{
    long size = temp < 0 ? -temp : temp;
    bytes[0] = (uint8_t)(hum / 10);
    bytes[1] = 0;
    bytes[2] = (uint8_t)(size / 10);
    bytes[3] = (uint8_t)(size % 10 + (temp < 0 ? 0x80 : 0));
}

static const DhtKind kind = {"dht11", 18 * EMU_MS, 30 * EMU_MS, EMU_S, -20, 60, 5, 95, 21, 45, encode};

static bool attach(Machine *m, PartOptions *options)
{
    return emu_dht_attach(m, options, &kind);
}

const PartKind emu_part_dht11 = {
    "dht11", "pin=N[,temp=21][,hum=45][,fault=checksum|silent|short|stuck][,pullup=1]: a sensor; requests: temp=X, hum=X", attach};
