# SPDX-License-Identifier: Apache-2.0
"""Two rewritings of a resolved scenario that should leave its results alike: entities stored in reverse, the tick halved."""

import datetime
import re

DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
ENTITIES = ("regions", "places", "communities", "organisations", "contingents", "bases", "armed_groups")

# How a value that is said per week changes when a tick is half a week. A memory keeps its root; a share moved per week
# becomes one that moves as much in two steps; a rate is halved, a time is doubled. What acts per event stays.
HALVED = {
    "half": (
        "armed_groups.*.attacks", "armed_groups.*.attacks_on_forces", "forces.hours_per_week", "obligations.action",
        "mechanisms.norm_law.institutional_pull", "mechanisms.norm_law.training", "mechanisms.norm_law.convergence",
        "mechanisms.norm_law.decay", "mechanisms.fear_and_anger.fear_fade", "mechanisms.fear_and_anger.anger_fade",
        "mechanisms.due_diligence.threshold", "mechanisms.force_protection.half", "mechanisms.strategic_violence.harm_half",
        "mechanisms.force_protection.loss_half", "mechanisms.strategic_violence.noticed",
    ),
    "root": (
        "mechanisms.norm_law.memory", "mechanisms.due_diligence.memory", "mechanisms.force_protection.memory",
        "mechanisms.strategic_violence.memory",
    ),
    "step": ("mechanisms.strategic_violence.relocation",),
    "double": (
        "beliefs.half_life", "forces.kept_weeks", "observation.exposure_weeks", "obligations.dialogue_weeks", "obligations.restrain_weeks", "obligations.report_weeks",
        "organisations.*.exit.weeks", "mechanisms.strategic_violence.gain", "mechanisms.strategic_violence.caution",
    ),
}  # fmt: skip
CHANGE = {
    "half": lambda x: x / 2,
    "root": lambda x: x**0.5,
    "step": lambda x: 1 - (1 - x) ** 0.5,
    "double": lambda x: 2 * x,
}


def parse(text):
    """Block YAML as `peacenorm check` prints it: a tree of [line, children] by indentation."""
    root = ["", []]
    stack = [(-1, root)]
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        depth = len(line) - len(line.lstrip())
        while stack[-1][0] >= depth:
            stack.pop()
        node = [line, []]
        stack[-1][1][1].append(node)
        stack.append((depth, node))
    return root


def render(node):
    lines = [node[0]] if node[0] else []
    for child in node[1]:
        lines += render(child)
    return lines


def child(node, key):
    return next((c for c in node[1] if c[0].strip().split(":")[0] == key), None)


def reverse_entities(text):
    """Every map of entities is written in the opposite order, the dyads of cooperation too."""
    root = parse(text)
    parameters = child(root, "parameters")
    for name in ENTITIES:
        child(parameters, name)[1].reverse()
    child(child(parameters, "cooperation"), "dyads")[1].reverse()
    return "\n".join(render(root)) + "\n"


def _matches(path, pattern):
    parts, wanted = path.split("."), pattern.split(".")
    return len(parts) == len(wanted) and all(w in ("*", p) for p, w in zip(parts, wanted))


def _rescale(node, path):
    for line in node[1]:
        key, _, value = line[0].strip().partition(":")
        here = f"{path}.{key}" if path else key
        for change, patterns in HALVED.items():
            if value.strip() and any(_matches(here, pattern) for pattern in patterns):
                line[0] = line[0][: line[0].index(":") + 1] + f" {CHANGE[change](float(value))!r}"
        _rescale(line, here)


def halve_tick(text):
    """A week of the scenario becomes two ticks: time since the start runs at half speed, rates per tick are halved."""
    root = parse(text)
    _rescale(child(root, "parameters"), "")
    written = "\n".join(render(root)) + "\n"
    start = datetime.date.fromisoformat(DATE.search(child(child(root, "horizon"), "start")[0]).group())

    def stretched(match):
        return (start + 2 * (datetime.date.fromisoformat(match.group()) - start)).isoformat()

    return DATE.sub(stretched, written)
