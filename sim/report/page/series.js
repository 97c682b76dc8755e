// SPDX-License-Identifier: Apache-2.0
// A series through time, by cell, as levels or as paired differences; a brush on it sets the window of the whole page.
import { bisector, extent, mean } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line as path } from "d3-shape";
import { colours, dashes, inkOf } from "./colours.js";
import { mainCell } from "./comparison.js";
import { apart, choice, fitting, h, leftAxis, line, s, text, widthOf } from "./dom.js";
import { figure } from "./figure.js";
import { drawMarks, marksOf, marksWords } from "./marks.js";
import { lineLegend, lineLegendExcess } from "./strips.js";
import { brief, capital, cellTitle, count, day, list, meaning, name, number, signed, stretch, unitWords, withCell, year } from "./words.js";

const mostLines = 4;

/// Series that a chart can show, and their labels.
export const charted = (result) => result.series.list.filter((series) => !series.map);
export const labelsOf = (result, series) => (series.by ? result.series.dimensions[series.by] : [""]);
export const seriesTitle = (result, series, label) => brief(series) + (series.by ? `, ${name(result, labelsOf(result, series)[label])}` : "");

const period = (days) => (days % 7 ? count(days, "day") : count(days / 7, "week"));
/// The unit of a series in words; a total is one of each recorded period: " persons in 4 weeks".
export const unitOf = (result, series) => unitWords(series.unit) + (series.total && result.series.days?.length ? ` in ${period(result.series.days[0])}` : "");
/// How many times of a series hold whole periods: the total of a shorter last one would look like a fall.
export const wholePeriods = (result, series, times) => (series.total && result.series.days?.at(-1) < result.series.days?.[0] ? times - 1 : times);

/// Cells drawn at first: all where they are few, else the one that a page speaks of first and its reference.
export function firstCells(result) {
  const drawn = result.cells.slice(0, result.series.cells), compared = drawn.map((c, i) => (c.reference === null ? -1 : i)).filter((i) => i >= 0);
  const main = mainCell(result), last = compared.includes(main) ? main : compared[compared.length - 1];
  return last === undefined ? drawn.slice(0, mostLines).map((_, i) => i) : drawn.length <= mostLines ? drawn.map((_, i) => i) : [result.cells[last].reference, last];
}

/// Means over the window of what the middle line shows.
function windowMeans(result, state, kind, cells) {
  const series = charted(result)[state.series], array = result.array(`${series.name}.${kind}`), [from, to] = state.window, end = wholePeriods(result, series, array.shape[2]);
  const values = (c) => Array.from({ length: Math.max(0, Math.min(to + 1, end) - from) }, (_, i) => array.at(c, 1, from + i, state.label)).filter(Number.isFinite);
  return cells.map((c) => ({ c, value: mean(values(c)) }));
}

function wordsOf(result, state, dates) {
  const series = charted(result)[state.series], unit = unitOf(result, series), [from, to] = state.window;
  const when = capital(stretch(dates[from], dates[to])), marks = marksWords(marksOf(result));
  const shown = windowMeans(result, state, state.difference ? "difference" : "level", state.difference ? state.cells.filter((c) => result.cells[c].reference !== null) : state.cells).filter(({ value }) => value !== undefined);
  if (!shown.length) return `${when} there is nothing to measure for ${seriesTitle(result, series, state.label)}.`;
  const say = ({ c, value }) => (state.difference ? (value === 0 ? `exactly 0${withCell(result, c)}` : `${signed(value)}${unit}${withCell(result, c)}`) : `${number(value)}${unit}${withCell(result, c)}`);
  return `${when}, ${state.difference ? "the mean difference is" : "the median run averages"} ${list(shown.map(say))}. ${marks} ${meaning(series)}`;
}

/// What an axis of a series measures, with its unit.
export function axisWords(result, series, isDifference, width) {
  const unit = unitOf(result, series).replace(/^ /, ", "), what = (isDifference ? "difference in " : "") + brief(series);
  return fitting(what + unit, width, (isDifference ? "difference" : "level") + unit);
}

function drawBands(g, result, state, dates, x, height, width) {
  const series = charted(result)[state.series], array = result.array(`${series.name}.${state.difference ? "difference" : "level"}`);
  const cells = state.cells.filter((c) => !state.difference || result.cells[c].reference !== null), times = dates.map((_, t) => t).slice(0, wholePeriods(result, series, dates.length));
  const value = (c, k, t) => array.at(c, k, t, state.label), values = cells.flatMap((c) => times.flatMap((t) => [value(c, 0, t), value(c, 1, t), value(c, 2, t)])).filter(Number.isFinite);
  const [low, high] = extent(state.difference ? [0, ...values] : values), y = scaleLinear(low === undefined ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high], [height, 0]).nice();
  leftAxis(g, y, width, { format: state.difference ? signed : number, label: axisWords(result, series, state.difference, width) });
  if (state.difference) g.append(line(0, y(0), width, y(0), { class: "zero" }));
  for (const c of cells) {
    const defined = (t) => Number.isFinite(value(c, 1, t)), ink = inkOf(result, state.cells, c), colour = colours[ink];
    g.append(s("path", { d: area().defined(defined).x((t) => x(dates[t])).y0((t) => y(value(c, 0, t))).y1((t) => y(value(c, 2, t)))(times) ?? "", fill: colour, "fill-opacity": 0.13 }),
      s("path", { d: path().defined(defined).x((t) => x(dates[t])).y((t) => y(value(c, 1, t)))(times) ?? "", fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes[ink], "stroke-linecap": "round" }));
  }
}

/// A window over the times, set by drag, or by keys on its two ends.
function drawBrush(g, state, change, dates, x, height, svg) {
  const [from, to] = state.window, nearest = (date) => Math.min(dates.length - 1, Math.max(0, bisector((d) => d).left(dates, date)));
  const set = (a, b) => change({ window: [Math.min(a, b), Math.max(a, b)] });
  const whole = s("rect", { x: 0, y: 0, width: x.range()[1], height, fill: "#fff", "fill-opacity": 0, class: "brush" });
  const shade = s("rect", { x: x(dates[from]), y: 0, width: Math.max(1, x(dates[to]) - x(dates[from])), height, fill: "#0072B2", "fill-opacity": 0.1, "pointer-events": "none", class: "window" });
  const at = (event) => nearest(x.invert(((event.clientX - svg.getBoundingClientRect().left) * svg.viewBox.baseVal.width) / svg.getBoundingClientRect().width - 56));
  whole.onpointerdown = (event) => {
    const start = at(event);
    const move = (next) => set(start, at(next));
    const stop = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", stop); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
    event.preventDefault();
  };
  const handle = (end) => {
    const grip = s("rect", { x: x(dates[state.window[end]]) - 5, y: 0, width: 10, height, fill: "#0072B2", "fill-opacity": 0.45, rx: 3, tabindex: 0, role: "slider", class: "grip", "data-end": end,
      "aria-label": end ? "end of the window" : "start of the window", "aria-valuemin": 0, "aria-valuemax": dates.length - 1, "aria-valuenow": state.window[end], "aria-valuetext": day(dates[state.window[end]]) });
    grip.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -12, PageUp: 12, Home: -dates.length, End: dates.length }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = [...state.window];
      next[end] = Math.min(end ? dates.length - 1 : next[1], Math.max(end ? next[0] : 0, next[end] + step));
      change({ window: next });
      document.querySelector(`#${svg.dataset.figure} .grip[data-end="${end}"]`)?.focus();
    };
    return grip;
  };
  g.append(shade, whole, handle(0), handle(1));
}

export function timeAxis(g, x, width, height) {
  const [first, last] = x.domain(), format = last - first > 6e10 ? year : day, edge = 10;
  for (const date of apart(x, width < 420 ? 4 : 8, format)) {
    const at = x(date);
    g.append(line(at, height, at, height + 4, { class: "tick" }));
    if (at + widthOf(format(date)) / 2 <= width + edge) g.append(text(at, height + 17, format(date), { "text-anchor": "middle" }));
  }
  g.append(line(0, height, width, height, { class: "tick" }));
}

function rowsOf(result, state, dates) {
  const series = charted(result)[state.series], level = result.array(`${series.name}.level`), difference = result.array(`${series.name}.difference`);
  return { head: ["date", "cell", "p5", "median", "p95", "difference p5", "difference mean", "difference p95"],
    body: state.cells.flatMap((c) => dates.map((date, t) => [date.toISOString().slice(0, 10), cellTitle(result, c), ...[0, 1, 2].map((k) => level.at(c, k, t, state.label)), ...[0, 1, 2].map((k) => difference.at(c, k, t, state.label))])) };
}

export function seriesFigure(result, state, change, dates) {
  const list = charted(result);
  if (!list.length || dates.length < 2) return null;
  const series = () => list[state.series], labels = choiceOfLabel(result, state, change), drawn = result.cells.slice(0, result.series.cells).map((_, i) => i);
  const controls = [choice("Series", list.map((one) => brief(one)), () => state.series, (i) => { change({ series: i, label: Math.min(state.label, labelsOf(result, list[i]).length - 1) }); labels.update(); }), labels.box];
  if (drawn.some((c) => result.cells[c].reference !== null)) controls.push(showChoice(state, change));
  if (drawn.length > 2) controls.push(cellBoxes(result, state, change));
  const names = () => state.cells.map((c) => cellTitle(result, c)), excess = (width) => lineLegendExcess(names(), width - 70);
  return figure({ id: "series", wide: true, interactive: true, title: () => `Through time: ${seriesTitle(result, series(), state.label)}`, controls, words: () => wordsOf(result, state, dates),
    height: (width) => (width < 560 ? 300 : 360) + excess(width), margin: (width) => [58 + excess(width), 14, 30, 56], rows: () => rowsOf(result, state, dates),
    note: [() => `Line: ${state.difference ? "the mean of pairs" : "the median run"}; band: 90% of ${state.difference ? "pairs" : "runs"}${result.series.replicates < result.replicates ? `, of the first ${result.series.replicates} replicates` : ""}.${wholePeriods(result, series(), dates.length) < dates.length ? " The last, shorter period is not drawn." : ""}`,
      h("span", { class: "screen" }, " Drag over the chart to choose a window, or use the arrow keys on its ends.")],
    draw: (g, w, hh, svg) => {
      svg.dataset.figure = "series";
      const x = scaleUtc([dates[0], dates[dates.length - 1]], [0, w]);
      drawBands(g, result, state, dates, x, hh, w);
      timeAxis(g, x, w, hh);
      drawBrush(g, state, change, dates, x, hh, svg);
      drawMarks(g, marksOf(result), x, hh);
      lineLegend(g, names(), w, state.cells.map((c) => inkOf(result, state.cells, c)));
    } });
}

function choiceOfLabel(result, state, change) {
  const box = h("span", {}), update = () => {
    const series = charted(result)[state.series], labels = labelsOf(result, series);
    box.replaceChildren(...(series.by ? [choice(series.by.charAt(0).toUpperCase() + series.by.slice(1), labels.map((label) => name(result, label)), () => state.label, (i) => change({ label: i }))] : []));
  };
  update();
  return { box, update };
}

export const showChoice = (state, change) => choice("Show", ["levels", "paired differences"], () => (state.difference ? 1 : 0), (i) => change({ difference: i === 1 }));

/// A box for each cell with series; all such boxes of a page show one selection.
export function cellBoxes(result, state, change) {
  const drawn = result.cells.slice(0, result.series.cells).map((_, i) => i);
  const boxes = drawn.map((c) => h("label", {}, h("input", { type: "checkbox", checked: state.cells.includes(c), onchange: (event) => {
    const next = event.target.checked ? [...state.cells, c].sort((a, b) => a - b) : state.cells.filter((other) => other !== c);
    if (!next.length) event.target.checked = true;
    else change({ cells: next });
  } }), ` ${cellTitle(result, c)}`));
  const sync = () => boxes.forEach((box, i) => { box.querySelector("input").checked = state.cells.includes(drawn[i]); });
  return Object.assign(h("details", { class: "boxes" }, h("summary", {}, "Choose lines"), h("div", {}, boxes)), { sync });
}
