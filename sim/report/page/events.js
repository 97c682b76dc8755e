// SPDX-License-Identifier: Apache-2.0
// Events of chosen runs: how many of a kind through time, and each of them with what followed from it.
import { bin, max, rollups } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { rises } from "./colours.js";
import { choice, h, leftAxis, line, s } from "./dom.js";
import { figure } from "./figure.js";
import { drawMarks, marksOf } from "./marks.js";
import { timeAxis } from "./series.js";
import { capital, dateOf, day, list, name, number, quoted, whole } from "./words.js";

const link = "event";  // the fact that events about one thing share
const fewest = 2, most = 60;  // values of a fact by which events can be chosen
const bars = 60;

const words = (text) => text.replace(/_/g, " ");
const isText = (value) => typeof value === "string";

/// Facts by which events of a kind can be chosen, each with its values in order.
function choicesOf({ facts, rows }) {
  const all = facts.map((fact, i) => [i, fact, [...new Set(rows.map((row) => row[i + 1]).filter(isText))].sort()]);
  return all.filter(([, fact, values]) => fact !== link && values.length >= fewest && values.length <= most);
}

/// Facts that are counts, so that their sum says something.
const countsOf = ({ facts, rows }) => facts.flatMap((fact, i) => (rows.every((row) => Number.isInteger(row[i + 1]) && row[i + 1] >= 0) ? [[i, fact]] : []));

/// By what events are about: all that the run tells of it, in words.
function followedBy(result, run) {
  const found = new Map();
  for (const [kind, { facts, rows }] of Object.entries(run.kinds)) {
    const at = facts.indexOf(link);
    if (at < 0) continue;
    for (const row of rows) {
      const told = facts.flatMap((fact, i) => (i === at || row[i + 1] === null ? [] : [isText(row[i + 1]) ? name(result, row[i + 1]) : `${words(fact)} ${number(row[i + 1])}`]));
      found.set(row[at + 1], [...(found.get(row[at + 1]) ?? []), { kind, told: `${words(kind)}: ${told.join(", ")}` }]);
    }
  }
  return found;
}

function chosenRows(view) {
  const { rows } = view.kind();
  return rows.filter((row) => [...view.filters].every(([i, value]) => row[i + 1] === value));
}

const within = (rows, [from, to]) => rows.filter((row) => row[0] >= from && row[0] <= to);

function wordsOf(result, view, window) {
  const run = view.run(), all = chosenRows(view), inside = within(all, window), kind = view.kind();
  const arm = result.arms.length > 1 ? `${quoted(name(result, run.arm))}, ` : "", filters = [...view.filters].map(([i, value]) => `${words(kind.facts[i])} ${name(result, value)}`);
  const told = `Run ${run.run} (${arm}replicate ${run.replicate}) has ${whole(all.length)} events of the kind ${quoted(words(view.kindName()))}${filters.length ? ` with ${list(filters)}` : ""}, ${whole(inside.length)} of them in the window from ${day(dateOf(window[0]))} to ${day(dateOf(window[1]))}.`;
  const sums = countsOf(kind).map(([i, fact]) => `${words(fact)} ${whole(inside.reduce((sum, row) => sum + row[i + 1], 0))}`);
  const places = choicesOf(kind).find(([, fact]) => fact === "place") ?? choicesOf(kind)[0];
  const top = places ? rollups(inside.filter((row) => isText(row[places[0] + 1])), (rows) => rows.length, (row) => row[places[0] + 1]).sort((a, b) => b[1] - a[1]).slice(0, 3) : [];
  return [told, sums.length && inside.length ? ` In all: ${list(sums)}.` : "", top.length ? ` Most often, by ${words(places[1])}: ${list(top.map(([value, n]) => `${name(result, value)} (${whole(n)})`))}.` : "",
    run.left_out ? ` ${whole(run.left_out)} later events are left out.` : ""].join("");
}

function rowsOf(result, view, window) {
  const kind = view.kind(), at = kind.facts.indexOf(link), followed = at < 0 ? new Map() : view.followed();
  const cells = (row) => kind.facts.flatMap((_, i) => (i === at ? [] : [isText(row[i + 1]) ? name(result, row[i + 1]) : row[i + 1] ?? NaN]));
  const other = (row) => (followed.get(row[at + 1]) ?? []).filter((told) => told.kind !== view.kindName()).map(({ told }) => told).join("; ");
  return { head: ["date", ...kind.facts.filter((_, i) => i !== at).map(words), ...(at < 0 ? [] : ["told of the same event"])],
    body: within(chosenRows(view), window).map((row) => [row[0], ...cells(row), ...(at < 0 ? [] : [other(row)])]) };
}

function drawBars(g, w, hh, result, view, ends, window) {
  const x = scaleUtc(ends.map(dateOf), [0, w]), [from, to] = x.domain(), step = (to - from) / bars;
  const bins = bin().value((row) => +dateOf(row[0])).domain([+from, +to]).thresholds(Array.from({ length: bars - 1 }, (_, i) => +from + step * (i + 1)))(chosenRows(view));
  const y = scaleLinear([0, max(bins, (one) => one.length) || 1], [hh, 0]).nice();
  leftAxis(g, y, w, { ticks: Math.min(5, y.domain()[1]), format: number, label: "events" });
  g.append(s("rect", { x: x(dateOf(window[0])), y: 0, width: Math.max(1, x(dateOf(window[1])) - x(dateOf(window[0]))), height: hh, fill: "#0072B2", "fill-opacity": 0.1, class: "window" }));
  for (const one of bins) if (one.length) g.append(s("rect", { x: x(one.x0) + 0.5, y: y(one.length), width: Math.max(1, x(one.x1) - x(one.x0) - 1), height: hh - y(one.length), fill: rises, "fill-opacity": 0.8 }));
  g.append(line(0, hh, w, hh, { class: "tick" }));
  timeAxis(g, x, w, hh);
  drawMarks(g, marksOf(result), x, hh);
}

const iso = (date) => date.toISOString().slice(0, 10);

/// From the first to the last day of series and events: a recorded time stands for the weeks about it.
function spanOf(result, dates) {
  const days = [iso(dates[0]), iso(dates[dates.length - 1]), ...result.events.flatMap((run) => Object.values(run.kinds).flatMap(({ rows }) => rows.map(([date]) => date)))];
  return days.reduce(([first, last], date) => [date < first ? date : first, date > last ? date : last], [days[0], days[0]]);
}

/// The window of the page; where it reaches an end of the series it holds all events there.
const windowOf = (state, dates, [first, last]) => [state.window[0] === 0 ? first : iso(dates[state.window[0]]), state.window[1] === dates.length - 1 ? last : iso(dates[state.window[1]])];

/// Which run, kind and facts are looked at.
function viewOf(result) {
  const now = { run: 0, kind: 0 }, run = () => result.events[now.run], names = () => Object.keys(run().kinds), followed = new Map();
  return { now, run, names, filters: new Map(), kindName: () => names()[now.kind], kind: () => run().kinds[names()[now.kind]],
    followed: () => { if (!followed.has(now.run)) followed.set(now.run, followedBy(result, run())); return followed.get(now.run); } };
}

/// Choices by fact; they are made anew where another run or kind is looked at.
function filterChoices(result, view, redraw) {
  const box = h("span", { class: "controls" }), update = () => {
    view.filters.clear();
    box.replaceChildren(...choicesOf(view.kind()).map(([i, fact, values]) => choice(capital(words(fact)), ["all", ...values.map((value) => name(result, value))], () => 0, (k) => {
      if (k) view.filters.set(i, values[k - 1]); else view.filters.delete(i);
      redraw();
    })));
  };
  update();
  return { box, update };
}

/// Nothing where no run is told.
export function eventFigures(result, state, dates) {
  if (!result.events?.some((run) => Object.keys(run.kinds).length) || dates.length < 2) return [];
  result.events = result.events.filter((run) => Object.keys(run.kinds).length);
  const view = viewOf(result), ends = spanOf(result, dates), window = () => windowOf(state, dates, ends);
  const redraw = () => one.redraw(), filters = filterChoices(result, view, redraw), kinds = h("span", {});
  const kindChoice = () => kinds.replaceChildren(choice("Kind", view.names().map((kind) => capital(words(kind))), () => view.now.kind, (i) => { view.now.kind = i; filters.update(); redraw(); }));
  const runs = choice("Run", result.events.map((run) => `${run.run}${result.arms.length > 1 ? `: ${name(result, run.arm)}` : ""}`), () => view.now.run, (i) => { view.now = Object.assign(view.now, { run: i, kind: 0 }); kindChoice(); filters.update(); redraw(); });
  kindChoice();
  const one = figure({ id: "events", wide: true, title: () => `Run ${view.run().run}, event by event: ${words(view.kindName())}`, controls: [runs, kinds, filters.box], words: () => wordsOf(result, view, window()),
    height: 260, margin: [28, 14, 30, 56], rows: () => rowsOf(result, view, window()), draw: (g, w, hh) => drawBars(g, w, hh, result, view, ends, window()),
    note: "One run, not the mean of many: how a difference can come about, not how large it is. The table tells every event of the window. Shaded: the window, chosen on the chart of series." });
  return [one];
}

/// How to have the whole log of the runs that are told.
export const replayWords = (result) => (result.events ?? []).map(({ run }) => `peacenorm replay RESULT ${run} --trace`);
