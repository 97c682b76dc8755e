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
export const signed = (value) => (value !== 0 && Math.abs(value) < 1e-6 ? "\u2248 0" : (value > 0 ? "+" : "") + number(value));
/// Two digits that matter: what an interval says needs no more.
export const rough = (value) => (Number.isFinite(value) && value !== 0 && Math.abs(value) >= 1e-6 ? minus(format(",.2~r")(value)) : number(value));

export const roughSigned = (value) => (value > 0 ? "+" : "") + rough(value);

/// How to write numbers beside an interval: down to the second digit of its width, all alike.
export function inStep(low, high) {
  const width = Math.abs(high - low);
  if (!(width > 0) || !Number.isFinite(width)) return { number, signed };
  const fixed = format(`,.${Math.min(9, Math.max(0, 1 - Math.floor(Math.log10(width))))}f`);
  const plain = (value) => (Number.isFinite(value) && value !== 0 ? minus(fixed(value).replace(/^-(?=[0.]*$)/, "")) : number(value));
  return { number: plain, signed: (value) => (value > 0 && /[1-9]/.test(plain(value)) ? "+" : "") + plain(value) };
}
export const share = (value) => (value === null || Number.isNaN(value) ? "not defined" : minus(`${(100 * value).toFixed(0).replace(/^-0$/, "0")}%`));
/// "+3 points": a difference of shares.
export const signedShare = (value) => (Number.isNaN(value) ? "not defined" : `${signed(Math.round(1000 * value) / 10)} points`);
export const whole = (value) => grouped(value);
export const between = (low, high) => (low === null || Number.isNaN(low) ? "no interval" : `${inStep(low, high).signed(low)} to ${inStep(low, high).signed(high)}`);
/// "95% interval -1 to +1", for inside a sentence.
export const interval = (low, high) => (low === undefined || low === null || Number.isNaN(low) ? "no interval" : `95% interval ${between(low, high)}`);
export const count = (n, noun) => `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;
export const range = (low, high) => `${number(low)} to ${number(high)}`;
/// Two days as a stretch of time; `from` and `to` may be the same.
export const stretch = (from, to) => (from.getTime() === to.getTime() ? `on ${day(from)}` : `from ${day(from)} to ${day(to)}`);
export const day = utcFormat("%-d %b %Y"), year = utcFormat("%Y");
export const dateOf = (words) => new Date(`${words}T00:00:00Z`);
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
/// "a, b and c"; parts that hold commas are better parted by "; ".
export const list = (words, mark = ", ") => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(mark)}${mark === ", " ? "" : ";"} and ${words[words.length - 1]}`);

/// A name of the configuration in words: as the theatre writes it, else without its underlines.
export const name = (result, word) => result.theatre?.labels?.[word] ?? word.replace(/_/g, " ");

const longestTitle = 50;  // characters

/// A declared name in words, spelled as the declared meaning spells them: "poc_index" of a "PoC index" is "PoC index".
const nameInWords = (name, title) => capital(name.split("_").map((word) => title.split(/[^\w]+/).find((one) => one.toLowerCase() === word) ?? word).join(" "));

/// What heads a figure: the declared meaning without its qualifications; where that is long, the declared name.
export function brief({ title, name, observable = name }) {
  const meaning = title.split(/;| \(/)[0].trim();
  return capital(meaning.length <= longestTitle ? meaning : nameInWords(observable, title));
}
/// The declared meaning in full, where the title does not say it.
export function meaning(declared) {
  const title = brief(declared), same = title.toLowerCase(), full = declared.title.toLowerCase();
  return !full || full === same ? "" : full.startsWith(same) ? `${capital(declared.title)}.` : `${title}: ${declared.title}.`;
}

const span = (outcome) => {
  const full = /^\d{4}-\d\d-\d\d$/, one = (date) => (full.test(date) ? day(dateOf(date)) : date);
  if (!outcome.from) return "the whole run";
  return outcome.from === outcome.to ? one(outcome.from) : `${one(outcome.from)} to ${one(outcome.to)}`;
};

/// A window in few words: whole years as such.
function years({ from, to }) {
  const [first, last] = [/^(\d{4})-01-01$/.exec(from)?.[1], /^(\d{4})-12-31$/.exec(to)?.[1]];
  return !first || !last ? span({ from, to }) : first === last ? first : `${first} to ${last}`;
}

/// Titles by outcome, no two the same: what is measured, with its window where one measure is taken over several and it is
/// not that of the study's first outcome; where that has been said, its declared name; else with the outcome's own name.
function titlesOf(result) {
  const windowOf = (o) => `${o.from}..${o.to}`, measure = (o) => [o.kind, o.observable, ...o.labels].join(" "), main = result.outcomes[0];
  const taken = (o) => new Set(result.outcomes.filter((other) => measure(other) === measure(o)).map(windowOf)).size;
  const when = (o) => (o.observable && taken(o) > 1 && windowOf(o) !== windowOf(main) ? [years(o)] : []);
  const of = (outcome, what) => [what, ...outcome.labels.map((label) => name(result, label)), ...when(outcome)].join(", ");
  const forms = [(o) => (o.observable ? of(o, brief(o)) : o.title), (o) => (o.observable ? of(o, nameInWords(o.observable, o.title)) : o.title)];
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

const levels = { baseline: "fixed parameters", prior: "drawn parameters", posterior: "fitted parameters" };

/// Factors that differ between the cells shown.
export const varied = (result) =>
  result.factors.filter((factor) => new Set(result.cells.map((cell) => cell.design[factor.path])).size > 1);

/// "ladder position 4", "association off", "drawn parameters".
export function factorWords(path, value) {
  if (path === "parameters") return levels[value] ?? value;
  const switches = { true: "on", false: "off" };
  const said = switches[value] ?? value.replace(/_/g, " ").replace(/^-(?=\d)/, "\u2212");
  return `${/\.enabled$/.test(path) ? path.split(".").at(-2).replace(/_/g, " ") : doseWords(path)} ${said}`;
}
/// A parameter's path with names as the theatre writes them, without what it lies in: "MINUSMA: norm: protect".
export const parameterWords = (result, path) => path.replace(/^(mechanisms|organisations)\.(?=.*\.)/, "").split(".").map((step) => name(result, step)).join(": ").replace(/: of: /g, " of ");
/// What the model declares of a parameter, in brackets; nothing where it declares nothing.
export function meaningOfParameter(result, path) {
  const isOf = (declared) => declared.split(".").length === path.split(".").length && declared.split(".").every((step, i) => step === "*" || step === path.split(".")[i]);
  const found = Object.keys(result.meanings ?? {}).find(isOf);
  return found && result.meanings[found] ? ` (${result.meanings[found]})` : "";
}
/// "ladder position": what a factor is called.
export function doseWords(path) { return path.split(".").slice(-2).join(" ").replace(/_/g, " "); }

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
