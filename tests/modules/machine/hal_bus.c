/*
 * hal_bus.c: pins for tests of buses on this computer: time is simulated, every look at a pin or the counter takes 50 ns.
 *
 * At the pins: 5 SCL and 4 SDA of an EEPROM of 4 KiB at 0x50 that holds SCL low for 20 us behind each byte, and of a
 * part at 0x51 that holds it low for a second; 2: a 1-Wire bus with three DS18B20; 0: a DHT22; 13 leads to 12. 15, when
 * it drives low, holds SDA low.
 */
#include "platform/pins.h"

#include "include/kukri.h"
#include "platform/platform.h"

enum { COUNT = 17, SCL = 5, SDA = 4, ONEWIRE = 2, DHT = 0, MOSI = 13, MISO = 12, GRIP = 15, SENSORS = 3 };
#define US 1000ull

static uint64_t now_ns;
static bool out[COUNT], open_drain[COUNT], driven[COUNT];

/* ---- the EEPROM ---- */

static struct {
    uint8_t memory[4096], page[32];
    bool scl, sda, pull_sda, selected, reading, dead;
    unsigned bits, byte, address, count, written;
    uint64_t busy_until, hold_until;
} eeprom = {.scl = true, .sda = true};

static void eeprom_stop(void)
{
    if (eeprom.selected && !eeprom.reading && eeprom.count > 2) {
        for (unsigned i = 0; i < eeprom.written && i < 32; i++)
            eeprom.memory[(eeprom.address & 0xFE0) | ((eeprom.address + i) & 31)] = eeprom.page[i];
        eeprom.busy_until = now_ns + 5000 * US;
    }
    eeprom.selected = eeprom.pull_sda = false;
}

/* A byte came; whether it is acknowledged. */
static bool eeprom_take(void)
{
    eeprom.count++;
    if (!eeprom.selected) {
        unsigned part = eeprom.byte >> 1;
        eeprom.dead = part == 0x51;
        eeprom.selected = eeprom.dead || (part == 0x50 && now_ns >= eeprom.busy_until);
        eeprom.reading = eeprom.byte & 1;
        eeprom.count = eeprom.written = 0;
        return eeprom.selected;
    }
    if (eeprom.count <= 2)
        eeprom.address = (eeprom.address << 8 | eeprom.byte) & 0xFFF;
    else
        eeprom.page[eeprom.written++ & 31] = (uint8_t)eeprom.byte;
    return true;
}

static void eeprom_clock_fell(void)
{
    if (eeprom.bits == 8) {
        /* The ninth clock: an acknowledgement, of one of the two. */
        bool sending = eeprom.selected && eeprom.reading;
        eeprom.pull_sda = sending ? false : eeprom_take();
        eeprom.hold_until = now_ns + (eeprom.selected ? eeprom.dead ? 1000000 : 20 : 0) * US;
    } else if (eeprom.bits == 9) {
        eeprom.bits = 0;
        eeprom.pull_sda = false;
    }
    if (eeprom.selected && eeprom.reading && eeprom.bits < 8)
        eeprom.pull_sda = !(eeprom.memory[eeprom.address] >> (7 - eeprom.bits) & 1);
}

static void eeprom_clock_rose(void)
{
    if (eeprom.bits < 8)
        eeprom.byte = (eeprom.byte << 1 | eeprom.sda) & 0xFF;
    else if (eeprom.selected && eeprom.reading && eeprom.count++ > 0) {
        eeprom.address = (eeprom.address + 1) & 0xFFF;
        if (eeprom.sda)
            eeprom.reading = eeprom.selected = false;
    }
    eeprom.bits++;
}

static bool grip(void) { return driven[GRIP] && !out[GRIP]; }
static bool scl_level(void) { return out[SCL] && now_ns >= eeprom.hold_until; }
static bool sda_level(void) { return out[SDA] && !eeprom.pull_sda && !grip(); }

static void i2c_look(void)
{
    bool scl = scl_level(), sda = sda_level();
    if (scl && eeprom.scl && sda != eeprom.sda) {
        eeprom.sda = sda;
        if (sda)
            eeprom_stop();
        else
            eeprom.bits = 9, eeprom.selected = eeprom.reading = false;
    }
    eeprom.sda = sda;
    if (scl != eeprom.scl) {
        eeprom.scl = scl;
        if (scl)
            eeprom_clock_rose();
        else
            eeprom_clock_fell();
        eeprom.sda = sda_level();
    }
}

/* ---- 1-Wire ---- */

typedef enum State { OFF, ROM_COMMAND, MATCH, SEARCH, COMMAND, SEND, RECEIVE } State;
static struct Sensor {
    uint8_t rom[8], scratch[9];
    State state;
    unsigned bit, byte;
    uint64_t low_from, low_until;
} sensors[SENSORS] = {
    {.rom = {0x28, 1, 2, 3, 4, 5, 6}, .scratch = {0x91, 0x01, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10}},
    {.rom = {0x28, 9, 2, 3, 4, 5, 6}, .scratch = {0x5E, 0xFF, 0x4B, 0x46, 0x7F, 0xFF, 0x02, 0x10}},
    {.rom = {0x10, 7, 7, 7, 0, 0, 0x80}, .scratch = {0x32, 0x00, 0x4B, 0x46, 0xFF, 0xFF, 0x0C, 0x10}},
};
static uint64_t onewire_fell;

static uint8_t crc8(const uint8_t *data, unsigned n)
{
    unsigned crc = 0;
    for (unsigned i = 0; i < n * 8; i++) {
        unsigned mix = (crc ^ (unsigned)data[i / 8] >> i % 8) & 1;
        crc = crc >> 1 ^ (mix ? 0x8Cu : 0);
    }
    return (uint8_t)crc;
}

static bool bit_of(const uint8_t *data, unsigned i) { return data[i / 8] >> i % 8 & 1; }

static void sensor_command(struct Sensor *s)
{
    unsigned byte = s->byte & 0xFF;
    if (s->state == ROM_COMMAND)
        s->state = byte == 0x55 ? MATCH : byte == 0xF0 ? SEARCH : byte == 0xCC ? COMMAND : OFF;
    else
        s->state = byte == 0xBE ? SEND : byte == 0x4E ? RECEIVE : OFF;
    s->bit = 0;
}

/* The master's bit, at the end of the slot in which it was not the sensor that sent. */
static void sensor_take(struct Sensor *s, bool bit)
{
    switch (s->state) {
    case ROM_COMMAND:
    case COMMAND:
        s->byte = s->byte >> 1 | (unsigned)bit << 7;
        if (++s->bit == 8)
            sensor_command(s);
        break;
    case MATCH:
        if (bit != bit_of(s->rom, s->bit))
            s->state = OFF;
        else if (++s->bit == 64)
            s->state = COMMAND, s->bit = 0;
        break;
    case SEARCH: /* two slots of the sensor, then one of the master */
        if (s->bit % 3 == 2 && bit != bit_of(s->rom, s->bit / 3))
            s->state = OFF;
        else if (++s->bit == 192)
            s->state = OFF;
        break;
    case RECEIVE:
        if (bit)
            s->scratch[2 + s->bit / 8] |= (uint8_t)(1 << s->bit % 8);
        else
            s->scratch[2 + s->bit / 8] &= (uint8_t)~(1 << s->bit % 8);
        if (++s->bit == 24)
            s->state = OFF;
        break;
    case SEND: s->bit++; break;
    case OFF: break;
    }
}

static void onewire_changed(bool level)
{
    if (!level)
        onewire_fell = now_ns;
    for (int i = 0; i < SENSORS; i++) {
        struct Sensor *s = &sensors[i];
        s->rom[7] = crc8(s->rom, 7);
        s->scratch[8] = crc8(s->scratch, 8);
        if (!level) {
            bool zero = (s->state == SEND && s->bit < 72 && !bit_of(s->scratch, s->bit)) ||
                        (s->state == SEARCH && s->bit % 3 < 2 && bit_of(s->rom, s->bit / 3) == s->bit % 3);
            if (zero)
                s->low_from = now_ns, s->low_until = now_ns + 28 * US;
        } else if (now_ns - onewire_fell > 400 * US) {
            s->state = ROM_COMMAND, s->bit = 0;
            s->low_from = now_ns + 25 * US, s->low_until = now_ns + 140 * US;
        } else {
            sensor_take(s, now_ns - onewire_fell < 15 * US);
        }
    }
}

static bool onewire_level(void)
{
    bool level = out[ONEWIRE];
    for (int i = 0; i < SENSORS; i++)
        level = level && !(now_ns >= sensors[i].low_from && now_ns < sensors[i].low_until);
    return level;
}

/* ---- the DHT22: 65.2 %, -10.1 degrees ---- */

static uint64_t dht_fell, dht_begin;

static bool dht_level(void)
{
    static const uint8_t data[5] = {0x02, 0x8C, 0x80, 0x65, 0x73};
    if (!out[DHT] || dht_begin == 0 || now_ns < dht_begin)
        return out[DHT];
    uint64_t at = (now_ns - dht_begin) / US;
    if (at < 160)
        return at >= 80;
    at -= 160;
    for (unsigned i = 0; i < 40; i++) {
        unsigned length = 50 + (data[i / 8] >> (7 - i % 8) & 1 ? 70 : 26);
        if (at < length)
            return at >= 50;
        at -= length;
    }
    return at >= 50;
}

/* ---- pins ---- */

static void pass(uint64_t ns)
{
    now_ns += ns;
    i2c_look();
}

void kk_pins_attach(Vm *vm) {}
unsigned kk_pins_count(void) { return COUNT; }
bool kk_pins_exists(unsigned id) { return id < 6 || (id > 11 && id < COUNT); }

int kk_pins_mode(unsigned id, PinMode mode, PinPull pull)
{
    if (id == 16 && (mode == PIN_OPEN_DRAIN || pull != PIN_PULL_NONE))
        return -KK_EINVAL;
    open_drain[id] = mode == PIN_OPEN_DRAIN;
    driven[id] = mode == PIN_OUT;
    pass(50);
    return 0;
}

PinMode kk_pins_get_mode(unsigned id) { return open_drain[id] ? PIN_OPEN_DRAIN : driven[id] ? PIN_OUT : PIN_IN; }
bool kk_pins_get_output(unsigned id) { return out[id]; }

bool kk_pins_read(unsigned id)
{
    pass(50);
    switch (id) {
    case SCL: return scl_level();
    case SDA: return sda_level();
    case ONEWIRE: return onewire_level();
    case DHT: return dht_level();
    case MISO: return out[MOSI];
    default: return driven[id] ? out[id] : true;
    }
}

void kk_pins_write(unsigned id, bool level)
{
    bool changes = out[id] != level;
    out[id] = level;
    if (changes && id == ONEWIRE)
        onewire_changed(level);
    if (changes && id == DHT) {
        dht_begin = level && now_ns - dht_fell > 1000 * US ? now_ns + 30 * US : 0;
        dht_fell = now_ns;
    }
    pass(50);
}

int kk_pins_irq(unsigned id, unsigned edges, bool hard) { return 0; }
bool kk_pins_take_edge(bool hard_only, unsigned *id, unsigned *edge) { return false; }

/* The simulated clock takes over what real time has passed, for drivers that sleep, where that disturbs no pulse. */
uint32_t kk_pins_lock(void)
{
    static uint64_t seen;
    uint64_t real = kk_platform_ticks_us();
    pass(seen == 0 ? 0 : (real - seen) * US);
    seen = real;
    return 15;
}

void kk_pins_unlock(uint32_t state) {}
uint32_t kk_pins_lost_edges(void) { return 0; }
void kk_pins_alarm(uint64_t when) {}

uint32_t kk_pins_cycles(void)
{
    pass(50);
    return (uint32_t)(now_ns * 80 / 1000);
}

uint32_t kk_pins_cycles_per_us(void) { return 80; }

void kk_pins_delay_us(uint32_t us)
{
    for (uint64_t end = now_ns + us * US; now_ns < end;)
        pass(100);
}

int32_t kk_pins_pulse_us(unsigned id, bool level, uint32_t timeout)
{
    uint64_t start = now_ns;
    while (kk_pins_read(id) != level)
        if (now_ns - start >= timeout * US)
            return -2;
    start = now_ns;
    while (kk_pins_read(id) == level)
        if (now_ns - start >= timeout * US)
            return -1;
    return (int32_t)((now_ns - start) / US);
}

/* A byte of it per byte of data is looked at by nobody; that data is readable is checked by the sanitizer. */
void kk_pins_bitstream(unsigned id, const uint32_t timing[4], const uint8_t *data, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pass(8ull * (data[i] & 1 ? timing[2] + timing[3] : timing[0] + timing[1]));
}
