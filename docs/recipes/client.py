"""Creates a contact and finds it again: python3 client.py"""
import os

from dormouse import AuthenticatedClient
from dormouse.api.contacts import get_contacts, post_contacts
from dormouse.models import Contact, ContactPage, ContactsSave

URL = os.environ.get("DORMOUSE_URL", "http://127.0.0.1:8080")
URN = "tel:+250788123402"

with AuthenticatedClient(URL, token=os.environ["DORMOUSE_TOKEN"], prefix="Token") as client:
    created = post_contacts.sync(client=client, body=ContactsSave(name="Ann", urns=[URN]))
    if not isinstance(created, Contact):
        raise SystemExit(created)
    found = get_contacts.sync(client=client, uuid=created.uuid)
    if not isinstance(found, ContactPage):
        raise SystemExit(found)
    for contact in found.results:
        print(contact.name, contact.status.value, contact.urns)
