# A menu of settings: classes that override methods, properties, dicts of options, validation by exceptions.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 6000
MCU = 40

class Item:
    def __init__(self, name, value):
        self.name = name
        self._value = value
        self.changes = 0

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        self._value = self.check(new)
        self.changes += 1

    def check(self, new):
        return new

    def show(self):
        return self.name + '=' + str(self.value)

class Number(Item):
    def __init__(self, name, value, low, high):
        super().__init__(name, value)
        self.low = low
        self.high = high

    def check(self, new):
        new = int(new)
        if not self.low <= new <= self.high:
            raise ValueError(self.name)
        return new

class Choice(Item):
    def __init__(self, name, value, *options):
        super().__init__(name, value)
        self.options = options

    def check(self, new):
        if new not in self.options:
            raise ValueError(new)
        return new

def run(n):
    items = {item.name: item for item in (Number('level', 5, 0, 9), Choice('mode', 'auto', 'auto', 'off', 'on'), Item('label', ''))}
    errors = total = 0
    inputs = (('level', '7'), ('mode', 'on'), ('level', '12'), ('label', 'x'), ('mode', 'never'), ('level', 'a'))
    for i in range(n):
        name, text = inputs[i % len(inputs)]
        try:
            items[name].value = text
        except ValueError:
            errors += 1
        if i % 4 == 0:
            total += sum(len(item.show()) for item in items.values())
    return total * 1000 + errors % 1000 + sum(item.changes for item in items.values())
