# asyncio over sockets: servers, connections, halves, deadlines, peers that misbehave.
import asyncio
import gc
import socket


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def talk(port, k):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    for i in range(5):
        writer.write(b'%d %d\n' % (k, i))
        await writer.drain()
        assert await reader.readline() == b'%d %d\n' % (k, i)
    writer.write_eof()
    rest = await reader.read()
    writer.close()
    await writer.wait_closed()
    return rest


async def flood(reader, writer):
    writer.write(b'x' * 3000000)
    await writer.drain()
    writer.close()


async def silent(reader, writer):
    global left
    try:
        await reader.read(1)
    finally:
        left += 1
        writer.close()


async def rude(reader, writer):
    await reader.readline()
    writer.write(b'no')
    writer.close()


async def fails(reader, writer):
    await reader.readline()
    raise ValueError('handler')


left = 0


async def main():
    server = await asyncio.start_server(echo, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    print(server.is_serving(), len(server.sockets))
    print(await talk(port, 0))
    print(sum(len(r) for r in await asyncio.gather(*(talk(port, k) for k in range(100)))))

    # Half-closed, exact sizes, separators, limits.
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    print(writer.get_extra_info('peername') == ('127.0.0.1', port), writer.get_extra_info('nothing', 5))
    writer.writelines([b'abc', b'def\n'])
    print(await reader.readexactly(3), await reader.readuntil(b'\n'))
    try:
        writer.write(b'tail\n')
        writer.write_eof()
        print(await reader.readexactly(100))
    except asyncio.IncompleteReadError as e:
        print(e.partial, e.expected, reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing())

    # A peer that says nothing: deadlines, cancellation while waiting.
    quiet = await asyncio.start_server(silent, '127.0.0.1', 0)
    where = quiet.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*where)
    try:
        await asyncio.wait_for(reader.read(1), 0.02)
    except asyncio.TimeoutError:
        print('late')
    task = asyncio.create_task(reader.readline())
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    writer.close()
    await writer.wait_closed()
    while left < 1:
        await asyncio.sleep(0.001)
    quiet.close()
    await quiet.wait_closed()
    print(left, quiet.is_serving(), quiet.sockets)

    # More than the system keeps for a reader that is slow.
    big = await asyncio.start_server(flood, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*big.sockets[0].getsockname())
    await asyncio.sleep(0.01)
    print(len(await reader.read()))
    writer.close()
    big.close()

    # One that goes away.
    impolite = await asyncio.start_server(rude, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*impolite.sockets[0].getsockname())
    writer.write(b'hello\n')
    print(await reader.read(100), await reader.read(100))
    try:
        for _ in range(100):
            writer.write(b'more' * 1000)
            await writer.drain()
            await asyncio.sleep(0.001)
        print('nobody told')
    except ConnectionError as e:
        print('gone', isinstance(e, (BrokenPipeError, ConnectionResetError)))
    writer.close()
    impolite.close()

    # Nobody is there.
    with socket.socket() as unused:
        unused.bind(('127.0.0.1', 0))
        nowhere = unused.getsockname()
    try:
        await asyncio.open_connection(*nowhere)
    except ConnectionRefusedError as e:
        print(e.errno, 'Connect call failed' in str(e))
    try:
        await asyncio.start_server(echo, '127.0.0.1', port)
    except OSError as e:
        print(e.errno, str(e).split('address')[0])

    # A handler that fails.
    seen = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: seen.append(repr(context['exception'])))
    bad = await asyncio.start_server(fails, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*bad.sockets[0].getsockname())
    writer.write(b'x\n')
    await asyncio.sleep(0.02)
    writer.close()
    bad.close()
    # CPython 3.11 tells when the task is garbage.
    while not seen:
        await asyncio.sleep(0.01)
        gc.collect()
    print(seen)
    loop.set_exception_handler(None)

    # Sockets that are given.
    a, b = socket.socketpair()
    r1, w1 = await asyncio.open_connection(sock=a)
    r2, w2 = await asyncio.open_connection(sock=b)
    w1.write(b'pair\n')
    print(await r2.readline())
    lines = []

    async def collect():
        async for line in r1:
            lines.append(line)

    collector = asyncio.create_task(collect())
    w2.write(b'1\n2\n3')
    w2.close()
    await collector
    print(lines)
    w1.close()
    async with server:
        forever = asyncio.create_task(server.serve_forever())
        await asyncio.sleep(0.01)
        print(await talk(port, 7))
        forever.cancel()
        try:
            await forever
        except asyncio.CancelledError:
            print('served', server.is_serving())


asyncio.run(main())

# A server that is closed while its loop does not run.
loop = asyncio.new_event_loop()


async def listen():
    return await asyncio.start_server(lambda reader, writer: writer.close(), '127.0.0.1', 0)
server = loop.run_until_complete(listen())
print(server.get_loop() is loop, server.is_serving())
server.close()
loop.run_until_complete(server.wait_closed())
print(loop.run_until_complete(asyncio.sleep(0.01, 'still runs')))
loop.close()
