# SPDX-License-Identifier: Apache-2.0
"""Gates G1 to G12 of the intervention model: runs the studies, measures, and writes the table. See scripts/gates."""

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
from audit import WITHIN, audited
from gate_data import (
    THRESHOLD,
    differing_series,
    effects,
    mean_and_error,
    open_result,
    table,
    widest,
)
from twins import twin_rows
from variants import halve_tick, reverse_entities

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plot"))
from command_line import place_to_write, run, whole, write_text  # noqa: E402  (the path above makes these importable)
from configuration import configuration_of  # noqa: E402
from theatre import measured, theatre_in  # noqa: E402

STUDIES = Path("configs/verification/gates")
POC, LEGITIMACY, NATION, DEATHS = "poc_compliance_actor", "legitimacy_exposed_actor", "legitimacy_actor", "deaths"
SHARE = 0.8  # of sign-resolved draws that a corner is to move its way
INDEX_BOUND, DEATHS_BOUND = THRESHOLD / 2, 0.10  # equivalence: on an index; on deaths, relative
QUADRANTS = {(1, 1): "up, up", (1, -1): "up, down", (-1, 1): "down, up", (-1, -1): "down, down"}

# Analytic limits and conservation: what a test of this name holds to an exact answer.
LIMITS = {
    "volunteer's dilemma: nobody answers as often as at the mixed equilibrium": r"ExpectedCover\.",
    "refill: a share of the gap to the known strength each week, from its date on the mean flow of before": r"RefillBands\.",
    "memory: nobody counts an event twice, and telling reaches no fewer where links are likelier": r"HearNews\.NobodyRemembers|Telling\.",
    "judgement: terms by hand, and the ledger's shares sum to the change": r"Judgement\.|OpinionLedger\.",
    "worked cases of pooling, deterrence, conditional support": r"\.(MatchesTheWorkedCase|LowersAbuseAsInTheWorkedCase)",
    "persons, force-hours and fighters conserved every week; the ledger sums to the change": (
        r"Invariants\.(PersonsAreConserved|ForceHoursAndFighters|TheLedgerSums)"
    ),
}


class Runner:
    """Runs a study once and opens its result."""

    def __init__(self, options):
        self.options = options
        self.program = Path(options.build) / "peacenorm"
        self.results = Path(options.results)
        self.results.mkdir(parents=True, exist_ok=True)

    def run(self, study, name=None, sets=(), most=None):
        """`most`: replicates of a study that runs each of many points so often; a trial asks for no more."""
        out = self.results / f"{name or study.stem}.nc"
        if not self.options.keep:
            out.unlink(missing_ok=True)
            shutil.rmtree(f"{out}.parts", ignore_errors=True)
        print(f"gates: {out.stem}", flush=True)
        command = [str(self.program), "run", str(study), "--out", str(out), "--quiet"]
        if self.options.replicates:
            command += ["--replicates", str(min(self.options.replicates, most or self.options.replicates))]
        for setting in sets:
            command += ["--set", setting]
        subprocess.run(command, check=True)
        return open_result(out)

    def study(self, which, **more):
        return self.run(STUDIES / f"{which}.yaml", **more)

    def calibrated(self, which):
        """What a calibration tells of itself; one that does not hold says why and is told too."""
        told = self.results / f"{which}.calibration.json"
        if not self.options.keep:
            told.unlink(missing_ok=True)
            (self.results / f"{which}.wave-1.nc").unlink(missing_ok=True)
            shutil.rmtree(self.results / f"{which}.wave-1.nc.parts", ignore_errors=True)
        print(f"gates: {which}", flush=True)
        command = [str(self.program), "calibrate", str(STUDIES / f"{which}.yaml"), "--quiet"]
        command += ["--out", str(self.results / f"{which}.posterior.csv")]
        if self.options.replicates:
            draws = max(self.options.replicates, 50)
            command += ["--set", f"calibrate.draws={draws}", "--set", f"calibrate.twins={draws // 5}"]
        code = subprocess.run(command, check=False).returncode
        if code not in (0, 1) or not told.exists():
            raise SystemExit(f"gates: {which} ended with code {code}")
        return json.loads(told.read_text())

    def printed(self, *arguments):
        return subprocess.run([str(self.program), *arguments], check=True, capture_output=True, text=True).stdout

    def halved_tick(self, scenario):
        return halve_tick(scenario, json.loads(self.printed("describe", "intervention", "--format", "json-schema")))

    def variant(self, name, rewrite):
        """The reference of G7, rewritten."""
        resolved = self.printed("check", str(STUDIES / "g7_reference.yaml"))
        file = self.results / f"{name}.yaml"
        file.write_text(rewrite(resolved))
        return self.run(file)


def row(gate, asked, measured, passed, draws="", futures=""):
    """`passed`: True, False, or what stands instead of a judgement."""
    verdict = {True: "yes", False: "**no**"}.get(passed, passed)
    return [gate, asked, measured, verdict, str(draws), str(futures)]


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def actor_of(file):
    """Whose conduct the first outcome measures: a name of the parameters, and the window."""
    found = measured(text_of(file[POC].attrs["long_name"]))
    return found.labels[0], found.window


def null_rows(runner):
    asked = {
        "g1_switches_off": "all switches off: every outcome is the same on rungs 0 and 5, bit for bit",
        "g1_equal_profiles": "equal profiles, default switches: every outcome is the same in all arms, bit for bit",
    }
    for name, question in asked.items():
        with runner.study(name) as file:
            differing, compared = differing_series(file)
            yield row("G1", question, f"{differing} of {compared} series differ", differing == 0, len(table(file, POC, "apart")), 1)


def corner_rows(runner):
    for name, way, word in (("helpful", 1, "rises"), ("harmful", -1, "falls")):
        with runner.study(f"g2_{name}") as file:
            effect = effects(file, POC)
        sign = effect.sign()
        resolved = int(np.count_nonzero(sign))
        share = float(np.mean(sign[sign != 0] == way)) if resolved else 0.0
        measured = f"{share:.0%} of {resolved} sign-resolved draws; mean difference {effect.mean.mean():+.3f}"
        asked = f"{name} corner: `poc_compliance` {word} in at least {SHARE:.0%} of sign-resolved draws"
        yield row("G2", asked, measured, resolved > 0 and share >= SHARE, effect.draws, effect.futures)


def neutrality(file, outcome):
    effect = effects(file, outcome)
    values = effect.without_noise()
    below, above = np.mean(values < -THRESHOLD), np.mean(values > THRESHOLD)
    text = f"P(D < -d) {below:.2f}, P(\\|D\\| <= d) {1 - below - above:.2f}, P(D > d) {above:.2f}; P(D < 0) {np.mean(values < 0):.2f}"
    return effect, text


def prior_rows(runner):
    for study in sorted(STUDIES.glob("g3_*.yaml")):
        prior = study.stem.removeprefix("g3_").replace("_", "-")
        with runner.run(study) as file:
            for outcome, title in ((POC, "`poc_compliance`"), (LEGITIMACY, "legitimacy, exposed")):
                effect, text = neutrality(file, outcome)
                asked = f"{prior} prior, default switches, {title}: printed, never tuned"
                yield row("G3", asked, text, "printed", effect.draws, effect.futures)


def quadrant_rows(runner):
    found = dict.fromkeys(QUADRANTS, 0)
    neutral = dict.fromkeys(QUADRANTS, 0)
    draws = 0
    runner.study("g4_robust").close()
    for name in ("g2_helpful", "g2_harmful", "g3_neutral", "g4_robust"):
        with open_result(runner.results / f"{name}.nc") as file:
            signs = list(zip(effects(file, POC).sign(), effects(file, LEGITIMACY).sign()))
            futures = effects(file, POC).futures
        draws += len(signs)
        for quadrant in QUADRANTS:
            count = sum(pair == quadrant for pair in signs)
            found[quadrant] += count
            neutral[quadrant] += count if name == "g3_neutral" else 0
    measured = "; ".join(f"({QUADRANTS[q]}) {found[q]}, of these {neutral[q]} under the neutral prior" for q in QUADRANTS)
    asked = "each quadrant of (implementation, legitimacy) holds a draw with both signs resolved, over the draws of G2, G3 and g4_robust"
    yield row("G4", asked, measured, min(found.values()) > 0, draws, futures)


def exchange_rows(runner):
    for name, asked in (
        ("g5_norms", "norms exchanged, means and mandates equal: the effect of `norm_law` on the norm of {actor} changes sign"),
        ("g5_norms_as_deployed", "the same with the means and mandates of {theatre}: printed"),
    ):
        with runner.study(name) as file:
            actor, theatre = actor_of(file)[0], theatre_in(configuration_of(file))
            asked = asked.format(actor=theatre.label(actor), theatre=theatre.name)
            norm = file[f"design_organisations_{actor}_norm_protect"][:]
            high, low = (effects(file, "norm_protect_actor", norm == value) for value in (0.8, 0.2))
        both = (high.sign() != 0) & (low.sign() != 0)
        flips = int(np.count_nonzero(both & (high.sign() == -low.sign())))
        measured = (
            f"mean {high.mean.mean():+.4f} with the stronger norm, {low.mean.mean():+.4f} exchanged; "
            f"sign changes in {flips} of {np.count_nonzero(both)} draws resolved in both"
        )
        passed = bool(high.mean.mean() < 0 < low.mean.mean() and both.any() and flips >= SHARE * np.count_nonzero(both))
        yield row("G5", asked, measured, "printed" if name.endswith("deployed") else passed, high.draws, high.futures)


def limit_rows(runner):
    for asked, pattern in LIMITS.items():
        done = subprocess.run(
            ["ctest", "--test-dir", runner.options.build, "-R", pattern], capture_output=True, text=True, check=False
        ).stdout
        counts = re.search(r"(\d+)% tests passed, (\d+) tests failed out of (\d+)", done)
        failed, total = (int(counts[2]), int(counts[3])) if counts else (0, 0)
        measured = f"{total - failed} of {total} tests passed" if total else "no such mechanism in this version"
        yield row("G6", asked, measured, failed == 0 if total else "none")


def thread_row(runner):
    files = []
    for threads in (1, 2):
        out = runner.results / f"g7_threads_{threads}.nc"
        out.unlink(missing_ok=True)
        subprocess.run(
            [str(runner.program), "run", str(STUDIES / "g1_equal_profiles.yaml"), "--replicates", "8", "--quiet"]
            + ["--threads", str(threads), "--out", str(out)],
            check=True,
        )
        files.append(str(out))
    same = subprocess.run([str(runner.program), "diff", *files], capture_output=True, check=False).returncode == 0
    asked = "1 and 2 threads give equal results, bit for bit"
    return row("G7", asked, "no difference" if same else "a difference", same, 8, 1)


def compared(reference, other, paired):
    """The ends of 90% intervals farthest from 0: of the levels of three outcomes, and of two effects of cooperation."""
    parts, ok = [], True
    for outcome, title in ((POC, "`poc_compliance`"), (LEGITIMACY, "legitimacy, exposed"), (NATION, "legitimacy"), (DEATHS, "deaths")):
        base, now = table(reference, outcome, "apart").mean(axis=1), table(other, outcome, "apart").mean(axis=1)
        effect = effects(other, outcome).mean, effects(reference, outcome).mean
        scale = base.mean() if outcome == DEATHS else 1.0
        bound = DEATHS_BOUND if outcome == DEATHS else INDEX_BOUND
        for what, a, b in (("", now, base), (" D", *effect)):
            if what and outcome == DEATHS:
                continue
            (x, e), (y, f) = mean_and_error(a), mean_and_error(b)
            difference, error = mean_and_error(a - b) if paired else (x - y, float(np.hypot(e, f)))
            end = widest(difference, error) / scale
            ok &= end <= bound
            number = f"{difference / scale:+.1%}, at most {end:.1%}" if outcome == DEATHS else f"{difference:+.4f}, at most {end:.4f}"
            parts.append(f"{title}{what} {number}")
    return "; ".join(parts), ok


def equivalence_rows(runner):
    yield thread_row(runner)
    bounds = f"90% interval within {INDEX_BOUND:g} on an index and on the effect D of cooperation on it, {DEATHS_BOUND:.0%} on deaths"
    with runner.study("g7_reference") as reference:
        draws = len(table(reference, POC, "apart"))
        for name, title, paired, make in (
            ("g7_250", "250 persons per agent instead of 1000", True, lambda: runner.study("g7_reference", name="g7_250", sets=["parameters.population.people_per_agent=250"])),
            ("g7_4000", "4000 persons per agent instead of 1000", True, lambda: runner.study("g7_reference", name="g7_4000", sets=["parameters.population.people_per_agent=4000"])),
            ("g7_reversed", "all entities stored in the opposite order (other random numbers)", False, lambda: runner.variant("g7_reversed", reverse_entities)),
            ("g7_half_tick", "half a week per tick (other random numbers; rates, memories and dates rewritten)", False, lambda: runner.variant("g7_half_tick", runner.halved_tick)),
        ):  # fmt: skip
            with make() as other:
                measured, ok = compared(reference, other, paired)
            yield row("G7", f"{title}: {bounds}", measured, bool(ok), draws, 1)


def hours_row(runner):
    """How often hours bind in the region with most calls."""
    with runner.study("g10_hours") as file:
        regions = [name.removeprefix("willing_") for name in file if name.startswith("willing_")]
        calls = {region: np.nansum(file[f"willing_{region}"][:]) for region in regions}
        busiest = max(calls, key=calls.get)
        wanting = file[f"want_{busiest}"][:]
    wanting = wanting[np.isfinite(wanting)]
    inside = float(np.mean((wanting >= 0.1) & (wanting <= 0.9))) if wanting.size else 0.0
    measured = (
        f"{busiest}: want of hours {np.median(wanting):.2f} in the median draw, 90% of draws {np.quantile(wanting, 0.05):.2f} to "
        f"{np.quantile(wanting, 0.95):.2f}; between .1 and .9 in {inside:.0%}"
    )
    return row("G10", "hours bind in the region with most calls: want among willing calls between .1 and .9 in most draws", measured, inside > 0.5, wanting.size, 1)


def fairness_rows(runner):
    with runner.study("g10_audit", most=8) as file:
        paths = list(configuration_of(file)["design"]["factors"])
        draws = len(np.unique(file["replicate"][:]))
        for pair, helpful, harmful, ratio, stands in audited(file, paths):
            asked = f"{pair.title}: `{pair.helpful}` against `{pair.harmful}`, prior-standardised effects within {WITHIN:g}, or cited"
            measured = f"{helpful:.4f} against {harmful:.4f}, ratio {ratio:.2f}{'; ' + why if (why := pair.tie_break or pair.seen) else ''}"
            yield row("G10", asked, measured, stands, draws, 1)
    yield hours_row(runner)
    with open_result(runner.results / "g3_neutral.nc") as file:
        for outcome, title in ((POC, "H1"), (LEGITIMACY, "H2")):
            effect = effects(file, outcome)
            share = float(np.mean(effect.without_noise() < 0))
            asked = f"{title}: P(D < 0) within .25 and .75 under the neutral prior, or an asymmetry is named and cited: printed, never tuned"
            yield row("G10", asked, f"{share:.2f}", "printed" if 0.25 <= share <= 0.75 else "outside, printed", effect.draws, effect.futures)


def twins_rows(runner):
    for asked, measured, passed, twins, futures in twin_rows(runner.calibrated("g8_twins")):
        yield row("G8", asked, measured, passed, twins, futures)


def left_out_row(_runner):
    yield row("G8", "twins of the verdict: are its words right?", "not run here: scripts/gates without --without-g8", "not run")


def answers_by_town(file, said):
    """The share of answers on the actor that are among those said, by run and place, in the wave that asked in most places. Shape: (run, place)."""
    actor = actor_of(file)[0]
    asked = {}
    for i, label in enumerate(file["survey"][:]):
        wave, question, _ = text_of(label).split(".")
        if question == actor and file["survey_answers"][:, :, i, :].any():
            asked.setdefault(wave, []).append(i)
    rows = max(asked.values(), key=len)
    named = [i for i, label in enumerate(file["answer"][:]) if text_of(label) in said]
    counts = file["survey_answers"][:].sum(axis=1)[:, rows, :].astype(float)
    return counts[:, :, named].sum(axis=2) / counts.sum(axis=2)


NEGATIVE = ("very_negative", "negative")


def responsive_rows(runner):
    with runner.study("g9_responsive") as file:
        effect = effects(file, LEGITIMACY)
    share = float(np.mean(np.abs(effect.without_noise()) >= 0.05))
    low, high = np.quantile(effect.mean, (0.05, 0.95))
    measured = f"{share:.0%}; mean {effect.mean.mean():+.3f}, 90% of draws {low:+.3f} to {high:+.3f}"
    asked = "responsive: legitimacy among the exposed moves by .05 or more in at least half of the draws if nobody answers any threat (a label)"
    yield row("G9", asked, measured, "printed" if share >= 0.5 else "below, printed", effect.draws, effect.futures)
    with runner.study("g9_towns") as file:
        negative = answers_by_town(file, NEGATIVE)
    spread = np.nanmax(negative, axis=1) - np.nanmin(negative, axis=1)
    share = float(np.mean(spread >= 0.3))
    measured = f"{share:.0%}; {np.median(spread):.2f} in the median draw, 90% of draws {np.quantile(spread, 0.05):.2f} to {np.quantile(spread, 0.95):.2f}"
    asked = "responsive: negative answers of towns lie 30 points apart or more in at least a quarter of the draws, without unexplained regional offsets (a label)"
    yield row("G9", asked, measured, "printed" if share >= 0.25 else "below, printed", spread.size, 1)


def agent_rows(runner):
    """Bounds were stated before the first look: at least twice the spread."""
    with runner.study("g11_many") as file:
        many = answers_by_town(file, NEGATIVE)
    one_agent = ["parameters.population={people_per_agent: 10000000, minimum_agents: 1}"]
    with runner.study("g11_many", name="g11_one", sets=one_agent) as file:
        one = answers_by_town(file, NEGATIVE)
    ratio = np.nanmean(np.nanstd(one, axis=0)) / np.nanmean(np.nanstd(many, axis=0))
    asked = "one agent a cell: a town's negative answers vary over runs at least twice as much as with an agent for each 1,000 persons"
    yield row("G11", asked, f"{ratio:.1f} times", bool(ratio >= 2), len(many), 1)


def leverage_rows(runner):
    with runner.study("g12_leverage") as file:
        effect = effects(file, "response_given_knowledge_actor")
    low, median, high = np.quantile(effect.mean, (0.05, 0.5, 0.95))
    measured = f"{median:+.3f} in the median draw, 90% of draws {low:+.3f} to {high:+.3f}; below 0.1 in {np.mean(effect.mean < 0.1):.0%}"
    asked = "leverage: what the norm, from .3 to .95, moves among known threats in reach that are answered (a label)"
    yield row("G12", asked, measured, "printed", effect.draws, effect.futures)


def commit():
    """The last commit that could change a figure, and its date."""
    command = ["git", "log", "-1", "--format=%h %cs", "--", "sim", "models", "configs", str(STUDIES), "scripts/verification"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def subject(file):
    """What D compares, in words, from the configuration of one of the studies."""
    configuration = configuration_of(file)
    theatre, (actor, window) = theatre_in(configuration), actor_of(file)
    group = [theatre.label(name) for name in configuration["parameters"]["cooperation"]["ladder"]["group"]]
    return (
        f"D is the effect of cooperation among {', '.join(group[:-1])} and {group[-1]} on rung 5 of the ladder compared with rung 0, from the week\n"
        f"of {configuration['branch']} on, measured for {theatre.label(actor)} over {window}; d = {THRESHOLD:g}."
    )


def write(rows, version, about, out):
    short, date = commit()
    lines = [
        "# Gates of the intervention model",
        "",
        f"Model {version}, commit {short}, {date}. In the model; parameters set by hand or drawn from priors. `scripts/gates` runs all of this and",
        "writes this file; running it again on the same commit gives the same file. Studies: `configs/verification/gates/`.",
        "",
        f"{about} A draw is one set of parameters from all declared",
        "priors. A sign is resolved when the 95% interval over the draw's futures excludes 0. Shares in G3 are noise-corrected: effects",
        "are shrunk toward their mean by the share of their variance that chance over futures explains. Equivalence bounds were fixed beforehand.",
        "",
        "| gate | criterion | measured | passed | draws | futures |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += ["| " + " | ".join(cells) + " |" for cells in rows]
    write_text(out, "\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--results", default="results/gates")
    parser.add_argument("--out", default="docs/gates.md")
    parser.add_argument("--replicates", type=whole(2, 10**9))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--without-g8", action="store_true")
    options = parser.parse_args()
    place_to_write(options.out)
    runner = Runner(options)
    rows = []
    twins = left_out_row if options.without_g8 else twins_rows
    for part in (null_rows, corner_rows, prior_rows, quadrant_rows, exchange_rows, limit_rows, equivalence_rows, twins, responsive_rows, fairness_rows, agent_rows, leverage_rows):
        rows += part(runner)
    with open_result(runner.results / "g1_switches_off.nc") as file:
        version, about = text_of(file.attrs["model_version"]), subject(file)
    write(rows, version, about, runner.options.out)
    print(f"gates: {runner.options.out}; not passed: {sum(cells[3] == '**no**' for cells in rows)}")


if __name__ == "__main__":
    run(main)
