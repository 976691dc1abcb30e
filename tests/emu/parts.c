/*
 * parts.c: the parts that --part wires up, spoken to as a microcontroller does it, with times at both edges of what the data
 * sheets allow and beyond.
 */
#include <string.h>
#include <unistd.h>

#include "emu/parts.h"
#include "fake_machine.h"

void emu_pins_init(Machine *m);

static Machine *m;
static unsigned host[EMU_PINS];

static void begin(void)
{
    m = fake_new();
    emu_pins_init(m);
    for (unsigned pin = 0; pin < EMU_PINS; pin++)
        host[pin] = emu_pins_connect(m, pin, "test");
    fake_run(m, 2 * EMU_S);
}

/* Push-pull, and open drain. */
static void set(unsigned pin, bool level)
{
    emu_pins_drive(m, pin, host[pin], level ? DRIVE_HIGH : DRIVE_LOW);
}

static void let(unsigned pin, bool level)
{
    emu_pins_drive(m, pin, host[pin], level ? DRIVE_NONE : DRIVE_LOW);
}

static void wait_us(unsigned us)
{
    fake_run(m, us * EMU_US);
}

/* ---- options ---- */

static void parts_options(void)
{
    static const char *const wrong[] = {
        "nothing", "", ":", "ws2812", "ws2812:", "ws2812:pin", "ws2812:pin=", "ws2812:=2", "ws2812:pin=x", "ws2812:pin=2x", "ws2812:pin=17",
        "ws2812:pin=-1", "ws2812:pin=6", "ws2812:pin=2,pin=4", "ws2812:pin=2,colour=red", "ws2812:pin=2,count=0", "ws2812:pin=2,bytes=5",
        "ws2812:pin=2,khz=500", "ws2812:pin=2,log=/nowhere/at/all", "ws281:pin=2", "ws28122:pin=2", "dht22:pin=2,temp=99", "dht22:pin=2,temp=1e1",
        "dht22:pin=2,temp=nan", "dht22:pin=2,fault=odd", "ds18b20:pin=2,id=12", "ds18b20:pin=2,id=10ff641d8fdf18",
        "ds18b20:pin=2,id=28ff641d8fdf1800", "ds18b20:pin=2,id=28ff641d8fdf1g", "eeprom:sda=4", "eeprom:sda=4,scl=4", "eeprom:sda=4,scl=5,size=3000",
        "eeprom:sda=4,scl=5,khz=300", "eeprom:sda=4,scl=5,file=/", "ssd1306:sda=4,scl=5,height=48", "ssd1306:sck=14", "wire:from=2", "wire:from=2,to=2",
        "button:pin=0,bounce=90000", "button:pin=0,times=3", "button:pin=0,every=50", "pullup:", "spi_loopback:mosi=3,miso=3",
        "ws2812:pin=99999999999999999999"};
    static const char *const right[] = {"ws2812:pin=0x2,count=8,bytes=4,khz=400", "dht11:pin=2", "dht22:pin=2,temp=-12.5,hum=99.9",
                                        "ds18b20:pin=2,id=28ff641d8fdf18c1", "ds18b20:pin=2,id=28FF641D8FDF18", "eeprom:sda=4,scl=5,addr=0x57,size=256",
                                        "ssd1306:sda=4,scl=5,height=32", "ssd1306:sck=14,mosi=13,dc=4,cs=5,rst=0", "spi_loopback", "spi_loopback:mosi=4",
                                        "wire:from=2,to=4,delay=100", "button:pin=0,at=5,for=10,every=20,times=2,bounce=100", "pullup:pin=16",
                                        "pulldown:pin=16"};
    begin();
    fflush(stderr);
    int saved = dup(2);
    freopen("/dev/null", "w", stderr);
    unsigned accepted = 0;
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (emu_parts_attach(m, wrong[i])) {
            printf("accepted: %s\n", wrong[i]);
            accepted++;
        }
    }
    for (unsigned i = 0; i < sizeof right / sizeof right[0]; i++) {
        if (!emu_parts_attach(m, right[i])) {
            printf("refused: %s\n", right[i]);
            accepted++;
        }
    }
    fflush(stderr);
    dup2(saved, 2);
    close(saved);
    CHECK_IS(accepted, 0);
}

/* ---- WS2812 ---- */

#define LOG "build/emu/tests/ws2812.log"

static void send_bits(const char *bits, unsigned high0, unsigned low0, unsigned high1, unsigned low1)
{
    for (; *bits != '\0'; bits++) {
        set(2, true);
        fake_run(m, (*bits == '1' ? high1 : high0) * EMU_NS);
        set(2, false);
        fake_run(m, (*bits == '1' ? low1 : low0) * EMU_NS);
    }
}

static void send_byte(uint8_t byte)
{
    char bits[9] = "";
    for (int i = 0; i < 8; i++)
        bits[i] = byte & (0x80 >> i) ? '1' : '0';
    send_bits(bits, 400, 850, 800, 450);
}

/* What stands behind the colon of the log's last line, and before it (the number of bad pulses). */
static const char *last_frame(unsigned *lines, unsigned *bad)
{
    static char line[400], last[400];
    FILE *log = fopen(LOG, "r");
    *lines = 0;
    last[0] = '\0';
    while (log != NULL && fgets(line, sizeof line, log) != NULL) {
        strcpy(last, line);
        ++*lines;
    }
    if (log != NULL)
        fclose(log);
    last[strcspn(last, "\n")] = '\0';
    char *colon = strchr(last, ':');
    *bad = 999;
    if (colon == NULL)
        return "none";
    sscanf(strstr(last, "leds ") + 5, "%u", bad);
    return colon + 2;
}

#define FRAME(text, number, bad_pulses)                    \
    do {                                                   \
        unsigned lines_, bad_;                             \
        const char *frame_ = last_frame(&lines_, &bad_);   \
        CHECK_IS(lines_, number);                          \
        CHECK_IS(bad_, bad_pulses);                        \
        if (strcmp(frame_, text) != 0) {                   \
            fprintf(stderr, "%s\n", frame_);               \
            CHECK(false);                                  \
        }                                                  \
    } while (0)

static void parts_ws2812_frames(void)
{
    begin();
    set(2, false);
    CHECK(emu_parts_attach(m, "ws2812:pin=2,count=2,log=" LOG));
    const uint8_t grb[] = {0x10, 0xff, 0x01, 0x00, 0x80, 0x40};
    for (unsigned i = 0; i < 6; i++)
        send_byte(grb[i]);
    wait_us(60);
    FRAME("ff1001 800040", 1, 0);
    for (unsigned i = 0; i < 3; i++) /* one LED: the other keeps its colour */
        send_byte(grb[5 - i]);
    wait_us(49);
    CHECK_IS(fake_warnings(m), 0);
    FRAME("ff1001 800040", 1, 0); /* not latched yet */
    wait_us(2);
    FRAME("804000 800040", 2, 0);
    for (unsigned i = 0; i < 9; i++) /* what is left goes on to the next strip */
        send_byte(i < 6 ? grb[i] : 0x77);
    wait_us(60);
    FRAME("ff1001 800040", 3, 0);
    send_bits("10101", 400, 850, 800, 450); /* part of an LED is none */
    wait_us(60);
    FRAME("ff1001 800040", 3, 0);
    CHECK_IS(fake_warnings(m), 1);
    set(2, true); /* a pin that is made an output is no data */
    wait_us(500);
    set(2, false);
    wait_us(500);
    CHECK_IS(fake_warnings(m), 1);
    /* A gap in between is no frame, but not as it should be. */
    send_byte(1);
    wait_us(20);
    send_byte(2);
    send_byte(3);
    wait_us(60);
    FRAME("020103 800040", 4, 1);
    fake_end(m);
}

static void parts_ws2812_tolerances(void)
{
    static const struct {
        unsigned high0, low0, high1, low1, bad;
        const char *frame;
    } cases[] = {
        {250, 700, 650, 300, 0, "00aa00"}, {550, 1000, 950, 600, 0, "00aa00"}, {240, 700, 650, 300, 4, "00aa00"}, {250, 690, 650, 300, 4, "00aa00"},
        {250, 700, 640, 300, 4, "00aa00"}, {250, 700, 650, 290, 4, "00aa00"}, {560, 850, 800, 450, 4, "00aa00"}, {400, 850, 960, 450, 4, "00aa00"},
        {400, 1010, 800, 450, 4, "00aa00"}, {400, 850, 800, 610, 4, "00aa00"}, {610, 850, 800, 450, 8, "00ff00"},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin();
        set(2, false);
        CHECK(emu_parts_attach(m, "ws2812:pin=2,log=" LOG));
        send_bits("10101010", cases[i].high0, cases[i].low0, cases[i].high1, cases[i].low1);
        send_byte(0);
        send_byte(0);
        wait_us(60);
        unsigned lines, bad;
        const char *frame = last_frame(&lines, &bad);
        char wanted[16];
        snprintf(wanted, sizeof wanted, "00%.2s00", cases[i].frame + 2);
        CHECK(strcmp(frame, wanted) == 0);
        /* A low that is too long stays the low of the bit before, whatever comes then. */
        CHECK(cases[i].bad == 0 ? bad == 0 : bad >= cases[i].bad && bad <= cases[i].bad + 1);
        CHECK((fake_warnings(m) > 0) == (cases[i].bad > 0));
        fake_end(m);
    }
}

static void parts_ws2812_variants(void)
{
    begin();
    set(2, false);
    CHECK(emu_parts_attach(m, "ws2812:pin=2,bytes=4,khz=400,log=" LOG));
    send_bits("00000001" "00000010" "00000100" "10000000", 500, 2000, 1200, 1300);
    wait_us(60);
    FRAME("02010480", 1, 0);
    CHECK_IS(fake_warnings(m), 0);
    fake_end(m);
}

/* ---- DHT ---- */

/* Asks as a host does; the number of bits that came, the bytes, and the first times. -1: no answer. */
static int ask_dht(unsigned start_us, uint8_t bytes[5], unsigned *wait, unsigned *low, unsigned *high)
{
    unsigned times[100], n = 0, us = 0;
    memset(bytes, 0, 5);
    let(4, false);
    wait_us(start_us);
    let(4, true);
    bool level = emu_pins_level(m, 4);
    CHECK(level);
    for (unsigned i = 0; i < 20000 && n < 100; i++) {
        fake_run(m, EMU_US);
        us++;
        if (emu_pins_level(m, 4) != level) {
            level = !level;
            times[n++] = us;
            us = 0;
        }
    }
    if (n == 0)
        return -1;
    *wait = times[0];
    *low = n > 1 ? times[1] : 0;
    *high = n > 2 ? times[2] : 0;
    /* times[3 + 2 i] is the low before bit i, times[4 + 2 i] its high. */
    int bits = 0;
    for (unsigned i = 4; i < n && bits < 40; i += 2, bits++) {
        bytes[bits / 8] = (uint8_t)(bytes[bits / 8] << 1 | (times[i] > 48));
        CHECK_IS(times[i - 1], 50);
        CHECK(times[i] == 26 || times[i] == 70);
    }
    return bits;
}

static void parts_dht22(void)
{
    uint8_t bytes[5];
    unsigned wait, low, high;
    begin();
    CHECK(emu_parts_attach(m, "dht22:pin=4,temp=-12.5,hum=65.2"));
    CHECK_IS(ask_dht(1000, bytes, &wait, &low, &high), 40);
    CHECK_IS(wait, 30);
    CHECK_IS(low, 80);
    CHECK_IS(high, 80);
    CHECK(memcmp(bytes, "\x02\x8c\x80\x7d\x8b", 5) == 0);
    CHECK(emu_pins_level(m, 4));
    CHECK_IS(fake_warnings(m), 0);
    wait_us(2000000);
    CHECK(emu_parts_request(m, "dht22 temp=30.1"));
    CHECK(emu_parts_request(m, "dht22.4 hum=1"));
    CHECK(!emu_parts_request(m, "dht22.5 hum=1"));
    CHECK(!emu_parts_request(m, "dht22 hum=101"));
    CHECK(!emu_parts_request(m, "dht22 light=1"));
    CHECK(!emu_parts_request(m, "dht11 hum=1"));
    CHECK_IS(ask_dht(800, bytes, &wait, &low, &high), 40);
    CHECK(memcmp(bytes, "\x00\x0a\x01\x2d\x38", 5) == 0);
    CHECK_IS(fake_warnings(m), 0);
    /* Too soon: the same again, whatever the temperature is. */
    CHECK(emu_parts_request(m, "dht22 temp=0"));
    CHECK_IS(ask_dht(1000, bytes, &wait, &low, &high), 40);
    CHECK(memcmp(bytes, "\x00\x0a\x01\x2d\x38", 5) == 0);
    CHECK_IS(fake_warnings(m), 1);
    wait_us(2000000);
    CHECK_IS(ask_dht(799, bytes, &wait, &low, &high), -1);
    CHECK_IS(fake_warnings(m), 2);
    CHECK_IS(ask_dht(20100, bytes, &wait, &low, &high), 40);
    CHECK(memcmp(bytes, "\x00\x0a\x00\x00\x0a", 5) == 0);
    CHECK_IS(fake_warnings(m), 3);
}

static void parts_dht11(void)
{
    uint8_t bytes[5];
    unsigned wait, low, high;
    begin();
    CHECK(emu_parts_attach(m, "dht11:pin=4,temp=21.3,hum=45"));
    CHECK_IS(ask_dht(1000, bytes, &wait, &low, &high), -1);
    CHECK_IS(ask_dht(18000, bytes, &wait, &low, &high), 40);
    CHECK(memcmp(bytes, "\x2d\x00\x15\x03\x45", 5) == 0);
}

static void parts_dht_faults(void)
{
    uint8_t bytes[5];
    unsigned wait, low, high;
    begin();
    CHECK(emu_parts_attach(m, "dht22:pin=4,fault=checksum"));
    CHECK_IS(ask_dht(1000, bytes, &wait, &low, &high), 40);
    CHECK(bytes[4] != (uint8_t)(bytes[0] + bytes[1] + bytes[2] + bytes[3]));
    begin();
    CHECK(emu_parts_attach(m, "dht22:pin=4,fault=silent"));
    CHECK_IS(ask_dht(1000, bytes, &wait, &low, &high), -1);
    begin();
    CHECK(emu_parts_attach(m, "dht22:pin=4,fault=short"));
    CHECK(ask_dht(1000, bytes, &wait, &low, &high) < 30);
    CHECK(emu_pins_level(m, 4));
    begin();
    CHECK(emu_parts_attach(m, "dht22:pin=4,fault=stuck"));
    CHECK(ask_dht(1000, bytes, &wait, &low, &high) < 30);
    CHECK(!emu_pins_level(m, 4));
}

/* ---- DS18B20 ---- */

static unsigned slot_low = 5, slot_sample = 12, slot_zero = 65;

static bool reset_bus(unsigned low_us)
{
    let(5, false);
    wait_us(low_us);
    let(5, true);
    wait_us(70);
    bool present = !emu_pins_level(m, 5);
    wait_us(410);
    CHECK(emu_pins_level(m, 5));
    return present;
}

static void write_bit(bool bit)
{
    let(5, false);
    wait_us(bit ? slot_low : slot_zero);
    let(5, true);
    wait_us(bit ? 65 - slot_low : 5);
    fake_run(m, 2 * EMU_US);
}

static bool read_bit(void)
{
    let(5, false);
    wait_us(slot_low);
    let(5, true);
    wait_us(slot_sample - slot_low);
    bool bit = emu_pins_level(m, 5);
    wait_us(65 - slot_sample);
    return bit;
}

static void write_ow(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (unsigned bit = 0; bit < 8; bit++)
            write_bit((bytes[i] >> bit) & 1);
}
#define OW(text) write_ow(text, sizeof(text) - 1)

static void read_ow(uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bytes[i] = 0;
        for (unsigned bit = 0; bit < 8; bit++)
            bytes[i] |= (uint8_t)(read_bit() << bit);
    }
}

static uint8_t crc8(const uint8_t *bytes, size_t n)
{
    uint8_t crc = 0;
    for (size_t i = 0; i < n * 8; i++) {
        bool bit = ((bytes[i / 8] >> i % 8) ^ crc) & 1;
        crc = (uint8_t)(crc >> 1);
        if (bit)
            crc ^= 0x8c;
    }
    return crc;
}

static void parts_ds18b20_converts(void)
{
    uint8_t pad[9];
    begin();
    CHECK(emu_parts_attach(m, "ds18b20:pin=5,temp=-10.125"));
    CHECK(reset_bus(480));
    OW("\xcc\xbe");
    read_ow(pad, 9);
    CHECK(memcmp(pad, "\x50\x05\x4b\x46\x7f\xff\x0c\x10", 8) == 0); /* 85 degrees after power-on */
    CHECK_IS(pad[8], crc8(pad, 8));
    CHECK(reset_bus(500));
    OW("\xcc\x44");
    CHECK(!read_bit());
    wait_us(749000);
    CHECK(!read_bit());
    wait_us(1000);
    CHECK(read_bit());
    CHECK(reset_bus(480));
    OW("\xcc\xbe");
    read_ow(pad, 9);
    CHECK_IS(pad[0] | pad[1] << 8, (uint16_t)(int16_t)(-10.125 * 16));
    CHECK_IS(pad[8], crc8(pad, 8));
    /* Nine bits are faster and coarser. */
    CHECK(emu_parts_request(m, "ds18b20 temp=27.9"));
    CHECK(reset_bus(480));
    OW("\xcc\x4e\x11\x22\x00");
    CHECK(reset_bus(480));
    OW("\xcc\x44");
    wait_us(94000);
    CHECK(read_bit());
    CHECK(reset_bus(480));
    OW("\xcc\xbe");
    read_ow(pad, 9);
    CHECK_IS(pad[0] | pad[1] << 8, (unsigned)(27.5 * 16));
    CHECK_IS(pad[2] << 16 | pad[3] << 8 | pad[4], 0x11221f);
    CHECK_IS(pad[8], crc8(pad, 8));
    /* Copied and called back; powered from a supply. */
    CHECK(reset_bus(480));
    OW("\xcc\x48");
    CHECK(!read_bit());
    wait_us(10000);
    CHECK(reset_bus(480));
    OW("\xcc\x4e\x00\x00\x60");
    CHECK(reset_bus(480));
    OW("\xcc\xb8");
    CHECK(reset_bus(480));
    OW("\xcc\xbe");
    read_ow(pad, 9);
    CHECK_IS(pad[2] << 16 | pad[3] << 8 | pad[4], 0x11221f);
    CHECK(reset_bus(480));
    OW("\xcc\xb4");
    CHECK(read_bit());
    CHECK_IS(fake_warnings(m), 0);
}

/* Finds all devices by the search that the data sheet draws; their number. */
static unsigned search_bus(uint8_t command, uint64_t *roms)
{
    unsigned count = 0;
    int last = 64;
    uint64_t rom = 0;
    do {
        int next = -1;
        if (!reset_bus(480))
            return count;
        write_ow((const char *)&command, 1);
        for (int i = 0; i < 64; i++) {
            bool bit = read_bit(), complement = read_bit();
            if (bit && complement)
                return count;
            if (!bit && !complement) {
                bit = i == last || (i < last && ((rom >> i) & 1));
                if (!bit)
                    next = i;
            }
            rom = (rom & ~((uint64_t)1 << i)) | (uint64_t)bit << i;
            write_bit(bit);
        }
        roms[count++] = rom;
        last = next;
    } while (last >= 0 && count < 8);
    return count;
}

static void parts_ds18b20_search(void)
{
    uint64_t roms[8];
    uint8_t pad[9];
    begin();
    CHECK(emu_parts_attach(m, "ds18b20:pin=5,id=28ff641d8fdf18c1,temp=10"));
    CHECK_IS(search_bus(0xf0, roms), 1);
    CHECK_IS(roms[0], 0xc118df8f1d64ff28u);
    CHECK(emu_parts_attach(m, "ds18b20:pin=5,id=ff641d8fdf19,temp=20"));
    CHECK(emu_parts_attach(m, "ds18b20:pin=5,id=000000000001,temp=30,hold=15"));
    CHECK_IS(search_bus(0xf0, roms), 3);
    CHECK(roms[0] != roms[1] && roms[1] != roms[2] && roms[0] != roms[2]);
    CHECK(reset_bus(480));
    OW("\xcc\x44"); /* all at once */
    wait_us(750000);
    for (unsigned i = 0; i < 3; i++) {
        CHECK_IS((uint8_t)(roms[i] & 0xff), 0x28);
        CHECK_IS((uint8_t)(roms[i] >> 56), crc8((const uint8_t *)&roms[i], 7));
        CHECK(reset_bus(480));
        OW("\x55");
        write_ow((const char *)&roms[i], 8);
        OW("\xbe");
        read_ow(pad, 9);
        CHECK_IS(pad[8], crc8(pad, 8));
        unsigned serial = (roms[i] >> 8) & 0xff;
        CHECK_IS(pad[0] | pad[1] << 8, serial != 0xff ? 30 * 16 : (roms[i] >> 48 & 0xff) == 0x18 ? 10 * 16 : 20 * 16);
    }
    /* An address that nobody has. */
    CHECK(reset_bus(480));
    OW("\x55\x28\x01\x02\x03\x04\x05\x06\x07\xbe");
    read_ow(pad, 9);
    CHECK_IS(pad[0] & pad[8], 0xff);
    /* Alarms: TL is 70 degrees and TH 75 after power-on, so all of them are below. */
    CHECK_IS(search_bus(0xec, roms), 3);
    CHECK(reset_bus(480));
    OW("\x33");
    CHECK_IS(fake_warnings(m), 0);
}

static void parts_ds18b20_read_rom(void)
{
    uint8_t rom[8];
    begin();
    CHECK(emu_parts_attach(m, "ds18b20:pin=5,id=28ff641d8fdf18"));
    CHECK(reset_bus(480));
    OW("\x33");
    read_ow(rom, 8);
    CHECK(memcmp(rom, "\x28\xff\x64\x1d\x8f\xdf\x18\xc1", 8) == 0);
    OW("\xb4"); /* a function may follow */
    CHECK(read_bit());
}

static void parts_ds18b20_times(void)
{
    static const struct {
        unsigned low, sample, zero;
        bool works, warns;
    } cases[] = {{1, 14, 60, true, false}, {14, 14, 120, true, false}, {5, 29, 62, true, false}, {5, 31, 62, false, false},
                 {5, 12, 40, true, true}, {20, 25, 62, true, true}, {35, 36, 62, false, true}};
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t rom[8];
        begin();
        CHECK(emu_parts_attach(m, "ds18b20:pin=5,id=28ff641d8fdf18"));
        slot_low = cases[i].low;
        slot_sample = cases[i].sample;
        slot_zero = cases[i].zero;
        CHECK(reset_bus(480));
        OW("\x33");
        read_ow(rom, 8);
        bool works = memcmp(rom, "\x28\xff\x64\x1d\x8f\xdf\x18\xc1", 8) == 0;
        if (works != cases[i].works || (fake_warnings(m) > 0) != cases[i].warns)
            CHECK_IS(i, 0xffffffff);
    }
    slot_low = 5, slot_sample = 12, slot_zero = 65;
    begin();
    CHECK(emu_parts_attach(m, "ds18b20:pin=5"));
    CHECK(!reset_bus(470)); /* too short for a reset */
    CHECK_IS(fake_warnings(m), 1);
    begin();
    CHECK(emu_parts_attach(m, "ds18b20:pin=5,pullup=0"));
    CHECK(!emu_pins_level(m, 5)); /* nobody pulls the bus up */
}

/* ---- I2C ---- */

static Picos quarter;

static void scl_high(void)
{
    let(5, true);
    for (int i = 0; i < 100000 && !emu_pins_level(m, 5); i++) /* it may be held */
        fake_run(m, 100 * EMU_NS);
}

static void i2c_start(void)
{
    let(4, true);
    fake_run(m, quarter);
    scl_high();
    fake_run(m, quarter);
    let(4, false);
    fake_run(m, quarter);
    let(5, false);
    fake_run(m, quarter);
}

static void i2c_stop(void)
{
    let(4, false);
    fake_run(m, quarter);
    scl_high();
    fake_run(m, quarter);
    let(4, true);
    fake_run(m, 2 * quarter);
}

static bool i2c_bit(bool out)
{
    let(4, out);
    fake_run(m, quarter);
    scl_high();
    fake_run(m, quarter);
    bool in = emu_pins_level(m, 4);
    fake_run(m, quarter);
    let(5, false);
    fake_run(m, quarter);
    return in;
}

static bool i2c_put(uint8_t byte)
{
    for (int i = 7; i >= 0; i--)
        i2c_bit((byte >> i) & 1);
    return !i2c_bit(true);
}

static uint8_t i2c_get(bool more)
{
    uint8_t byte = 0;
    for (int i = 0; i < 8; i++)
        byte = (uint8_t)(byte << 1 | i2c_bit(true));
    i2c_bit(!more);
    return byte;
}

/* A write transfer; how many bytes were acknowledged. */
static unsigned i2c_write(const char *bytes, size_t n)
{
    unsigned acks = 0;
    i2c_start();
    for (size_t i = 0; i < n; i++) {
        if (!i2c_put((uint8_t)bytes[i]))
            break;
        acks++;
    }
    i2c_stop();
    return acks;
}
#define I2C(text) i2c_write(text, sizeof(text) - 1)

static void i2c_begin(void)
{
    begin();
    quarter = 700 * EMU_NS;
}

static void parts_eeprom(void)
{
    unlink("build/emu/tests/eeprom.bin");
    i2c_begin();
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,file=build/emu/tests/eeprom.bin"));
    CHECK(emu_pins_level(m, 4) && emu_pins_level(m, 5));
    CHECK_IS(I2C("\xa2"), 0); /* another address */
    CHECK_IS(I2C("\xa0\x0f\xfe\x11\x22"), 5);
    CHECK_IS(I2C("\xa0"), 0); /* it writes */
    wait_us(4700);
    CHECK_IS(I2C("\xa0"), 0);
    wait_us(300);
    CHECK_IS(I2C("\xa0\x0f\xfe"), 3);
    i2c_start();
    CHECK(i2c_put(0xa1));
    CHECK_IS(i2c_get(true), 0x11);
    CHECK_IS(i2c_get(true), 0x22);
    CHECK_IS(i2c_get(false), 0xff); /* the address wraps to 0 */
    i2c_stop();
    CHECK(emu_pins_level(m, 4) && emu_pins_level(m, 5));
    /* A page of 32 bytes wraps. */
    CHECK_IS(I2C("\xa0\x01\x1e\x01\x02\x03\x04"), 7);
    wait_us(5000);
    i2c_start();
    CHECK(i2c_put(0xa0) && i2c_put(0x01) && i2c_put(0x00));
    i2c_start(); /* again, without a stop */
    CHECK(i2c_put(0xa1));
    CHECK_IS(i2c_get(true), 0x03);
    CHECK_IS(i2c_get(true), 0x04);
    for (int i = 2; i < 30; i++)
        CHECK_IS(i2c_get(true), 0xff);
    CHECK_IS(i2c_get(true), 0x01);
    CHECK_IS(i2c_get(true), 0x02);
    CHECK_IS(i2c_get(false), 0xff);
    i2c_stop();
    /* Without a stop nothing is written. */
    i2c_start();
    CHECK(i2c_put(0xa0) && i2c_put(0x00) && i2c_put(0x00) && i2c_put(0x99));
    CHECK_IS(I2C("\xa0\x00\x00"), 3);
    i2c_start();
    CHECK(i2c_put(0xa1));
    CHECK_IS(i2c_get(false), 0xff);
    i2c_stop();
    CHECK_IS(fake_warnings(m), 0);
    fake_end(m);
    i2c_begin();
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,file=build/emu/tests/eeprom.bin"));
    CHECK_IS(I2C("\xa0\x0f\xff"), 3);
    i2c_start();
    CHECK(i2c_put(0xa1));
    CHECK_IS(i2c_get(false), 0x22);
    i2c_stop();
}

static void parts_eeprom_sizes(void)
{
    i2c_begin();
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,size=1024,addr=0x50")); /* takes 0x50..0x53 */
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,size=65536,addr=0x57,stretch=20"));
    CHECK_IS(I2C("\xa6\xff\x77"), 3);
    CHECK_IS(I2C("\xa8\x00"), 0);
    CHECK_IS(I2C("\xae\xff\xff\x66"), 4);
    wait_us(5000);
    CHECK_IS(I2C("\xa6\xff"), 2);
    i2c_start();
    CHECK(i2c_put(0xa7));
    CHECK_IS(i2c_get(false), 0x77);
    i2c_stop();
    CHECK_IS(I2C("\xae\xff\xff"), 3);
    Picos before = emu_machine_now(m);
    i2c_start();
    CHECK(i2c_put(0xaf));
    CHECK_IS(i2c_get(false), 0x66);
    i2c_stop();
    CHECK(emu_machine_now(m) - before > 40 * EMU_US + 72 * quarter);
    CHECK_IS(fake_warnings(m), 0);
}

static void parts_i2c_haste(void)
{
    i2c_begin();
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5"));
    quarter = 500 * EMU_NS; /* low 1000 ns */
    CHECK_IS(I2C("\xa0\x00\x00"), 3);
    CHECK(fake_warnings(m) >= 1);
    i2c_begin();
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,khz=1000"));
    quarter = 300 * EMU_NS;
    CHECK_IS(I2C("\xa0\x00\x00"), 3);
    CHECK_IS(fake_warnings(m), 0);
    quarter = 100 * EMU_NS;
    CHECK_IS(I2C("\xa0\x00\x00"), 3);
    CHECK(fake_warnings(m) >= 1);
    i2c_begin();
    CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,khz=0"));
    quarter = 10 * EMU_NS;
    CHECK_IS(I2C("\xa0\x00\x00"), 3);
    CHECK_IS(fake_warnings(m), 0);
}

/* ---- SSD1306 ---- */

#define PNG "build/emu/tests/display.png"

/* The pixels of a PNG file of our own making: one bit, stored. */
static bool pixel(unsigned x, unsigned y)
{
    static uint8_t file[4096];
    FILE *in = fopen(PNG, "rb");
    size_t n = in == NULL ? 0 : fread(file, 1, sizeof file, in);
    if (in != NULL)
        fclose(in);
    if (n < 1100) {
        CHECK(n >= 500);
        if (n < 500)
            return false;
    }
    return (file[41 + 7 + y * 17 + 1 + x / 8] >> (7 - x % 8)) & 1;
}

static unsigned lit(void)
{
    unsigned count = 0;
    for (unsigned y = 0; y < 64; y++)
        for (unsigned x = 0; x < 128; x++)
            count += pixel(x, y);
    return count;
}

#define UPRIGHT "\x20\x00\x40\xa1\xa8\x3f\xc8\xd3\x00\xda\x12\x8d\x14\xaf"

static void show(void)
{
    CHECK(emu_parts_request(m, "ssd1306 png=" PNG));
}

static void parts_ssd1306_i2c(void)
{
    i2c_begin();
    CHECK(emu_parts_attach(m, "ssd1306:sda=4,scl=5"));
    CHECK_IS(I2C("\x78\x00" UPRIGHT), 2 + sizeof UPRIGHT - 1);
    show();
    CHECK_IS(lit(), 0);
    /* A column of eight at the upper left; then horizontal addressing goes right and wraps in a window. */
    CHECK_IS(I2C("\x78\x40\xff\x01"), 4);
    show();
    CHECK_IS(lit(), 9);
    CHECK(pixel(0, 0) && pixel(0, 7) && pixel(1, 0) && !pixel(1, 1) && !pixel(0, 8));
    CHECK_IS(I2C("\x78\x00\x21\x7e\x7f\x22\x01\x02"), 8);
    CHECK_IS(I2C("\x78\x40\x01\x02\x04\x08\x10"), 7);
    show();
    CHECK_IS(lit(), 13);
    CHECK(pixel(126, 12)); /* the fifth byte replaced the first */
    CHECK(pixel(127, 9) && pixel(126, 18) && pixel(127, 19));
    /* Single commands and data behind control bytes of their own. */
    CHECK_IS(I2C("\x78\x80\x20\x80\x01\x80\x21\x80\x00\x80\x7f\x80\x22\x80\x00\x80\x07\xc0\x00\x40\x80"), 21);
    show();
    CHECK_IS(lit(), 6); /* vertical: (0, page 0) empty, (0, page 1) = 80 */
    CHECK(pixel(0, 15) && pixel(1, 0));
    CHECK_IS(I2C("\x78\x00\xa7"), 3);
    show();
    CHECK_IS(lit(), 128 * 64 - 6);
    CHECK_IS(I2C("\x78\x00\xa6\xae"), 4);
    show();
    CHECK_IS(lit(), 0);
    CHECK_IS(I2C("\x78\x00\xaf\xa5"), 4);
    show();
    CHECK_IS(lit(), 128 * 64);
    CHECK_IS(fake_warnings(m), 0);
    CHECK_IS(I2C("\x78\x00\x34"), 3); /* no command */
    CHECK_IS(fake_warnings(m), 1);
}

static void parts_ssd1306_orientation(void)
{
    i2c_begin();
    CHECK(emu_parts_attach(m, "ssd1306:sda=4,scl=5"));
    CHECK_IS(I2C("\x78\x00" UPRIGHT), 2 + sizeof UPRIGHT - 1);
    CHECK_IS(I2C("\x78\x40\x02"), 3); /* (0, 1) */
    CHECK_IS(I2C("\x78\x00\xa0"), 3);
    show();
    CHECK_IS(lit(), 1);
    CHECK(pixel(127, 1));
    CHECK_IS(I2C("\x78\x00\xc0"), 3);
    show();
    CHECK(pixel(127, 62));
    CHECK_IS(I2C("\x78\x00\xa1\xc8\x41"), 5); /* begins a line later: all moves up */
    show();
    CHECK(pixel(0, 0));
    CHECK_IS(I2C("\x78\x00\x42"), 3);
    show();
    CHECK(pixel(0, 63));
    CHECK_IS(I2C("\x78\x00\x40\xda\x02"), 5); /* told of another panel than there is */
    show();
    CHECK_IS(lit(), 1);
    CHECK(!pixel(0, 1));
    /* Page mode. */
    CHECK_IS(I2C("\x78\x00\xda\x12\x20\x02\xb7\x0f\x17"), 9);
    CHECK_IS(I2C("\x78\x40\x80\x80"), 4);
    show();
    CHECK_IS(lit(), 3);
    CHECK(pixel(127, 63) && pixel(0, 63) && pixel(0, 1));
    CHECK_IS(fake_warnings(m), 0);
    /* Without the charge pump nothing is seen. */
    i2c_begin();
    CHECK(emu_parts_attach(m, "ssd1306:sda=4,scl=5,addr=0x3d"));
    CHECK_IS(I2C("\x78\x00\xaf"), 0);
    CHECK_IS(I2C("\x7a\x00\xaf\xa5"), 4);
    CHECK_IS(fake_warnings(m), 1);
    CHECK(emu_parts_request(m, "ssd1306 png=" PNG));
}

static void spi_put(uint8_t byte)
{
    for (int i = 7; i >= 0; i--) {
        set(13, (byte >> i) & 1);
        fake_run(m, 100 * EMU_NS);
        set(14, true);
        fake_run(m, 100 * EMU_NS);
        set(14, false);
    }
}

static void spi_write(bool data, const char *bytes, size_t n)
{
    set(2, data);
    set(15, false);
    for (size_t i = 0; i < n; i++)
        spi_put((uint8_t)bytes[i]);
    set(15, true);
}

static void parts_ssd1306_spi(void)
{
    begin();
    set(15, true);
    CHECK(emu_parts_attach(m, "ssd1306:sck=14,mosi=13,dc=2,cs=15,rst=0,png=" PNG));
    spi_write(false, UPRIGHT, sizeof UPRIGHT - 1);
    spi_write(true, "\xff\x00\x03", 3);
    set(15, true);
    spi_put(0xff); /* not selected */
    CHECK(emu_parts_request(m, "ssd1306 png"));
    CHECK_IS(lit(), 10);
    CHECK(pixel(0, 7) && pixel(2, 0) && pixel(2, 1));
    CHECK_IS(fake_warnings(m), 0);
    set(0, true);
    set(0, false);
    fake_end(m); /* reset: off; the file is written at the end */
    CHECK_IS(lit(), 0);
}

/* For run_parts.py, which reads the file back: a frame and a diagonal. */
static void parts_ssd1306_picture(void)
{
    char data[2 + 1024] = "\x78\x40";
    for (unsigned x = 0; x < 128; x++)
        for (unsigned y = 0; y < 64; y++)
            if (x == 0 || x == 127 || y == 0 || y == 63 || x == y)
                data[2 + y / 8 * 128 + x] |= (char)(1 << y % 8);
    i2c_begin();
    CHECK(emu_parts_attach(m, "ssd1306:sda=4,scl=5,png=build/emu/tests/picture.png"));
    CHECK_IS(I2C("\x78\x00" UPRIGHT), 2 + sizeof UPRIGHT - 1);
    CHECK_IS(i2c_write(data, sizeof data), sizeof data);
    unlink("build/emu/tests/picture.png");
    fake_end(m);
}

/* ---- wires ---- */

static void parts_wires(void)
{
    begin();
    set(2, true);
    CHECK(emu_parts_attach(m, "wire:from=2,to=4"));
    CHECK(emu_parts_attach(m, "wire:from=2,to=5,delay=1000"));
    CHECK(emu_parts_attach(m, "spi_loopback"));
    CHECK(emu_pins_level(m, 4));
    set(2, false);
    CHECK(!emu_pins_level(m, 4));
    CHECK(emu_pins_level(m, 5));
    fake_run(m, 400 * EMU_NS);
    set(2, true); /* a pulse shorter than the delay */
    fake_run(m, 599 * EMU_NS);
    CHECK(emu_pins_level(m, 5));
    fake_run(m, 2 * EMU_NS);
    CHECK(!emu_pins_level(m, 5));
    fake_run(m, 400 * EMU_NS);
    CHECK(emu_pins_level(m, 5));
    set(13, true);
    CHECK(emu_pins_level(m, 12));
    CHECK(emu_parts_attach(m, "pullup:pin=0") && emu_parts_attach(m, "pulldown:pin=15"));
    CHECK(emu_pins_level(m, 0) && !emu_pins_level(m, 15));
    let(0, false);
    CHECK(!emu_pins_level(m, 0));
    CHECK_IS(fake_warnings(m), 0);
}

static unsigned edges;

static void count_edge(Machine *machine, void *ctx, unsigned pin, bool level)
{
    edges++;
}

static void parts_button(void)
{
    m = fake_new();
    emu_pins_init(m);
    CHECK(emu_parts_attach(m, "button:pin=0,at=10,for=20,every=50,times=2,bounce=5000"));
    emu_pins_watch(m, 0, count_edge, NULL);
    edges = 0;
    CHECK(emu_pins_level(m, 0));
    wait_us(9999);
    CHECK(emu_pins_level(m, 0));
    CHECK_IS(edges, 0);
    wait_us(5100);
    CHECK(!emu_pins_level(m, 0));
    CHECK_IS(edges, 7);
    wait_us(14800);
    CHECK_IS(edges, 7);
    wait_us(5200);
    CHECK(emu_pins_level(m, 0));
    CHECK_IS(edges, 14);
    wait_us(30000);
    CHECK(!emu_pins_level(m, 0));
    wait_us(500000);
    CHECK_IS(edges, 28);
    CHECK(emu_pins_level(m, 0));
    CHECK(emu_parts_request(m, "button press"));
    wait_us(10000000);
    CHECK(!emu_pins_level(m, 0));
    CHECK(emu_parts_request(m, "button.0 release"));
    wait_us(10000);
    CHECK(emu_pins_level(m, 0));
    CHECK(!emu_parts_request(m, "button kick"));
    CHECK(!emu_parts_request(m, "button.x press"));
    CHECK(!emu_parts_request(m, "knob press"));
}

/* ---- noise ---- */

static uint32_t random_below(uint32_t n)
{
    static uint64_t state = 88172645463325252u;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)(((state * 2685821657736338717u) >> 32) * n >> 32);
}

/* Whatever happens at the pins: parts end in a state from which they work. */
static void parts_survive_noise(void)
{
    static const uint32_t scale[] = {10, 1000, 100000, 1000000};
    for (unsigned round = 0; round < 20; round++) {
        begin();
        quarter = 700 * EMU_NS;
        CHECK(emu_parts_attach(m, "ws2812:pin=2,count=3"));
        CHECK(emu_parts_attach(m, "dht22:pin=0,temp=20,hum=50"));
        CHECK(emu_parts_attach(m, "ds18b20:pin=16"));
        CHECK(emu_parts_attach(m, "ds18b20:pin=16,id=123456789abc"));
        CHECK(emu_parts_attach(m, "eeprom:sda=4,scl=5,stretch=3"));
        CHECK(emu_parts_attach(m, "ssd1306:sda=4,scl=5"));
        CHECK(emu_parts_attach(m, "ssd1306:sck=14,mosi=13,dc=12,cs=15,rst=1"));
        for (unsigned i = 0; i < 20000; i++) {
            unsigned pin = random_below(EMU_PINS);
            if (random_below(2))
                let(pin, random_below(2));
            else
                let(random_below(2) ? 4 : 5, random_below(2));
            fake_run(m, random_below(scale[random_below(4)]) * EMU_NS);
        }
        for (unsigned pin = 0; pin < EMU_PINS; pin++)
            let(pin, true);
        fake_run(m, 3 * EMU_S);
        for (unsigned i = 0; i < 9; i++) /* the way out for a device that was left talking */
            i2c_bit(true);
        i2c_stop();
        CHECK_IS(I2C("\xa0\x00\x00"), 3);
        CHECK_IS(I2C("\x78\x00\xe3"), 3);
        let(16, false);
        wait_us(500);
        let(16, true);
        wait_us(70);
        CHECK(!emu_pins_level(m, 16));
        emu_pins_drive(m, 4, host[4], DRIVE_NONE);
        let(0, false);
        wait_us(1000);
        let(0, true);
        wait_us(60);
        CHECK(!emu_pins_level(m, 0));
    }
}

int main(void)
{
    RUN(parts_options);
    RUN(parts_ws2812_frames);
    RUN(parts_ws2812_tolerances);
    RUN(parts_ws2812_variants);
    RUN(parts_dht22);
    RUN(parts_dht11);
    RUN(parts_dht_faults);
    RUN(parts_ds18b20_converts);
    RUN(parts_ds18b20_search);
    RUN(parts_ds18b20_read_rom);
    RUN(parts_ds18b20_times);
    RUN(parts_eeprom);
    RUN(parts_eeprom_sizes);
    RUN(parts_i2c_haste);
    RUN(parts_ssd1306_i2c);
    RUN(parts_ssd1306_orientation);
    RUN(parts_ssd1306_spi);
    RUN(parts_ssd1306_picture);
    RUN(parts_wires);
    RUN(parts_button);
    RUN(parts_survive_noise);
    return 0;
}
