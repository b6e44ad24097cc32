"""The words of the shared vocabulary that the program itself must understand, in one place.

Concept and material keys are vocabulary, common to every package; item ids are not and never stand
in code. Source: `concepts.yaml` of the catalogue format.
"""

from __future__ import annotations

DECLARATION = "doc.declaration"
"""The applicant's signed declaration; the report counts signatures by it."""

BUSINESS_LICENCE = "material.business_license"
"""The material whose producer brings an organisation into being."""

ORG_NAME = "org.name"
ORG_USCC = "org.uscc"
SITE = "site.address"
"""Where the applicant will work: cases at one place are shown together."""
ORG_ADDRESSES = ("org.registered_address", SITE)
ORG_PHONES = ("org.contact.phone", "org.phone", "org.legal_rep.phone")
ORG_PERSON = "org.legal_rep"
"""Prefix of the person behind an organisation that is not registered yet."""

PERSONS = ("applicant", "guardian", "mother", "father")
"""Prefixes of the natural persons who can be the applicant, first match first."""

ACTION, RENEWAL = "doc.action", "延续"
"""The kind of application, and the answer that asks to renew what is held already (AL 50)."""

AGENT = "agent"
AGENT_POWERS = "agent.scope"
AGENT_UNTIL = "agent.valid_until"

LICENCE_PREFILL = "licence"
"""Prefill source of the facts that a business licence states."""

REGISTERED_MARKERS = {"has_license": "yes"}
"""The format's convention: the bundle question that asks for a licence, and the answer that means
the applicant already holds one. Source: `merge_report.py` of the catalogue format.
"""
