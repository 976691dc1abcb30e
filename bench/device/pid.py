# A PID controller that heats a simulated oven: floats in attributes, limits, a ramp.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 30000
MCU = 300

class Pid:
    def __init__(self, kp, ki, kd):
        self.kp = kp
        self.ki = ki
        self.kd = kd
        self.sum = 0.0
        self.last = 0.0

    def step(self, target, value, dt):
        error = target - value
        self.sum += error * dt
        if self.sum > 50.0:
            self.sum = 50.0
        elif self.sum < -50.0:
            self.sum = -50.0
        slope = (error - self.last) / dt
        self.last = error
        out = self.kp * error + self.ki * self.sum + self.kd * slope
        return max(0.0, min(100.0, out))

class Oven:
    def __init__(self):
        self.temperature = 20.0

    def step(self, power, dt):
        self.temperature += (power * 0.5 - (self.temperature - 20.0) * 0.125) * dt

def run(n):
    pid, oven = Pid(2.0, 0.5, 0.125), Oven()
    near = 0
    for i in range(n):
        target = 60.0 if i % 600 < 300 else 150.0
        power = pid.step(target, oven.temperature, 0.25)
        oven.step(power, 0.25)
        if abs(oven.temperature - target) < 2.0:
            near += 1
    return near
