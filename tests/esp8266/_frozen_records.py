# Dates, records and logs; the same under CPython.
import copy
import dataclasses
import datetime
import logging
import sys


@dataclasses.dataclass(order=True)
class Reading:
    at: datetime.datetime
    value: int = 0


first = Reading(datetime.datetime(2026, 2, 27, 23, 59, tzinfo=datetime.timezone.utc), 3)
later = dataclasses.replace(first, at=first.at + datetime.timedelta(days=2, minutes=1))
print(later.at.isoformat(), first < later, later, copy.deepcopy(later) == later)
print(datetime.date(2026, 11, 23).strftime("%d.%m.%y %a"), datetime.datetime.fromisoformat("2026-11-23T04:05:06").weekday())
logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(name)s:%(message)s", level=logging.INFO)
logging.getLogger("board").warning("%d of %s", 3, "four")
logging.debug("not shown")
