// SPDX-License-Identifier: Apache-2.0
// Names and numbers as people read them.
import { format } from "d3-format";
import { utcFormat } from "d3-time-format";

const minus = (words) => words.replace(/-/g, "\u2212");
const grouped = format(",.0f"), general = format(".3~r"), tiny = format(".2~e");

/// Three digits that matter; thousands in groups; 0 is 0.
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "not defined";
  if (!Number.isFinite(value)) return value > 0 ? "all" : "none";
  const size = Math.abs(value);
  return minus(size === 0 ? "0" : size >= 1000 ? grouped(value) : size < 1e-6 ? tiny(value) : general(value));
}
export const signed = (value) => (value > 0 ? "+" : "") + number(value);
export const share = (value) => (value === null || Number.isNaN(value) ? "not defined" : minus(`${(100 * value).toFixed(0).replace(/^-0$/, "0")}%`));
/// "+3 points": a difference of shares.
export const signedShare = (value) => (Number.isNaN(value) ? "not defined" : `${signed(Math.round(1000 * value) / 10)} points`);
export const whole = (value) => grouped(value);
export const between = (low, high) => (low === null || Number.isNaN(low) ? "no interval" : `${signed(low)} to ${signed(high)}`);
/// "95% interval -1 to +1", for inside a sentence.
export const interval = (low, high) => (low === undefined || low === null || Number.isNaN(low) ? "no interval" : `95% interval ${between(low, high)}`);
export const count = (n, noun) => `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;
export const range = (low, high) => `${number(low)} to ${number(high)}`;
/// Two days as a stretch of time; `from` and `to` may be the same.
export const stretch = (from, to) => (from.getTime() === to.getTime() ? `on ${day(from)}` : `from ${day(from)} to ${day(to)}`);
export const day = utcFormat("%-d %b %Y"), year = utcFormat("%Y");
export const dateOf = (words) => new Date(`${words}T00:00:00Z`);
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
export const list = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`);

/// A name of the configuration in words: as the theatre writes it, else without its underlines.
export const name = (result, word) => result.theatre?.labels?.[word] ?? word.replace(/_/g, " ");

const longestTitle = 40;  // characters

/// What heads a figure: the declared meaning without its qualifications; where that is long, the declared name.
export function brief({ title, name, observable = name }) {
  const meaning = title.split(/;| \(/)[0].trim();
  return capital(meaning.length <= longestTitle ? meaning : observable.replace(/_/g, " "));
}
/// The declared meaning in full, where the title does not say it.
export const meaning = (declared) => (declared.title.toLowerCase().startsWith(brief(declared).toLowerCase()) ? "" : `${brief(declared)}: ${declared.title}.`);

const span = (outcome) => {
  const full = /^\d{4}-\d\d-\d\d$/, one = (date) => (full.test(date) ? day(dateOf(date)) : date);
  if (!outcome.from) return "the whole run";
  return outcome.from === outcome.to ? one(outcome.from) : `${one(outcome.from)} to ${one(outcome.to)}`;
};

/// Titles by outcome, no two the same: what is measured; where that has been said, its declared name; else with the outcome's
/// own name.
function titlesOf(result) {
  const of = (outcome, what) => [what, ...outcome.labels.map((label) => name(result, label))].join(", ");
  const forms = [(o) => (o.observable ? of(o, brief(o)) : o.title), (o) => (o.observable ? of(o, capital(o.observable.replace(/_/g, " "))) : o.title)];
  const last = (o) => `${forms[0](o)} (${o.name.replace(/_/g, " ")})`, said = new Map();
  for (const outcome of result.outcomes) said.set(outcome, (forms.find((form) => ![...said.values()].includes(form(outcome))) ?? last)(outcome));
  return said;
}
const titles = new WeakMap();

export function outcomeTitle(result, outcome) {
  if (!titles.has(result)) titles.set(result, titlesOf(result));
  return titles.get(result).get(outcome);
}
export const outcomeWindow = (outcome) => (outcome.kind ? `${outcome.kind === "sum" ? "total" : outcome.kind} over ${span(outcome)}` : "");
export const unitWords = (unit) => (unit === "1" ? "" : ` ${unit}`);

const last = (path) => path.split(".").pop().replace(/_/g, " ");
const levels = { baseline: "fixed parameters", prior: "drawn parameters", posterior: "fitted parameters" };

/// Factors that differ between the cells shown.
export const varied = (result) =>
  result.factors.filter((factor) => new Set(result.cells.map((cell) => cell.design[factor.path])).size > 1);

/// "position 4", "association off", "drawn parameters".
export function factorWords(path, value) {
  if (path === "parameters") return levels[value] ?? value;
  const switches = { true: "on", false: "off" };
  return `${last(path.replace(/\.enabled$/, ""))} ${switches[value] ?? value.replace(/_/g, " ").replace(/^-(?=\d)/, "\u2212")}`;
}
/// A parameter's path with names as the theatre writes them, without what it lies in: "MINUSMA: norm: protect".
export const parameterWords = (result, path) => path.replace(/^(mechanisms|organisations)\.(?=.*\.)/, "").split(".").map((step) => name(result, step)).join(": ");
/// "ladder position": what a factor is called where it heads an axis.
export const doseWords = (path) => path.split(".").slice(-2).join(" ").replace(/_/g, " ");

export const quoted = (words) => `\u201c${words}\u201d`;

/// What a cell is, word by word: its arm, then its factors.
function cellNames(result, index, armWords) {
  const cell = result.cells[index];
  const words = varied(result).map((factor) => factorWords(factor.path, cell.design[factor.path]));
  return result.arms.length > 1 ? [armWords(name(result, cell.arm)), ...words] : words;
}
export const wholeStudy = "the study as it is";
const joined = (words) => words.join(", ") || wholeStudy;
/// What sets a cell apart from the others shown: as a label, and inside a sentence.
export const cellTitle = (result, index) => joined(cellNames(result, index, (words) => words));
export const cellWords = (result, index) => joined(cellNames(result, index, quoted));

/// " with position 5": for the end of a sentence; nothing where a study has one cell.
export const withCell = (result, index) => (result.cells.length > 1 ? ` with ${cellWords(result, index)}` : "");

/// A cell and its reference, what they share said once: "drawn parameters, position 5 against position 0".
export function againstWords(result, index) {
  const cell = cellNames(result, index, quoted), reference = cellNames(result, result.cells[index].reference, quoted);
  const shared = cell.filter((words, i) => words === reference[i]), apart = cell.filter((words, i) => words !== reference[i]);
  return `${joined([...shared, joined(apart)])} against ${joined(reference.filter((words, i) => words !== cell[i]))}`;
}
