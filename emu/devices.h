/*
 * devices.h: the devices of the chip by name, so that each can keep its state in the Machine.
 *
 * Layer: emu.
 */
#ifndef EMU_DEVICES_H
#define EMU_DEVICES_H

#include "emu/machine.h"

/* DEVICE_uart, DEVICE_gpio, ...: a place in the Machine for each row of devices.def. */
#define DEVICE(name) DEVICE_##name,
typedef enum DeviceId {
#include "emu/devices.def"
    DEVICE_parts,
    EMU_DEVICES
} DeviceId;
#undef DEVICE

#define DEVICE(name) void emu_##name##_init(Machine *m);
#include "emu/devices.def"
#undef DEVICE

/* Keeps a device's own state: any of its functions that is given m finds it again. */
void emu_machine_keep(Machine *m, DeviceId id, void *state);
void *emu_machine_kept(const Machine *m, DeviceId id);

#endif
