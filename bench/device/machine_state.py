# A state machine as drivers have it: a dict of transitions, bound methods as actions, timers that count down.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 60000
MCU = 400

class Door:
    def __init__(self):
        self.state = 'closed'
        self.timer = 0
        self.opened = 0
        self.rejected = 0
        self.table = {
            ('closed', 'push'): ('opening', self.start_motor),
            ('opening', 'limit'): ('open', self.arm),
            ('open', 'tick'): ('open', self.count_down),
            ('open', 'push'): ('closing', self.start_motor),
            ('closing', 'push'): ('opening', self.start_motor),
            ('closing', 'limit'): ('closed', None),
        }

    def start_motor(self):
        self.timer = 5

    def arm(self):
        self.timer = 3
        self.opened += 1

    def count_down(self):
        self.timer -= 1
        if self.timer <= 0:
            self.state = 'closing'

    def handle(self, event):
        entry = self.table.get((self.state, event))
        if entry is None:
            self.rejected += 1
            return False
        self.state, action = entry
        if action is not None:
            action()
        return True

def run(n):
    door = Door()
    events = ('push', 'tick', 'limit', 'tick', 'tick', 'push', 'limit', 'tick')
    for i in range(n):
        door.handle(events[(i * 5 + i // 8) % 8])
    return door.opened * 100000 + door.rejected
