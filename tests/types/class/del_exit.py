# not under esp8266: the prompt does not end
import atexit
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
x = A(1)
atexit.register(print, 'atexit')
print('end')
