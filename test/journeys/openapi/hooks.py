"""What an OpenAPI document cannot say, for Schemathesis: which objects exist, how texts of our own formats look, which
parameters go together (IDL4OAS), and what depends on the clock or on the workspace. `DORMOUSE_URL` and `DORMOUSE_TOKEN`
say where objects are made; schemathesis.toml of this repository loads this file."""
import datetime
import itertools
import json
import os
import re
import urllib.request

import jsonschema_rs
import schemathesis
from hypothesis import strategies as st

URL = os.environ.get("DORMOUSE_URL", "http://127.0.0.1:8080")
TOKEN = os.environ.get("DORMOUSE_TOKEN", "")


def post(endpoint, body):
    headers = {"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{URL}/api/v2/{endpoint}.json", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def definition(uuid):
    node = {"uuid": "5b6c7d8e-0000-4000-8000-00000000000a", "actions": [], "exits": [{"uuid": "5b6c7d8e-0000-4000-8000-00000000000b"}]}
    return {"uuid": uuid, "name": f"Flow {uuid}", "spec_version": "14.3.0", "language": "eng", "type": "messaging_background", "revision": 1, "nodes": [node]}


def contact(status):
    return post("contacts", {"name": "Ann", "status": status})["uuid"]


OWN = os.getpid()
GROUP, FORMER = (post("groups", {"name": f"Schemathesis {OWN} {which}"})["uuid"] for which in ("now", "before"))
FIELD = post("fields", {"name": f"Schemathesis {OWN}", "type": "text"})["key"]
FLOW = post("flows", definition("5b6c7d8e-0000-4000-8000-000000000001"))["uuid"]
CONTACT = contact("active")
SHORT_CODES = itertools.count(10_000)

LANGUAGES = """aar abk afr aka amh ara arg asm ava aym aze bak bam bel ben bis bod bos bre bul cat ces cha che chv cor cos cre
cym dan deu div dzo ell eng epo est eus ewe fao fas fij fin fra fry ful gla gle glg glv grn guj hat hau heb her hin hmo hrv
hun hye ibo iii iku ile ina ind ipk isl ita jav jpn kal kan kas kat kau kaz khm kik kin kir kom kon kor kua kur lao lat lav
lim lin lit ltz lub lug mah mal mar""".split()
NUMBERS = st.integers(min_value=780_000_000, max_value=789_999_999)
FORMATS = {
    "contact-urn": st.one_of(NUMBERS.map(lambda number: f"tel:+250{number}"), NUMBERS.map(lambda number: f"ext:{number}")),
    "contact-query": st.sampled_from(['name = "Ann"', "language = kin AND last_seen_on > 2026-01-01", "urn != \"\""]),
    "contact-order": st.sampled_from(["name", "-created_on", "last_seen_on"]),
    "contact-facets": st.sampled_from(["status", "group,language", f"language,fields.{FIELD}"]),
    "contact-columns": st.sampled_from(["name", "urns,fields", "version,language"]),
    "contact-reference": st.just(CONTACT),
    "group-reference": st.just(GROUP),
    "flow-reference": st.just(FLOW),
    "field-key": st.just(FIELD),
    "iso-639-3": st.sampled_from(LANGUAGES),
    "time-zone": st.sampled_from(["Africa/Kigali", "Europe/Paris"]),
    "word": st.from_regex(r"[a-z]{1,40}", fullmatch=True),
}
for name, strategy in FORMATS.items():
    schemathesis.openapi.format(name, strategy)


def holds(rule, given):
    """Whether the given names keep a rule of x-dependencies."""
    arguments = re.fullmatch(r"(ZeroOrOne|OnlyOne)\((.*)\)", rule)
    if arguments:
        count = sum(name.strip() in given for name in arguments[2].split(","))
        return count == 1 or (count == 0 and arguments[1] == "ZeroOrOne")
    condition, consequence = re.fullmatch(r"IF (.*) THEN (.*)", rule).groups()
    return not holding(condition, given) or holding(consequence, given)


def holding(predicate, given):
    words = {"AND": "and", "OR": "or", "NOT": "not"}
    python = re.sub(r"[a-z_.]+(==\w+)?|AND|OR|NOT", lambda word: words.get(word[0], str(word[0] in given)), predicate)
    return eval(python)


def names_of(case):
    query, body = case.query or {}, case.body if isinstance(case.body, dict) else {}
    return {*query, *(f"{name}=={value}" for name, value in query.items()), *(f"body.{name}" for name in body)}


def fits_a_form(case, given):
    """A form of a body may go only with, or only without, a parameter."""
    raw = case.operation.schema.raw_schema
    body = case.operation.definition.raw.get("requestBody")
    if body is None:
        return True
    schema = body["content"]["application/json"]["schema"]
    components = raw["components"]
    forms = [components["schemas"][form["$ref"].split("/")[-1]] if "$ref" in form else form for form in schema.get("anyOf", [schema])]
    known = {name for of in forms for name in of.get("properties", {})} & {*(case.body if isinstance(case.body, dict) else {})}
    for of in forms:
        # What is only of another form does not go with this one.
        if not known <= {*of.get("properties", {})}:
            continue
        wanted, unwanted = of.get("x-with-parameter"), of.get("x-without-parameter")
        if (wanted and wanted not in given) or (unwanted and unwanted in given):
            continue
        if jsonschema_rs.is_valid({**of, "components": components}, case.body):
            return True
    return False


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Examples name things that no workspace has."""
    for operation in (one for path in raw_schema["paths"].values() for one in path.values()):
        bodies = operation.get("requestBody", {}).get("content", {}).values()
        for described in (*operation.get("parameters", ()), *bodies):
            described.pop("example", None)


@schemathesis.hook
def filter_case(context, case):
    if not case.meta.generation.mode.is_positive:
        return True
    given = names_of(case)
    rules = case.operation.definition.raw.get("x-dependencies", [])
    return all(holds(rule, given) for rule in rules) and fits_a_form(case, given) and is_harmless(case)


def is_harmless(case):
    """Nothing goes out, and other cases can still be tried: no pull, no hidden addresses, no lower limits."""
    body = case.body if isinstance(case.body, dict) else {}
    return not {"textit", "anon", "api_rates", "limits", "purge_archived_after_days", "confirm_above", "approve_above"} & {*body}


@schemathesis.hook
def after_call(context, case, response):
    """No event goes to the address of a webhook, again and again."""
    if case.method == "POST" and case.operation.path.endswith("webhooks.json") and response.status_code == 201:
        uuid = response.json()["uuid"]
        headers = {"Authorization": f"Token {TOKEN}"}
        urllib.request.urlopen(urllib.request.Request(f"{URL}/api/v2/webhooks.json?uuid={uuid}", None, headers, method="DELETE"))


@schemathesis.check
def tells_nothing_inside(context, response, case):
    """No answer shows our code's places, and none but the one that makes a token shows a token."""
    text = response.content.decode("utf-8", "replace")
    assert not re.search(r"\\n\s+at .+:\d+:\d+|node:internal|\[native code\]", text), "A stack trace is in the answer"
    assert not TOKEN or TOKEN not in text, "The token of the request is in the answer"


@schemathesis.check
def refuses_quickly(context, response, case):
    """What is wrong is cheap to refuse, on a busy machine too."""
    assert response.status_code < 400 or response.elapsed < 10, f"The refusal took {response.elapsed} s"


@schemathesis.hook
def map_case(context, case):
    if not case.meta.generation.mode.is_positive:
        return case
    # A key that was used is refused with 409, and no version is known.
    for name in ("Idempotency-Key", "If-Match"):
        case.headers.pop(name, None)
    if case.method == "DELETE" and case.operation.path.endswith("contacts.json"):
        case.query = {"uuid": contact("archived")}
    if case.operation.path.endswith("suppressions.json") and "urn" in case.query:
        case.query["urn"] = "ext:nobody"
    if isinstance(case.body, dict):
        case.body = settled(case.operation.path, case.body)
    return case


USED = set()


def settled(path, body):
    """The body with times that are possible now, and with what only the workspace can say."""
    now = datetime.datetime.now(datetime.timezone.utc)
    past = (now - datetime.timedelta(days=3)).isoformat()
    future = (now + datetime.timedelta(days=3)).isoformat()
    times = {"created_on": past, "last_seen_on": past, "occurred_on": past, "not_before": future, "expires_on": future}
    body = {name: times[name] if name in times and value is not None else value for name, value in body.items()}
    if path.endswith("contact_actions.json"):
        body["contacts"] = [contact("archived" if body["action"] == "delete" else "active")]
    if path.endswith("webhooks.json") and body.get("url") is not None:
        # Some names are of networks inside, which are refused.
        body["url"] = "https://example.com/hook"
    if body.get("number") is not None:
        body["number"] = str(next(SHORT_CODES))
    if path.endswith("flow_starts.json") and body.get("urns"):
        # Addresses of nobody are not started.
        body = {**body, "urns": [], "contacts": [CONTACT]}
    if "mapping_name" in body:
        del body["mapping_name"]
    if body.get("exclude"):
        body["exclude"] = {name: value for name, value in body["exclude"].items() if name != "started_previously"}
    for key in ("name", "label"):
        if isinstance(body.get(key), str) and path.split("/")[-1] in ("fields.json", "globals.json", "groups.json", "searches.json"):
            if (path, body[key].strip().lower()) in USED:
                body[key] = f"Another {next(SHORT_CODES)}"
            USED.add((path, body[key].strip().lower()))
    if body.get("from") is not None:
        # People leave another group than the one that they join.
        body["from"] = FORMER
    if "selection" in body:
        body["selection"] = {"contacts": [CONTACT]}
    if "stages" in body:
        # Stages must follow each other, and a clock must suit them and the groups.
        body = {name: value for name, value in body.items() if name not in ("clock", "clock_field")}
        body["stages"] = [{"do": "flag", "days": 400}]
    if "flows.json" in path or "flow_checks.json" in path:
        return definition(f"5b6c7d8e-0000-4000-8000-{abs(hash(json.dumps(body))) % 10**12:012d}")
    if "definition" in body:
        body["definition"] = definition("5b6c7d8e-0000-4000-8000-000000000002")
    return body
