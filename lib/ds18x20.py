"""Temperature sensors DS18S20, DS1822 and DS18B20 on a 1-Wire bus."""
from onewire import OneWireError

CONVERT = 0x44
READ_SCRATCH = 0xBE
WRITE_SCRATCH = 0x4E
FAMILIES = (0x10, 0x22, 0x28)


class DS18X20:
    def __init__(self, onewire):
        self.ow = onewire
        self.buf = bytearray(9)

    def scan(self):
        """The ROM codes of the sensors on the bus."""
        return [rom for rom in self.ow.scan() if rom[0] in FAMILIES]

    def convert_temp(self):
        """All sensors begin to measure; that takes 750 ms."""
        self.ow.reset(True)
        self.ow.writebyte(self.ow.SKIP_ROM)
        self.ow.writebyte(CONVERT)

    def read_scratch(self, rom):
        """The sensor's nine bytes, in a buffer that the next call fills again."""
        self.ow.reset(True)
        self.ow.select_rom(rom)
        self.ow.writebyte(READ_SCRATCH)
        self.ow.readinto(self.buf)
        if self.ow.crc8(self.buf):
            raise OneWireError("CRC error")
        return self.buf

    def write_scratch(self, rom, buf):
        """Sets the two alarm temperatures and, but for the DS18S20, the resolution."""
        self.ow.reset(True)
        self.ow.select_rom(rom)
        self.ow.writebyte(WRITE_SCRATCH)
        self.ow.write(buf)

    def read_temp(self, rom):
        """Degrees Celsius; None when the sensor has lost its power since convert_temp()."""
        buf = self.read_scratch(rom)
        raw = buf[1] << 8 | buf[0]
        if rom[0] == 0x10:
            # Half degrees; the counters in bytes 6 and 7 tell what is between them.
            if not buf[7]:
                return None
            raw = raw >> 1 if raw < 0x8000 else (raw - 0x10000) >> 1
            return raw - 0.25 + (buf[7] - buf[6]) / buf[7]
        if raw & 0x8000:
            raw -= 0x10000
        return raw / 16
