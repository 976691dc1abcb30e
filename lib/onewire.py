"""1-Wire: one wire, many parts. `onewire.OneWire(Pin(12)).scan()` gives their addresses."""
import _onewire


class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM = 0xF0
    MATCH_ROM = 0x55
    SKIP_ROM = 0xCC

    def __init__(self, pin):
        self.pin = pin
        pin.init(pin.OPEN_DRAIN, pin.PULL_UP)

    def reset(self, required=False):
        """Resets the bus; whether there is a part. required: OneWireError when there is none."""
        present = _onewire.reset(self.pin)
        if required and not present:
            raise OneWireError("no part answers")
        return present

    def readbit(self):
        return _onewire.readbit(self.pin)

    def readbyte(self):
        return _onewire.readbyte(self.pin)

    def readinto(self, buf):
        for i in range(len(buf)):
            buf[i] = _onewire.readbyte(self.pin)

    def writebit(self, value):
        _onewire.writebit(self.pin, value)

    def writebyte(self, value):
        _onewire.writebyte(self.pin, value)

    def write(self, buf):
        for byte in buf:
            _onewire.writebyte(self.pin, byte)

    def select_rom(self, rom):
        """Resets the bus and addresses the part with that ROM code."""
        self.reset()
        self.writebyte(self.MATCH_ROM)
        self.write(rom)

    def scan(self):
        """The ROM codes of all parts on the bus, as bytearrays of 8."""
        found = []
        rom = bytearray(8)
        # Every pass follows one path through the tree of codes; `turn` is the lowest fork at which
        # the last one took 0 and this one takes 1.
        turn = 64
        while turn is not None:
            turn = self._search(rom, turn)
            if turn is False:
                break
            if self.crc8(rom):
                continue  # disturbed; what is left of the tree can still be walked
            found.append(bytearray(rom))
        return found

    def _search(self, rom, turn):
        # One pass: completes rom. The fork for the next pass, None behind the last; False: nobody answers.
        if not self.reset():
            return False
        self.writebyte(self.SEARCH_ROM)
        fork = None
        for i in range(64):
            index, mask = i >> 3, 1 << (i & 7)
            bit = self.readbit()
            if self.readbit():
                if bit:
                    return False
            elif not bit:
                # Parts with 0 and parts with 1.
                if i < turn and turn < 64:
                    bit = 1 if rom[index] & mask else 0
                else:
                    bit = 1 if i == turn else 0
                if not bit:
                    fork = i
            self.writebit(bit)
            if bit:
                rom[index] |= mask
            else:
                rom[index] &= ~mask
        return fork

    def crc8(self, data):
        return _onewire.crc8(data)
