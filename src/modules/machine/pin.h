/*
 * pin.h: machine.Pin for the C code of other classes of the module.
 *
 * Pins are objects in flash, one for each number: they cost no memory, and Pin(2) is Pin(2).
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_MACHINE_PIN_H
#define KK_MODULES_MACHINE_PIN_H

#include "object/dict.h"
#include "object/ops.h"
#include "platform/pins.h"

/* The static Pin with that number; kk_pins_exists(id). @gc never */
Value kk_pin_object(unsigned id);
/* A Pin, or the number of one. @raises TypeError, ValueError */
KK_MUST_CHECK bool kk_pin_arg(Vm *vm, Value v, unsigned *id);
/* Pin(*args, **kwargs): the Pin, configured. */
KK_MUST_CHECK Value kk_pin_make(Vm *vm, Value cls, Args args, Value kw);

#endif
