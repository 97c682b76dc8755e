// SPDX-License-Identifier: Apache-2.0
// Question and answer in words, methods, configuration, provenance, how to cite.
import { comparedCells, contrastOf, mainCell } from "./comparison.js";
import { h } from "./dom.js";
import { doseOf } from "./strips.js";
import { hypothesesOf, mainView } from "./verdict.js";
import { againstWords, count, doseWords, interval, list, name, number, outcomeTitle, quoted, signed, unitWords, whole } from "./words.js";

const sentence = (words) => (/[.!?]$/.test(words) ? words : `${words}.`);

function questionOf(result) {
  const compared = comparedCells(result), dose = doseOf(result), main = result.cells[mainCell(result)];
  if (dose && (!main || result.cells[main.reference].design[dose] !== main.design[dose])) return `What changes as the ${doseWords(dose)} goes from ${result.cells[0].design[dose]} to ${result.cells.at(-1).design[dose]}?`;
  if (!compared.length) return `What happens in ${quoted(result.attributes.title)}?`;
  const arms = [...new Set(compared.map((c) => result.cells[c].arm))], reference = result.cells[compared[0]].reference;
  if (result.arms.length > 1) return `What changes with ${list(arms.slice(0, 4).map((arm) => quoted(name(result, arm))))}${arms.length > 4 ? ` and ${arms.length - 4} more` : ""}, compared with ${quoted(name(result, result.cells[reference].arm))}?`;
  return `What changes with ${againstWords(result, mainCell(result))}?`;
}

function answerOfOutcome(result, outcome, cell) {
  const c = contrastOf(result, outcome.name, cell), title = outcomeTitle(result, outcome), unit = unitWords(outcome.unit);
  if (!c || c.difference === null) return null;
  if (c.difference === 0 && c.low === 0 && c.high === 0) return `${title} is the same to the last digit.`;
  const chance = c.low > 0 || c.high < 0 ? "does not stand out from chance among so many differences:" : "does not stand out from chance:";
  const verb = c.discovery ? (c.difference < 0 ? "falls" : "rises") : chance;
  const ends = c.discovery ? ` from ${number(c.reference_mean)} to ${number(c.mean)}${unit}` : ` ${number(c.mean)} against ${number(c.reference_mean)}${unit}`;
  return `${title} ${verb}${ends}${c.discovery ? ":" : ","} a difference of ${signed(c.difference)} (${interval(c.low, c.high)}; ${count(c.pairs, "pair")} of runs).`;
}

const answered = 2;  // outcomes: a study names first what it is about

/// What became of the first outcomes.
export function answersOf(result) {
  const cell = mainCell(result);
  if (cell === undefined) return result.cells.length ? result.outcomes.slice(0, 3).map((o, i) => `${outcomeTitle(result, o)}: ${number(result.array("levels").at(i, 0, 0))}${unitWords(o.unit)} on average.`) : [];
  return result.outcomes.slice(0, answered).map((outcome) => answerOfOutcome(result, outcome, cell)).filter(Boolean);
}

function verdictAnswer(result) {
  if (!result.verdict) return null;
  const by = new Map();
  for (const line of hypothesesOf(mainView(result.verdict))) by.set(line.missing ? "not tested" : line.verdict ?? "without a verdict", [...(by.get(line.missing ? "not tested" : line.verdict ?? "without a verdict") ?? []), line.id]);
  return `The model's hypotheses: ${[...by].map(([word, ids]) => `${list(ids)} ${word}`).join("; ")}.`;
}

/// What is lacking, where something is.
function partialWords({ ledger: { runs, failed, missing } }) {
  if (!failed && !missing) return null;
  const lacking = [[missing, "missing"], [failed, "failed"]].filter(([count]) => count).map(([count, what]) => `${whole(count)} ${what}`);
  return `This page is partial: ${whole(runs - failed - missing)} of ${whole(runs)} runs are done, ${list(lacking)}. Pairs of those that are not are left out.`;
}

const unansweredWords = (result) => (result.outcomes.length ? `The ${count(result.points, "design point")} of the study are too many to stand side by side: peacenorm compare, decompose and export say what came out.`
  : "The study names no outcomes: what happened stands below, through time.");

/// `further`: answers that other parts of the page give.
export function opening(result, further) {
  const cell = mainCell(result), arms = result.arms.filter((arm) => arm.why), partial = partialWords(result), answers = [...answersOf(result), verdictAnswer(result), ...further].filter(Boolean);
  return [partial ? h("p", { class: "fault", id: "partial" }, partial) : null, h("h2", { id: `question` }, "Question"), h("p", { class: "lead" }, questionOf(result)),
    arms.length ? h("ul", { class: "arms" }, arms.map((arm) => h("li", {}, h("b", {}, name(result, arm.name)), `: ${sentence(arm.why)}`))) : null,
    h("h2", { id: "answer" }, "Answer"), h("div", { class: "answer" }, cell === undefined || !answers.length ? null : h("p", {}, `In the model, with ${againstWords(result, cell)}:`),
      answers.length ? h("ul", {}, answers.map((words) => h("li", {}, words))) : h("p", {}, unansweredWords(result)))];
}

const facts = (rows) => h("dl", {}, rows.filter(([, value]) => value).flatMap(([key, value]) => [h("dt", {}, key), h("dd", {}, value)]));

export function methods(result) {
  const comparison = result.comparison, a = result.attributes;
  const lines = [`${whole(result.ledger.runs)} runs of the model ${a.model} ${a.model_version}: ${count(result.points, "design point")}, ${count(result.arms.length, "arm")}, ${count(result.replicates, "replicate")}${result.futures > 1 ? `, ${result.futures} futures of each past` : ""}.`,
    "Runs of one replicate share their parameters and all random numbers (common random numbers), so a pair differs by the policy alone. A policy that changes nothing differs by exactly 0."];
  if (a.parameters) lines.push(`Parameters are ${a.parameters}.`);
  if (a.branch) lines.push(`Arms share their past and part on ${a.branch}.`);
  if (comparison) lines.push(`Differences are means over pairs, with 95% confidence intervals by Student's t, or by bootstrap (BCa) where they are too skewed. What stands out does so at a false discovery rate of ${100 * comparison.false_discovery_rate}% over all differences of the study (Benjamini and Hochberg).`);
  if (comparison?.looks > 1) lines.push(`Intervals hold at all ${comparison.looks} planned interim analyses together.`);
  if (a.precision) lines.push(`Replicates until precise: ${a.precision}.`);
  if (result.series.list.length) lines.push(`Series are drawn from ${result.series.replicates === result.replicates ? "all" : `the first ${result.series.replicates}`} replicates, rounded to 1/65,534 of their range; outcomes keep all digits.${result.series.left_out.length ? ` ${result.series.left_out.length} further series are in the result, not on this page.` : ""}`);
  return lines.map((words) => h("p", {}, words));
}

export function configuration(result) {
  const arms = result.arms.filter((arm) => Object.keys(arm.set).length || arm.changes || arm.follows);
  return [arms.length ? h("div", { class: "table", tabindex: 0, role: "region", "aria-label": "what each arm sets" }, h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["arm", "sets", "to"].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, arms.flatMap((arm) => [...Object.entries(arm.set), ...(arm.changes ? [["changes", arm.changes]] : []), ...(arm.follows ? [["follows the conduct of", arm.follows]] : [])].map(([path, value]) => h("tr", {}, h("td", { class: "words" }, name(result, arm.name)), h("td", { class: "words code" }, path), h("td", { class: "words code" }, value))))))) : null,
    h("details", { class: "source" }, h("summary", {}, "The whole configuration, defaults included"), h("pre", { tabindex: 0 }, result.configuration))];
}

const citation = (a) => `peacenorm ${a.peacenorm_version} (commit ${(a.git_commit ?? "").slice(0, 10)}), model ${a.model} ${a.model_version}: ${quoted(a.title)}, study ${a.study_hash}.`;

export function provenance(result) {
  const a = result.attributes;
  return [facts([["Study", a.study_hash], ["Model", `${a.model} ${a.model_version}`], ["Program", `peacenorm ${a.peacenorm_version}, ${a.compiler}`], ["Commit", a.git_commit], ["Dynamics", a.dynamics_hash], ["Notice", a.notice], ["Theatre", result.theatre?.name]]),
    h("h3", { class: "minor" }, "To make it again"), h("pre", { tabindex: 0 }, a.command ?? ""), h("p", {}, "One run again, with its events: ", h("code", {}, "peacenorm replay RESULT RUN --trace")),
    h("h3", { class: "minor" }, "How to cite"), h("p", { class: "cite" }, citation(a))];
}

const told = { title: "title", model_version: "version of the model", peacenorm_version: "version of the program", git_commit: "commit", dynamics_hash: "what decides the numbers", reference: "reference", branch: "arms part on", notice: "notice" };

/// What sets results apart, named.
export function namedDifferences(results) {
  const rows = Object.entries(told).map(([key, words]) => [words, ...results.map((r) => r.attributes[key] ?? "")]);
  rows.push(["replicates", ...results.map((r) => whole(r.replicates))], ["arms", ...results.map((r) => r.arms.map((arm) => arm.name).join(", "))], ["outcomes", ...results.map((r) => String(r.outcomes.length))]);
  for (const [path, values] of configurationLines(results)) rows.push([path, ...values]);
  const different = rows.filter(([, ...values]) => new Set(values).size > 1);
  return h("div", { class: "table", tabindex: 0, role: "region", "aria-label": "what differs between the results" }, h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["", ...results.map((r) => r.name)].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, different.slice(0, 60).map(([words, ...values]) => h("tr", {}, h("th", { scope: "row" }, words), values.map((value) => h("td", { class: "words code" }, value)))))),
    different.length > 60 ? h("p", {}, `${different.length - 60} more values of the configuration differ.`) : null);
}

/// Values of the configuration by path, where results disagree. The text is the program's own block YAML.
function configurationLines(results) {
  const paths = results.map((result) => {
    const values = new Map(), stack = [];
    for (const text of result.configuration.split("\n")) {
      const found = /^( *)(- )?("?[^":]+"?):(?: (.*))?$/.exec(text);
      if (!found) continue;
      const depth = found[1].length + (found[2] ? 2 : 0);
      while (stack.length && stack.at(-1)[0] >= depth) stack.pop();
      stack.push([depth, found[3]]);
      if (found[4] !== undefined && !found[2]) values.set(stack.map(([, key]) => key).join("."), found[4]);
    }
    return values;
  });
  const all = [...new Set(paths.flatMap((map) => [...map.keys()]))].filter((path) => /^parameters\.|^horizon\.|^seed$/.test(path));
  return all.map((path) => [path, paths.map((map) => map.get(path) ?? "")]).filter(([, values]) => new Set(values).size > 1);
}
