"""What asyncio has that CPython's has not: streams over objects that can be polled, ThreadSafeFlag, times in ms, and
switches between tasks that take no memory."""
import os
import subprocess
import sys

LIB = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'lib')
CASES = {}
CASES['streams'] = '''
import asyncio
class Pipe:
    def __init__(self):
        self.data, self.closed = bytearray(), False
    def ioctl(self, request, flags):
        return -22 if request != 3 else (flags & 1 if self.data or self.closed else 0) | (flags & 4 if len(self.data) < 4 else 0)
    def read(self, n):
        data = bytes(self.data[:n])
        del self.data[:n]
        return data if data or self.closed else None
    def write(self, data):
        n = max(0, 4 - len(self.data))
        self.data += data[:n]
        return n or None
    def close(self):
        self.closed = True
async def writer(w):
    w.write(b'hello\\nworld')
    await w.drain()
    w.writelines([b'!!\\n', b'end'])
    await w.wait_closed()
async def reader(r):
    return [line async for line in r]
async def main():
    pipe = Pipe()
    print(await asyncio.gather(writer(asyncio.Stream(pipe)), reader(asyncio.Stream(pipe))))
asyncio.run(main())
''', "[None, [b'hello\\n', b'world!!\\n', b'end']]\n"
CASES['flag'] = '''
import asyncio
async def wait(flag):
    await flag.wait()
    return 'flagged'
async def main():
    flag = asyncio.ThreadSafeFlag()
    task = asyncio.create_task(wait(flag))
    await asyncio.sleep_ms(10)
    flag.set()
    print(await task, flag.state)
    try:
        await asyncio.wait_for_ms(flag.wait(), 10)
    except TimeoutError:
        print('timeout')
    flag.set()
    await flag.wait()
    print('at once')
asyncio.run(main())
''', 'flagged 0\ntimeout\nat once\n'
CASES['switches'] = '''
import asyncio, gc
async def turns(n, ms):
    for _ in range(n):
        await asyncio.sleep_ms(ms)
async def main(ms):
    tasks = [asyncio.create_task(turns(500, ms)) for _ in range(2)]
    await asyncio.sleep_ms(2)
    gc.collect()
    gc.disable()
    before = gc.mem_alloc()
    for task in tasks:
        await task
    used = gc.mem_alloc() - before
    gc.enable()
    print(used < 5000 or used)
asyncio.run(main(0))
asyncio.run(main(1))
''', 'True\nTrue\n'


def main():
    failed = False
    for name, (text, wanted) in CASES.items():
        done = subprocess.run([sys.argv[1], '-c', text], env=dict(os.environ, KUKRIPATH=LIB + ':.frozen'),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
        good = done.stdout == wanted
        print('ok ' + name if good else 'FAIL %s: %r' % (name, done.stdout[-2000:]), flush=True)
        failed = failed or not good
    return failed


if __name__ == '__main__':
    sys.exit(main())
