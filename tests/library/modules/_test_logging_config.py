import io
import logging
import logging.config
import logging.handlers
import os
import queue
import socket
import struct
import pickle
import tempfile


def error(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e, '|', repr(e.__cause__))


out = io.StringIO()
FORMATS = {'f': {'format': '%(levelname)s-%(name)s-%(message)s'},
           'brace': {'format': '{message} {levelno}', 'style': '{', 'validate': True}}


class Custom(logging.Handler):
    def __init__(self, a, b=2):
        super().__init__()
        self.a, self.b = a, b

    def emit(self, record):
        print('custom', self.a, self.b, self.c, record.getMessage())


logging.getLogger('old.one'), logging.getLogger('a.below')
logging.config.dictConfig({
    'version': 1, 'formatters': FORMATS, 'filters': {'only': {'name': 'a'}},
    'handlers': {'h': {'class': 'logging.StreamHandler', 'formatter': 'f', 'level': 'INFO', 'stream': out, 'filters': ['only']},
                 'm': {'class': 'logging.handlers.MemoryHandler', 'capacity': 3, 'target': 'z'},
                 'x': {'()': Custom, 'a': 'cfg://values.list[1]', 'b': 'cfg://values[key]', '.': {'c': 'ext://os.sep'}},
                 'z': {'class': 'logging.StreamHandler', 'formatter': 'brace', 'stream': 'ext://sys.stdout'}},
    'values': {'list': [1, 'second'], 'key': 5},
    'loggers': {'a': {'handlers': ['m', 'h'], 'level': 'DEBUG', 'propagate': False}, 'b': {'handlers': ['x']}},
    'root': {'level': 'WARNING', 'handlers': ['h']}})
log = logging.getLogger('a')
log.debug('d'), log.info('i'), log.warning('w')
logging.getLogger('b').error('to custom')
print(out.getvalue(), logging.getLogger('old.one').disabled, logging.getLogger('a.below').disabled)
logging.config.dictConfig({'version': 1, 'incremental': True, 'handlers': {'h': {'level': 'ERROR'}}, 'loggers': {'a': {'level': 'ERROR'}}})
print(log.level, logging.root.handlers[0].level)
for bad in ({}, {'version': 2}, {'version': 1, 'handlers': {'x': {'class': 'nope.X'}}}, {'version': 1, 'root': {'handlers': ['z']}},
            {'version': 1, 'loggers': {'l': {'level': 'NOLEVEL'}}}, {'version': 1, 'formatters': {'f': {'()': 'no.such'}}},
            {'version': 1, 'handlers': {'h': {'class': 'logging.NullHandler', 'formatter': 'no'}}}):
    error(logging.config.dictConfig, bad)

TEXT = '''
[loggers]
keys=root,p
[handlers]
keys=h1, h2
[formatters]
keys=f1
[logger_root]
level=WARNING
handlers=h1
[logger_p]
level=DEBUG
handlers=h1,h2
qualname=p.q
propagate=0
[handler_h1]
class=StreamHandler
level=NOTSET
formatter=f1
args=(sys.stdout,)
[handler_h2]
class=handlers.MemoryHandler
kwargs={'capacity': 2, 'target': None}
target=h1
[formatter_f1]
format=%(levelname)s ++ %(message)s
'''
logging.config.fileConfig(io.StringIO(TEXT))
logging.getLogger('p.q').debug('hey')
logging.getLogger('p.q').info('there')
logging.warning('root')
print(log.disabled)
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, 'log')
    handler = logging.handlers.WatchedFileHandler(name)
    record = logging.makeLogRecord({'msg': 'm %d', 'args': (1,), 'levelno': 20, 'levelname': 'INFO', 'name': 'n'})
    handler.emit(record)
    os.rename(name, name + '.1')
    handler.emit(record)
    handler.close()
    print(open(name).read(), open(name + '.1').read())

# The other end of sockets is here.
server = socket.create_server(('127.0.0.1', 0))
handler = logging.handlers.SocketHandler('127.0.0.1', server.getsockname()[1])
handler.emit(record)
client = server.accept()[0]
data = client.recv(4096)
print(struct.unpack('>L', data[:4])[0] == len(data) - 4, logging.makeLogRecord(pickle.loads(data[4:])).getMessage())
handler.close(), client.close(), server.close()
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(('127.0.0.1', 0))
handler = logging.handlers.DatagramHandler(*udp.getsockname())
handler.emit(record)
print(len(udp.recv(4096)) > 100)
handler.close()
handler = logging.handlers.SysLogHandler(udp.getsockname(), 'local1')
handler.emit(record)
print(udp.recv(100), handler.encodePriority('user', 'debug'), handler.LOG_LOCAL7, handler.mapPriority('x'))
handler.close(), udp.close()
q, seen = queue.Queue(), logging.handlers.BufferingHandler(9)
listener = logging.handlers.QueueListener(q, seen)
listener.start()
logging.handlers.QueueHandler(q).emit(record)
listener.stop()
print([r.getMessage() for r in seen.buffer])
error(logging.handlers.HTTPHandler, 'h', '/', 'PUT')
