# SPDX-License-Identifier: Apache-2.0
"""Two rewritings of a resolved scenario that should leave its results alike: entities stored in reverse, the tick halved."""

import datetime
import re

DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
ENTITIES = ("regions", "places", "communities", "organisations", "contingents", "bases", "armed_groups")

# What becomes of a value when a tick is half a week, by the word of its declaration ("x-halved-tick" in the schema that
# `peacenorm describe MODEL --format json-schema` prints). A value without a word stays.
CHANGE = {
    "half": lambda x: x / 2,  # a rate
    "root": lambda x: x**0.5,  # the part of a memory that a tick keeps
    "two_steps": lambda x: 1 - (1 - x) ** 0.5,  # a share moved per tick
    "twice": lambda x: 2 * x,  # a time
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


def _member(schema, key):
    """The schema of what stands under a key: a property, or an entry of a map; {} where the schema says nothing."""
    if key in schema.get("properties", {}):
        return schema["properties"][key]
    if isinstance(schema.get("additionalProperties"), dict):
        return schema["additionalProperties"]
    for choice in schema.get("anyOf", ()):
        if found := _member(choice, key):
            return found
    return {}


def _rescale(node, schema):
    for line in node[1]:
        key, _, value = line[0].strip().partition(":")
        here = _member(schema, key)
        change = CHANGE.get(here.get("x-halved-tick"))
        if change and value.strip():
            changed = change(float(value))
            whole = here.get("type") == "integer"
            line[0] = line[0][: line[0].index(":") + 1] + f" {round(changed) if whole else changed!r}"
        _rescale(line, here)


def halve_tick(text, schema):
    """A week of the scenario becomes two ticks: time since the start runs at half speed, rates per tick are halved.

    `schema`: of the model's parameters, which says what halves."""
    root = parse(text)
    _rescale(child(root, "parameters"), schema)
    written = "\n".join(render(root)) + "\n"
    start = datetime.date.fromisoformat(DATE.search(child(child(root, "horizon"), "start")[0]).group())

    def stretched(match):
        return (start + 2 * (datetime.date.fromisoformat(match.group()) - start)).isoformat()

    return DATE.sub(stretched, written)
