"""The catalogue's conditions: small boolean expressions, parsed once, never evaluated by Python.

The language of `when` and `include_when`: names (`q.x` this item's question, `b.x` the bundle's
question, anything else a field key or a concept), string, number and truth constants, lists of
constants, and `== != < <= > >= in not in and or not`. Nothing else parses.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.errors import Problem

Lookup = Callable[[str], object]
"""Answers the present value of a name, None when there is none."""

_MAX_LENGTH = 1000
_MAX_DEPTH = 20
_Check = Callable[[Lookup], object]


@dataclass(frozen=True)
class Condition:
    """A parsed condition.

    `text` is the source; `names` are the answers that it depends on; `comparisons` are its
    `(name, value)` pairs of `==` and `!=` and `in`, for checking that the values exist.
    """

    text: str
    names: frozenset[str]
    comparisons: tuple[tuple[str, object], ...]
    _check: _Check

    def holds(self, lookup: Lookup) -> bool:
        """Tell whether the condition holds under the answers that `lookup` gives."""
        return bool(self._check(lookup))

    def __eq__(self, other: object) -> bool:
        """Compare by source text."""
        return isinstance(other, Condition) and other.text == self.text

    def __hash__(self) -> int:
        """Hash by source text."""
        return hash(self.text)


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> Condition:
    """Parse one condition.

    Raises Problem `condition.not-parsed` (params: text) for anything outside the language, and
    for a text that is too long or nested too deeply.
    """
    if len(text) > _MAX_LENGTH:
        raise Problem("condition.not-parsed", text=text[:60] + "…")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Problem("condition.not-parsed", text=text) from error
    check = _compile(tree, text, 0)
    return Condition(text, frozenset(_names(tree)), tuple(_comparisons(tree)), check)


def _compile(node: ast.expr, text: str, depth: int) -> _Check:
    if depth > _MAX_DEPTH:
        raise Problem("condition.not-parsed", text=text)
    if isinstance(node, ast.BoolOp):
        return _compile_bool(node, text, depth)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _compile(node.operand, text, depth + 1)
        return lambda look: not inner(look)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compile_compare(node, text, depth)
    return _compile_leaf(node, text)


def _compile_bool(node: ast.BoolOp, text: str, depth: int) -> _Check:
    parts = [_compile(value, text, depth + 1) for value in node.values]
    if isinstance(node.op, ast.And):
        return lambda look: all(part(look) for part in parts)
    return lambda look: any(part(look) for part in parts)


def _compile_leaf(node: ast.expr, text: str) -> _Check:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | bool):
        constant = node.value
        return lambda _look: constant
    if isinstance(node, ast.List | ast.Tuple):
        if not all(isinstance(part, ast.Constant) for part in node.elts):
            raise Problem("condition.not-parsed", text=text)
        values = tuple(part.value for part in node.elts if isinstance(part, ast.Constant))
        return lambda _look: values
    if isinstance(node, ast.Name | ast.Attribute):
        name = _dotted(node, text)
        return lambda look: look(name)
    raise Problem("condition.not-parsed", text=text)


def _compile_compare(node: ast.Compare, text: str, depth: int) -> _Check:
    left = _compile(node.left, text, depth + 1)
    right = _compile(node.comparators[0], text, depth + 1)
    compare = _COMPARISONS.get(type(node.ops[0]))
    if compare is None:
        raise Problem("condition.not-parsed", text=text)
    return lambda look: compare(left(look), right(look))


def _contains(left: object, right: object) -> bool:
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    return isinstance(right, list | tuple | frozenset | set) and any(left == one for one in right)


def _ordered(test: Callable[[Decimal, Decimal], bool]) -> Callable[[object, object], bool]:
    def compare(left: object, right: object) -> bool:
        numbers = _number(left), _number(right)
        if numbers[0] is None or numbers[1] is None:
            return False
        return test(numbers[0], numbers[1])

    return compare


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))


_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.In: _contains,
    ast.NotIn: lambda left, right: not _contains(left, right),
    ast.Lt: _ordered(lambda left, right: left < right),
    ast.LtE: _ordered(lambda left, right: left <= right),
    ast.Gt: _ordered(lambda left, right: left > right),
    ast.GtE: _ordered(lambda left, right: left >= right),
}


def _dotted(node: ast.expr, text: str) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, text)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise Problem("condition.not-parsed", text=text)


def _names(tree: ast.expr) -> Iterator[str]:
    if isinstance(tree, ast.Name | ast.Attribute):
        yield _dotted(tree, "")
        return
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.expr):
            yield from _names(child)


def _comparisons(tree: ast.expr) -> Iterator[tuple[str, object]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            continue
        left, right = node.left, node.comparators[0]
        if isinstance(left, ast.Name | ast.Attribute) and isinstance(right, ast.Constant):
            yield _dotted(left, ""), right.value
        elif isinstance(left, ast.Name | ast.Attribute) and isinstance(right, ast.List | ast.Tuple):
            for part in right.elts:
                if isinstance(part, ast.Constant):
                    yield _dotted(left, ""), part.value
