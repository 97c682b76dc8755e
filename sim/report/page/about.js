// SPDX-License-Identifier: Apache-2.0
// Question and answer in words, methods, configuration, provenance, how to cite.
import { comparedCells, contrastOf, mainCell } from "./comparison.js";
import { h } from "./dom.js";
import { doseOf } from "./strips.js";
import { fitWords } from "./fit.js";
import { hypothesesOf, mainView } from "./verdict.js";
import { againstWords, count, dateOf, day, doseWords, inStep, interval, list, meaningOfParameter, name, number, outcomeTitle, outcomeWindow, quoted, signed, unitWords, whole } from "./words.js";

const sentence = (words) => (/[.!?]$/.test(words) ? words : `${words}.`);

const mostArms = 4;  // named in a question

function questionOf(result) {
  const compared = comparedCells(result), dose = doseOf(result), main = result.cells[mainCell(result)];
  if (dose && (!main || result.cells[main.reference].design[dose] !== main.design[dose])) return `What changes as the ${doseWords(dose)}${meaningOfParameter(result, dose)} goes from ${result.cells[0].design[dose]} to ${result.cells.at(-1).design[dose]}?`;
  if (!compared.length && result.fit) return `What does the model say once it is fitted to ${count(result.fit.targets.length, "fact")}?`;
  if (!compared.length) return `What happens in ${quoted(result.attributes.title)}?`;
  const arms = [...new Set(compared.map((c) => result.cells[c].arm))], reference = result.cells[compared[0]].reference;
  const said = arms.length > mostArms ? [quoted(name(result, main.arm)), `${arms.length - 1} other arms`] : arms.map((arm) => quoted(name(result, arm)));
  if (result.arms.length > 1) return `What changes with ${list(said)}, compared with ${quoted(name(result, result.cells[reference].arm))}?`;
  return `What changes with ${againstWords(result, mainCell(result))}?`;
}

function answerOfOutcome(result, outcome, cell) {
  const c = contrastOf(result, outcome.name, cell), title = outcomeTitle(result, outcome), unit = unitWords(outcome.unit);
  if (!c || c.difference === null) return null;
  if (c.difference === 0 && c.low === 0 && c.high === 0) return `${title}: the same to the last digit.`;
  if (c.low === null) return `${title}: ${number(c.mean)} against ${number(c.reference_mean)}${unit}, a difference of ${signed(c.difference)} in ${count(c.pairs, "pair")} of runs, too few to tell it from chance.`;
  const write = inStep(c.low, c.high), direction = c.difference < 0 ? "down" : "up", among = c.low > 0 || c.high < 0 ? " among so many" : "";
  const ends = c.discovery ? `${direction} from ${write.number(c.reference_mean)} to ${write.number(c.mean)}${unit}, a difference of` : `${write.number(c.mean)} against ${write.number(c.reference_mean)}${unit}, a difference that does not stand out from chance${among}:`;
  return `${title}: ${ends} ${write.signed(c.difference)} (${interval(c.low, c.high)}; ${count(c.pairs, "pair")} of runs).`;
}

const answered = 2;  // outcomes: a study names first what it is about

/// What became of the first outcomes.
export function answersOf(result) {
  const cell = mainCell(result);
  if (cell === undefined) return result.cells.length ? result.outcomes.slice(0, 3).map((o, i) => `${outcomeTitle(result, o)}: ${number(result.array("levels").at(i, 0, 0))}${unitWords(o.unit)} in the average run${outcomeWindow(o) ? ` (${outcomeWindow(o)})` : ""}.`) : [];
  return result.outcomes.slice(0, answered).map((outcome) => answerOfOutcome(result, outcome, cell)).filter(Boolean);
}

function verdictAnswer(result) {
  if (!result.verdict) return null;
  const by = new Map();
  for (const line of hypothesesOf(mainView(result.verdict))) by.set(line.missing ? "not tested" : line.verdict ?? "without a verdict", [...(by.get(line.missing ? "not tested" : line.verdict ?? "without a verdict") ?? []), line.id]);
  return `The model's hypotheses: ${[...by].map(([word, ids]) => `${list(ids)} ${word}`).join("; ")}.`;
}

/// Which of the questions that a reader has the study does not ask.
function unasked(result) {
  if (!result.comparison) return null;
  const lacking = [[!result.decomposition && /^\s+mechanisms:/m.test(result.configuration), "which mechanisms carry it (none is switched off)"],
    [Object.keys(result.places).length && !result.series.list.some((series) => series.map), "where it is largest (nothing is recorded by place)"]].filter(([is]) => is).map(([, words]) => words);
  return lacking.length ? `Not asked by this study: ${list(lacking, "; ")}.` : null;
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
  const cell = mainCell(result), arms = result.arms.filter((arm) => arm.why), partial = partialWords(result), answers = [...(result.fit ? [fitWords(result)] : []), ...answersOf(result), verdictAnswer(result), ...further, unasked(result)].filter(Boolean);
  return [partial ? h("p", { class: "fault", id: "partial" }, partial) : null, h("h2", { id: `question` }, "Question"), h("p", { class: "lead" }, questionOf(result)),
    arms.length ? h("ul", { class: "arms" }, arms.map((arm) => h("li", {}, h("b", {}, name(result, arm.name)), `: ${sentence(arm.why)}`))) : null,
    h("h2", { id: "answer" }, "Answer"), h("div", { class: "answer" }, cell === undefined || !answers.length ? null : h("p", {}, `In the model, with ${againstWords(result, cell)}:`),
      answers.length ? h("ul", {}, answers.map((words) => h("li", {}, words))) : h("p", {}, unansweredWords(result)))];
}

const facts = (rows) => h("dl", {}, rows.filter(([, value]) => value).flatMap(([key, value]) => [h("dt", {}, key), h("dd", {}, value)]));

export function methods(result) {
  const comparison = result.comparison, a = result.attributes;
  const lines = [`${count(result.ledger.runs, "run")} of the model ${quoted(name(result, a.model))}, version ${a.model_version}: ${count(result.points, "design point")}, ${count(result.arms.length, "arm")}, ${count(result.replicates, "replicate")}${result.futures > 1 ? `, ${result.futures} futures of each past` : ""}.`,
    "Runs of one replicate share their parameters and all random numbers (common random numbers), so a pair differs by the policy alone. A policy that changes nothing differs by exactly 0."];
  if (a.parameters) lines.push(`Parameters are ${a.parameters}.`);
  if (a.branch) lines.push(`Arms share their past and part on ${day(dateOf(a.branch))}.`);
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

const told = { title: "title", model: "model", model_version: "version of the model", peacenorm_version: "version of the program", git_commit: "commit", dynamics_hash: "what decides the numbers", reference: "reference", branch: "arms part on", notice: "notice" };

/// What sets results apart, named.
export function namedDifferences(results) {
  const rows = Object.entries(told).map(([key, words]) => [words, ...results.map((r) => r.attributes[key] ?? "")]);
  rows.push(["replicates", ...results.map((r) => whole(r.replicates))], ["arms", ...results.map((r) => r.arms.map((arm) => arm.name).join(", "))], ["outcomes", ...results.map((r) => String(r.outcomes.length))]);
  const isOneModel = new Set(results.map((r) => r.attributes.model)).size === 1;
  if (isOneModel) for (const [path, values] of configurationLines(results)) rows.push([path, ...values]);
  const different = rows.filter(([, ...values]) => new Set(values).size > 1);
  return [h("div", { class: "table", tabindex: 0, role: "region", "aria-label": "what differs between the results" }, h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["", ...results.map((r) => r.name)].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, different.slice(0, 60).map(([words, ...values]) => h("tr", {}, h("th", { scope: "row" }, words), values.map((value) => h("td", { class: "words code" }, value))))))),
    isOneModel ? null : h("p", {}, "The results are of different models, whose parameters are not set beside each other."),
    different.length > 60 ? h("p", {}, `${different.length - 60} more values of the configuration differ.`) : null];
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
