"""Wrong usage, said in the user's language: click itself speaks English only."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

import click

from app import wording
from app.wording import _

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_EXAMPLE = datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 - shows how a date is written


class WrongUsage(click.UsageError):
    """Click's refusal in our words; exit code 2 as click's own."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print what is wrong, and where to read how it is done."""
        out = file or sys.stderr
        click.echo(self.format_message(), file=out)
        if self.ctx is not None:
            path = self.ctx.command_path
            pieces = " ".join(self.ctx.command.collect_usage_pieces(self.ctx))
            click.echo(_("用法：{usage}").format(usage=f"{path} {pieces}"), file=out)
            click.echo(_("说明：{path} --help").format(path=path), file=out)


class Commands(click.Group):
    """The commands, whose wrong usage is told in the language in use."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the options before the command."""
        with _in_our_words():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the command's own options and run it."""
        with _in_our_words():
            return super().invoke(ctx)


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        if wording.language() != wording.SOURCE:
            raise
        raise WrongUsage(_said(error), error.ctx) from error


def _said(error: click.UsageError) -> str:
    """Return what is wrong in one sentence."""
    if isinstance(error, click.MissingParameter):
        return _("缺少“{name}”，请补上。").format(name=_name(error.param))
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _("没有命令“{name}”，请看说明。").format(name=error.command_name)
    if isinstance(error, click.NoSuchOption):
        return _("没有选项“{name}”，请看说明。").format(name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return _("选项“{name}”的写法不对，请看说明。").format(name=error.option_name)
    extra = _EXTRA.match(error.message)
    return _("多出“{extra}”，请去掉。").format(extra=extra[1]) if extra else error.message


def _bad_value(error: click.BadParameter) -> str:
    name, kind = _name(error.param), error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        known = "、".join(map(str, kind.choices))
        return _("“{name}”只能是下列之一：{known}。").format(name=name, known=known)
    if isinstance(kind, click.IntRange):
        return _("“{name}”应为 {least} 至 {most} 的整数。").format(
            name=name, least=_end(kind.min), most=_end(kind.max)
        )
    if isinstance(kind, click.DateTime):
        example = _EXAMPLE.strftime(kind.formats[0])
        return _("“{name}”应写成实有的日期，例如 {example}。").format(name=name, example=example)
    return error.message


def _end(bound: float | None) -> str:
    return "…" if bound is None else str(bound)


def _name(parameter: click.Parameter | None) -> str:
    """Return a parameter's name as it is typed."""
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name
