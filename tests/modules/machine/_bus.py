# Buses and their drivers over the simulated parts of hal_bus.c.
import machine
from machine import I2C, Pin, SoftI2C, SoftSPI


def raises(kind, text, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as e:
        assert text in str(e), str(e)
        return e
    raise AssertionError('no %s' % kind.__name__)


def settle(i2c):
    """Waits until the EEPROM has stored what was written: it does not answer meanwhile."""
    for i in range(1000):
        try:
            i2c.writeto(0x50, b'')
            return i
        except OSError as e:
            assert e.errno == 19
    raise AssertionError('the EEPROM stays busy')


def test_i2c_scan():
    assert I2C is SoftI2C
    i2c = I2C(scl=Pin(5), sda=Pin(4), freq=400000)
    assert repr(i2c) == 'SoftI2C(scl=5, sda=4, freq=400000, timeout=50000)'
    # The part at 0x51 holds SCL down for a second.
    assert raises(OSError, '', i2c.scan).errno == 110
    assert raises(OSError, '', i2c.writeto, 0x52, b'x').errno == 110
    for i in range(30):
        try:
            i2c.start()
        except OSError:
            continue
        break
    i2c.stop()
    assert raises(OSError, '', i2c.writeto, 0x52, b'x').errno == 19
    assert raises(OSError, '', i2c.readfrom, 0x52, 1).errno == 19
    assert raises(OSError, '', i2c.readfrom_mem, 0x52, 0, 1).errno == 19
    assert raises(OSError, '', i2c.writeto_mem, 0x52, 0, b'1').errno == 19
    assert i2c.writeto(0x50, b'\0\0') == 2


def test_i2c_memory():
    for make in (lambda: SoftI2C(5, 4), lambda: I2C(0, Pin(5), Pin(4), freq=100000), lambda: I2C(-1, scl=5, sda=4)):
        i2c = make()
        i2c.writeto_mem(0x50, 0x123, b'hello', addrsize=16)
        assert settle(i2c) > 3
        assert i2c.readfrom_mem(0x50, 0x122, 7, addrsize=16) == b'\0hello\0'
        i2c.writeto_mem(0x50, 0x123, bytes(5), addrsize=16)
        settle(i2c)
    buf = bytearray(3)
    data = bytes(range(100, 132))
    assert i2c.writeto(0x50, b'\x02\x00' + data) == 34
    settle(i2c)
    assert i2c.writeto(0x50, b'\x02\x01', False) == 2
    assert i2c.readfrom(0x50, 4) == data[1:5]
    assert i2c.writeto(0x50, b'\x02\x08', stop=False) == 2
    i2c.readfrom_into(0x50, buf)
    assert buf == data[8:11]
    i2c.readfrom_mem_into(0x50, 0x21F, memoryview(buf)[1:], addrsize=16)
    assert buf == bytes((data[8], data[31], 0))
    assert i2c.writevto(0x50, [b'\x03', bytearray(b'\x00ab'), b'', memoryview(b'xcdx')[1:3]]) == 6
    settle(i2c)
    assert i2c.readfrom_mem(0x50, 0x300, 5, addrsize=16) == b'abcd\0'
    assert i2c.writevto(0x50, ()) == 0
    assert i2c.readfrom(0x50, 0) == b''


def test_i2c_primitives():
    i2c = SoftI2C(scl=Pin(5), sda=Pin(4))
    i2c.writeto_mem(0x50, 0, b'\x00\x55', addrsize=16)
    settle(i2c)
    i2c.start()
    assert i2c.write(b'\xa0\0\0') == 3
    i2c.start()
    assert i2c.write(b'\xa1') == 1
    buf = bytearray(1)
    i2c.readinto(buf, False)
    assert buf[0] == 0
    i2c.readinto(buf)
    assert buf[0] == 0x55
    i2c.stop()
    i2c.start()
    assert i2c.write(b'\xa6\0') == 0
    i2c.stop()
    # A transfer that was given up in the middle of a byte of zeros: the part holds SDA low.
    i2c.start()
    assert i2c.write(b'\xa0\0\0') == 3
    i2c.start()
    assert i2c.write(b'\xa1') == 1
    i2c = SoftI2C(scl=Pin(5), sda=Pin(4))
    assert i2c.readfrom_mem(0x50, 0, 2, addrsize=16) == b'\x00\x55'
    # A wire that is held low for good.
    grip = Pin(15, Pin.OUT, value=0)
    assert raises(OSError, '', i2c.scan).errno == 110
    assert raises(OSError, '', i2c.readfrom, 0x50, 1).errno == 110
    grip.init(Pin.IN)
    assert i2c.readfrom_mem(0x50, 0, 2, addrsize=16) == b'\x00\x55'


def test_i2c_arguments():
    i2c = SoftI2C(scl=Pin(5), sda=Pin(4))
    raises(TypeError, 'scl and sda', SoftI2C)
    raises(TypeError, 'scl and sda', SoftI2C, 5)
    raises(TypeError, 'positional', SoftI2C, 0, 5, 4, 3)
    raises(TypeError, 'speed', SoftI2C, 5, 4, speed=1)
    raises(ValueError, 'same', SoftI2C, 5, 5)
    raises(ValueError, 'open-drain', SoftI2C, 16, 5)
    raises(ValueError, 'freq', SoftI2C, 5, 4, freq=0)
    raises(ValueError, 'freq', SoftI2C, 5, 4, freq=1 << 80)
    raises(ValueError, 'timeout', SoftI2C, 5, 4, timeout=-1)
    raises(ValueError, 'address', i2c.writeto, 128, b'')
    raises(ValueError, 'address', i2c.readfrom, -1, 1)
    raises(ValueError, 'negative', i2c.readfrom, 0x50, -1)
    raises(MemoryError, '', i2c.readfrom, 0x50, 1 << 60)
    raises(ValueError, 'addrsize', i2c.readfrom_mem, 0x50, 0, 1, addrsize=12)
    raises(ValueError, 'addrsize', i2c.readfrom_mem, 0x50, 0, 1, addrsize=0)
    raises(ValueError, 'memaddr', i2c.readfrom_mem, 0x50, 256, 1)
    raises(ValueError, 'memaddr', i2c.writeto_mem, 0x50, -1, b'')
    raises(TypeError, '', i2c.writeto, 0x50, 'text')
    raises(TypeError, '', i2c.writevto, 0x50, [b'', 5])
    raises(TypeError, '', i2c.readfrom_into, 0x50, b'123')
    i2c.init(4, 5, freq=100000, timeout=7)
    assert repr(i2c) == 'SoftI2C(scl=4, sda=5, freq=100000, timeout=7)'

    class Mine(SoftI2C):
        def __init__(self, speed):
            if speed:
                super().__init__(Pin(5), Pin(4), freq=speed)

    Mine(50000).writeto(0x50, b'')
    raises(ValueError, 'not initialised', Mine(0).scan)


def test_spi():
    data = bytes(range(256))
    for polarity in (0, 1):
        for phase in (0, 1):
            for firstbit in (SoftSPI.MSB, SoftSPI.LSB):
                spi = SoftSPI(1000000, polarity=polarity, phase=phase, firstbit=firstbit, sck=Pin(14), mosi=Pin(13),
                              miso=Pin(12))
                got = bytearray(256)
                spi.write_readinto(data, got)
                assert got == data and Pin(14).value() == polarity
                spi.write_readinto(memoryview(got)[::1], got)
                assert got == data
                assert spi.read(3) == b'\0\0\0' and spi.read(2, 0xA5) == b'\xa5\xa5' and spi.read(0) == b''
                spi.readinto(got, 0x3C)
                assert got == b'\x3c' * 256
                assert spi.write(data) is None
    assert repr(spi) == 'SoftSPI(baudrate=1000000, polarity=1, phase=1, firstbit=LSB, sck=14, mosi=13, miso=12)'
    spi.init(baudrate=5000, polarity=0)
    assert 'baudrate=5000, polarity=0, phase=1, firstbit=LSB' in repr(spi)
    only = SoftSPI(sck=14, mosi=13, miso=None)
    only.write(b'x')
    assert only.read(1, 255) == b'\0'
    spi.deinit()
    raises(ValueError, 'not initialised', spi.write, b'1')
    spi.init()
    spi.write(b'1')
    raises(ValueError, 'same length', spi.write_readinto, b'12', bytearray(3))
    raises(ValueError, 'range', spi.read, 1, 256)
    raises(ValueError, 'negative', spi.read, -1)
    raises(TypeError, '', spi.write, 'text')
    raises(TypeError, '', spi.readinto, b'123')
    raises(ValueError, 'must specify', SoftSPI)
    raises(ValueError, 'must specify', SoftSPI, sck=14)
    raises(ValueError, 'different', SoftSPI, sck=14, mosi=14, miso=12)
    raises(ValueError, 'baudrate', SoftSPI, 0, sck=14, mosi=13, miso=12)
    raises(ValueError, 'bits', SoftSPI, 1, bits=9, sck=14, mosi=13, miso=12)
    raises(ValueError, 'polarity', SoftSPI, 1, polarity=2, sck=14, mosi=13, miso=12)
    raises(ValueError, 'firstbit', SoftSPI, 1, firstbit=-1, sck=14, mosi=13, miso=12)
    raises(TypeError, 'positional', SoftSPI, 1, 2)


def test_onewire():
    import ds18x20
    import onewire

    ow = onewire.OneWire(Pin(2))
    assert ow.reset() is True
    roms = ow.scan()
    assert sorted(rom[:7] for rom in roms) == [b'\x10\x07\x07\x07\0\0\x80', b'\x28\x01\x02\x03\x04\x05\x06',
                                               b'\x28\x09\x02\x03\x04\x05\x06'], roms
    assert all(ow.crc8(rom) == 0 for rom in roms) and ow.crc8(b'\x02\x1c\xb8\x01\0\0\0') == 0xA2
    sensors = ds18x20.DS18X20(ow)
    assert sensors.scan() == roms
    sensors.convert_temp()
    temps = {rom[0] << 8 | rom[1]: sensors.read_temp(rom) for rom in roms}
    # 0x0191 / 16; 0xff5e / 16 below 0; a DS18S20 with 0x32 half degrees, 12 of 16 counts left.
    assert temps == {0x2801: 25.0625, 0x2809: -10.125, 0x1007: 25 - 0.25 + 0.25}, temps
    rom = [r for r in roms if r[1] == 1][0]
    sensors.write_scratch(rom, b'\x10\x20\x3f')
    assert sensors.read_scratch(rom)[2:5] == b'\x10\x20\x3f'
    # Nobody at this pin.
    none = onewire.OneWire(Pin(3))
    assert none.reset() is False and none.scan() == []
    raises(onewire.OneWireError, 'no part', none.reset, True)
    raises(onewire.OneWireError, '', ds18x20.DS18X20(none).convert_temp)
    # All bits are 1 when nobody sends.
    raises(onewire.OneWireError, 'CRC', sensors.read_scratch, b'\x28\0\0\0\0\0\0\0')
    import _onewire
    raises(ValueError, 'range', _onewire.writebyte, Pin(2), 256)
    raises(TypeError, '', _onewire.crc8, 'x')
    raises(TypeError, 'Pin', _onewire.reset, None)


def test_dht():
    import dht

    sensor = dht.DHT22(Pin(0))
    sensor.measure()
    assert abs(sensor.humidity() - 65.2) < 1e-6 and abs(sensor.temperature() + 10.1) < 1e-6
    assert raises(OSError, '', dht.DHT22(Pin(3)).measure).errno == 110
    raises(ValueError, 'small', machine.dht_readinto, Pin(0), bytearray(4))
    raises(ValueError, 'open-drain', machine.dht_readinto, Pin(16), bytearray(5))
    sensor = dht.DHT11(Pin(0))
    sensor.buf[:] = b'\x28\x00\x19\x00\x41'
    assert sensor.humidity() == 40 and sensor.temperature() == 25


def test_neopixel():
    import neopixel

    np = neopixel.NeoPixel(Pin(4), 3)
    assert len(np) == np.n == 3 and np.bpp == 3
    np[0] = (1, 2, 3)
    np[-1] = (255, 0, 7)
    assert np.buf == b'\x02\x01\x03\0\0\0\x00\xff\x07' and np[0] == (1, 2, 3) and np[2] == (255, 0, 7)
    np.fill((9, 8, 7))
    assert np.buf == b'\x08\x09\x07' * 3
    np.write()
    raises(IndexError, 'LED', np.__getitem__, 3)
    raises(IndexError, 'LED', np.__setitem__, -4, (1, 2, 3))
    rgbw = neopixel.NeoPixel(Pin(4), 2, bpp=4, timing=0)
    rgbw[1] = (1, 2, 3, 4)
    assert rgbw.buf[4:] == b'\x02\x01\x03\x04' and rgbw.timing == (500, 2000, 1200, 1300)
    rgbw.write()
    send = machine.bitstream
    send(Pin(4), 0, (1, 2, 3, 4), b'')
    send(4, 0, [400, 850, 800, 450], memoryview(b'abc'))
    raises(ValueError, 'encoding', send, 4, 1, (1, 2, 3, 4), b'')
    raises(ValueError, 'timing', send, 4, 0, (1, 2, 3), b'')
    raises(ValueError, 'timing', send, 4, 0, (1, 2, 3, -1), b'')
    raises(TypeError, '', send, 4, 0, (1, 2, 3, 4), 'x')


def test_ssd1306():
    import ssd1306

    class Recorder:
        def __init__(self):
            self.sent = []

        def writeto(self, addr, data):
            self.sent.append(bytes(data))

        def writevto(self, addr, parts):
            self.sent.append(b''.join(parts))

    bus = Recorder()
    display = ssd1306.SSD1306_I2C(64, 32, bus)
    display.text('A', 0, 0)
    display.show()
    assert bus.sent[-1][0] == 0x40 and len(bus.sent[-1]) == 1 + 64 * 4
    assert bus.sent[-7:-1] == [bytes((0x80, c)) for c in (0x21, 32, 95, 0x22, 0, 3)]
    display.contrast(7)
    display.invert(True)
    display.rotate(False)
    display.poweroff()
    assert bus.sent[-6:] == [b'\x80\x81', b'\x80\x07', b'\x80\xa7', b'\x80\xc0', b'\x80\xa0', b'\x80\xae']


def main():
    import sys
    for name, function in list(globals().items()):
        if name.startswith('test_'):
            try:
                function()
                print('ok', name[5:])
            except Exception as e:
                print('FAIL', name[5:])
                sys.print_exception(e)


main()
