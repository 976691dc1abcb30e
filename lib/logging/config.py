"""logging.config: loggers, handlers and formatters as a dict or a file describes them."""
import re
import sys

import logging
import logging.handlers

DEFAULT_LOGGING_CONFIG_PORT = 9030
IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)
_server = None


def valid_ident(s):
    if not IDENTIFIER.match(s):
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


def _resolve(name):
    """The object of a dotted name: modules, then attributes."""
    parts = name.split('.')
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


# ---- dicts ----

class BaseConfigurator:
    """A dict of settings, in which text like ext://sys.stderr and cfg://handlers.a stands for objects."""
    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}
    _prefix = re.compile(r'^([a-z]+)://(.*)$')
    _step = re.compile(r'\.\s*(\w+)\s*|\[\s*([^]]+?)\s*\]\s*')
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = config

    def resolve(self, s):
        try:
            if self.importer is __import__:
                return _resolve(s)
            parts = s.split('.')
            used, found = parts[0], self.importer(parts[0])
            for part in parts[1:]:
                used += '.' + part
                if not hasattr(found, part):
                    self.importer(used)
                found = getattr(found, part)
            return found
        except ImportError as e:
            raise ValueError('Cannot resolve %r: %s' % (s, e)) from e

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        """What is in the settings at a place like a.b[0].c."""
        match = re.match(r'\s*(\w+)\s*', value)
        if match is None:
            raise ValueError('Unable to convert %r' % value)
        found, at = self.config[match.group(1)], match.end()
        while at < len(value):
            match = self._step.match(value, at)
            if match is None:
                raise ValueError('Unable to convert %r at %r' % (value, value[at:]))
            name, index = match.groups()
            if name is None and index.isdigit():
                try:
                    found = found[int(index)]
                except (TypeError, KeyError):
                    found = found[index]
            else:
                found = found[name or index]
            at = match.end()
        return found

    def convert(self, value):
        """The value itself, or what it stands for; in containers it is put in their place when it is asked for."""
        if isinstance(value, dict) and not isinstance(value, _Dict):
            value = _Dict(value)
        elif isinstance(value, list) and not isinstance(value, _List):
            value = _List(value)
        elif isinstance(value, tuple) and not hasattr(value, '_fields'):
            return tuple([self.convert(item) for item in value])
        elif isinstance(value, str):
            match = self._prefix.match(value)
            name = match and self.value_converters.get(match.group(1))
            return getattr(self, name)(match.group(2)) if name else value
        else:
            return value
        value.configurator = self
        return value

    def configure_custom(self, config):
        """What config['()'], called with the other settings, makes; '.' has attributes to be set."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop('.', None)
        made = factory(**{key: config[key] for key in config if valid_ident(key)})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


class _Converting:
    """A container whose items are converted when they are first asked for."""
    configurator = None

    def __getitem__(self, key):
        value = super().__getitem__(key)
        made = self.configurator.convert(value) if self.configurator else value
        if made is not value:
            self[key] = made
        return made


class _Dict(_Converting, dict):
    def get(self, key, default=None):
        return self[key] if key in self else default

    def pop(self, key, *default):
        value = super().pop(key, *default)
        return self.configurator.convert(value) if self.configurator else value


class _List(_Converting, list):
    def __iter__(self):
        for i in range(len(self)):
            yield self[i]


class DictConfigurator(BaseConfigurator):
    def configure(self):
        """Does what the settings say. Those that are wrong raise ValueError."""
        config = self.config = self.convert(self.config)
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        if config.pop('incremental', False):
            for name, settings in config.get('handlers', {}).items():
                handler = logging.getHandlerByName(name)
                if handler is None:
                    raise ValueError('No handler found with name %r' % name)
                self._each('handler', name, self._set_level, handler, settings)
            for name in config.get('loggers', {}):
                self._each('logger', name, self.configure_logger, name, config['loggers'][name], True)
            if config.get('root'):
                self._each('root', 'logger', self.configure_root, config['root'], True)
            return
        disable = config.pop('disable_existing_loggers', True)
        _clear_handlers()
        for kind, make in (('formatters', self.configure_formatter), ('filters', self.configure_filter)):
            items = config.get(kind, {})
            for name in items:
                items[name] = self._each(kind[:-1], name, make, items[name])
        self._configure_handlers(config.get('handlers', {}))
        existing, children = _existing()
        loggers = config.get('loggers', {})
        for name in loggers:
            _mentioned(name, existing, children)
            self._each('logger', name, self.configure_logger, name, loggers[name])
        _leave(existing, children, disable)
        if config.get('root'):
            self._each('root', 'logger', self.configure_root, config['root'])

    @staticmethod
    def _each(kind, name, f, *args):
        try:
            return f(*args)
        except Exception as e:
            if kind == 'root':
                raise ValueError('Unable to configure root logger') from e
            raise ValueError('Unable to configure %s %r' % (kind, name)) from e

    def _configure_handlers(self, handlers):
        """Those that name another one as their target are made after it."""
        later = []
        for name in sorted(handlers):
            try:
                self._make_handler(handlers, name)
            except Exception as e:
                if ' not configured yet' not in str(e.__cause__):
                    raise ValueError('Unable to configure handler %r' % name) from e
                later.append(name)
        for name in later:
            self._each('handler', name, self._make_handler, handlers, name)

    def _make_handler(self, handlers, name):
        handler = self.configure_handler(handlers[name])
        handler.name = name
        handlers[name] = handler

    def configure_formatter(self, config):
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as e:
                if "'format'" not in str(e):
                    raise
                config['fmt'] = config.pop('format')
                config['()'] = factory
                return self.configure_custom(config)
        name = config.get('class')
        made = self.resolve(name) if name else logging.Formatter
        more = {'defaults': config['defaults']} if 'defaults' in config else {}
        if 'validate' in config:
            more['validate'] = config['validate']
        return made(config.get('format'), config.get('datefmt'), config.get('style', '%'), **more)

    def configure_filter(self, config):
        return self.configure_custom(config) if '()' in config else logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        for f in filters:
            try:
                filterer.addFilter(f if callable(f) or callable(getattr(f, 'filter', None)) else
                                   self.config['filters'][f])
            except Exception as e:
                raise ValueError('Unable to add filter %r' % f) from e

    def configure_handler(self, config):
        """Makes a handler; takes from config what is not for its class."""
        config = self.convert(dict(config))
        formatter = config.pop('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as e:
                raise ValueError('Unable to set formatter %r' % formatter) from e
        level, filters = config.pop('level', None), config.pop('filters', None)
        if '()' in config:
            factory = config.pop('()')
            factory = factory if callable(factory) else self.resolve(factory)
        else:
            factory = self.resolve(config.pop('class'))
            self._references(factory, config)
        attributes = config.pop('.', None)
        arguments = {key: config[key] for key in config if valid_ident(key)}
        try:
            made = factory(**arguments)
        except TypeError as e:
            if "'stream'" not in str(e):
                raise
            arguments['strm'] = arguments.pop('stream')
            made = factory(**arguments)
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(made, filters)
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def _references(self, cls, config):
        """Settings of some classes are names of handlers, or come in more than one form."""
        handlers = logging.handlers
        is_class = isinstance(cls, type)
        if is_class and issubclass(cls, handlers.MemoryHandler):
            if 'flushLevel' in config:
                config['flushLevel'] = logging._checkLevel(config['flushLevel'])
            if 'target' in config:
                name = config['target']
                try:
                    target = self.config['handlers'][name]
                    if not isinstance(target, logging.Handler):
                        raise TypeError('target not configured yet')
                except Exception as e:
                    raise ValueError('Unable to set target handler %r' % name) from e
                config['target'] = target
            return
        for name, setting in (('SMTPHandler', 'mailhost'), ('SysLogHandler', 'address')):
            if setting in config and is_class and issubclass(cls, getattr(handlers, name)):
                config[setting] = self.as_tuple(config[setting])

    def add_handlers(self, logger, handlers):
        for name in handlers:
            try:
                logger.addHandler(self.config['handlers'][name])
            except Exception as e:
                raise ValueError('Unable to add handler %r' % name) from e

    @staticmethod
    def _set_level(what, config):
        if config.get('level') is not None:
            what.setLevel(logging._checkLevel(config['level']))

    def common_logger_config(self, logger, config, incremental=False):
        self._set_level(logger, config)
        if not incremental:
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            self.add_handlers(logger, config.get('handlers') or ())
            self.add_filters(logger, config.get('filters') or ())

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        if config.get('propagate') is not None:
            logger.propagate = config['propagate']

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(config).configure()


# ---- what both forms do ----

def _clear_handlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


def _existing():
    """(names of the loggers there are, those of them that turn out to be below one that is mentioned)."""
    return sorted(logging.root.manager.loggerDict), []


def _mentioned(name, existing, children):
    children += [other for other in existing if other.startswith(name + '.')]
    if name in existing:
        existing.remove(name)


def _leave(existing, children, disable):
    """Loggers that were not mentioned: below one that was they start anew, others are turned off."""
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name in children:
            if isinstance(logger, logging.Logger):
                logger.setLevel(logging.NOTSET)
                logger.handlers, logger.propagate = [], True
        else:
            logger.disabled = disable


# ---- files ----

def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """The same from a file of sections: a name, an open file, or a ConfigParser."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        import os
        parser = configparser.ConfigParser(defaults)
        try:
            if hasattr(fname, 'readline'):
                parser.read_file(fname)
            else:
                if not os.path.exists(fname):
                    raise FileNotFoundError("%s doesn't exist" % (fname,))
                if not os.path.getsize(fname):
                    raise RuntimeError('%s is an empty file' % (fname,))
                parser.read(fname, encoding=encoding)
        except configparser.ParsingError as e:
            raise RuntimeError('%s is invalid: %s' % (fname, e))
    formatters = {name: _file_formatter(parser['formatter_' + name]) for name in _names(parser, 'formatters')}
    _clear_handlers()
    handlers, targets = {}, []
    for name in _names(parser, 'handlers'):
        handlers[name] = _file_handler(parser['handler_' + name], name, formatters, targets)
    for handler, target in targets:
        handler.setTarget(handlers[target])
    _file_loggers(parser, handlers, disable_existing_loggers)


def _split(text):
    return [part.strip() for part in text.split(',')]


def _names(parser, section):
    text = parser[section]['keys']
    return _split(text) if text.strip() else []


def _evaluate(text):
    return eval(text, dict(vars(logging), handlers=logging.handlers))


def _file_formatter(section):
    cls = _resolve(section['class']) if section.get('class') else logging.Formatter
    return cls(section.get('format', raw=True), section.get('datefmt', raw=True),
               section.get('style', '%', raw=True), **(
                   {'defaults': eval(section.get('defaults', raw=True), vars(logging))}
                   if section.get('defaults', raw=True) else {}))


def _file_handler(section, name, formatters, targets):
    try:
        cls = _evaluate(section['class'])
    except (AttributeError, NameError):
        cls = _resolve(section['class'])
    handler = cls(*_evaluate(section.get('args', '()')), **_evaluate(section.get('kwargs', '{}')))
    handler.name = name
    if 'level' in section:
        handler.setLevel(section['level'])
    if section.get('formatter'):
        handler.setFormatter(formatters[section['formatter']])
    if isinstance(cls, type) and issubclass(cls, logging.handlers.MemoryHandler) and section.get('target'):
        targets.append((handler, section['target']))
    return handler


def _file_loggers(parser, handlers, disable):
    names = _split(parser['loggers']['keys'])
    names.remove('root')
    existing, children = _existing()
    for name in ['root'] + names:
        section = parser['logger_' + name]
        if name == 'root':
            logger = logging.root
        else:
            qualname = section['qualname']
            logger = logging.getLogger(qualname)
            logger.propagate, logger.disabled = section.getint('propagate', fallback=1), False
            _mentioned(qualname, existing, children)
        if 'level' in section:
            logger.setLevel(section['level'])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        if section['handlers']:
            for handler in _split(section['handlers']):
                logger.addHandler(handlers[handler])
    _leave(existing, children, disable)


# ---- settings that come by network ----

def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread, to be started, that takes settings (their length in 4 bytes, then JSON or a file's text) at a port."""
    import threading

    class Server(threading.Thread):
        def __init__(self):
            super().__init__()
            self.ready, self.port, self.stopped = threading.Event(), port, False

        def run(self):
            import socket
            global _server
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(('localhost', self.port))
                listener.listen(1)
                listener.settimeout(0.2)
                self.port, _server = listener.getsockname()[1], self
                self.ready.set()
                while not self.stopped:
                    try:
                        client = listener.accept()[0]
                    except TimeoutError:
                        continue
                    with client:
                        _take_settings(client, verify)

    return Server()


def stopListening():
    global _server
    if _server is not None:
        _server.stopped, _server = True, None


def _take_settings(client, verify):
    def take(n):
        data = b''
        while len(data) < n:
            more = client.recv(n - len(data))
            if not more:
                return data
            data += more
        return data

    try:
        client.settimeout(None)
        head = take(4)
        if len(head) != 4:
            return
        data = take(int.from_bytes(head, 'big'))
        if verify is not None:
            data = verify(data)
        if data is None:
            return
        text = data.decode()
        import json
        try:
            settings = json.loads(text)
            if not isinstance(settings, dict):
                raise ValueError('not a dict')
        except ValueError:
            import io
            fileConfig(io.StringIO(text))
        else:
            dictConfig(settings)
    except Exception:
        import traceback
        traceback.print_exc(file=sys.stderr)
