"""Each of the classes asked for first by another: what binds their limits waits with them."""
import datetime

print(datetime.UTC, datetime.UTC is datetime.timezone.utc, datetime.timezone.max)
print(datetime.datetime.resolution, datetime.datetime.min, datetime.date.max, datetime.time.max, datetime.timedelta.min)
print(type(datetime.date.resolution) is datetime.timedelta, type(datetime.datetime.max) is datetime.datetime)
moment = datetime.datetime(2024, 2, 28, 23, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
print(moment + datetime.timedelta(days=1, minutes=45), moment.astimezone(datetime.timezone.utc).isoformat(), moment.timestamp())
print(datetime.datetime.fromisoformat('2024-02-29T01:02:03.5+01:00') - moment)
print(datetime.date(2024, 2, 29).isocalendar(), repr(datetime.time(1, 2, 3)), moment.strftime('%Y-%m-%d %H:%M'))
