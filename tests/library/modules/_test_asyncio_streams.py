import asyncio


async def feed(reader, *parts):
    for part in parts:
        await asyncio.sleep(0)
        reader.feed_data(part)
    await asyncio.sleep(0)
    reader.feed_eof()


async def main():
    def started(*parts, limit=2 ** 16):
        reader = asyncio.StreamReader(limit=limit)
        tasks.append(asyncio.create_task(feed(reader, *parts)))
        return reader
    tasks = []
    r = started(b'one\ntw', b'o\nthree')
    print([await r.readline() for _ in range(4)], r.at_eof())
    r = started(b'one\ntw', b'o\nthree')
    print([line async for line in r])
    r = started(b'abc', b'defgh')
    print(await r.read(2), await r.read(9), await r.readexactly(5), await r.read(), await r.read(1), r.at_eof())
    r = started(b'abc', b'de')
    try:
        await r.readexactly(9)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected)
    r = started(b'key: va', b'lue', b'\r', b'\n\r\nrest')
    print(await r.readuntil(b'\r\n'), await r.readuntil(b'\r\n'))
    try:
        await r.readuntil(b'\r\n')
    except asyncio.IncompleteReadError as e:
        print(e, e.partial)
    r = started(b'x' * 10, b'y' * 10, b'\nnext\n', limit=8)
    try:
        await r.readuntil()
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    try:
        await r.readline()
    except ValueError as e:
        print(e)
    r = asyncio.StreamReader()
    r.set_exception(OSError('broken'))
    for read in r.read(1), r.readline(), r.readexactly(2), r.readuntil():
        try:
            await read
        except OSError as e:
            print(e)
    r = asyncio.StreamReader()
    waiting = asyncio.create_task(r.read(1))
    await asyncio.sleep(0)
    try:
        await r.readline()
    except RuntimeError as e:
        print(e)
    waiting.cancel()
    r.feed_data(b'z')
    print(await r.read(5), await asyncio.gather(waiting, return_exceptions=True))
    for bad in lambda: asyncio.StreamReader(limit=0), lambda: r.feed_eof() or r.feed_data(b'1'):
        try:
            bad()
        except (ValueError, AssertionError) as e:
            print(type(e).__name__, e)
    for read in r.readexactly(-1), r.readuntil(b''):
        try:
            await read
        except ValueError as e:
            print(e)
    await asyncio.gather(*tasks)
asyncio.run(main())
