"""Profiles: what a claim must not carry beyond the machine it was read on, and what is told in its place."""

from tacitus.profiles.apply import apply
from tacitus.profiles.known import NOTHING_KNOWN, Known, known_of
from tacitus.profiles.profile import DEFAULT, Profile, Rule, profile_named, profiles

__all__ = ["DEFAULT", "NOTHING_KNOWN", "Known", "Profile", "Rule", "apply", "known_of", "profile_named", "profiles"]
