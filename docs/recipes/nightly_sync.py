"""Keeps a copy of all contacts in SQLite: `python3 nightly_sync.py contacts.db`, once a night or as often as you like.

It reads what has changed since the last time, oldest change first, and stores each page together with how far it is.
So it may be stopped at any moment, and goes on from there. Deleted contacts leave the copy.
"""
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta

URL = os.environ.get("DORMOUSE_URL", "http://127.0.0.1:8080").rstrip("/")
TOKEN = os.environ["DORMOUSE_TOKEN"]

# Changes of the last moments may be listed in another order than they were made.
OVERLAP = timedelta(minutes=2)


def get(url):
    """One page. Waits when the service asks for that."""
    while True:
        try:
            request = urllib.request.Request(url, headers={"Authorization": f"Token {TOKEN}"})
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("Retry-After", "5")))


def changed(copy, deleted):
    """The pages of what has changed since the copy was last that far."""
    (seen,) = copy.execute("SELECT max(seen) FROM progress WHERE deleted = ?", (deleted,)).fetchone()
    query = {"reverse": "true", **({"deleted": "true"} if deleted else {})}
    if seen is not None:
        query["after"] = (datetime.fromisoformat(seen) - OVERLAP).isoformat()
    url = f"{URL}/api/v2/contacts.json?{urllib.parse.urlencode(query)}"
    while url is not None:
        page = get(url)
        yield page["results"]
        url = page["next"]


def store(copy, contacts, deleted):
    """One page, with how far the copy is now, or neither."""
    with copy:
        for contact in contacts:
            if deleted:
                copy.execute("DELETE FROM contacts WHERE uuid = ?", (contact["uuid"],))
            else:
                row = (contact["uuid"], contact["modified_on"], json.dumps(contact))
                copy.execute("INSERT OR REPLACE INTO contacts VALUES (?, ?, ?)", row)
        if contacts:
            copy.execute("INSERT INTO progress VALUES (?, ?)", (deleted, contacts[-1]["modified_on"]))


def sync(path):
    copy = sqlite3.connect(path)
    with copy:
        copy.execute("CREATE TABLE IF NOT EXISTS contacts (uuid TEXT PRIMARY KEY, modified_on TEXT, contact TEXT)")
        copy.execute("CREATE TABLE IF NOT EXISTS progress (deleted BOOLEAN, seen TEXT)")
    # Deleted ones last: who is deleted meanwhile does not come back.
    for deleted in (False, True):
        for contacts in changed(copy, deleted):
            store(copy, contacts, deleted)
    (count,) = copy.execute("SELECT count(*) FROM contacts").fetchone()
    copy.close()
    return count


if __name__ == "__main__":
    print(f"{sync(sys.argv[1])} contacts")
