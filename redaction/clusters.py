"""Mentions that mean one person, kept together; namesakes that other signs tell apart, kept apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from redaction.anchors import same_day
from redaction.mention import Mention
from redaction.name_forms import NameForm, unit_keys
from redaction.name_script import script_of
from redaction.register import has_initials

_OPENING = re.compile(r"^\s*[(\[/–—-]?\s*$")


@dataclass(frozen=True)
class Cluster:
    """One person's mentions, by index; `entry` is the register's, for a public one; `keys` survive into later runs."""

    mentions: tuple[int, ...]
    keys: tuple[str, ...] = field(repr=False)
    entry: int | None = None


@dataclass
class _Node:
    """A full name in one document, or one of two namesakes there."""

    doc: int
    key: str
    mentions: list[int]
    signs: set[str]
    form: NameForm
    group: int = -1


def cluster(
    ordered: Sequence[Mention],
    forms: Sequence[NameForm],
    keys: Sequence[str],
    signs: Mapping[int, set[str]],
    public: Mapping[int, int],
) -> list[Cluster]:
    """Every mention in exactly one cluster, clusters in order of first appearance."""
    nodes = _nodes(ordered, forms, keys, signs, public)
    links = _links(ordered, keys, public, nodes)
    groups = _joined(nodes, links)
    rest = _attach(ordered, forms, keys, public, nodes)
    found = [_cluster(group, rest) for group in groups]
    found += [Cluster(tuple(sorted(one)), (key,)) for key, one in rest.alone.items()]
    found += _public_clusters(public)
    return sorted(found, key=lambda one: one.mentions[0])


def _public_clusters(public: Mapping[int, int]) -> list[Cluster]:
    by_entry: dict[int, list[int]] = {}
    for at, entry in sorted(public.items()):
        by_entry.setdefault(entry, []).append(at)
    return [Cluster(tuple(one), (), entry) for entry, one in by_entry.items()]


def _nodes(
    ordered: Sequence[Mention],
    forms: Sequence[NameForm],
    keys: Sequence[str],
    signs: Mapping[int, set[str]],
    public: Mapping[int, int],
) -> list[_Node]:
    """One node a document and key, or several where it gives one name two birth dates or two fathers."""
    by_name: dict[tuple[int, str], list[int]] = {}
    for at, key in enumerate(keys):
        if key and at not in public:
            by_name.setdefault((ordered[at].doc, key), []).append(at)
    nodes = []
    for (doc, key), mentions in by_name.items():
        parts: list[_Node] = []
        for at in mentions:
            own = _own_signs(forms[at], signs.get(at, set()))
            part = _fitting(parts, own)
            if part is None:
                part = _Node(doc, key, [], set(), forms[at])
                parts.append(part)
            part.mentions.append(at)
            part.signs |= own
            part.form = max(part.form, forms[at], key=lambda form: len(form.patronymic))
        nodes += parts
    return nodes


def _own_signs(form: NameForm, signs: set[str]) -> set[str]:
    return signs | ({f"f:{form.patronymic[-1]}"} if form.patronymic else set())


def _fitting(parts: Sequence[_Node], own: set[str]) -> _Node | None:
    """Within one document: the namesake who shares a sign, else the latest who contradicts none."""
    shared = [one for one in parts if one.signs & own]
    if shared:
        return shared[-1]
    free = [one for one in parts if not _differ(one.signs, own, is_one_document=True)]
    return free[-1] if free else None


def _differ(first: set[str], second: set[str], is_one_document: bool = False) -> bool:
    """Two birth dates or two fathers' names are two people; two numbers are, unless a document gives both."""
    births = [{one[2:] for one in signs if one.startswith("b:")} for signs in (first, second)]
    if all(births) and not any(same_day(one, other) for one in births[0] for other in births[1]):
        return True
    fathers = [{one for one in signs if one.startswith("f:")} for signs in (first, second)]
    if all(fathers) and not fathers[0] & fathers[1]:
        return True
    if is_one_document or (all(births) or all(fathers)):
        return False
    numbers = [{one for one in signs if one.startswith("p:")} for signs in (first, second)]
    return all(numbers) and not numbers[0] & numbers[1]


def _links(
    ordered: Sequence[Mention], keys: Sequence[str], public: Mapping[int, int], nodes: Sequence[_Node]
) -> list[tuple[int, int]]:
    """Nodes that stand side by side as one name in two scripts: `Zaur Mamedov (Заур Мамедов)`."""
    node_of = {at: number for number, node in enumerate(nodes) for at in node.mentions}
    found = []
    for at in range(len(ordered) - 1):
        first, second = ordered[at], ordered[at + 1]
        gap = second.start - first.end
        if at in public or at + 1 in public or not (keys[at] and keys[at + 1]) or keys[at] == keys[at + 1]:
            continue
        if (first.doc, first.passage) != (second.doc, second.passage) or not 0 <= gap <= 4:
            continue
        if _OPENING.match(first.after[:gap]) and script_of(first.text) != script_of(second.text):
            found.append((node_of[at], node_of[at + 1]))
    return found


def _joined(nodes: Sequence[_Node], links: Sequence[tuple[int, int]]) -> list[list[_Node]]:
    """Nodes of one name across documents, then names that are written side by side."""
    for one, other in links:
        if not _differ(nodes[one].signs, nodes[other].signs):
            nodes[one].signs |= nodes[other].signs
            nodes[other].signs |= nodes[one].signs
    groups: list[list[_Node]] = []
    by_key: dict[str, list[_Node]] = {}
    for node in nodes:
        by_key.setdefault(node.key, []).append(node)
    for key in sorted(by_key):
        for group in _namesakes(by_key[key]):
            for node in group:
                node.group = len(groups)
            groups.append(group)
    return _side_by_side(nodes, groups, links)


def _side_by_side(
    nodes: Sequence[_Node], groups: list[list[_Node]], links: Sequence[tuple[int, int]]
) -> list[list[_Node]]:
    signs = [set().union(*(node.signs for node in group)) for group in groups]
    for one, other in links:
        first, second = sorted((nodes[one].group, nodes[other].group))
        if first != second and not _differ(signs[first], signs[second]):
            for node in groups[second]:
                node.group = first
            groups[first] += groups[second]
            signs[first] |= signs[second]
            groups[second] = []
    return [group for group in groups if group]


def _namesakes(nodes: list[_Node]) -> list[list[_Node]]:
    """Nodes of one full name → people. Those without a sign join the only person there is, else stay apart together."""
    groups: list[list[_Node]] = []
    signs: list[set[str]] = []
    holders: dict[str, int] = {}
    blank = [node for node in nodes if not node.signs]
    for node in sorted((node for node in nodes if node.signs), key=lambda node: sorted(node.signs)):
        at = next((holders[one] for one in sorted(node.signs) if one in holders and not one.startswith("f:")), -1)
        if at < 0:
            at = len(groups)
            groups.append([])
            signs.append(set())
        groups[at].append(node)
        signs[at] |= node.signs
        holders.update((one, at) for one in node.signs)
    merged = _agreeing(groups, signs)
    if blank:
        if len(merged) == 1:
            merged[0] += blank
        else:
            merged.append(blank)
    return merged


def _agreeing(groups: list[list[_Node]], signs: list[set[str]]) -> list[list[_Node]]:
    """If nothing in them contradicts, all groups of one full name are one person; else those of one father are."""
    births = {one for each in signs for one in each if one.startswith("b:")}
    fathers = {one for each in signs for one in each if one.startswith("f:")}
    numbers = [frozenset(one for one in each if one.startswith("p:")) for each in signs]
    days = {one[2:] for one in births}
    one_birth = all(same_day(one, min(days)) for one in days) and len({one for one in days if len(one) > 4}) <= 1
    if one_birth and len(fathers) <= 1 and (births or fathers or len({one for one in numbers if one}) <= 1):
        has_common = all(any(sign[:2] in ("b:", "f:") for sign in each) for each in signs)
        if has_common or len({one for one in numbers if one}) <= 1:
            return [[node for group in groups for node in group]] if groups else []
    return _by_father(groups, signs)


def _by_father(groups: list[list[_Node]], signs: list[set[str]]) -> list[list[_Node]]:
    found: list[list[_Node]] = []
    whole: list[set[str]] = []
    holders: dict[str, int] = {}
    for group, own in zip(groups, signs, strict=True):
        fathers = sorted(one for one in own if one.startswith("f:"))
        at = next((holders[one] for one in fathers if one in holders and not _differ(whole[holders[one]], own)), -1)
        if at < 0:
            at = len(found)
            found.append([])
            whole.append(set())
            holders.update((one, at) for one in fathers if one not in holders)
        found[at] += group
        whole[at] |= own
    return found


@dataclass
class _Rest:
    """Initials and bare names: those that belong to a node, and those that only belong together."""

    of_group: dict[int, list[int]]
    alone: dict[str, list[int]]


def _attach(
    ordered: Sequence[Mention],
    forms: Sequence[NameForm],
    keys: Sequence[str],
    public: Mapping[int, int],
    nodes: Sequence[_Node],
) -> _Rest:
    rest = _Rest({}, {})
    by_doc = {doc: list(group) for doc, group in groupby(sorted(nodes, key=lambda n: n.doc), key=lambda n: n.doc)}
    by_unit = _by_unit(nodes)
    units = set(by_unit)
    left = [at for at, key in enumerate(keys) if not key and at not in public]
    for doc, group in groupby(left, key=lambda at: ordered[at].doc):
        _attach_document(list(group), forms, by_doc.get(doc, []), by_unit, units, rest)
    return rest


def _by_unit(nodes: Sequence[_Node]) -> dict[str, list[_Node]]:
    """One node a group for each surname, for initials that a document does not explain."""
    found: dict[str, dict[int, _Node]] = {}
    for node in nodes:
        for one in _own_units(node):
            found.setdefault(one, {}).setdefault(node.group, node)
    return {one: list(groups.values()) for one, groups in found.items()}


def _own_units(node: _Node) -> list[str]:
    """The units of a name in the reading that was chosen for it."""
    chosen = set(node.key.split())
    return [one for unit in node.form.units for one in unit_keys(unit) if chosen.issuperset(one.split("-"))]


def _attach_document(
    left: Sequence[int],
    forms: Sequence[NameForm],
    here: Sequence[_Node],
    by_unit: Mapping[str, Sequence[_Node]],
    units: set[str],
    rest: _Rest,
) -> None:
    index: dict[str, list[_Node]] = {}
    for node in here:
        for one in _own_units(node):
            index.setdefault(one, []).append(node)
    initialled: dict[str, set[str]] = {}
    for at in sorted(left, key=lambda at: not forms[at].initials):
        form = forms[at]
        own = _unit_readings(form)
        group = _only(_candidates(index, own, form)) if own else None
        if group is None and form.initials and own and not _candidates(index, own, form):
            group = _only(_candidates(by_unit, own, form)) if len(form.initials) > 1 else None
        if group is not None:
            rest.of_group.setdefault(group, []).append(at)
            continue
        key = _lone_key(form, own, units)
        if form.initials and own:
            for one in own:
                initialled.setdefault(one, set()).add(key)
        elif len(seen := set().union(*(initialled.get(one, set()) for one in own))) == 1 and not _candidates(
            index, own, form
        ):
            key = min(seen)
        rest.alone.setdefault(key, []).append(at)


def _unit_readings(form: NameForm) -> tuple[str, ...]:
    return unit_keys(form.units[0]) if len(form.units) == 1 else ()


def _candidates(index: Mapping[str, Sequence[_Node]], own: Iterable[str], form: NameForm) -> list[_Node]:
    found = {id(node): node for one in own for node in index.get(one, ())}
    return [node for node in found.values() if has_initials((node.form,), form)]


def _only(nodes: Sequence[_Node]) -> int | None:
    groups = {node.group for node in nodes}
    return groups.pop() if len(groups) == 1 else None


def _lone_key(form: NameForm, own: Sequence[str], units: set[str]) -> str:
    """The group of a name that nothing explains: by surname and initials, never joined to a full name."""
    surname = next((one for one in own if one in units), own[0] if own else "")
    if not surname:
        return "other:" + "-".join(one for unit in form.units for part in unit for one, _ in part[:1])
    return f"bare:{surname}" + (":" + "".join(form.initials[:1]) if form.initials else "")


def _cluster(group: Sequence[_Node], rest: _Rest) -> Cluster:
    mentions = [at for node in group for at in node.mentions]
    mentions += rest.of_group.get(group[0].group, [])
    keys = sorted({node.key for node in group})
    signs = sorted({f"{node.key}|{one}" for node in group for one in node.signs})
    return Cluster(tuple(sorted(mentions)), tuple(keys + signs))
