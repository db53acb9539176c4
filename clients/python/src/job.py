"""Work over many contacts."""
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from .api.jobs import post_jobs
from .models import Job as State
from .models import JobsRun

if TYPE_CHECKING:
    from .dormouse import Dormouse

ENDED = ("completed", "interrupted", "failed")
SECONDS = 2


class Job:
    """`state` is what was last read of it."""

    def __init__(self, dormouse: "Dormouse", state: State) -> None:
        self._dormouse = dormouse
        self.state = state

    def preview(self) -> State:
        """Waits until its contacts are chosen: how many, a sample, warnings, and what it will cost."""
        while self.state.status == "pending":
            self._reread()
        return self.state

    def run(self) -> Self:
        """Runs what was previewed, for as many contacts as it said."""
        state = self.preview()
        if not state.token:
            raise RuntimeError(f"Job {state.uuid} is {state.status}, not a preview that is ready.")
        body = JobsRun.from_dict({"action": "run", "token": state.token, "count": state.total})
        self.state = self._dormouse.call(post_jobs, uuid=state.uuid, body=body)
        return self

    def progress(self) -> Iterator[State]:
        """Its state, again and again until it has ended."""
        yield self.state
        while self.state.status not in ENDED:
            self._reread()
            yield self.state

    def end(self) -> State:
        """Waits for its end."""
        for _ in self.progress():
            pass
        return self.state

    def download(self) -> bytes:
        """The file of an export that has ended."""
        file = self._dormouse.job(self.state.uuid).state.file
        if not file or not file.url:
            raise RuntimeError((file and file.problem) or f"Job {self.state.uuid} has no file.")
        return self._dormouse.download(file.url)

    def _reread(self) -> None:
        time.sleep(SECONDS)
        self.state = self._dormouse.job(self.state.uuid).state
