#!/usr/bin/env python3
"""Buses and the drivers in lib/ on the released image, in the emulator, against its models of parts."""
# on: esp8266
import os
import struct
import subprocess
import sys
import tempfile
import traceback
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import board
from board import ROOT, Board, read_vcd

NS, US = 10**3, 10**6  # picoseconds
FOLDER = tempfile.TemporaryDirectory()
HEAD = '''
import gc, machine, sys, time
from machine import I2C, Pin, SPI, SoftI2C, SoftSPI, UART
def raises(kind, text, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as e:
        assert text in str(e), str(e)
        return e
    raise AssertionError('no %s' % kind.__name__)
'''


def path(name):
    return os.path.join(FOLDER.name, name)


def equal(got, wanted):
    assert got == wanted, '%r instead of %r' % (got, wanted)


def close(got, wanted, tolerance, what):
    assert abs(got - wanted) <= tolerance, '%s: %r instead of %r +- %r' % (what, got, wanted, tolerance)


class Start(Board):
    """A board with these parts and drivers, HEAD run."""

    def __init__(self, *parts, drivers=(), args=()):
        options = list(args)
        for part in parts:
            options += ['--part', part]
        super().__init__(options)
        self.run(HEAD)
        for name in drivers:
            self.run('try:\n    import %s\n    print("frozen")\nexcept ImportError:\n    pass' % name)
            with open(os.path.join(ROOT, 'lib', name + '.py')) as f:
                source = f.read()
            self.run('if %r not in sys.modules:\n    m = type(sys)(%r)\n    exec(%r, m.__dict__)\n    sys.modules[%r] = m'
                     % (name, name, source, name))

    def complaints(self):
        """What the emulator says about what it saw, but for its terminal."""
        return [line for line in self.errors().split('\n') if line and not line.startswith('uart0 ')]


def read_png(name):
    """The rows of a PNG of 1 or 8 bits grey, as lists of 0 and 1."""
    with open(name, 'rb') as f:
        data = f.read()
    equal(data[:8], b'\x89PNG\r\n\x1a\n')
    at, packed = 8, b''
    while at < len(data):
        n, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + n]
        equal(struct.unpack('>I', data[at + 8 + n:at + 12 + n])[0], zlib.crc32(kind + body))
        if kind == b'IHDR':
            width, height, depth, colour = struct.unpack('>IIBB', body[:10])
            equal(colour, 0)
        elif kind == b'IDAT':
            packed += body
        at += 12 + n
    raw, rows = zlib.decompress(packed), []
    step = (width * depth + 7) // 8 + 1
    for y in range(height):
        equal(raw[y * step], 0)
        row = raw[y * step + 1:(y + 1) * step]
        if depth == 1:
            rows.append([row[x // 8] >> (7 - x % 8) & 1 for x in range(width)])
        else:
            rows.append([int(byte > 127) for byte in row])
    return rows


PICTURE = '''
def picture(f):
    f.fill(0)
    f.text('Kukri', 4, 2)
    f.rect(0, 0, 128, 64, 1)
    f.line(0, 63, 127, 12, 1)
    f.ellipse(90, 30, 25, 15, 1)
    f.fill_rect(10, 40, 30, 18, 1)
    f.text('OLED', 10, 45, 0)
'''


def expected_picture(height):
    """The same picture, drawn by the program for this computer."""
    code = ('import framebuf\nf = framebuf.FrameBuffer(bytearray(1024), 128, %d, framebuf.MONO_VLSB)\n%s\npicture(f)\n'
            'for y in range(%d):\n    print("".join(str(f.pixel(x, y)) for x in range(128)))' % (height, PICTURE, height))
    done = subprocess.run([os.path.join(ROOT, 'build/host/kukri'), '-c', code], capture_output=True, text=True, check=True)
    return [[int(c) for c in line] for line in done.stdout.split()]


# ---- I2C ----

def test_i2c_eeprom():
    for khz, stretch, mhz in ((100, 0, 80), (400, 0, 80), (400, 30, 80), (400, 0, 160), (100, 7, 160)):
        with Start('eeprom:sda=4,scl=5,stretch=%d,khz=%d' % (stretch, khz)) as b:
            out = b.run('''
machine.freq(%d)
i2c = I2C(scl=Pin(5), sda=Pin(4), freq=%d)
def settle():
    start = time.ticks_ms()
    while True:
        try:
            i2c.writeto(0x50, b'')
            return time.ticks_diff(time.ticks_ms(), start)
        except OSError as e:
            assert e.errno == 19
print(i2c.scan())
page = bytes(range(7, 39))
i2c.writeto_mem(0x50, 0x40, page, addrsize=16)
assert 2 <= settle() <= 12
assert i2c.readfrom_mem(0x50, 0x40, 32, addrsize=16) == page
assert i2c.writevto(0x50, (b'\\x00\\x45', memoryview(page)[:3])) == 5
settle()
assert i2c.readfrom_mem(0x50, 0x44, 5, addrsize=16) == bytes([11, 7, 8, 9, 15])
buf = bytearray(4)
i2c.writeto(0x50, b'\\x00\\x40', False)
i2c.readfrom_into(0x50, buf)
assert buf == page[:4]
assert raises(OSError, '', i2c.writeto, 0x51, b'x').errno == 19
print('done')
''' % (mhz * 1000000, khz * 1000))
            equal(out, '[80]\ndone\n')
            equal(b.complaints(), [])


def test_i2c_speed():
    vcd = path('i2c.vcd')
    for freq in (10000, 100000, 400000):
        with Start('eeprom:sda=4,scl=5', args=('--vcd', vcd)) as b:
            b.run('i2c = SoftI2C(5, 4, freq=%d)\ni2c.writeto(0x50, b"\\0\\0\\x55\\xaa")' % freq)
        wave = [at for at, level in read_vcd(vcd)[5] if level == '1'][1:]
        periods = [b - a for a, b in zip(wave, wave[1:])]
        shortest = min(periods)
        assert shortest >= 10**12 / freq * 0.99, (freq, shortest)
        assert shortest <= 10**12 / freq * (1.3 if freq > 200000 else 1.1), (freq, shortest)


# ---- SPI ----

def test_hspi_loopback():
    vcd = path('spi.vcd')
    with Start('spi_loopback', args=('--vcd', vcd)) as b:
        out = b.run('''
data = bytes(i * 7 & 255 for i in range(200))
for polarity in (0, 1):
    for phase in (0, 1):
        for firstbit in (SPI.MSB, SPI.LSB):
            for baudrate in (40000000, 1000000):
                spi = SPI(1, baudrate, polarity=polarity, phase=phase, firstbit=firstbit)
                got = bytearray(200)
                spi.write_readinto(data, got)
                assert got == data, (polarity, phase, firstbit)
assert spi.read(5, 0x5a) == b'ZZZZZ' and spi.read(0) == b'' and spi.write(data) is None
spi.readinto(got)
assert got == bytes(200)
print(SPI(1, 80000000), SPI(1, 3000000), SPI(1, 20000, polarity=1))
raises(ValueError, 'no SPI', SPI, 0)
raises(ValueError, 'slowest', SPI, 1, 100)
raises(ValueError, 'bits', SPI, 1, bits=16)
raises(ValueError, 'same length', spi.write_readinto, b'1', bytearray(2))
spi.deinit()
raises(ValueError, 'not initialised', spi.write, b'1')
Pin(13, Pin.OUT, value=1)
assert Pin(12, Pin.IN).value() == 1
spi = SPI(1, 1000000)
spi.write(b'\\xa5')
''')
        equal(out, 'SPI(1, baudrate=80000000, polarity=0, phase=0, firstbit=MSB) '
                   'SPI(1, baudrate=2962962, polarity=0, phase=0, firstbit=MSB) '
                   'SPI(1, baudrate=20000, polarity=1, phase=0, firstbit=MSB)\n')
        equal(b.complaints(), [])
    waves = read_vcd(vcd)
    rises = [at for at, level in waves[14] if level == '1'][-8:]
    equal([b - a for a, b in zip(rises, rises[1:])], [US] * 7)
    bits = []
    for at in rises:
        bits.append([level for moment, level in waves[13] if moment < at][-1])
    equal(''.join(bits), '10100101')


def test_soft_spi():
    with Start('wire:from=4,to=5') as b:
        b.run('''
data = bytes(range(0, 256, 5))
for baudrate in (100000, 500000, 10000000):
    for polarity in (0, 1):
        for phase in (0, 1):
            for firstbit in (SoftSPI.MSB, SoftSPI.LSB):
                spi = SoftSPI(baudrate, polarity=polarity, phase=phase, firstbit=firstbit, sck=Pin(14), mosi=Pin(4),
                              miso=Pin(5))
                got = bytearray(len(data))
                spi.write_readinto(data, got)
                assert got == data
''')
        equal(b.complaints(), [])


# ---- LEDs ----

def test_ws2812():
    log, vcd = path('leds'), path('leds.vcd')
    with Start('ws2812:pin=4,count=5,log=' + log, drivers=['neopixel'], args=('--vcd', vcd)) as b:
        b.run('''
from neopixel import NeoPixel
np = NeoPixel(Pin(4), 5)
np[0] = (255, 0, 0)
np[1] = (0, 128, 1)
np[-1] = (1, 2, 3)
np.write()
time.sleep_ms(1)
np.fill((16, 32, 48))
np.write()
time.sleep_ms(1)
machine.freq(160000000)
np.fill((85, 170, 240))
np.write()
time.sleep_ms(1)
''')
        equal(b.complaints(), [])
    with open(log) as f:
        text = f.read()
    frames = [line for line in text.split('\n') if line]
    wanted = [['ff0000', '008001', '000000', '000000', '010203'], ['102030'] * 5, ['55aaf0'] * 5]
    found = [[word for word in line.lower().replace('#', '').split() if len(word) == 6] for line in frames]
    equal(found, wanted)
    # Each pulse to +-150 ns, at both speeds of the CPU.
    wave = read_vcd(vcd)[4]
    highs = [b[0] - a[0] for a, b in zip(wave, wave[1:]) if a[1] == '1']
    periods = [b[0] - a[0] for a, b in zip(wave, wave[2:]) if a[1] == '1' and b[0] - a[0] < 10 * US]
    equal(len(highs), 3 * 5 * 24)
    for high in highs:
        assert abs(high - 400 * NS) <= 150 * NS or abs(high - 800 * NS) <= 150 * NS, high
    for period in periods:
        close(period, 1250 * NS, 150 * NS, 'period in ps')


def test_sk6812():
    # Four bytes an LED; and the slow timing.
    for count, size, timing, khz in ((2, 4, 1, 800), (3, 3, 0, 400)):
        log = path('slow')
        with Start('ws2812:pin=5,count=%d,bytes=%d,khz=%d,log=%s' % (count, size, khz, log), drivers=['neopixel']) as b:
            b.run('from neopixel import NeoPixel\nnp = NeoPixel(Pin(5), %d, bpp=%d, timing=%d)\n'
                  'np[1] = (1, 2, 3, 4)[:%d]\nnp.write()\ntime.sleep_ms(1)' % (count, size, timing, size))
            equal(b.complaints(), [])
        with open(log) as f:
            words = [word for word in f.read().lower().replace('#', '').split() if len(word) == 2 * size]
        equal(words, ['00' * size, '01020304'[:2 * size]] + ['00' * size] * (count - 2))


def test_timings():
    # The pulses of 1-Wire, in the recording: those of the DS18B20's data sheet, with room.
    vcd = path('onewire.vcd')
    for mhz in (80, 160):
        with Start('pullup:pin=12', args=('--vcd', vcd)) as b:
            b.run('machine.freq(%d)\nimport _onewire\np = Pin(12, Pin.OPEN_DRAIN, value=1)\ntime.sleep_ms(1)\n'
                  'assert not _onewire.reset(p)\nassert _onewire.readbyte(p) == 255\n_onewire.writebyte(p, 0x0f)' % (mhz * 10**6))
        wave = [event for event in read_vcd(vcd)[12] if event[0] > 0]
        falls = [i for i, (_, level) in enumerate(wave) if level == '0'][-17:]
        lows = [(wave[i + 1][0] - wave[i][0]) / US for i in falls]
        slots = [(wave[b][0] - wave[a][0]) / US for a, b in zip(falls[1:], falls[2:])]
        assert 480 <= lows[0] < 500, lows
        assert all(1 <= low < 5 for low in lows[1:9]), lows
        assert all(1 <= low < 12 for low in lows[9:13]) and all(60 <= low < 75 for low in lows[13:]), lows
        assert all(60 <= slot < 85 for slot in slots), slots


def test_apa102():
    vcd = path('apa.vcd')
    with Start(drivers=['neopixel', 'apa102'], args=('--vcd', vcd)) as b:
        b.run('''
from apa102 import APA102
leds = APA102(Pin(14), Pin(13), 2)
leds[0] = (1, 2, 3, 31)
leds[1] = (255, 128, 0, 4)
assert leds[1] == (255, 128, 0, 4)
leds.write()
''')
    waves = read_vcd(vcd)
    bits = ''.join([level for moment, level in waves[13] if moment < at][-1]
                   for at, level in waves[14] if level == '1')
    data = int(bits, 2).to_bytes(len(bits) // 8, 'big') if len(bits) % 8 == 0 else None
    assert data is not None and data.startswith(bytes([0, 0, 0, 0, 0xFF, 3, 2, 1, 0xE4, 0, 128, 255, 255, 255])), bits


# ---- sensors ----

def test_dht():
    for temp, hum, mhz in ((21.5, 45.2, 80), (-12.3, 99.9, 80), (0, 0, 160), (80, 100, 160)):
        with Start('dht22:pin=12,temp=%s,hum=%s,pullup=1' % (temp, hum), drivers=['dht']) as b:
            out = b.run('''
machine.freq(%d)
from dht import DHT22
sensor = DHT22(Pin(12))
time.sleep_ms(1500)
sensor.measure()
print(sensor.temperature(), sensor.humidity())
''' % (mhz * 1000000))
            got = [float(x) for x in out.split()]
            close(got[0], temp, 0.01, 'temperature')
            close(got[1], hum, 0.01, 'humidity')
    with Start('dht11:pin=12,temp=23,hum=41', drivers=['dht']) as b:
        out = b.run('from dht import DHT11\nsensor = DHT11(Pin(12))\ntime.sleep_ms(1500)\nsensor.measure()\n'
                    'print(sensor.temperature(), sensor.humidity())')
        equal(out, '23 41\n')
    for fault, error in (('checksum', 'checksum'), ('silent', '110'), ('short', '110'), ('stuck', '110')):
        with Start('dht22:pin=12,fault=' + fault, drivers=['dht']) as b:
            b.run('from dht import DHT22\nsensor = DHT22(Pin(12))\ntime.sleep_ms(1500)\n'
                  'raises(Exception, %r, sensor.measure)' % error)


def test_ds18b20():
    for mhz in (80, 160):
        ds18b20(mhz)


def ds18b20(mhz):
    parts = ['ds18b20:pin=2,temp=%s,id=%012x,pullup=1' % (t, 0x17 * i * i) for i, t in enumerate((21.5, -10.0625, 85, 125, -55))]
    with Start(*parts, drivers=['onewire', 'ds18x20']) as b:
        out = b.run('''
machine.freq(%d)
from onewire import OneWire, OneWireError
from ds18x20 import DS18X20
ow = OneWire(Pin(2))
sensors = DS18X20(ow)
roms = sensors.scan()
assert len(roms) == 5 and all(ow.crc8(rom) == 0 and rom[0] == 0x28 for rom in roms)
sensors.convert_temp()
time.sleep_ms(750)
print(sorted(sensors.read_temp(rom) for rom in roms))
sensors.write_scratch(roms[2], b'\\x11\\x22\\x1f')
assert sensors.read_scratch(roms[2])[2:5] == b'\\x11\\x22\\x1f'
assert sensors.read_scratch(roms[1])[2:5] != b'\\x11\\x22\\x1f'
nobody = OneWire(Pin(12))
assert not nobody.reset() and nobody.scan() == []
raises(OneWireError, 'no part', nobody.reset, True)
''' % (mhz * 1000000))
        equal(out, '[-55.0, -10.0625, 21.5, 85.0, 125.0]\n')
        equal(b.complaints(), [])


# ---- displays ----

def test_ssd1306_i2c():
    for height in (64, 32):
        png = path('i2c%d.png' % height)
        with Start('ssd1306:sda=4,scl=5,height=%d,png=%s,pullup=1' % (height, png), drivers=['ssd1306']) as b:
            b.run(PICTURE)
            b.run('''
from ssd1306 import SSD1306_I2C
i2c = I2C(scl=Pin(5), sda=Pin(4), freq=400000)
assert i2c.scan() == [0x3c]
display = SSD1306_I2C(128, %d, i2c)
picture(display)
start = time.ticks_ms()
display.show()
print(time.ticks_diff(time.ticks_ms(), start))
''' % height)
            equal(b.complaints(), [])
        equal(read_png(png), expected_picture(height))


def test_ssd1306_spi():
    for make in ('SPI(1, 8000000)', 'SoftSPI(1000000, sck=Pin(14), mosi=Pin(13), miso=Pin(12))'):
        png = path('spi.png')
        with Start('ssd1306:sck=14,mosi=13,dc=4,cs=5,rst=0,png=' + png, drivers=['ssd1306']) as b:
            b.run(PICTURE)
            b.run('''
from ssd1306 import SSD1306_SPI
display = SSD1306_SPI(128, 64, %s, Pin(4), Pin(0), Pin(5))
picture(display)
display.show()
''' % make)
            equal(b.complaints(), [])
        equal(read_png(png), expected_picture(64))


# ---- UART ----

def test_uart_loopback():
    # UART0 moves to GPIO15 and GPIO13, which are wired together, and back to the prompt.
    with Start('wire:from=15,to=13') as b:
        out = b.run('''
import micropython
micropython.kbd_intr(-1)
data = bytes(i * 31 + (i >> 8) & 255 for i in range(256))
got = bytearray()
time.sleep_ms(20)
uart = UART(0, 460800, tx=Pin(15), rx=Pin(13), rxbuf=2048, timeout=50, timeout_char=5)
uart.read()
start = time.ticks_us()
for i in range(80):
    uart.write(data)
    # Python does other things at times: the ring is large enough for that.
    if i % 4 == 3:
        sum(range(100))
        n = uart.any()
        got += uart.read(n)
while True:
    more = uart.read(100)
    if more is None:
        break
    got += more
us = time.ticks_diff(time.ticks_us(), start)
uart.init(115200, tx=Pin(1), rx=Pin(3))
time.sleep_ms(20)
uart.read()
uart.deinit()
micropython.kbd_intr(3)
print(len(got), all(got[i:i + 256] == data for i in range(0, len(got), 256)), us < 700000)
''', 60)
        equal(out.strip('\x00\xff\n').split('\n')[-1], '20480 True True')
        equal(b.complaints(), [])


def test_uart_methods():
    with Start('wire:from=15,to=13') as b:
        out = b.run('''
import micropython
micropython.kbd_intr(-1)
time.sleep_ms(20)
lines = []
try:
    uart = UART(0, 57600, tx=15, rx=13, timeout=30)
    uart.read()
    for settings in ((57600, 8, None, 1), (9600, 7, 0, 2), (115200, 8, 1, 1), (300000, 5, None, 2)):
        uart.init(*settings)
        uart.write(b'ab\\ncd\\n\\x10e')
        uart.flush()
        assert uart.txdone()
        a = (uart.readline(), uart.read(2), uart.any())
        buf = bytearray(2)
        b = (uart.readinto(buf, 1), bytes(buf), uart.readinto(buf), bytes(buf), uart.readinto(buf), uart.read(), uart.read(0))
        lines.append((settings, a, b))
    uart.init(9600, 8, None, 1)
    uart.write('text \\u20ac')
    lines.append(uart.read())
    lines.append(uart.readline())
    start = time.ticks_us()
    lines.append(uart.read(1))
    waited = time.ticks_diff(time.ticks_us(), start)
    uart.write(b'1\\n2\\n')
    lines.append(list(uart))
    lines.append(repr(uart))
finally:
    UART(0, 115200, tx=1, rx=3)
    micropython.kbd_intr(3)
    time.sleep_ms(20)
    uart.read()
for line in lines:
    print(line)
print(29000 < waited < 35000)
raises(ValueError, 'no UART', UART, 2)
raises(ValueError, 'baudrate', UART, 0, 5)
raises(ValueError, 'bits', UART, 0, 115200, 9)
raises(ValueError, 'parity', UART, 0, 115200, 8, 2)
raises(ValueError, 'rxbuf', UART, 0, rxbuf=0)
raises(ValueError, 'tx=1', UART, 0, tx=2)
raises(ValueError, 'tx=1', UART, 0, tx=15, rx=3)
raises(ValueError, 'no rx', UART, 1, rx=3)
raises(TypeError, '', uart.write, 5)
''')
        wanted = [
            "((57600, 8, None, 1), (b'ab\\n', b'cd', 3), (1, b'\\n\\x00', 2, b'\\x10e', None, None, b''))",
            "((9600, 7, 0, 2), (b'ab\\n', b'cd', 3), (1, b'\\n\\x00', 2, b'\\x10e', None, None, b''))",
            "((115200, 8, 1, 1), (b'ab\\n', b'cd', 3), (1, b'\\n\\x00', 2, b'\\x10e', None, None, b''))",
            "((300000, 5, None, 2), (b'\\x01\\x02\\n', b'\\x03\\x04', 3), (1, b'\\n\\x00', 2, b'\\x10\\x05', None, None, b''))",
            "b'text \\xe2\\x82\\xac'", 'None', 'None', "[b'1\\n', b'2\\n']",
            'UART(0, baudrate=9600, bits=8, parity=None, stop=1, rxbuf=256, timeout=30, timeout_char=2)', 'True']
        equal(out.strip('\x00\xff').strip('\n').split('\n')[-len(wanted):], wanted)


def test_uart_console():
    # The console leaves its line to the program and comes back; Ctrl-C is a byte like others meanwhile.
    with Start() as b:
        b.start('''
import os
uart = UART(0, 115200, timeout=2000)
print(os.dupterm(None, 1))
print('nobody sees this')
uart.write('listening')
got = uart.read(6)
os.dupterm(uart, 1)
print(got, uart.any())
''')
        equal(b.until(b'listening'), b'')
        b.send(b'a\x03b\x04\x00c')
        equal(b.finish(), ("b'a\\x03b\\x04\\x00c' 0\n", ''))
        # Ctrl-C works again, and a new start has its console.
        b.start('while True:\n    pass')
        b.send(b'\x03')
        assert 'KeyboardInterrupt' in b.finish()[1]
        b.start('import os\nos.dupterm(None, 1)\nmachine.reset()')
        b.enter_raw()
        equal(b.run('print(1)'), '1\n')


def test_uart1():
    out1 = path('uart1')
    with Start(args=('--uart1', 'file:' + out1)) as b:
        b.run('u = UART(1, 230400)\nu.write(b"hello " * 100)\nu.flush()\nassert u.any() == 0 and u.read() is None\n'
              'print(u, file=u, end="")\nu.flush()\nu.deinit()')
    with open(out1, 'rb') as f:
        equal(f.read(), b'hello ' * 100 +
              b'UART(1, baudrate=230400, bits=8, parity=None, stop=1, rxbuf=256, timeout=0, timeout_char=1)')


def main():
    board.build()
    wanted = sys.argv[2:]
    for name, function in list(globals().items()):
        if not name.startswith('test_') or (wanted and name[5:] not in wanted):
            continue
        try:
            function()
            print('ok', name[5:], flush=True)
        except Exception:
            print('FAIL %s\n%s' % (name[5:], traceback.format_exc().replace('\n', '\n    ')), flush=True)


main()
