"""unittest.main() and python -m unittest."""
import sys
from . import loader, runner

__unittest = True
USAGE = """\
usage: %s [-h] [-v] [-q] [-f] [-b] [-k PATTERN] [tests ...]

  -v  verbose    -q  quiet    -f  stop at the first failure    -b  keep the tests' output back
  -k  only tests whose name matches (a substring, or a pattern with *)
  tests are modules, classes or methods with dots between: test_module.TestClass.test_method"""


class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split('.')[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        argv = sys.argv if argv is None else argv
        self.exit = exit
        self.failfast, self.buffer, self.catchbreak = failfast, buffer, catchbreak
        self.verbosity = verbosity
        self.warnings, self.tb_locals = warnings, tb_locals
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.testNamePatterns = None
        self.progName = argv[0].split('/')[-1] if argv else 'unittest'
        self.parseArgs(argv)
        self.runTests()

    def _usage_exit(self, message=None):
        if message:
            print(message)
        print(USAGE % self.progName)
        sys.exit(2 if message else 0)

    def parseArgs(self, argv):
        names, rest = [], list(argv[1:])
        while rest:
            arg = rest.pop(0)
            if arg in ('-h', '--help'):
                self._usage_exit()
            elif arg in ('-v', '--verbose'):
                self.verbosity = 2
            elif arg in ('-q', '--quiet'):
                self.verbosity = 0
            elif arg in ('-f', '--failfast'):
                self.failfast = True
            elif arg in ('-b', '--buffer'):
                self.buffer = True
            elif arg == '-k' and rest:
                pattern = rest.pop(0)
                pattern = pattern if '*' in pattern else '*%s*' % pattern
                self.testNamePatterns = (self.testNamePatterns or []) + [pattern]
            elif arg.startswith('-') and len(arg) > 1:
                self._usage_exit('unrecognized arguments: ' + arg)
            else:
                names.append(arg)
        self.createTests(names)

    def createTests(self, names):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        default = self.defaultTest
        if not names and default is not None:
            names = [default] if isinstance(default, str) else list(default)
        if names:
            module = None if getattr(self.module, '__name__', '') == 'unittest.__main__' else self.module
            self.test = self.testLoader.loadTestsFromNames(names, module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        made = runner.TextTestRunner if self.testRunner is None else self.testRunner
        if isinstance(made, type):
            made = made(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer,
                        warnings=self.warnings)
        self.result = made.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
