"""Profiles: what a claim must not carry beyond the machine it was read on, and what is told in its place."""

from tacitus.profiles.apply import address_under, apply, mask_of, report_under
from tacitus.profiles.known import NOTHING_KNOWN, Known, known_of
from tacitus.profiles.profile import DEFAULT, Profile, Rule, profile_named, profiles

__all__ = [
    "DEFAULT",
    "NOTHING_KNOWN",
    "Known",
    "Profile",
    "Rule",
    "address_under",
    "apply",
    "known_of",
    "mask_of",
    "profile_named",
    "profiles",
    "report_under",
]
