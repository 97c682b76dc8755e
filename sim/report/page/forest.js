// SPDX-License-Identifier: Apache-2.0
// All contrasts of one cell: every outcome with its interval, on one axis for each unit. Several results stand in pairs.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { colours } from "./colours.js";
import { comparedCells, contrastOf, mainCell } from "./comparison.js";
import { bottomAxis, choice, line, s, text, widthOf } from "./dom.js";
import { figure } from "./figure.js";
import { labelHeight, rowLabel } from "./strips.js";
import { between, cellTitle, cellWords, inStep, list, outcomeTitle, signed, unitWords } from "./words.js";

const row = 30, gapOfUnits = 58, sizesApart = 25, mostSizes = 3, mostLeft = (width) => (width < 560 ? 150 : 300);

const sizeOf = ({ contrasts }) => Math.max(...contrasts.flatMap((c) => (c ? [c.low, c.high, c.difference] : [])).filter(Number.isFinite).map(Math.abs), 0);

/// Entries of one unit whose differences are of about one size: small ones would be dots on the axis of large ones. At
/// most `groups` of them: the last one holds all smaller ones.
function bySize(entries, groups) {
  const most = Math.max(...entries.map(sizeOf)), large = entries.filter((entry) => sizeOf(entry) >= most / sizesApart), small = entries.filter((entry) => sizeOf(entry) < most / sizesApart);
  return groups > 1 && small.some((entry) => sizeOf(entry) > 0) ? [large, ...bySize(small, groups - 1)] : [entries];
}

/// The contrast of an outcome in a source that measures the same: a name alone may stand for something else there.
function contrastIn({ result, cell }, { expression }) {
  const same = result.outcomes.find((outcome) => outcome.expression === expression);
  return cell === null || !same ? undefined : contrastOf(result, same.name, cell);
}

/// Outcomes by unit and size, in order of appearance, with a contrast from each of `sources`: [{result, cell}]; of several
/// sources those that two of them measure.
function panelsOf(sources) {
  const panels = new Map();
  sources[0].result.outcomes.forEach((outcome, i) => {
    const contrasts = sources.map((source) => contrastIn(source, outcome));
    if (contrasts.filter((c) => c && c.difference !== null).length >= Math.min(2, sources.length)) panels.set(outcome.unit, [...(panels.get(outcome.unit) ?? []), { outcome, i, contrasts }]);
  });
  const first = (entries) => Math.min(...entries.map(({ i }) => i));
  return [...panels].flatMap(([unit, entries]) => bySize(entries, mostSizes).map((some) => [unit, some])).sort((a, b) => first(a[1]) - first(b[1]));
}

/// Pixels beside the pictures for labels: no more than the longest takes.
const leftOf = (panels, sources, width) => Math.min(mostLeft(width), 16 + Math.ceil(Math.max(0, ...panels.flatMap(([, entries]) => entries.map(({ outcome }) => widthOf(outcomeTitle(sources[0].result, outcome)))))));
/// Pixels of a row of a panel: as much as its longest label takes.
const stepOf = ([, entries], sources, left) => Math.max(row * (sources.length > 1 ? 1.35 : 1), ...entries.map(({ outcome }) => 6 + labelHeight(outcomeTitle(sources[0].result, outcome), left)));
const tall = (panels, sources, left) => panels.reduce((sum, panel) => sum + panel[1].length * stepOf(panel, sources, left) + gapOfUnits, 0);

function drawPanel(g, w, top, panel, sources, left) {
  const [unit, entries] = panel, step = stepOf(panel, sources, left);
  const values = entries.flatMap(({ contrasts }) => contrasts.flatMap((c) => (c ? [c.low ?? c.difference, c.high ?? c.difference, c.difference] : []))).filter(Number.isFinite);
  const [low, high] = extent([0, ...values]), height = entries.length * step, inner = s("g", { transform: `translate(0,${top})` });
  const x = scaleLinear(low === high ? [-1, 1] : [low, high], [0, w]).nice();
  bottomAxis(inner, x, w, height, { format: signed, ticks: w < 400 ? 3 : 6, label: `difference${unit === "1" ? "" : `, ${unit}`}` });
  inner.append(line(x(0), 0, x(0), height, { class: "zero" }));
  entries.forEach(({ outcome, contrasts }, k) => {
    const middle = (k + 0.5) * step;
    rowLabel(inner, middle, outcomeTitle(sources[0].result, outcome), left);
    contrasts.forEach((c, n) => {
      if (!c || c.difference === null) return;
      const y = middle + (n - (contrasts.length - 1) / 2) * 11, colour = contrasts.length > 1 ? colours[n] : c.discovery ? "#D55E00" : "#555";
      if (c.low !== null) inner.append(line(x(c.low), y, x(c.high), y, { stroke: colour, "stroke-width": 2.2 }));
      inner.append(s("circle", { cx: x(c.difference), cy: y, r: 4.5, fill: c.discovery ? colour : "#fff", stroke: colour, "stroke-width": 2 }),
        text(w + 14, y, inStep(c.low, c.high).signed(c.difference), { dy: "0.34em" }));
    });
  });
  g.append(inner);
  return top + height + gapOfUnits;
}

function rowsOf(panels, sources) {
  const numbers = ["mean", "reference_mean", "difference", "low", "high", "p", "q", "correlation", "variance_reduction", "runs_saved", "pairs"];
  return {
    head: [...(sources.length > 1 ? ["result"] : []), "outcome", "window", "unit", ...numbers.map((n) => n.replace(/_/g, " ")), "stands out"],
    body: panels.flatMap(([unit, entries]) => entries.flatMap(({ outcome, contrasts }) => contrasts.flatMap((c, n) => (c ? [[...(sources.length > 1 ? [sources[n].result.name] : []),
      outcomeTitle(sources[0].result, outcome), outcome.from ? `${outcome.from} to ${outcome.to}` : "", unit, ...numbers.map((key) => c[key] ?? NaN), c.discovery ? "yes" : "no"]] : [])))),
  };
}

/// "PoC implementation falls by 0.05": the outcomes that stand out, the clearest first.
export function standing(result, cell, most = 3) {
  const found = result.outcomes.map((outcome) => ({ outcome, c: contrastOf(result, outcome.name, cell) })).filter(({ c }) => c?.discovery);
  const clear = ({ c }) => -Math.abs(c.difference) / (c.sd_of_difference || 1e-300);
  return found.sort((a, b) => clear(a) - clear(b)).slice(0, most)
    .map(({ outcome, c }) => `${outcomeTitle(result, outcome)} ${c.difference < 0 ? "falls" : "rises"} by ${inStep(c.low, c.high).number(Math.abs(c.difference))}${unitWords(outcome.unit)}`);
}

function wordsOf(result, cell) {
  const contrasts = result.outcomes.map((o) => contrastOf(result, o.name, cell)).filter((c) => c && c.difference !== null);
  const clear = contrasts.filter((c) => c.discovery).length;
  if (contrasts.length && contrasts.every((c) => c.difference === 0 && c.low === 0 && c.high === 0)) return `With ${cellWords(result, cell)} all ${contrasts.length} outcomes differ by exactly 0.`;
  const first = standing(result, cell);
  return `With ${cellWords(result, cell)}, ${clear} of ${contrasts.length} differences ${clear === 1 ? "stands" : "stand"} out from chance${first.length ? `; most clearly ${list(first)}` : ""}.`;
}

export function forestFigure(result, state, change) {
  const cells = comparedCells(result), sources = () => [{ result, cell: state.cell }], panels = () => panelsOf(sources());
  const pick = cells.length > 1 ? [choice("Compared", cells.map((c) => cellTitle(result, c)), () => cells.indexOf(state.cell), (i) => change({ cell: cells[i] }))] : [];
  let left = 300;
  return figure({ id: "forest", wide: true, title: "All outcomes: paired differences with 95% intervals", controls: pick, words: () => wordsOf(result, state.cell),
    height: (width) => { left = leftOf(panels(), sources(), width); return tall(panels(), sources(), left); }, margin: () => [12, 84, 0, left],
    draw: (g, w) => panels().reduce((top, panel) => drawPanel(g, w, top, panel, sources(), left), 0), rows: () => rowsOf(panels(), sources()),
    note: "Units and sizes of differences have axes of their own. Filled: stands out at a false discovery rate of 5% over all differences of the study. Differences are from the reference, between runs with the same luck and parameters." });
}

/// The same contrast in several results; a result without that cell shows its last one.
export function besideFigure(results) {
  const sources = results.map((result) => ({ result, cell: mainCell(result) ?? null })), panels = panelsOf(sources);
  if (!panels.length) return null;
  let left = 300;
  const say = () => panels.flatMap(([, entries]) => entries).slice(0, 2).map(({ outcome, contrasts }) => `${outcomeTitle(results[0], outcome)}: ${list(contrasts.map((c, n) => `${c ? `${inStep(c.low, c.high).signed(c.difference)} (${between(c.low, c.high)})` : "not in the study"} in ${sources[n].result.name}`))}.`).join(" ");
  return figure({ id: "beside", wide: true, title: "The results side by side", words: say,
    height: (width) => { left = leftOf(panels, sources, width); return 24 + tall(panels, sources, left); }, margin: () => [24, 84, 0, left],
    draw: (g, w) => {
      sources.forEach(({ result }, n) => g.append(s("circle", { cx: n * 70 + 5, cy: -14, r: 5, fill: colours[n] }), text(n * 70 + 15, -14, result.name, { dy: "0.34em" })));
      panels.reduce((top, panel) => drawPanel(g, w, top, panel, sources, left), 0);
    }, rows: () => rowsOf(panels, sources),
    note: sources.map(({ result, cell }) => `${result.name}: ${result.attributes.title}${cell === null ? "" : `, ${cellTitle(result, cell)} against ${cellTitle(result, result.cells[cell].reference)}`}`).join(". ") });
}
