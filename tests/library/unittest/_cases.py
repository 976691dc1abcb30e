"""Tests of all outcomes: run_unittest.py compares what Kukri and CPython print."""
import unittest


class T(unittest.TestCase):
    def setUp(self):
        self.addCleanup(self.log.append, 'cleanup')

    log = []

    def test_ok(self):
        self.assertEqual(1, 1)

    def test_fail(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_longer(self):
        self.assertEqual((1, 2, 3), (1, 2), 'with a message')

    def test_err(self):
        """A line of text.

        And more."""
        return 1 / 0

    @unittest.skip('not now')
    def test_skip(self):
        pass

    @unittest.skipIf(True, 'if')
    def test_skip_if(self):
        pass

    @unittest.skipUnless(True, 'unless')
    def test_skip_unless(self):
        self.assertTrue(1)

    @unittest.expectedFailure
    def test_expected(self):
        self.fail('x')

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_sub(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)
        with self.subTest('text', a=1):
            with self.subTest(b=2):
                raise KeyError('inner')

    def test_sub_ok(self):
        with self.subTest('fine'):
            pass

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertEqual(str(cm.exception), 'division by zero')
        self.assertIsNone(cm.exception.__traceback__)
        self.assertRaises(ValueError, int, 'x')
        with self.assertRaises((KeyError, IndexError)):
            [][0]
        with self.assertRaises(TypeError):
            self.assertRaises(3, int)

    def test_not_raised(self):
        self.assertRaises(ValueError, int, '3')

    def test_not_raised_with(self):
        with self.assertRaises(ValueError, msg='why'):
            pass

    def test_other_raised(self):
        with self.assertRaises(ValueError):
            {}['k']

    def test_almost(self):
        self.assertAlmostEqual(1.0, 1.00000001)
        self.assertNotAlmostEqual(1.0, 1.1)
        self.assertAlmostEqual(1, 3, delta=2)
        self.assertAlmostEqual(1.0, 1.5)

    def test_almost_delta(self):
        self.assertAlmostEqual(1, 3, delta=1)

    def test_set(self):
        self.assertEqual({1, 2}, {2, 3})

    def test_count(self):
        self.assertCountEqual([1, 2, 2], [2, 1, 1])

    def test_dict_type(self):
        self.assertDictEqual({1: 2}, [])

    def test_in(self):
        self.assertIn(3, [1])

    def test_not_in(self):
        self.assertNotIn(1, [1])

    def test_is(self):
        self.assertIsNot(None, None)

    def test_instance(self):
        self.assertIsInstance(1, int)
        self.assertIsInstance(1, str)

    def test_order(self):
        self.assertLess(1, 2)
        self.assertGreaterEqual(2, 2)
        self.assertLess(2, 1)

    def test_skip_inside(self):
        self.skipTest('later')

    def test_long_reprs(self):
        self.assertEqual('x' * 200 + 'a', 3)

    def test_exit(self):
        raise SystemExit(3)


class BadClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError('no class')

    def test(self):
        pass


class BadTearDown(unittest.TestCase):
    def tearDown(self):
        raise ValueError('tear')

    def test(self):
        pass


class Bad_Set_Up(unittest.TestCase):
    def setUp(self):
        raise unittest.SkipTest('set up')

    def test(self):
        pass


@unittest.skip('a class')
class Skipped(unittest.TestCase):
    def test(self):
        pass


def tearDownModule():
    print(len(T.log), 'cleanups')


def function():
    pass


def load_tests(loader, tests, pattern):
    tests.addTest(unittest.FunctionTestCase(function, description='a function'))
    return tests


if __name__ == '__main__':
    unittest.main()
