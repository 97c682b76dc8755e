// SPDX-License-Identifier: Apache-2.0
// The model's hypotheses, judged: cards, what a verdict is conditional on, other forms of the model, known facts.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { bottomAxis, h, line, s } from "./dom.js";
import { figure } from "./figure.js";
import { rowLabel } from "./strips.js";
import { between, capital, count, dateOf, day, doseWords, inStep, list, meaningOfParameter, name, number, outcomeTitle, parameterWords, quoted, range, rough, share, signed } from "./words.js";

const levels = { baseline: "with fixed parameters", prior: "over drawn parameters", posterior: "over fitted parameters", "": "" };
const marks = { supported: "✓", refuted: "✗", "practically null": "≈", undetermined: "?" };

/// The view that a reader needs first: over draws where there are any.
export const mainView = (verdict) => verdict.views.find((view) => view.over_draws) ?? verdict.views[0];
export const hypothesesOf = (view) => view.hypotheses.filter((line) => line.id && !line.beside);

function sharesBar(line) {
  const parts = [["falls", line.p_below, "falls by more than d"], ["null", line.p_null, "within d"], ["rises", line.p_above, "rises by more than d"]];
  if (parts.some(([, p]) => p === null)) return null;
  let x = 0;
  const bar = s("svg", { class: "shares", viewBox: "0 0 100 8", preserveAspectRatio: "none", role: "img", "aria-label": parts.map(([, p, words]) => `${words}: ${share(p)}`).join("; ") });
  for (const [kind, p] of parts) {
    bar.append(s("rect", { x, y: 0, width: 100 * p, height: 8, class: kind }));
    x += 100 * p;
  }
  return h("div", {}, bar, h("p", { class: "key" }, `falls ${share(line.p_below)} · too little to matter ${share(line.p_null)} · rises ${share(line.p_above)}`));
}

function power(view, line) {
  const units = view.over_draws ? `${count(line.units, "draw")} of the parameters, ${count(line.replicates, "pair")}` : count(line.units, "pair");
  return `${units}${view.pairs_left_out ? `; ${view.pairs_left_out} left out` : ""}`;
}

function card(result, view, line) {
  const claim = result.hypotheses[line.id] ?? "";
  const word = line.verdict ?? "no verdict", hinges = view.conditional_on.filter((c) => c.id === line.id);
  return h("article", { class: `card ${word.replace(/\W+/g, "-")}`, "data-hypothesis": line.id }, h("h3", {}, `${line.id} ${capital(line.name)}`), claim ? h("p", { class: "claim" }, claim) : null,
    h("p", { class: "word" }, h("span", { "aria-hidden": "true" }, marks[word] ? `${marks[word]} ` : ""), h("strong", {}, word)),
    h("p", {}, "Difference ", h("b", { "data-value": line.difference }, inStep(...line.interval_90).signed(line.difference)), `; 90% of ${view.over_draws ? "draws" : "pairs"} ${between(...line.interval_90)}.`),
    line.share !== null ? h("p", {}, line.share < 0 || line.share > 1 ? "No part of the whole: it is larger, or points the other way." : `Share of the whole: ${share(line.share)}.`) : null,
    line.p_holds !== null ? h("p", {}, `Holds in ${share(line.p_holds)} of ${view.over_draws ? "draws" : "pairs"}.`) : sharesBar(line),
    h("p", { class: "key" }, power(view, line)),
    hinges.length ? h("p", { class: "key" }, `Hinges on ${list(hinges.map((c) => parameterWords(result, c.parameter)))}.`) : null,
    line.note ? h("p", { class: "key" }, `${capital(line.note).replace(/(^|\s)-(?=\d)/g, "$1\u2212").replace(/[.]$/, "")}.`) : null);
}

/// What stands beside a hypothesis, in words: the outcome's title where it is one.
function besideWords(result, words) {
  const [observable, ...labels] = words.split(" ");
  const outcome = result.outcomes.find((o) => o.observable === observable && labels.every((label) => o.labels.includes(label)));
  return outcome ? outcomeTitle(result, outcome) : capital(words.replace(/'([^']+)'/g, (_, one) => quoted(name(result, one))).replace(/_/g, " ").replace(/^NDE\b/, "natural direct effect").replace(/^NIE\b/, "natural indirect effect"));
}

function cards(result, view) {
  const beside = view.hypotheses.filter((line) => line.beside && !line.missing), named = beside.some((line) => line.id);
  const tested = hypothesesOf(view).filter((line) => !line.missing), untested = hypothesesOf(view).filter((line) => line.missing);
  return [h("div", { class: "cards" }, tested.map((line) => card(result, view, line))),
    untested.length ? h("details", {}, h("summary", {}, `Not tested in this study: ${untested.map((line) => line.id).join(", ")}`),
      h("ul", {}, untested.map((line) => h("li", {}, h("b", {}, `${line.id} ${line.name}`), `: needs ${line.missing}.`)))) : null,
    beside.length ? h("details", {}, h("summary", {}, "Differences beside the hypotheses (no verdict)"), h("div", { class: "table", tabindex: 0, role: "region", "aria-label": `differences beside the hypotheses ${levels[view.parameters] ?? view.parameters}` }, h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, [...(named ? ["beside"] : []), "what", "difference", `90% of ${view.over_draws ? "draws" : "pairs"}`].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, beside.map((line) => h("tr", {}, named ? h("td", { class: "words" }, line.id) : null, h("td", { class: "words" }, besideWords(result, line.name)), h("td", { "data-value": line.difference }, inStep(...line.interval_90).signed(line.difference)), h("td", {}, between(...line.interval_90)))))))) : null];
}

/// The contrast that was judged, with the names of arms and factors in words.
function contrastWords(result) {
  const named = result.arms.reduce((words, arm) => words.replaceAll(`'${arm.name}'`, quoted(name(result, arm.name))), result.verdict.contrast);
  return result.factors.reduce((words, { path }) => words.replaceAll(`${path} = `, `${doseWords(path)} `), named).replace(" less ", " against ");
}

export function verdictParts(result) {
  const verdict = result.verdict;
  if (!verdict) return [];
  const first = mainView(verdict), others = verdict.views.filter((view) => view !== first);
  const say = (view) => levels[view.parameters] ?? view.parameters;
  return [h("p", { class: "sentence" }, `Judged: ${contrastWords(result)}; ${verdict.actor ? `actor: ${name(result, verdict.actor)}; ` : ""}window: ${verdict.window.split("..").map((date) => (/^\d{4}-\d\d-\d\d$/.test(date) ? day(dateOf(date)) : date)).join(" to ")}. A difference matters from d = ${verdict.d} on; a verdict asks for nine of ten ${first.over_draws ? "draws" : "pairs"}.${first.parameters ? ` Here ${say(first)}.` : ""}`),
    ...cards(result, first), ...others.map((view) => h("details", {}, h("summary", {}, `The same ${say(view)}`), ...cards(result, view).filter(Boolean)))].filter(Boolean);
}

const rowOf = (width) => (width < 560 ? 60 : 44), left = (width) => (width < 560 ? 130 : 270), told = 3;

function conditionWords(result, conditions) {
  const strongest = [...conditions].sort((a, b) => Math.abs(b.rank_correlation) - Math.abs(a.rank_correlation)).slice(0, told);
  const falls = (c) => (c.p_fall_up_to || c.p_fall_above ? `; it falls by more than d in ${share(c.p_fall_up_to)} and ${share(c.p_fall_above)} of draws` : "");
  return strongest.map((c) => `${c.id} hinges on ${quoted(parameterWords(result, c.parameter))}${meaningOfParameter(result, c.parameter)}: the mean difference is ${inStep(c.mean_up_to, c.mean_above).signed(c.mean_up_to)} where that is up to ${rough(c.threshold)}, and ${inStep(c.mean_up_to, c.mean_above).signed(c.mean_above)} where it is above${falls(c)}.`).join(" ");
}

/// For the top of the page: what the verdict hinges on.
export function hingeAnswer(result) {
  const view = result.verdict && mainView(result.verdict);
  if (!view) return null;
  if (!view.over_draws) return "What it hinges on: the parameters are fixed, so on each of them.";
  const tested = hypothesesOf(view).filter((line) => !line.missing);
  if (tested.length && tested.every((line) => line.verdict === "too few runs")) return "What it hinges on cannot be told by so few runs.";
  if (!view.conditional_on.length) return `What it hinges on: none of the ${view.unidentified_parameters_drawn} drawn parameters that no data identify moves a difference much.`;
  const strongest = [...view.conditional_on].sort((a, b) => Math.abs(b.rank_correlation) - Math.abs(a.rank_correlation)).slice(0, told);
  return `What it hinges on, of what no data identify: ${list(strongest.map((c) => `${quoted(parameterWords(result, c.parameter))}${meaningOfParameter(result, c.parameter)}, for ${c.id}`), "; ")}.`;
}

function drawConditions(g, w, height, { list, d, words }, wide) {
  const row = rowOf(wide);
  const x = scaleLinear(extent([-1.2 * d, 1.2 * d, ...list.flatMap((c) => [c.mean_up_to, c.mean_above])]), [0, w]).nice();
  g.append(s("rect", { x: x(-d), y: 0, width: x(d) - x(-d), height, fill: "#000", "fill-opacity": 0.07 }));
  bottomAxis(g, x, w, height, { format: signed, ticks: w < 400 ? 4 : 7, label: "mean difference" });
  g.append(line(x(0), 0, x(0), height, { class: "zero" }));
  list.forEach((c, i) => {
    const y = (i + 0.5) * row, right = c.mean_above > c.mean_up_to;
    rowLabel(g, y, `${c.id}: ${words(c)}`, left(wide));
    g.append(line(x(c.mean_up_to), y, x(c.mean_above), y, { stroke: "#999", "stroke-width": 2 }), s("circle", { cx: x(c.mean_up_to), cy: y, r: 5, fill: "#fff", stroke: "#0072B2", "stroke-width": 2.5 }), s("circle", { cx: x(c.mean_above), cy: y, r: 5.5, fill: "#0072B2" }),
      s("text", { x: (x(c.mean_up_to) + x(c.mean_above)) / 2, y: y - 9, "text-anchor": "middle", class: "label small", stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }, `${right ? "\u2192" : "\u2190"} above ${rough(c.threshold)}`));
  });
}

function conditionFigure(result, view, d) {
  const list = view.conditional_on;
  let wide = 800;
  return figure({ id: "conditions", wide: true, title: "On which parameters it hinges", height: (width) => { wide = width; return 20 + list.length * rowOf(width) + 44; }, margin: (width) => [12, 20, 44, left(width)],
    words: conditionWords(result, list), draw: (g, w, hh) => drawConditions(g, w, hh, { list, d, words: (c) => parameterWords(result, c.parameter) }, wide),
    rows: () => ({ head: ["hypothesis", "parameter", "unit", "rank correlation", "threshold", "falls up to", "falls above", "mean up to", "mean above"], body: list.map((c) => [c.id, c.parameter, c.unit, c.rank_correlation, c.threshold, c.p_fall_up_to, c.p_fall_above, c.mean_up_to, c.mean_above]) }),
    note: "Mean difference over draws in which the parameter is up to (ring) or above (full) the value that parts the draws best. Grey: within d. Only parameters that no data identify." });
}

/// What limits a verdict: parameters, forms of the model, facts, routes to the opposite.
export function conditionParts(result) {
  const verdict = result.verdict;
  if (!verdict) return { parts: [], figures: [] };
  const view = mainView(verdict), figures = view.conditional_on.length ? [conditionFigure(result, view, verdict.d)] : [], parts = [];
  if (!view.over_draws) parts.push(h("p", {}, "The parameters are fixed: all that stands here is conditional on every one of them."));
  else if (!figures.length && view.rank_correlation_told_from_chance === null) parts.push(h("p", {}, "So few draws cannot tell what it hinges on, or no parameter is drawn that no data identify."));
  else if (!figures.length) parts.push(h("p", {}, `None of the ${view.unidentified_parameters_drawn} drawn parameters that no data identify explains a tenth of the variance of ranks and more than chance does; with so many draws only a rank correlation of ${view.rank_correlation_told_from_chance.toFixed(2)} or more can be told from chance among them.`));
  const table = (words, head, rows) => rows.length && parts.push(h("h3", { class: "minor" }, words), h("div", { class: "table", tabindex: 0, role: "region", "aria-label": words }, h("table", { class: "plain" }, h("thead", {}, h("tr", {}, head.map((one) => h("th", { scope: "col" }, one)))), h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", { class: "words" }, cell))))))));
  table("Under other forms of the model", ["form", "difference", `90% of ${view.over_draws ? "draws" : "pairs"}`, "verdict"], view.robustness.filter((l) => !l.missing).map((l) => [`${l.id}, ${l.name}`, inStep(...l.interval_90).signed(l.difference), between(...l.interval_90).replace(/ /g, "\u00a0"), l.verdict]));
  table("Facts that the model should show", ["fact", "in the model", "wanted", "found"], view.patterns.filter((l) => l.met !== null).map((l) => [l.name, number(l.value), range(l.low, l.high).replace(/ /g, "\u00a0"), l.met ? "met" : "missed"]));
  if (verdict.routes_to_the_opposite.length) parts.push(h("details", {}, h("summary", {}, "Routes by which the opposite comes out"), h("ul", {}, verdict.routes_to_the_opposite.map((route) => h("li", {}, route)))));
  return { parts, figures };
}
