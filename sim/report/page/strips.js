// SPDX-License-Identifier: Apache-2.0
// One outcome: levels by cell, and paired differences as a strip with d marked. Along a dose where the study has one.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { colours, dashes, inkOfRow } from "./colours.js";
import { comparedCells, contrastOf, mainCell } from "./comparison.js";
import { bottomAxis, fitting, leftAxis, line, linesOf, s, text, widthOf } from "./dom.js";
import { figure } from "./figure.js";
import { cellTitle, cellWords, count, doseWords, factorWords, inStep, interval, list, meaning, name, number, outcomeTitle, outcomeWindow, share, signed, unitWords, withCell, varied, wholeStudy } from "./words.js";

const at = { mean: 0, low: 1, q1: 2, median: 3, q3: 4, high: 5, count: 6, below: 7, null: 8, above: 9 };
const numeric = (words) => words.trim() !== "" && Number.isFinite(Number(words));

/// The factor along which cells are drawn: numbers, at least three.
export function doseOf(result) {
  return varied(result).find((factor) => {
    const values = new Set(result.cells.map((cell) => cell.design[factor.path]));
    return values.size > 2 && [...values].every(numeric);
  })?.path;
}

/// Cells along a dose, by what else sets them apart.
function groupsOf(result, dose) {
  const groups = new Map();
  result.cells.forEach((cell, i) => {
    const others = varied(result).filter((f) => f.path !== dose).map((f) => factorWords(f.path, cell.design[f.path]));
    const key = (result.arms.length > 1 ? [name(result, cell.arm), ...others] : others).join(", ") || "all runs";
    groups.set(key, [...(groups.get(key) ?? []), { cell: i, x: Number(cell.design[dose]) }]);
  });
  for (const points of groups.values()) points.sort((a, b) => a.x - b.x);
  return [...groups];
}

// The same place for the same pair, so that a page is the same each time it is opened.
const scattered = (i) => ((i * 0.618034) % 1) - 0.5;

function band(g, x0, x1, y0, y1, d) {
  g.append(s("rect", { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0), fill: "#000", "fill-opacity": 0.07 }));
}

function dots(g, result, outcome, cell, place, colour) {
  const pairs = result.array(`pairs.${outcome}`), n = Math.min(result.array("differences").at(outcome, cell, at.count), pairs.shape[1]);
  for (let i = 0; i < n; ++i) {
    const value = pairs.at(cell, i);
    if (Number.isNaN(value)) continue;
    const [cx, cy] = place(value, scattered(i));
    g.append(s("circle", { cx: cx.toFixed(1), cy: cy.toFixed(1), r: 1.8, fill: colour, "fill-opacity": 0.35 }));
  }
}

const pairExtent = (result, outcome, cells, statistics) => {
  const array = result.array("differences"), pairs = result.array(`pairs.${outcome}`);
  const each = cells.flatMap((c) => Array.from({ length: pairs.shape[1] }, (_, i) => pairs.at(c, i)));
  return extent([...statistics, ...each, ...cells.flatMap((c) => [array.at(outcome, c, at.low), array.at(outcome, c, at.high)])].filter(Number.isFinite));
};
const domain = ([low, high]) => (low === undefined ? [0, 1] : low === high ? [low - (Math.abs(low) || 1) / 10, high + (Math.abs(high) || 1) / 10] : [low, high]);

function summaryRows(result, outcome) {
  const levels = result.array("levels"), differences = result.array("differences"), d = result.d !== null;
  const names = ["mean", "p5", "p25", "median", "p75", "p95"];
  return {
    head: ["cell", "n", ...names, "pairs", ...names.map((n) => `difference ${n}`), "95% interval low", "95% interval high", ...(d ? ["share below -d", "share within d", "share above d"] : [])],
    body: result.cells.map((_, c) => {
      const of = (array, k) => array.at(outcome, c, k), contrast = contrastOf(result, result.outcomes[outcome].name, c);
      return [cellTitle(result, c), of(levels, at.count), ...[0, 1, 2, 3, 4, 5].map((k) => of(levels, k)), of(differences, at.count), ...[0, 1, 2, 3, 4, 5].map((k) => of(differences, k)),
        contrast?.low ?? NaN, contrast?.high ?? NaN, ...(d ? [at.below, at.null, at.above].map((k) => of(differences, k)) : [])];
    }),
  };
}

function levelWords(result, outcome) {
  const o = result.outcomes[outcome], levels = result.array("levels");
  const say = (c) => {
    const [mean, low, high] = [at.mean, at.low, at.high].map((k) => levels.at(outcome, c, k)), write = inStep(low, high);
    return `${write.number(mean)}${unitWords(o.unit)}${withCell(result, c)} (90% of runs ${write.number(low)} to ${write.number(high)})`;
  };
  const main = mainCell(result), ends = result.cells.length <= 4 ? result.cells.map((_, c) => c) : main === undefined ? [0, result.cells.length - 1] : [result.cells[main].reference, main];
  return `${outcomeTitle(result, o)}, ${outcomeWindow(o)}: on average ${list(ends.map(say))}. ${meaning(o)}`;
}

function differenceWords(result, outcome) {
  const o = result.outcomes[outcome], compared = comparedCells(result), differences = result.array("differences");
  const cells = compared.length > 3 ? [mainCell(result)] : compared;
  const say = (c) => {
    const mean = differences.at(outcome, c, at.mean), contrast = contrastOf(result, o.name, c);
    if (mean === 0 && differences.at(outcome, c, at.low) === 0 && differences.at(outcome, c, at.high) === 0)
      return `With ${cellWords(result, c)} every pair differs by exactly 0.`;
    const shares = result.d === null ? "" : ` ${share(differences.at(outcome, c, at.below))} of pairs fall by more than d = ${result.d}, ${share(differences.at(outcome, c, at.above))} rise by more.`;
    return `With ${cellWords(result, c)} the difference is ${inStep(contrast?.low, contrast?.high).signed(mean)}${unitWords(o.unit)} on average (${interval(contrast?.low, contrast?.high)}; ${count(differences.at(outcome, c, at.count), "pair")}).${shares}`;
  };
  return cells.map(say).join(" ");
}

const rowHeight = 46;
const rowMargin = (width) => [16, 16, 42, width < 560 ? 128 : 210];

const labelLines = (words, left) => linesOf(words, left - 10);
/// Pixels that the label of a row takes.
export const labelHeight = (words, left) => 14 * labelLines(words, left).length;
export function rowLabel(g, y, words, left) {
  const lines = labelLines(words, left);
  lines.forEach((part, i) => g.append(text(-10, y + (i - (lines.length - 1) / 2) * 14, part, { "text-anchor": "end", dy: "0.32em" })));
}

function drawLevelRows(result, outcome, width) {
  return (g, w, hh) => {
    const levels = result.array("levels"), value = (c, k) => levels.at(outcome, c, k), left = rowMargin(width())[3];
    const x = scaleLinear(domain(extent(result.cells.flatMap((_, c) => [value(c, at.low), value(c, at.high)]).filter(Number.isFinite))), [0, w]).nice();
    bottomAxis(g, x, w, hh, { format: number, ticks: w < 400 ? 4 : 6, label: fitting(outcomeTitle(result, result.outcomes[outcome]), w, "level") });
    result.cells.forEach((_, c) => {
      const y = (c + 0.5) * (hh / result.cells.length), colour = colours[inkOfRow(result, c)];
      rowLabel(g, y, cellTitle(result, c), left);
      if (Number.isNaN(value(c, at.mean))) return g.append(text(6, y, "nothing to measure", { dy: "0.32em", class: "label" }));
      g.append(line(x(value(c, at.low)), y, x(value(c, at.high)), y, { stroke: colour, "stroke-width": 2 }),
        line(x(value(c, at.q1)), y, x(value(c, at.q3)), y, { stroke: colour, "stroke-width": 8, "stroke-opacity": 0.45 }),
        s("circle", { cx: x(value(c, at.mean)), cy: y, r: 4.5, fill: "#fff", stroke: colour, "stroke-width": 2.5 }));
    });
  };
}

function drawDifferenceRows(result, outcome, width) {
  return (g, w, hh) => {
    const cells = comparedCells(result), o = result.outcomes[outcome], left = rowMargin(width())[3], d = o.unit === "1" ? result.d : null;
    const intervals = cells.flatMap((c) => { const found = contrastOf(result, o.name, c); return found ? [found.low, found.high] : []; });
    const limits = pairExtent(result, outcome, cells, [0, ...intervals, ...(d === null ? [] : [-1.3 * d, 1.3 * d])]);
    const x = scaleLinear(domain(limits), [0, w]).nice();
    if (d !== null) {
      band(g, x(-d), x(d), 0, hh);
      g.append(text(x(-d), -4, "−d", { "text-anchor": "middle", class: "label" }), text(x(d), -4, "+d", { "text-anchor": "middle", class: "label" }));
    }
    bottomAxis(g, x, w, hh, { format: signed, ticks: w < 400 ? 4 : 6, label: fitting(`difference in ${outcomeTitle(result, o)}`, w, "difference") });
    g.append(line(x(0), 0, x(0), hh, { class: "zero" }));
    cells.forEach((c, row) => {
      const y = (row + 0.5) * (hh / cells.length), colour = colours[inkOfRow(result, c)], contrast = contrastOf(result, o.name, c);
      rowLabel(g, y, cellTitle(result, c), left);
      dots(g, result, outcome, c, (value, off) => [x(value), y + off * Math.min(34, hh / cells.length - 10)], colour);
      if (contrast?.low !== null && contrast) g.append(line(x(contrast.low), y, x(contrast.high), y, { stroke: "#111", "stroke-width": 3 }));
      const mean = result.array("differences").at(outcome, c, at.mean);
      if (Number.isFinite(mean)) g.append(s("circle", { cx: x(mean), cy: y, r: 4.5, fill: "#fff", stroke: "#111", "stroke-width": 2.5 }));
    });
  };
}

function drawDose(result, outcome, dose, kind) {
  return (g, w, hh) => {
    const groups = groupsOf(result, dose), array = result.array(kind), o = result.outcomes[outcome], isDifference = kind === "differences";
    const value = (c, k) => array.at(outcome, c, k), all = groups.flatMap(([, points]) => points), d = o.unit === "1" ? result.d : null;
    const doses = [...new Set(all.map((p) => p.x))].sort((a, b) => a - b), gap = Math.min(...doses.slice(1).map((v, i) => v - doses[i]));
    const limits = isDifference ? pairExtent(result, outcome, comparedCells(result), [0, ...(d === null ? [] : [-1.3 * d, 1.3 * d])])
      : extent(all.flatMap((p) => [value(p.cell, at.low), value(p.cell, at.high)]).filter(Number.isFinite));
    const x = scaleLinear([doses[0] - gap / 2, doses[doses.length - 1] + gap / 2], [0, w]), y = scaleLinear(domain(limits), [hh, 0]).nice();
    if (isDifference && d !== null) band(g, 0, w, y(d), y(-d));
    leftAxis(g, y, w, { format: isDifference ? signed : number, label: fitting((isDifference ? "difference in " : "") + outcomeTitle(result, o), w, isDifference ? "difference" : "level") });
    if (isDifference) g.append(line(0, y(0), w, y(0), { class: "zero" }));
    for (const v of doses) g.append(text(x(v), hh + 17, number(v), { "text-anchor": "middle" }));
    g.append(line(0, hh, w, hh, { class: "tick" }), text(w, hh + 33, doseWords(dose), { "text-anchor": "end", class: "label" }));
    groups.forEach(([, points], k) => {
      const off = (k - (groups.length - 1) / 2) * Math.min(26, (x(gap) - x(0)) / (groups.length + 1)), colour = colours[k % colours.length];
      for (const p of points) {
        if (!Number.isFinite(value(p.cell, at.mean))) continue;
        const cx = x(p.x) + off;
        if (isDifference) dots(g, result, outcome, p.cell, (v, scatter) => [cx + scatter * 12, y(v)], colour);
        g.append(line(cx, y(value(p.cell, at.low)), cx, y(value(p.cell, at.high)), { stroke: colour, "stroke-width": 2 }));
        if (!isDifference) g.append(line(cx, y(value(p.cell, at.q1)), cx, y(value(p.cell, at.q3)), { stroke: colour, "stroke-width": 7, "stroke-opacity": 0.45 }));
        g.append(s(k % 2 ? "rect" : "circle", k % 2 ? { x: cx - 4, y: y(value(p.cell, at.mean)) - 4, width: 8, height: 8, fill: "#fff", stroke: colour, "stroke-width": 2.5 }
          : { cx, cy: y(value(p.cell, at.mean)), r: 4.5, fill: "#fff", stroke: colour, "stroke-width": 2.5 }));
      }
    });
    if (groups.length > 1) legend(g, groups.map(([words]) => words), w);
  };
}

const legendRow = 18, spot = 14, stroke = 26;  // pixels: of a row; before the words where the mark is a spot or a piece of a line

/// Where the entries of a legend stand, row by row: [words, x, row].
function legendPlaces(names, width, mark) {
  let x = 0, row = 0;
  return names.map((name) => {
    const [words] = linesOf(name, width - mark, 1), size = mark + widthOf(words);
    if (x && x + size > width) [x, row] = [0, row + 1];
    const place = [words, x, row];
    x += size + 16;
    return place;
  });
}

/// Pixels that a legend of more than one row needs above a picture.
export const legendExcess = (names, width, mark = spot) => legendRow * Math.max(0, ...legendPlaces(names, width, mark).map(([, , row]) => row));
/// The same for names of lines.
export const lineLegendExcess = (names, width) => legendExcess(names, width, stroke);

function drawLegend(g, names, width, mark, drawMark) {
  if (names.length === 1 && names[0] === wholeStudy) return;
  const top = -38 - legendExcess(names, width, mark);
  legendPlaces(names, width, mark).forEach(([words, x, row], i) => g.append(drawMark(x, top + legendRow * row, i), text(x + mark, top + legendRow * row, words, { dy: "0.34em" })));
}

/// Nothing where there is one line that needs no name.
export const legend = (g, names, width, inks = names.map((_, i) => colours[i % colours.length])) =>
  drawLegend(g, names, width, spot, (x, y, i) => s(i % 2 ? "rect" : "circle", i % 2 ? { x, y: y - 5, width: 9, height: 9, fill: inks[i] } : { cx: x + 5, cy: y, r: 5, fill: inks[i] }));

/// Names of lines, each beside a piece of its line; `inks` are places among the colours.
export const lineLegend = (g, names, width, inks) =>
  drawLegend(g, names, width, stroke, (x, y, i) => line(x, y, x + stroke - 6, y, { stroke: colours[inks[i]], "stroke-width": 2.5, "stroke-dasharray": dashes[inks[i]] }));

export function stripFigures(result, state) {
  const dose = doseOf(result), outcome = () => state.outcome, figures = [];
  const width = { now: 800 }, height = (cells) => (w) => {
    width.now = w;
    return 60 + cells.length * Math.max(rowHeight, ...cells.map((c) => 8 + labelHeight(cellTitle(result, c), rowMargin(w)[3])));
  };
  const groups = dose ? groupsOf(result, dose).map(([words]) => words) : [], excess = (w) => (groups.length > 1 ? legendExcess(groups, w - 70) : 0);
  const shape = dose ? { height: (w) => (w < 560 ? 300 : 340) + excess(w), margin: (w) => [56 + excess(w), 14, 42, 56] } : { margin: rowMargin };
  const note = "Thick: half of the runs. Thin: 90%. Ring: mean.";
  figures.push(figure({ id: "levels", title: () => `Levels: ${outcomeTitle(result, result.outcomes[outcome()])}`, words: () => levelWords(result, outcome()),
    draw: (...a) => (dose ? drawDose(result, outcome(), dose, "levels") : drawLevelRows(result, outcome(), () => width.now))(...a), rows: () => summaryRows(result, outcome()),
    height: height(result.cells.map((_, c) => c)), ...shape, note }));
  if (comparedCells(result).length)
    figures.push(figure({ id: "differences", title: () => `Paired differences: ${outcomeTitle(result, result.outcomes[outcome()])}`, words: () => differenceWords(result, outcome()),
      draw: (...a) => (dose ? drawDose(result, outcome(), dose, "differences") : drawDifferenceRows(result, outcome(), () => width.now))(...a), rows: () => summaryRows(result, outcome()),
      height: height(comparedCells(result)), ...shape,
      note: `Each dot is a pair of runs with the same luck and the same parameters${result.array("pairs.0").shape[1] < result.replicates ? ` (the first ${result.array("pairs.0").shape[1]})` : ""}. ${dose ? "Line: 90% of pairs." : "Bar: 95% interval of the mean."} Ring: mean.${result.d === null ? "" : ` Grey: differences up to d = ${result.d}, which do not matter in practice.`}` }));
  return figures;
}
