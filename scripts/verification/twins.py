# SPDX-License-Identifier: Apache-2.0
"""What gate G8 asks of the twins that `peacenorm calibrate` tells of, as rows: asked, measured, passed, twins, futures."""

ENOUGH = 400  # twins
COVERED = (0.85, 0.95)  # of 90% intervals
ALARM = 0.05  # false alarms of all rank tests together (Bonferroni)


def judged(told, passed):
    """Fewer twins than the gate asks for are printed, and pass nothing."""
    count = told["twins"]["count"]
    return passed if count >= ENOUGH else f"printed: {count:.0f} twins, not {ENOUGH}"


def found_again(told):
    """Parameters and D: name, and what is told of it; nothing of a D that does not vary."""
    for row in told["twins"]["parameters"]:
        yield row["name"], row
    for row in told["verdict_twins"]["rows"]:
        if "missing" not in row and row["coverage_90"] is not None:
            yield f"D of {row['hypothesis']}, {row['contrast']}", row


def coverage_row(told, what, rows):
    ordered = sorted((row["coverage_90"], name) for name, row in rows)
    (low, lowest), (high, highest) = ordered[0], ordered[-1]
    measured = f"{low:.3f} ({lowest}) to {high:.3f} ({highest})"
    asked = f"90% intervals of {what} hold {COVERED[0]:g} to {COVERED[1]:g} of the twins"
    return asked, measured, judged(told, COVERED[0] <= low and high <= COVERED[1])


def ranks_row(told):
    rows = list(found_again(told))
    p, name = min((row["rank_p"], name) for name, row in rows)
    asked = f"ranks of parameters and D are uniform ({told['twins']['test_of_ranks']}, Bonferroni, {ALARM:.0%} over all)"
    return asked, f"smallest p {p:.2g} of {len(rows)} ({name})", judged(told, p * len(rows) >= ALARM)


def distance(counts):
    return f"to {counts['to']:g} d" if counts["to"] is not None else f"beyond {counts['from']:g} d"


def words_row(told, row):
    asked = (
        f"{row['hypothesis']} {row['name']}, {row['contrast']}: wrong words at most {told['verdict_twins']['most_wrong']:.0%} by Wilson's upper bound, "
        "over all twins and at every distance with enough of them; right words by distance are printed"
    )
    if "missing" in row:
        return asked, f"needs {row['missing']}", "not in this table"
    every = row["all"]
    curve = "; ".join(
        f"{distance(bin)} {bin['right'] / bin['twins']:.0%} of {bin['twins']:.0f}, wrong {bin['wrong']:.0f}" for bin in row["bins"] if bin["twins"] > 0
    )
    measured = f"wrong {every['wrong']:.0f} of {every['twins']:.0f}, at most {every['wrong_upper']:.3f}; right: {curve}"
    if not row["holds"]:
        return asked, measured, judged(told, False)
    return asked, measured, judged(told, True if row["reachable"] else "not reachable in this model")


def twin_rows(told):
    """`told`: NAME.calibration.json of a study whose arms the verdict judges."""
    parameters = [(row["name"], row) for row in told["twins"]["parameters"]]
    effects = list(found_again(told))[len(parameters) :]
    rows = [coverage_row(told, "parameters", parameters)]
    if effects:
        rows.append(coverage_row(told, "D", effects))
    rows.append(ranks_row(told))
    rows += [words_row(told, row) for row in told["verdict_twins"]["rows"]]
    for asked, measured, passed in rows:
        yield asked, measured, passed, f"{told['twins']['count']:.0f}", f"{told['verdict_twins']['futures']:.0f}"
