// SPDX-License-Identifier: Apache-2.0
// The order of the page: its order is the argument. One state; whoever changes it has all figures drawn again.
import { configuration, methods, namedDifferences, opening, provenance } from "./about.js";
import { mainCell } from "./comparison.js";
import { choice, h } from "./dom.js";
import { eventFigures, replayWords } from "./events.js";
import { fitParts } from "./fit.js";
import { drawForPaper } from "./figure.js";
import { besideFigure, forestFigure } from "./forest.js";
import { mapFigures, mapped, placeAnswer } from "./map.js";
import { charted, firstCells, labelsOf, seriesFigure } from "./series.js";
import { mechanismAnswer, shapleyFigures } from "./shapley.js";
import { sharesTitle, shareFigures } from "./shares.js";
import { stripFigures } from "./strips.js";
import { conditionParts, hingeAnswer, verdictParts } from "./verdict.js";
import { dateOf, outcomeTitle } from "./words.js";

const nearest = (dates, day) => Math.max(0, dates.filter((date) => date <= day).length - 1);

/// The window of an outcome among the dates: the whole run where it names none, or one too short to be seen.
function windowOf(outcome, dates) {
  const whole = [0, Math.max(0, dates.length - 1)], [from, to] = [dateOf(outcome?.from?.padEnd(10, "-01") ?? ""), dateOf(/^\d{4}$/.test(outcome?.to) ? `${outcome.to}-12-31` : outcome?.to ?? "")];
  if (!dates.length || Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return whole;
  const window = [nearest(dates, from), nearest(dates, to)];
  return window[0] < window[1] ? window : whole;
}

/// What is shown at first: the first outcome in its window; the series and label that it measures.
function firstState(result, dates) {
  const window = windowOf(result.outcomes[0], dates), series = Math.max(0, charted(result).findIndex((s) => s.name === result.outcomes[0]?.observable));
  const labels = charted(result).length ? labelsOf(result, charted(result)[series]) : [], cell = mainCell(result);
  const drawn = Array.from({ length: result.series.cells }, (_, c) => c).filter((c) => result.cells[c].reference !== null);
  return { outcome: 0, cell, series, label: Math.max(0, labels.indexOf(result.outcomes[0]?.labels[0])), cells: firstCells(result), difference: false, window, mapSeries: 0, mapCell: drawn.length ? -1 - (drawn.includes(cell) ? cell : drawn.at(-1)) : 0, place: 0 };
}

/// The figure with the commands that write the whole logs; nothing without a figure.
const eventParts = (result, boxes) => (boxes.length ? [...boxes, h("p", {}, "Every event of a run, from the result: "), h("pre", { tabindex: 0 }, replayWords(result).join("\n"))] : []);

function partsOf(result) {
  const dates = (result.series.dimensions.time ?? []).map(dateOf), usable = dates.every((date) => !Number.isNaN(date.getTime())) ? dates : [];
  const state = firstState(result, usable), figures = [];
  const change = (part) => {
    Object.assign(state, part);
    figures.forEach((figure) => figure.redraw());
  };
  const outcomeChoice = () => (result.outcomes.length > 1 ? [choice("Outcome", result.outcomes.map((o) => outcomeTitle(result, o)), () => state.outcome, (i) => change({ outcome: i }))] : []);
  const draw = (list) => list.filter(Boolean).map((figure) => { figures.push(figure); return figure.box; });
  const grid = (list) => { const boxes = draw(list); return boxes.length ? h("div", { class: "figures" }, boxes) : null; };
  const conditions = conditionParts(result), fit = fitParts(result), part = (id, title, content) => (content.filter(Boolean).length ? { id, title, content: content.filter(Boolean) } : null);
  const list = [
    part("verdict-part", "Verdict", verdictParts(result)),
    part("outcomes-part", "Outcomes", result.outcomes.length && result.cells.length ? [h("div", { class: "controls" }, outcomeChoice()), grid(stripFigures(result, state)), grid([result.comparison && state.cell !== undefined ? forestFigure(result, state, change) : null])] : []),
    part("time-part", mapped(result).length ? "Through time and by place" : "Through time", [grid([seriesFigure(result, state, change, usable)]), grid(mapFigures(result, state, change, usable))]),
    part("mechanisms-part", "Mechanisms", draw(shapleyFigures(result))),
    part("conditions-part", "What it is conditional on", [...draw(conditions.figures), ...conditions.parts]),
    part("fit-part", "The fit", [...fit.before, ...draw(fit.figures), ...fit.after]),
    part("shares-part", sharesTitle(result), draw(shareFigures(result, state, change))),
    part("events-part", "Events of chosen runs", eventParts(result, draw(eventFigures(result, state, usable)))),
    part("methods-part", "Methods", methods(result)),
    part("configuration-part", "Configuration", configuration(result)),
    part("provenance-part", "Provenance and citation", provenance(result)),
  ].filter(Boolean);
  return { list, answers: [mechanismAnswer(result), placeAnswer(result, state, usable), hingeAnswer(result)], redraw: () => figures.forEach((figure) => figure.redraw()) };
}

function show(result, place) {
  const { list, answers, redraw } = partsOf(result);
  place.replaceChildren(h("nav", { "aria-label": "parts of the page" }, list.map(({ id, title }) => h("a", { href: `#${id}` }, title))),
    h("section", { class: "opening", "aria-label": "question and answer" }, opening(result, answers)),
    ...list.map(({ id, title, content }) => h("section", { class: "part", id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), content)));
  redraw();
  return redraw;
}

/// Draws for paper before printing, and for the screen again after it.
function followPrinting(redraw) {
  const draw = (forPaper) => () => { drawForPaper(forPaper); redraw(); };
  addEventListener("beforeprint", draw(true));
  addEventListener("afterprint", draw(false));
}

export function build(results) {
  const main = document.getElementById("main"), place = h("div", {}), header = document.getElementById("top");
  let beside = null;
  const notices = [...new Set(results.map((r) => r.attributes.notice).filter(Boolean))];
  header.append(...notices.map((notice) => h("p", { class: "notice" }, notice)));
  if (results.length > 1) {
    beside = besideFigure(results);
    main.append(h("section", { class: "part", "aria-labelledby": "beside-part" }, h("h2", { id: "beside-part" }, "Side by side"),
      h("ul", {}, results.map((r) => h("li", {}, h("b", {}, r.name), `: ${r.attributes.title}`))), beside?.box ?? h("p", {}, "The results measure no outcome alike, so no difference stands beside another."), h("h3", {}, "What differs"), namedDifferences(results)),
      h("div", { class: "controls which" }, choice("Below", results.map((r) => `${r.name}: ${r.attributes.title}`), () => 0, (i) => { redraw = show(results[i], place); })), place);
    beside?.redraw();
  } else {
    main.append(place);
  }
  let redraw = show(results[0], place);
  document.getElementById("foot").append(h("p", {}, `Made by peacenorm ${results[0].attributes.peacenorm_version}. Everything on this page is in this one file. What it shows holds in the model.`));
  let waiting = 0;
  const redrawAll = () => { beside?.redraw(); redraw(); };
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(redrawAll, 120); });
  followPrinting(redrawAll);
}
