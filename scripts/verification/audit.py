# SPDX-License-Identifier: Apache-2.0
"""The audit of symmetry of gate G10: pairs of a helpful and a harmful mechanism that act on one state, and the size of each.

An effect is prior-standardised: how far the effect of cooperation on the state moves while the parameter goes through its
prior once, the mean of absolute elementary effects (Morris 1991) over the others' priors."""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import numpy as np

WITHIN = 1.5


@dataclass(frozen=True)
class Pair:
    state: str  # outcome on which both act
    title: str
    helpful: str
    harmful: str
    tie_break: str = ""  # what breaks the tie, by its source; empty: nothing does
    seen: str = ""  # which rule made the difference in version 0.95.0; breaks no tie


PAIRS = (
    Pair("response_given_knowledge_actor", "duty to answer", "mechanisms.shared_responsibility.lead_duty", "mechanisms.shared_responsibility.bystanding",
         seen="the mission leads in all runs of the audit, so that it only gains; bystanding acts in both arms and averages zero"),
    Pair("awareness_actor", "awareness", "mechanisms.information_pooling.usable", "mechanisms.information_pooling.overlap",
         "duursma_karlsrud_2019, sims_2024: overlap only thins what is shared, it cannot undo it"),
    Pair("effort_physical_protection_actor", "hours of protection", "mechanisms.force_protection.relief", "organisations.*.support_share",
         "missions.csv: support to partners took about a hundredth of a mission's means"),
    Pair("attacks_on_forces_actor", "attacks on the force", "mechanisms.force_protection.cover", "mechanisms.force_protection.belligerency",
         seen="cover moves attacks by chance alone and averages zero; belligerency goes over two standard deviations either way"),
    Pair("norm_protect_actor", "norm to protect", "mechanisms.norm_law.training", "mechanisms.norm_law.convergence",
         "acharya_2004, checkel_2005: trainers of a mission are few, partners in operations many"),
    Pair("legitimacy_exposed_actor", "legitimacy", "mechanisms.association.credit", "mechanisms.association.blame",
         seen="credit is shared out of one whole: a partner that is credited takes from who acted, so both lower legitimacy"),
)  # fmt: skip


def column(file, path):
    wanted = "design_" + "".join(c if c.isalnum() else "_" for c in path)
    return file[wanted][:]


def elementary_effects(file, outcome, path, paths):
    """By replicate and trajectory step in which the parameter alone moved: change of the effect over change in prior rank."""
    first = file["arm"][:] == b"apart"
    replicate = file["replicate"][:][first]
    columns = {p: column(file, p)[first] for p in paths}
    rank = {p: ranks(values) for p, values in columns.items()}
    difference = values_of(file, outcome, "together") - values_of(file, outcome, "apart")
    found = []
    for r in np.unique(replicate):
        rows = np.flatnonzero(replicate == r)
        for a, b in zip(rows, rows[1:]):
            moved = [p for p in paths if columns[p][a] != columns[p][b]]
            if moved == [path]:
                found.append((difference[b] - difference[a]) / (rank[path][b] - rank[path][a]))
    return np.asarray(found)


def ranks(values):
    """Where a value lies between the least and the greatest that the design gives it, 0 to 1."""
    levels = np.unique(values)
    return np.searchsorted(levels, values) / max(1, levels.size - 1)


def values_of(file, outcome, arm):
    return file[outcome][:][file["arm"][:] == arm.encode()]


def standardised(file, pair, paths):
    sizes = [np.abs(elementary_effects(file, pair.state, path, paths)) for path in (pair.helpful, pair.harmful)]
    return [float(np.nanmean(size)) if size.size else 0.0 for size in sizes]


def of_the_study(pair, paths):
    """The pair with the paths that the study draws: `*` stands for the one organisation that it is about."""
    first = {p: next((path for path in paths if fnmatchcase(path, p)), p) for p in (pair.helpful, pair.harmful)}
    return replace(pair, helpful=first[pair.helpful], harmful=first[pair.harmful])


def audited(file, paths):
    """Of each pair: the two sizes, their ratio (1: alike), and whether it stands: within the bound, or cited."""
    for pair in (of_the_study(one, paths) for one in PAIRS):
        helpful, harmful = standardised(file, pair, paths)
        least, most = sorted((helpful, harmful))
        ratio = most / least if least > 0 else float("inf") if most > 0 else 1.0
        yield pair, helpful, harmful, ratio, ratio <= WITHIN or bool(pair.tie_break)

