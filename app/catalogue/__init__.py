"""The catalogue: packages read, checked and versioned; definitions built; names made searchable."""

from app.catalogue.building import build_catalogue
from app.catalogue.checking import check_package
from app.catalogue.reading import PackageText, read_package
from app.catalogue.searchable import search_entries
from app.catalogue.supplement import Supplement, load_supplement
from app.catalogue.versions import (
    CheckedPackage,
    InstallPlan,
    NewDefinition,
    canonical_json,
    content_hash,
    plan_install,
)

__all__ = [
    "CheckedPackage",
    "InstallPlan",
    "NewDefinition",
    "PackageText",
    "Supplement",
    "build_catalogue",
    "canonical_json",
    "check_package",
    "content_hash",
    "load_supplement",
    "plan_install",
    "read_package",
    "search_entries",
]
