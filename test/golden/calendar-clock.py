"""Oracle of src/core/calendar-clock.ts: what the wall clock of a time zone shows at an instant, as milliseconds since
1970-01-01 00:00 of a calendar whose days all have 24 hours. Python's zoneinfo reads the system's time zone database.

Run in test/golden: /usr/bin/python3 calendar-clock.py > calendar-clock.json
"""
import json
import platform
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
UTC = timezone.utc


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def around(instant):
    return [instant + timedelta(seconds=s) for s in (-3601, -1800, -1, 0, 1, 1800, 3599, 3600)]


INSTANTS = {
    # clocks forward at 01:00 UTC on 2026-03-29, back on 2026-10-25
    "Europe/Berlin": around(utc(2026, 3, 29, 1)) + around(utc(2026, 10, 25, 1)) + [utc(1969, 12, 31, 23, 59, 59)],
    "America/New_York": around(utc(2026, 3, 8, 7)) + around(utc(2026, 11, 1, 6)) + [utc(1950, 6, 1), utc(2090, 7, 1)],
    # half an hour
    "Australia/Lord_Howe": around(utc(2026, 4, 4, 15)) + around(utc(2026, 10, 3, 15, 30)),
    # no 30 December 2011
    "Pacific/Apia": around(utc(2011, 12, 30, 10)),
    "Asia/Shanghai": [utc(2026, 2, 28, 15, 59, 59), utc(2026, 2, 28, 16), utc(1988, 7, 1)],
    "Asia/Kathmandu": [utc(2026, 1, 1), utc(1985, 12, 31, 18)],
    "UTC": [utc(2026, 3, 29, 1), utc(1900, 1, 1), utc(9999, 12, 31, 23, 59, 59)],
}

cases = []
for zone, instants in INSTANTS.items():
    for instant in instants:
        local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        cases.append({
            "timeZone": zone,
            "instant": round((instant - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1)),
            "shown": local.isoformat(),
            "reading": round((local - EPOCH) / timedelta(milliseconds=1)),
        })
print(json.dumps({"_note": "made by calendar-clock.py", "python": platform.python_version(), "cases": cases}, indent=1))
