"""Ctrl-C while tests run: it ends the run like any KeyboardInterrupt, so there is no handler."""

__unittest = True


def installHandler():
    pass


def registerResult(result):
    pass


def removeResult(result):
    return False


def removeHandler(method=None):
    return method
