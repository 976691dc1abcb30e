# The line of an exception in a loop's condition.
def line(e):
    tb = e.__traceback__
    while tb.tb_next is not None:
        tb = tb.tb_next
    return tb.tb_lineno


def loop(values):
    i = 0
    while (
        values[i]
    ):
        i += 1

    return i


try:
    loop([-1, 1])
except IndexError as e:
    print(line(e))
try:
    for i in (1, 0):

        while 1 / i:
            break
except ZeroDivisionError as e:
    print(line(e))
