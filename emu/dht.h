/*
 * dht.h: what DHT11 and DHT22 have in common: one wire, pulled low by the host to ask, answered by forty bits.
 *
 * Layer: emu.
 */
#ifndef EMU_DHT_H
#define EMU_DHT_H

#include "emu/parts.h"

typedef struct DhtKind {
    const char *name;
    Picos ask_min, ask_max; /* how long the host pulls low; below is ignored, above warned of */
    Picos pause;            /* between two questions */
    long temp_min, temp_max, hum_min, hum_max, temp, hum; /* degrees and percent; what it measures unless told otherwise */
    /* Both in tenths. */
    void (*encode)(long temp, long hum, uint8_t bytes[4]);
} DhtKind;

bool emu_dht_attach(Machine *m, PartOptions *options, const DhtKind *kind);

#endif
