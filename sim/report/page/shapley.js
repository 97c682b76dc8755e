// SPDX-License-Identifier: Apache-2.0
// Which mechanisms carry the effect: Shapley shares of switches, as `decompose` says them.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { falls, rises } from "./colours.js";
import { mainCell } from "./comparison.js";
import { bottomAxis, choice, h, line, s, text } from "./dom.js";
import { figure } from "./figure.js";
import { rowLabel } from "./strips.js";
import { capital, count, factorWords, inStep, interval, list, name, outcomeTitle, share, signed, unitWords } from "./words.js";

const rowOf = (width) => (width < 560 ? 60 : 40), left = (width) => (width < 560 ? 130 : 230);

/// "mechanisms.association.enabled": the mechanism's name.
export const switchWords = (path) => capital(path.replace(/\.enabled$/, "").split(".").pop().replace(/_/g, " "));

const partsOf = (one, part) => one.parts.filter((p) => p.part === part);
const totalOf = (one) => partsOf(one, "total")[0];
const isSure = (part) => part.low > 0 || part.high < 0;

function barsOf(one) {
  const shares = partsOf(one, "share").map((p) => ({ ...p, words: switchWords(p.switch) })).sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  return [...shares, { ...partsOf(one, "remainder")[0], words: "What remains with all of them off" }, { ...totalOf(one), words: "Total effect", total: true }];
}

function wordsOf(result, one) {
  const outcome = result.outcomes.find((o) => o.name === one.outcome), total = totalOf(one), unit = unitWords(outcome.unit), write = inStep(total.low, total.high), largest = barsOf(one).filter((b) => b.part === "share").slice(0, 3);
  const of = (part) => (isSure(total) ? `, ${share(part.mean / total.mean)} of it` : "");
  const sure = barsOf(one).filter((b) => b.part === "share" && isSure(b)), rest = partsOf(one, "remainder")[0];
  return `${outcomeTitle(result, outcome)}: the total effect is ${write.signed(total.mean)}${unit} (${interval(total.low, total.high)}; ${count(total.replicates, "replicate")}). The largest shares: ${list(largest.map((p) => `${p.words} ${write.signed(p.mean)}${of(p)}`))}. ${sure.length ? `Shares that stand out from chance: ${list(sure.map((p) => p.words))}` : "No share stands out from chance"}; with all mechanisms off ${write.signed(rest.mean)} remains.`;
}

const isOf = (result, cell) => ({ arm, design }) => (!arm || arm === result.cells[cell].arm) && (!design || designOf(design).every(([path, value]) => result.cells[cell].design[path] === value));
const designOf = (design) => design.split(", ").map((words) => words.split("="));

/// The decomposition that a page speaks of first: of its main cell, else the last one of the first outcome.
function firstOf(result) {
  const all = result.decomposition.decompositions, cell = mainCell(result), first = all.map((_, i) => i).filter((i) => all[i].outcome === all[0].outcome);
  return (cell === undefined ? undefined : first.find((i) => isOf(result, cell)(all[i]))) ?? first.at(-1);
}

/// For the top of the page: which mechanisms carry the effect on the first outcome.
export function mechanismAnswer(result) {
  if (!result.decomposition) return null;
  const one = result.decomposition.decompositions[firstOf(result)], total = totalOf(one), bars = barsOf(one).filter((b) => b.part === "share"), sure = bars.filter(isSure), outcome = result.outcomes.find((o) => o.name === one.outcome), write = inStep(total.low, total.high);
  const say = (b) => `${b.words} (${write.signed(b.mean)}${isSure(total) ? `, ${share(b.mean / total.mean)}` : ""})`;
  const whole = total.low === null ? `of ${write.signed(total.mean)} in ${count(total.replicates, "replicate")}, too few to tell it from chance` : isSure(total) ? `of the total of ${write.signed(total.mean)}` : `though the total of ${write.signed(total.mean)} does not stand out from chance`;
  return `Which mechanisms carry it, ${outcomeTitle(result, outcome)}: ${sure.length ? `${list(sure.slice(0, 3).map(say))}, ${whole}` : total.low === null ? `the largest share is that of ${say(bars[0])}, ${whole}` : `none stands out from chance; the largest share is that of ${say(bars[0])}, ${whole}`}.`;
}

function draw(g, w, height, bars, { wide, label }) {
  const row = rowOf(wide);
  const x = scaleLinear(extent(bars.flatMap((b) => [b.low ?? b.mean, b.high ?? b.mean, 0])), [0, w]).nice();
  if (x.domain()[0] === x.domain()[1]) x.domain([-1, 1]);
  bottomAxis(g, x, w, height, { format: signed, ticks: w < 400 ? 4 : 7, label });
  bars.forEach((bar, i) => {
    const y = i * row, middle = y + row / 2, colour = bar.mean < 0 ? falls : rises;
    rowLabel(g, middle, bar.words, left(wide));
    g.append(s("rect", { x: Math.min(x(0), x(bar.mean)), y: y + 7, width: Math.max(0.5, Math.abs(x(bar.mean) - x(0))), height: row - 14, fill: bar.total ? "#555" : bar.part === "remainder" ? "#aaa" : colour, "fill-opacity": 0.85 }), text(w + 14, middle, inStep(bar.low, bar.high).signed(bar.mean), { dy: "0.34em" }));
    if (bar.low !== null) g.append(line(x(bar.low), middle, x(bar.high), middle, { stroke: "#111", "stroke-width": 2 }));
  });
  g.append(line(x(0), 0, x(0), height, { class: "zero" }));
}

export function shapleyFigures(result) {
  const all = result.decomposition;
  if (!all) return [];
  const chosen = { now: firstOf(result) }, one = () => all.decompositions[chosen.now];
  const label = (d) => [outcomeTitle(result, result.outcomes.find((o) => o.name === d.outcome)), d.arm && result.arms.length > 2 ? name(result, d.arm) : "", d.design ? designOf(d.design).map(([path, value]) => factorWords(path, value)).join(", ") : ""].filter(Boolean).join("; ");
  let wide = 800;
  const redraw = () => figures.forEach((f) => f.redraw());
  const bars = figure({ id: "shapley", wide: true, title: "Which mechanisms carry the effect", controls: [choice("Outcome", all.decompositions.map(label), () => chosen.now, (i) => { chosen.now = i; redraw(); })],
    words: () => wordsOf(result, one()), height: (width) => { wide = width; return 20 + barsOf(one()).length * rowOf(width) + 44; }, margin: (width) => [12, 84, 44, left(width)],
    draw: (g, w, hh) => draw(g, w, hh, barsOf(one()), { wide, label: `part of the difference${unitWords(result.outcomes.find((o) => o.name === one().outcome).unit).replace(/^ /, ", ")}` }),
    rows: () => ({ head: ["part", "mechanism", "with", "mean", "low", "high", "sd", "replicates"], body: one().parts.map((p) => [p.part.replace(/_/g, " "), p.switch ? switchWords(p.switch) : "", p.with ? switchWords(p.with) : "", p.mean ?? NaN, p.low ?? NaN, p.high ?? NaN, p.sd ?? NaN, p.replicates]) }),
    note: ["A share is what a mechanism adds, averaged over all orders of switching the mechanisms on (Shapley value). Shares and what remains sum to the total. Black: 95% interval.", h("span", { class: "screen" }, " The table has interactions and what each does alone.")] });
  const figures = [bars];
  return figures;
}
