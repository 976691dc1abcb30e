import time

CONSTANTS = (0.5, -0.0, 1e12, 3, -4, 1 << 29, -(1 << 29), 1 << 30, -(1 << 60), 123456789012345678901234567890,
             'a', 'not a name', 'é', b'\x00\xff', b'', (), (None, (True, ...)), 1.5j)


def make(n, *args, scale=2, **more):
    "Has all kinds of parameters."
    class Local:
        size = n

        def scaled(self):
            return self.size * scale

    def numbers():
        try:
            yield from range(n)
        finally:
            args_seen.append(args)
    args_seen = []
    if n > 5:
        raise ValueError('too many', n)
    return Local().scaled(), list(numbers()), args_seen, sorted(more), f'{n:>4}|{n!r}', [a for a in args if a]
