"""Calls every method of TextIt's Python client that concerns contacts, groups, fields, flows, starts, messages and runs.

Usage: python every_method.py URL TOKEN, for a workspace with nothing in it. Ends with an error at the first surprise.
"""

import json
import sys
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone

from temba_client.exceptions import TembaBadRequestError, TembaNoSuchObjectError, TembaTokenError
from temba_client.v2 import TembaClient

URL, TOKEN = sys.argv[1:]
FLOW = "5b6c7d8e-0000-4000-8000-000000001000"

client = TembaClient(URL, TOKEN)


def post(endpoint, body):
    """What the client has no method for."""
    headers = {"Authorization": "Token " + TOKEN, "Content-Type": "application/json"}
    request = urllib.request.Request(URL + "/api/v2/" + endpoint, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def settle():
    """Waits until the service has done what follows from the requests so far."""
    urllib.request.urlopen(URL + "/_local/idle?timeout=60").read()


def refused(error, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except error as refusal:
        return refusal
    raise AssertionError("nothing was refused")


def same(found, expected):
    assert found == expected, "%r should be %r" % (found, expected)


def uuids(items):
    return sorted(item.uuid for item in items)


# The workspace
org = client.get_org()
same((org.name, org.country, org.primary_language, org.anon), ("Nyaruka", "RW", "eng", False))
refused(TembaTokenError, TembaClient(URL, "wrong").get_org)

# Fields
age = client.create_field("Age", "number")
same((age.key, age.name, age.type), ("age", "Age", "number"))
same(client.update_field(age, "Years", "number").name, "Years")
same([field.key for field in client.get_fields(key="age").all()], ["age"])
same(len(client.get_fields().all()), 1)

# Groups
mothers = client.create_group("Mothers")
same((mothers.name, mothers.query, mothers.status, mothers.count), ("Mothers", None, "ready", 0))
same(client.update_group(mothers, "Mothers 2026").name, "Mothers 2026")
same(uuids(client.get_groups(name="mothers 2026").all()), [mothers.uuid])
same(uuids(client.get_groups(uuid=mothers.uuid).all()), [mothers.uuid])
spare = client.create_group("Spare")
same(client.get_groups().all()[0].uuid, spare.uuid)
client.delete_group(spare)
same(len(client.get_groups().all()), 1)

# Contacts
nobody = client.create_contact()
same((nobody.name, nobody.urns, nobody.status), (None, [], "active"))
before = datetime.now(timezone.utc) - timedelta(minutes=1)
ann = client.create_contact(
    name="Ann", language="eng", urns=["tel:+250788000001"], fields={"age": 31}, groups=[mothers]
)
same((ann.name, ann.language, ann.urns, ann.fields), ("Ann", "eng", ["tel:+250788000001"], {"age": "31"}))
same([group.name for group in ann.groups], ["Mothers 2026"])
bob = client.create_contact(name="Bob", urns=["tel:+250788000002"])
same(client.update_contact(ann, name="Anne").name, "Anne")
same(client.update_contact(ann.uuid, language="kin").language, "kin")
same(client.update_contact("tel:+250788000001", fields={"age": 32}).fields, {"age": "32"})
same(uuids(client.get_contacts(uuid=ann.uuid).all()), [ann.uuid])
same(uuids(client.get_contacts(urn="tel:+250788000002").all()), [bob.uuid])
same(uuids(client.get_contacts(group=mothers).all()), [ann.uuid])
same(uuids(client.get_contacts(group="Mothers 2026").all()), [ann.uuid])
same(len(client.get_contacts(after=before).all()), 3)
same(len(client.get_contacts(before=before).all()), 0)
same(client.get_contacts(reverse=True).first().uuid, nobody.uuid)
same(client.get_contacts(deleted=True).all(), [])
same(client.get_contacts(deleted=False, reverse=False).first().uuid, ann.uuid)
same(refused(TembaBadRequestError, client.create_contact, language="xxx").errors, {"language": ["Not a valid ISO639-3 language code."]})
refused(TembaNoSuchObjectError, client.update_contact, mothers.uuid, name="X")
pages = list(client.get_contacts().iterfetches(retry_on_rate_exceed=True))
same([len(page) for page in pages], [3])

# Actions on contacts
client.bulk_add_contacts([bob, nobody.uuid], mothers)
same(len(client.get_contacts(group=mothers).all()), 3)
client.bulk_remove_contacts(["tel:+250788000002"], mothers.uuid)
client.bulk_block_contacts([bob])
same(client.get_contacts(uuid=bob).first().status, "blocked")
client.bulk_unblock_contacts([bob])
same(client.get_contacts(uuid=bob).first().status, "active")
client.bulk_interrupt_contacts([bob, ann])

# Globals
org_name = client.create_global("Org Name", "Nyaruka")
same((org_name.key, org_name.name, org_name.value), ("org_name", "Org Name", "Nyaruka"))
same(client.update_global(org_name, "Acme").value, "Acme")
same([one.value for one in client.get_globals(key="org_name").all()], ["Acme"])

# What is not kept here: U-Report, AfricasVoices and dash read it all the same
same(client.get_archives(type="run", period="daily").all(), [])
same(client.get_boundaries(geometry=True).all(), [])
same(client.get_broadcasts(after=before).all(), [])
same(client.get_campaigns().all(), [])
same(client.get_campaign_events().all(), [])
same(client.get_classifiers().all(), [])
same(client.get_labels().all(), [])
same(client.get_resthooks().all(), [])


def pages_as_in_r(endpoint):
    """As rapidpror does it: plain requests with a token, along `next`, until it is null."""
    url, found = URL + "/api/v2/" + endpoint + ".json", []
    while url:
        request = urllib.request.Request(url, headers={"Authorization": "Token " + TOKEN})
        with urllib.request.urlopen(request) as answer:
            page = json.load(answer)
        found, url = found + page["results"], page["next"]
    return found


for endpoint in ("contacts", "fields", "groups", "flows", "runs", "messages", "globals", "users", "archives", "boundaries"):
    same(isinstance(pages_as_in_r(endpoint), list), True)
same([user["role"] for user in pages_as_in_r("users")], ["administrator"])

# Messages
photo = "image/jpeg:https://example.com/a.jpg"
for text in ("One", "Two"):
    post("events.json", {"type": "msg_received", "urn": "tel:+250788000001", "text": text, "attachments": [photo]})
settle()
same([message.text for message in client.get_messages(folder="inbox").all()], ["Two", "One"])
two = client.get_messages().first()
same([(one.content_type, one.url) for one in two.attachments], [("image/jpeg", "https://example.com/a.jpg")])
same((two.contact.uuid, two.direction, two.visibility, two.labels), (ann.uuid, "in", "visible", []))
same([message.text for message in client.get_messages(uuid=two.uuid).all()], ["Two"])
same(len(client.get_messages(after=before, before=datetime.now(timezone.utc)).all()), 2)
client.bulk_archive_contact_messages([ann])
settle()
same(len(client.get_messages(folder="archived").all()), 2)

# Flows and definitions
flow = client.get_flows().first()
same((flow.uuid, flow.name, flow.type, flow.archived, flow.labels), (FLOW, "Archive them", "background", False, []))
same(uuids(client.get_flows(uuid=FLOW, type="background", archived=False).all()), [FLOW])
same(client.get_flows(archived=True).all(), [])
export = client.get_definitions(flows=[flow], dependencies="all")
same((export.version, [one["uuid"] for one in export.flows], export.campaigns, export.triggers), ("13", [FLOW], [], []))

# Starts
start = client.create_flow_start(
    flow, urns=["tel:+250788000003"], contacts=[ann], groups=[mothers],
    restart_participants=True, exclude_active=False, params={"why": "a test"},
)
same((start.flow.uuid, start.restart_participants, start.exclude_active, start.params), (FLOW, True, False, {"why": "a test"}))
settle()
same(client.get_flow_starts(uuid=start.uuid).first().status, "completed")
same(uuids(client.get_flow_starts().all()), [start.uuid])
same(client.get_contacts(uuid=ann).first().status, "archived")
runs = client.get_runs(flow=flow, after=datetime(2020, 1, 1, tzinfo=timezone.utc), responded=False).all()
same((ann.uuid in [run.contact.uuid for run in runs], {run.start.uuid for run in runs}), (True, {start.uuid}))
same(({run.exit_type for run in runs}, {run.flow.name for run in runs}), ({"completed"}, {"Archive them"}))
same([len(run.path) for run in runs], [1] * len(runs))
same(uuids(client.get_runs(uuid=runs[0].uuid).all()), [runs[0].uuid])
same(uuids(client.get_runs(flow=flow, reverse=True, paths=False).all()), uuids(reversed(runs)))
same(client.get_runs(flow=flow, responded=True).all(), [])
again = client.create_flow_start(flow.uuid, contacts=[ann.uuid], restart_participants=False, exclude_active=True)
same((again.restart_participants, again.exclude_active), (False, True))
settle()

# Deletion
client.delete_contact(ann)
refused(TembaBadRequestError, client.update_contact, ann, name="Ann")
client.bulk_delete_contacts([client.get_contacts(urn="tel:+250788000003").first()])
same(len(client.get_contacts(deleted=True).all()), 2)

print("every method is answered as by TextIt")
