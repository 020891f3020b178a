"""Which rules are wanted, by their names and groups."""

from collections.abc import Iterable

from msgspec import Struct

from newslint.config.table import ConfigError, Table, did_you_mean


class Selection(Struct, frozen=True):
    """Which rules run: those named by `select`, or the default ones, without those of `ignore`.

    Both hold names of rules and of groups.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()

    @classmethod
    def said(cls, table: Table) -> "Selection":
        """Return what `select` and `ignore` of a table say. Raises `ConfigError`."""
        return cls(table.strings("select"), table.strings("ignore") or ())

    def names(self) -> list[str]:
        """Return the selected rules' names, in order. Raises `ConfigError` for an unknown one."""
        from newslint.rules import every_rule  # an answered run has no use for them

        rules = every_rule()
        if self.select is None:
            wanted = {name for name, rule in rules.items() if rule.default}
        else:
            wanted = expanded(self.select)
        return [name for name in rules if name in wanted - expanded(self.ignore)]

    def narrowed(self, other: "Selection") -> "Selection":
        """Return this selection with what `other` says on top."""
        select = self.select if other.select is None else other.select
        kept = () if other.select is not None else self.ignore
        return Selection(select, (*kept, *other.ignore))


def expanded(names: Iterable[str]) -> set[str]:
    """Return the rules that names of rules and groups mean. Raises `ConfigError`."""
    from newslint.rules import every_rule

    rules = every_rule()
    groups = {rule.group for rule in rules.values()}
    expanded = set()
    for name in names:
        if name not in rules and name not in groups:
            known = [*rules, *groups]
            raise ConfigError(f"there is no rule or group `{name}`{did_you_mean(name, known)}")
        expanded |= {rule.name for rule in rules.values() if name in (rule.name, rule.group)}
    return expanded
