"""People, a job that is looked at first, a file out and a file in: python3 client.py"""
import os

from dormouse_client import Dormouse, Refusal
from dormouse_client.api.contacts import get_contacts, post_contacts
from dormouse_client.api.groups import post_groups
from dormouse_client.api.imports import post_imports
from dormouse_client.models import ContactsSave, GroupsCreate, ImportsPreview, ImportsPreviewAction
from dormouse_client.models import JobsNewExport, JobsNewSetStatus

dormouse = Dormouse(os.environ.get("DORMOUSE_URL", "http://127.0.0.1:8080"), os.environ["DORMOUSE_TOKEN"])

group = dormouse.call(post_groups, body=GroupsCreate(name="Fathers"))
for name, urn in (("Ann", "tel:+250788123411"), ("Eve", "tel:+250788123412"), ("Joy", "tel:+250788123413")):
    dormouse.call(post_contacts, body=ContactsSave(name=name, urns=[urn], groups=["Fathers"]))

# Every page of a list.
print(*sorted(contact.name for contact in dormouse.each(get_contacts, group="Fathers", limit=2)))

# What is refused has a code.
try:
    dormouse.call(post_groups, body=GroupsCreate(name=""))
except Refusal as refusal:
    print(refusal.status, *refusal.codes)

# A file of them.
selection = {"groups": [str(group.uuid)]}
file = dormouse.job(JobsNewExport.from_dict({"type": "export", "format": "csv", "selection": selection}))
file.end()
print(len(file.download().decode().strip().split("\n")))

# Archive them, after a look at how many they are.
body = {"type": "set_status", "status": "archived", "selection": selection, "preview": True}
job = dormouse.job(JobsNewSetStatus.from_dict(body))
total = job.preview().total
for state in job.run().progress():
    if state.status == "completed":
        print(total, state.status)

# Bring in the people of a file, after a look as well.
people = dormouse.upload({"people.csv": b"Phone,Name\n+250788123414,Zoe\n"}, refusals="none")
asked = ImportsPreview(action=ImportsPreviewAction.PREVIEW)
brought = dormouse.job(dormouse.call(post_imports, uuid=people.uuid, body=asked).job.uuid)
print(brought.run().end().people.created.contacts)
