"""Reads the recordings of --vcd, strictly: what GTKWave would stumble over is an error. For tests that check
waveforms: vcd.read(path).changes("gpio2") is [(picoseconds, level)] with the level at the begin first left out."""

import re


class BadFile(Exception):
    pass


class Record:
    def __init__(self):
        self.names = {}  # identifier -> (name, width)
        self.values = {}  # name -> [(time, value)], the first of them from $dumpvars
        self.end = 0

    def changes(self, name):
        """Each change after the begin."""
        return self.values[name][1:]

    def initial(self, name):
        return self.values[name][0][1]

    def level(self, name, time):
        """The value at that moment."""
        return [value for at, value in self.values[name] if at <= time][-1]


def read_header(tokens, record):
    scale = None
    for token in tokens:
        if token == "$enddefinitions":
            expect(tokens, "$end")
            return scale
        if not token.startswith("$"):
            raise BadFile(f"{token} in the header")
        words = []
        for word in tokens:
            if word == "$end":
                break
            words.append(word)
        if token == "$timescale":
            scale = "".join(words)
        elif token == "$var":
            kind, width, identifier, name = words[:4]
            if kind not in ("wire", "reg") or identifier in record.names or name in record.values:
                raise BadFile(f"$var {words}")
            record.names[identifier] = (name, int(width))
            record.values[name] = []
    raise BadFile("the header does not end")


def expect(tokens, wanted):
    token = next(tokens, None)
    if token != wanted:
        raise BadFile(f"{token} instead of {wanted}")


def change(record, token, tokens, time):
    if token[0] in "01":
        identifier, value, width = token[1:], int(token[0]), 1
    elif re.fullmatch("b[01]+", token):
        identifier, value, width = next(tokens), int(token[1:], 2), len(token) - 1
    else:
        raise BadFile(token)
    if identifier not in record.names or record.names[identifier][1] != width:
        raise BadFile(f"{token}: no such variable of that width")
    record.values[record.names[identifier][0]].append((time, value))


def read(path):
    record = Record()
    with open(path, encoding="ascii") as f:
        tokens = iter(f.read().split())
    if read_header(tokens, record) != "1ps":
        raise BadFile("the time scale is not 1 ps")
    time = None
    for token in tokens:
        if token.startswith("#"):
            if time is not None and int(token[1:]) <= time:
                raise BadFile(f"time goes back to {token}")
            time = int(token[1:])
        elif token not in ("$dumpvars", "$end"):
            change(record, token, tokens, time)
    record.end = time
    missing = [name for name, values in record.values.items() if not values]
    if missing:
        raise BadFile(f"no value at the begin: {missing}")
    return record
