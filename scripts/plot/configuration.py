# SPDX-License-Identifier: Apache-2.0
"""Reads the configuration that a result keeps: the block YAML that `peacenorm check` prints, and no other."""

import json
import re

import numpy as np
from command_line import Refused

KEY = re.compile(r'("(?:[^"\\]|\\.)*"|[^":]+):(?: (.*))?$')
ITEM = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^,\]]+)\s*(?:,|$)')


class NotAConfiguration(Refused):
    """The text is not what a result keeps."""


def _scalar(text):
    """A quoted text as it was, `null` as None, a list of scalars as a list; anything else stays text."""
    if text.startswith('"'):
        return json.loads(re.sub(r"\\x([0-9A-Fa-f]{2})|(\\.)", lambda m: m[2] or rf"\u00{m[1]}", text))
    if text.startswith("["):
        return [_scalar(item.strip()) for item in ITEM.findall(text[1:-1])]
    return {"null": None, "{}": {}}.get(text, text)


def _depth(line):
    return len(line) - len(line.lstrip(" "))


def _block(lines, at, depth):
    """The value that begins at a line, and the line behind it."""
    is_list = lines[at].lstrip().startswith("-")
    found = [] if is_list else {}
    while at < len(lines) and _depth(lines[at]) == depth:
        text = lines[at].strip()
        key, rest = (None, text[1:].strip()) if is_list else _key(text)
        at += 1
        if rest:
            value = _scalar(rest)
        elif at < len(lines) and _depth(lines[at]) > depth:
            value, at = _block(lines, at, _depth(lines[at]))
        else:
            value = None
        found.append(value) if is_list else found.__setitem__(key, value)
    return found, at


def _key(text):
    match = KEY.match(text)
    if not match:
        raise NotAConfiguration(f"the configuration cannot be read at '{text[:40]}'")
    return _scalar(match[1]), match[2] or ""


def parse(text):
    """The configuration as nested maps and lists of text. Errors: NotAConfiguration."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return {}
    try:
        found, end = _block(lines, 0, 0)
    except (ValueError, IndexError, RecursionError) as fault:
        raise NotAConfiguration(f"the configuration cannot be read ({fault})") from fault
    if end < len(lines) or not isinstance(found, dict):
        raise NotAConfiguration(f"the configuration cannot be read at '{lines[min(end, len(lines) - 1)].strip()[:40]}'")
    return found


def _text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def configuration_of(file):
    """The configuration of an open result (h5py or xarray): a variable with one text, in small files an attribute."""
    kept = file["configuration"][...] if "configuration" in file else file.attrs.get("configuration", "")
    return parse(_text(np.asarray(kept).reshape(-1)[0]))
