"""Reads a calendar and a feed by libraries that others read them with, and says what they found as JSON. The folder with the files is the argument."""
import json
import os
import sys

import feedparser
import icalendar
from urllib.parse import urlsplit

os.chdir(sys.argv[1])
feed = feedparser.parse(open("events.atom", "rb").read())
calendar = icalendar.Calendar.from_ical(open("events.ics", "rb").read())
events = calendar.walk("VEVENT")
lines = open("events.ics", "rb").read().split(b"\r\n")
json.dump(
    {
        "feed": {
            "broken": str(feed.get("bozo_exception", "")),
            "version": feed.version,
            "title": feed.feed.title,
            "id": feed.feed.id,
            "id_is_uri": urlsplit(feed.feed.id).scheme == "urn" and feed.feed.id.isascii() and not any(c.isspace() for c in feed.feed.id),
            "updated": feed.feed.updated == max(e.updated for e in feed.entries),
            "entries": len(feed.entries),
            "ids": len({e.id for e in feed.entries}),
            "titles": [e.title for e in feed.entries],
            "dated": all(e.updated_parsed for e in feed.entries),
            "links": [e.link for e in feed.entries],
        },
        "calendar": {
            "errors": [str(x) for part in [calendar, *events] for x in part.errors],
            "version": str(calendar["VERSION"]),
            "title": str(calendar.get("X-WR-CALNAME", "")),
            "events": len(events),
            "ids": len({str(e["UID"]) for e in events}),
            "titles": [str(e["SUMMARY"]) for e in events],
            "days": [[str(e.start), str(e.end)] for e in events],
            "links": [str(e.get("URL", "")) for e in events],
            "longest_line": max(len(x) for x in lines),
        },
    },
    sys.stdout,
)
