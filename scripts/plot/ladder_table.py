# SPDX-License-Identifier: Apache-2.0
"""The cooperation ladder as plain text: levels, paired differences, and their shares beyond a threshold."""

from ladder_data import KINDS, OBSERVABLES, spread, verdict_shares
from plot_style import in_short

TITLES = {
    "baseline": "chance alone (baseline parameters)",
    "posterior": "chance and parameters (draws of the posterior)",
    "prior": "chance and parameters (draws of the priors)",
}


def _number(value, form):
    return "-" if value != value else format(value, form)


def _interval(summary, form):
    if summary.n == 0:
        return "-"
    return f"{summary.mean:{form}} [{summary.low:{form}}, {summary.high:{form}}]"


def _block(ladder, observable, kind, threshold):
    values, differences = ladder.values[observable][kind], ladder.differences(observable, kind)
    yield f"  {TITLES[kind]}"
    yield (
        f"  {'position':>8}  {'mean [90% interval]':>24} {'n':>5}  {'difference to 0 [90% interval]':>32} {'pairs':>5}"
        f"  {'P(D<-d)':>8} {'P(|D|<=d)':>9} {'P(D>d)':>7}"
    )
    for i, position in enumerate(ladder.positions):
        level, paired = spread(values[i]), spread(differences[i])
        below, within, above = verdict_shares(differences[i], threshold)
        yield (
            f"  {position:>8g}  {_interval(level, '.3f'):>24} {level.n:>5}  {_interval(paired, '+.3f'):>32} {paired.n:>5}"
            f"  {_number(below, '.2f'):>8} {_number(within, '.2f'):>9} {_number(above, '.2f'):>7}"
        )


def table(ladder, threshold):
    """The whole table as text."""
    lines = [
        f"Cooperation ladder, in the model; {in_short(ladder.notice)}",
        f"{ladder.actor}, means over {ladder.window or 'the window of the study'}. 90% interval: 5th to 95th percentile of single runs.",
        f"D: difference to position 0 of the same replicate and parameters; d = {threshold:g}. P: share of pairs, over replicates",
        "at baseline parameters, over draws (one replicate each, chance included) under the posterior or the priors.",
    ]
    for observable, title in OBSERVABLES.items():
        lines += ["", f"{title} ({ladder.names[observable]}; index, 0 to 1)"]
        for kind in KINDS:
            if ladder.replicates(kind):
                lines += _block(ladder, observable, kind, threshold)
        if ladder.without[observable]:
            lines.append(f"  runs excluded, done with nothing to measure: {ladder.without[observable]}")
    if ladder.failed:
        lines += ["", f"runs excluded, failed or missing: {ladder.failed}"]
    return "\n".join(lines)
