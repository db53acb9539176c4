"""A client of Dormouse: typed requests, pages, jobs, files and webhooks."""
from .dormouse import Dormouse, Refusal, verify
from .job import Job

__all__ = ("Dormouse", "Job", "Refusal", "verify")
