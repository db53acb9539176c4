"""The API of one workspace."""
import inspect
import json
import time
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
from standardwebhooks.webhooks import Webhook

from .api.imports import post_imports
from .api.jobs import get_jobs, post_jobs
from .client import AuthenticatedClient
from .job import Job
from .models import Delivery, ImportsFiles, NewImport


class Refusal(Exception):
    """What the service says no to. `codes` are those of all sentences, such as `no_match`."""

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        self.retry_after = float(answer.headers.get("Retry-After", 1))
        try:
            self.body: Any = json.loads(answer.read())
        except ValueError:  # A gateway may answer with a page.
            self.body = answer.text
        self.codes = list(_codes_in(self.body.get("codes") if isinstance(self.body, dict) else None))
        super().__init__(f"{self.status}: {self.body}")


class Dormouse:
    """`operation` is a module of `dormouse_client.api`. Whatever is refused raises `Refusal`."""

    def __init__(self, url: str, token: str, attempts: int = 5, **options: Any) -> None:
        refusing = {"event_hooks": {"response": [_check]}}
        self._client = AuthenticatedClient(url, token=token, prefix="Token", httpx_args=refusing, **options)
        self._attempts = attempts

    def call(self, operation: ModuleType, **given: Any) -> Any:
        """Sends a request. It is sent again after 429 or 503; a write only where it is carried out once."""
        names = inspect.signature(operation.sync_detailed).parameters
        for name, value in (("idempotency_key", str(uuid4())), ("prefer", "codes")):
            if name in names:
                given.setdefault(name, value)
        repeats = {429, 503} if ".get_" in operation.__name__ or "idempotency_key" in names else {429}
        for left in reversed(range(self._attempts)):
            try:
                return operation.sync_detailed(client=self._client, **given).parsed
            except Refusal as refusal:
                if refusal.status not in repeats or not left:
                    raise
                time.sleep(refusal.retry_after)

    def each(self, operation: ModuleType, **given: Any) -> Iterator[Any]:
        """Every item of a list, page by page."""
        while True:
            page = self.call(operation, **given)
            yield from page.results
            if page.next_ is None:
                return
            given["cursor"] = parse_qs(urlsplit(page.next_).query)["cursor"][0]

    def job(self, asked: Any) -> Job:
        """A job: new by its body, or by its uuid."""
        if hasattr(asked, "to_dict"):
            return Job(self, self.call(post_jobs, body=asked))
        results = self.call(get_jobs, uuid=asked).results
        if not results:
            raise LookupError(f"There is no job {asked}.")
        return Job(self, results[0])

    def upload(self, files: Mapping[str, bytes], **about: Any) -> NewImport:
        """Begins an import, and sends its files by their names. It is previewed next."""
        body = {"name": next(iter(files), ""), **about, "files": [{"name": name} for name in files]}
        begun = self.call(post_imports, body=ImportsFiles.from_dict(body))
        for form, content in zip(begun.uploads, files.values(), strict=True):
            sent = {"file": (form.name, content)}
            _check(httpx.post(form.url, data=form.fields.to_dict(), files=sent, timeout=None))
        return begun

    def download(self, link: str) -> bytes:
        """The file of a link, as an export or a report has it."""
        answer = httpx.get(link, follow_redirects=True, timeout=None)
        _check(answer)
        return answer.content


def verify(body: str, headers: dict[str, str], secret: str) -> Delivery:
    """A delivery of a webhook; raises when it does not come from Dormouse. `body` is the text as it came."""
    return Delivery.from_dict(Webhook(secret).verify(body, headers))


def _check(answer: httpx.Response) -> None:
    if answer.is_error:
        raise Refusal(answer)


def _codes_in(part: Any) -> Iterator[str]:
    if isinstance(part, dict) and isinstance(part.get("code"), str):
        yield part["code"]
    elif isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _codes_in(one)
