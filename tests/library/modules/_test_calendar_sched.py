"""calendar as numbers, text and HTML; sched with a clock of its own."""
import calendar
import sched

print(calendar.calendar(2024), calendar.month(2023, 2, 4, 2), calendar.monthcalendar(2021, 2), calendar.weekheader(10))
print([calendar.isleap(y) for y in (1900, 2000, 2023, 2024)], calendar.leapdays(1900, 2101), calendar.weekday(12345, 6, 7),
      calendar.monthrange(2024, 2), calendar.timegm((2024, 2, 30, 25, 61, 61)), calendar.timegm((1969, 1, 1, 0, 0, 0, 0, 1, 0)))
print(list(calendar.month_name), calendar.day_abbr[1:3], len(calendar.month_abbr), calendar.firstweekday())
calendar.setfirstweekday(6)
print(calendar.month(2024, 9), calendar.firstweekday())
calendar.setfirstweekday(0)
c = calendar.Calendar(2)
print(list(c.itermonthdays4(2024, 1))[:3], list(c.itermonthdates(1, 3))[:2], c.yeardayscalendar(2023, 5)[2][0][0], list(c.iterweekdays()),
      c.monthdatescalendar(2024, 12)[-1][-1], list(c.itermonthdays3(2024, 12))[-1], len(c.yeardays2calendar(2023)))
html = calendar.HTMLCalendar(6)
print(html.formatmonth(2024, 2), len(html.formatyear(2023, 5)), html.formatyearpage(2023, encoding='ascii')[:300])
print(calendar.TextCalendar().formatyear(2025, 3, 1, 4, 5))
for bad in ['calendar.monthrange(2024, 13)', 'calendar.setfirstweekday(7)', 'calendar.month(2024, 0)']:
    try:
        print(eval(bad))
    except ValueError as e:
        print(bad, type(e).__name__, e)


class Clock:
    now = 100

    def wait(self, seconds):
        print('wait', seconds)
        self.now += seconds


clock, said = Clock(), []
s = sched.scheduler(lambda: clock.now, clock.wait)
late = s.enterabs(130, 1, said.append, ('late',))
s.enter(10, 2, said.append, ('second',))
s.enter(10, 1, said.append, argument=('first',))
s.enter(20, 1, print, kwargs={'end': '!\n'})
gone = s.enter(5, 1, said.append, ('gone',))
s.cancel(gone)
print([event.time for event in s.queue], s.empty(), s.run(blocking=False), late[:2], late.action is not None)
s.run()
print(said, s.empty(), s.run())
try:
    s.cancel(gone)
except ValueError as e:
    print('gone')
