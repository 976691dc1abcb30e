import io
import logging
import logging.handlers
import os
import sys

out = io.StringIO()
logging.basicConfig(format='%(levelname)-8s|%(name)s|%(filename)s:%(funcName)s|%(message)s', level=logging.DEBUG,
                    stream=out)
log = logging.getLogger('a.b')


def error(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
        print('no error')
    except Exception as e:
        print(type(e).__name__, e)


def show():
    print(out.getvalue())
    out.seek(0)
    out.truncate()


def fails():
    try:
        {}['key']
    except KeyError:
        log.exception('failed %s', 'here')


log.info('hello %s %d', 'x', 5)
logging.warning('to the root')
logging.getLogger('a').setLevel('ERROR')
log.info('not this')
log.error('%(key)s', {'key': 1})
print(log.getEffectiveLevel(), log.isEnabledFor(30), log.parent is logging.getLogger('a'), log.parent.parent.name)
print(repr(log), repr(logging.root), repr(logging.getLogger('a').getChild('c')), logging.getLogger() is logging.root)
fails()
text = out.getvalue().split('\n')
print(text[0:3], text[-2])
out.seek(0)
out.truncate()
log.log(45, 'level %d', 45)
logging.addLevelName(45, 'LOUD')
log.log(45, 'named')
logging.disable(45)
log.error('no')
logging.disable(logging.NOTSET)
log.propagate = False
log.addHandler(logging.NullHandler())
log.error('to nobody')
log.propagate = True
log.addFilter(lambda record: 'secret' not in record.getMessage())
log.error('a secret')
log.addFilter(logging.Filter('a'))
log.error('open')
show()
adapter = logging.LoggerAdapter(log, {'user': 'me'})
own = logging.StreamHandler(out)
own.setFormatter(logging.Formatter('{user} {levelname} {message:>8}', style='{'))
log.addHandler(own)
adapter.error('adapted')
own.setFormatter(logging.Formatter('$user: $message ${name}', style='$'))
adapter.error('adapted')
log.removeHandler(own)
show()
for args in (('%(x)', None, '{'), ('{x:^', None, '{'), ('text', None, '%'), ('$', None, '$'), ('a', None, '?'), ('{a b}', None, '{')):
    error(logging.Formatter, *args)
error(logging.getLogger, 5)
error(log.setLevel, 'NONE')
error(log.setLevel, 1.5)
error(log.log, 'x', 'y')
error(log.error, 'x', extra={'message': 1})
error(logging.basicConfig, stream=out, filename='x', force=True)
error(logging.basicConfig, loglevel=5)
print(logging.getLevelName(30), logging.getLevelName('INFO'), logging.getLevelName(7), logging.getLevelNamesMapping()['LOUD'])

sys.stderr = io.StringIO()
logging.basicConfig(force=True, format='%(message)s', stream=out)
log.error('bad %d', 'x')
log.error('too', 'many')
log.error('good')
lines = sys.stderr.getvalue().split('\n')
print(lines[0], [line for line in lines if line.startswith(('TypeError', 'Message', 'Arguments'))])
show()

memory = logging.handlers.MemoryHandler(3, target=logging.StreamHandler(out))
root = logging.root
root.handlers.clear()
root.addHandler(memory)
root.setLevel(0)
for i in range(4):
    root.info('info %d', i)
show()
root.error('now')
show()
root.removeHandler(memory)
memory.close()

name = '_logging_test.log'
rotating = logging.handlers.RotatingFileHandler(name, maxBytes=40, backupCount=2)
root.addHandler(rotating)
for i in range(9):
    root.info('line number %d', i)
rotating.close()
for suffix in ('', '.1', '.2', '.3'):
    try:
        with open(name + suffix) as f:
            print(suffix, repr(f.read()))
        os.remove(name + suffix)
    except OSError:
        print(suffix, 'is not there')
record = logging.makeLogRecord({'msg': 'made %s', 'args': ('up',), 'levelno': 20})
print(record.getMessage(), repr(record), logging.Formatter('%(asctime)s').usesTime(), logging.Formatter().format(record))
record.created, record.msecs = 1700000000.25, 250.0
formatter = logging.Formatter('%(asctime)s')
formatter.converter = __import__('time').gmtime
print(formatter.format(record), formatter.formatTime(record, '%H:%M'))
