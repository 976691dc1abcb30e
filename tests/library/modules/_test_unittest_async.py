import asyncio
import unittest

events = []


class Manager:
    async def __aenter__(self):
        events.append('enter')
        return self

    async def __aexit__(self, *error):
        events.append('exit')


class Test(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        events.append('setUp')

    async def asyncSetUp(self):
        await asyncio.sleep(0)
        events.append('asyncSetUp')
        self.loop = asyncio.get_running_loop()

    async def asyncTearDown(self):
        events.append('asyncTearDown')
        self.assertIs(self.loop, asyncio.get_running_loop())

    def tearDown(self):
        events.append('tearDown')

    async def cleanup(self, n):
        events.append('cleanup %d' % n)

    async def test_1(self):
        self.addAsyncCleanup(self.cleanup, 1)
        self.addCleanup(events.append, 'plain cleanup')
        self.assertIsInstance(await self.enterAsyncContext(Manager()), Manager)
        with self.assertRaises(ValueError):
            await self.fail_with(ValueError)
        with self.assertRaises(TypeError):
            await self.enterAsyncContext(5)
        events.append('test_1')

    async def fail_with(self, error):
        await asyncio.sleep(0)
        raise error

    async def test_2_fails(self):
        self.assertEqual(await asyncio.sleep(0, 5), 6)

    async def test_3_errors(self):
        self.task = asyncio.create_task(asyncio.sleep(100))
        await self.fail_with(KeyError('error'))

    def test_4_plain(self):
        events.append('plain')

    @unittest.expectedFailure
    async def test_5(self):
        self.fail()


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Test)
result = unittest.TestResult()
suite.run(result)
print(result)
print([(test.id().split('.')[-1], text.strip().split('\n')[-1]) for test, text in result.failures + result.errors])
for e in events:
    print(e)
try:
    Test('test_2_fails').debug()
except AssertionError as e:
    print(e)
