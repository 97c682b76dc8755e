// SPDX-License-Identifier: Apache-2.0
// How the parameters were fitted to facts: what `calibrate` wrote of it.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { colours } from "./colours.js";
import { bottomAxis, choice, h, line, s, text, widthOf } from "./dom.js";
import { figure } from "./figure.js";
import { labelHeight, rowLabel } from "./strips.js";
import { count, list, name, number, parameterWords, quoted, rough, roughSigned, share, signed, unitWords, whole } from "./words.js";

const isNarrow = (width) => width < 560, left = (width) => (isNarrow(width) ? 138 : 300);
const farthest = 20, beyond = 8;  // targets; standard deviations at which lines end in an arrow
const nothingLearnt = 0.9;        // of a prior's standard deviation: what is left where facts say next to nothing
const prior = "#8a8a8a", posterior = colours[0], written = colours[1];

/// Back from the scale of comparison to the unit of the fact.
const unscaled = ({ scale, shift = 0 }, value) => (scale === "log" ? Math.exp(value) - shift : scale === "logit" ? 1 / (1 + Math.exp(-value)) - shift : value);
/// A value of a fact as people write it: what is compared as a logit is a share.
const told = (target, value) => (target.scale === "logit" && !target.shift ? share : rough)(unscaled(target, value));
const toldRange = (target, runs) => `${told(target, runs.p05)} to ${told(target, runs.p95)}`;
const spread = ({ error, discrepancy }) => Math.hypot(error, discrepancy) || 1;
const holds = ({ low, high }) => low <= 0 && high >= 0;

/// Each target with 90% of runs before and after, in standard deviations of error and discrepancy from the fact.
function targetsOf(fit) {
  const away = (target, runs) => runs && { low: (runs.p05 - target.value) / spread(target), middle: (runs.p50 - target.value) / spread(target), high: (runs.p95 - target.value) / spread(target), z: runs.z, runs };
  return fit.targets.map((target, i) => ({ ...target, before: away(target, fit.waves[0].predictive[i]), written: away(target, fit.as_written_predictive?.[i]), after: away(target, fit.posterior_predictive?.[i]) }));
}
const farOff = (target) => Math.abs((target.after ?? target.before).z ?? 0);

/// What a fact is about, with its name where several are about the same.
function titleOf(result, target, targets) {
  const words = name(result, target.name);
  return !target.what ? words : targets.filter(({ what }) => what === target.what).length > 1 ? `${target.what} (${words})` : target.what;
}

/// How many facts lie where the model goes.
function reachWords(targets) {
  const within = (which) => targets.filter((t) => t[which] && holds(t[which])).length, fitted = targets.some((t) => t.after);
  const where = fitted ? `${within("after")} of ${count(targets.length, "fact")} lie within 90% of runs of the posterior, ${within("before")} within those of the prior` : `${within("before")} of ${count(targets.length, "fact")} lie within 90% of runs of the prior; there is no posterior`;
  return `${where}${targets.some((t) => t.written) ? `, ${within("written")} within those of the parameters as written` : ""}.`;
}

function targetWords(targets) {
  const worst = [...targets].sort((a, b) => farOff(b) - farOff(a))[0], { runs } = worst.after ?? worst.before;
  return `${reachWords(targets)} Farthest: ${worst.title}, ${told(worst, worst.value)} in fact, ${toldRange(worst, runs)} in the model (${rough(farOff(worst))} standard deviations of error, discrepancy and chance).`;
}

/// For the top of the page: how well the model is fitted.
export function fitWords({ fit }) {
  const reasons = fit.does_not_hold_because.length;
  return `The fit: ${reachWords(targetsOf(fit))}${reasons ? ` By its own rules it does not hold, for ${count(reasons, "reason")}.` : ""}`;
}

function interval(g, x, y, { low, middle, high }, colour, thick) {
  const [from, to] = x.domain(), ends = [Math.max(low, from), Math.min(high, to)], arrow = (at, step) => s("path", { d: `M${x(at)},${y - 5}L${x(at) + step},${y}L${x(at)},${y + 5}Z`, fill: colour });
  if (ends[0] <= to && ends[1] >= from) g.append(line(x(ends[0]), y, x(ends[1]), y, { stroke: colour, "stroke-width": thick }));
  if (low < from) g.append(arrow(from, -7));
  if (high > to) g.append(arrow(to, 7));
  if (middle >= from && middle <= to) g.append(s("circle", { cx: x(middle), cy: y, r: 3.5, fill: "#fff", stroke: colour, "stroke-width": 2 }));
}

/// Pixels of a row: as much as its label takes.
const rowOf = (width, words, least) => Math.max(least, 8 + labelHeight(words, left(width)));
const heightOfAll = (width, words, least) => words.reduce((sum, one) => sum + rowOf(width, one, least), 0);
/// Calls draw(i, y) with the middle of each row.
function eachRow(width, words, least, draw) {
  words.reduce((top, one, i) => { const row = rowOf(width, one, least); draw(i, top + row / 2); return top + row; }, 0);
}

const blockRow = 28, leastRow = (entry) => (entry.written ? 34 : 26);
/// Rows in order: a block's name before its targets.
const entriesOf = (targets) => [...new Set(targets.map((t) => t.block))].flatMap((block) => [{ heading: block }, ...targets.filter((t) => t.block === block)]);
const entryRow = (entry, width) => (entry.heading === undefined ? rowOf(width, entry.title, leastRow(entry)) : blockRow);
const heightOf = (entries, width) => entries.reduce((sum, entry) => sum + entryRow(entry, width), 0);

function drawTargets(g, w, height, entries, wide) {
  const all = entries.flatMap((t) => [t.before, t.written, t.after]).filter(Boolean).flatMap(({ low, high }) => [low, high]).filter(Number.isFinite), [low, high] = extent([-2.2, 2.2, ...all]);
  const x = scaleLinear([Math.max(-beyond, low), Math.min(beyond, high)], [0, w]);
  g.append(s("rect", { x: x(-2), y: 0, width: x(2) - x(-2), height, fill: "#000", "fill-opacity": 0.06 }));
  bottomAxis(g, x, w, height, { format: signed, ticks: isNarrow(wide) ? 4 : 8, label: isNarrow(wide) ? "standard deviations" : "from the fact, in standard deviations of its error and discrepancy" });
  g.append(line(x(0), 0, x(0), height, { class: "zero" }));
  if (!isNarrow(wide)) g.append(text(w + 14, -8, "fact", { class: "label" }), text(w + 74, -8, entries.some((t) => t.after) ? "posterior, 90% of runs" : "prior, 90% of runs", { class: "label" }));
  let top = 0;
  for (const entry of entries) {
    const row = entryRow(entry, wide), y = top + row / 2;
    if (entry.heading !== undefined) g.append(text(10 - left(wide), y + 4, entry.heading, { class: "strong" }));
    else {
      const { runs } = entry.after ?? entry.before;
      rowLabel(g, y, entry.title, left(wide));
      const lines = [[entry.before, prior, 2], [entry.written, written, 2], [entry.after, posterior, 4]].filter(([runs]) => runs);
      lines.forEach(([runs, colour, thick], i) => interval(g, x, y + 9 * (i - (lines.length - 1) / 2), runs, colour, thick));
      if (!isNarrow(wide)) g.append(text(w + 14, y, told(entry, entry.value), { dy: "0.32em" }), text(w + 74, y, toldRange(entry, runs), { dy: "0.32em" }));
    }
    top += row;
  }
}

const key = (g, entries, start) => entries.reduce((x, [words, colour]) => { g.append(line(x, -26, x + 18, -26, { stroke: colour, "stroke-width": 3 }), text(x + 23, -26, words, { dy: "0.34em" })); return x + 40 + widthOf(words); }, start);

function targetFigure(result) {
  const { fit } = result, targets = targetsOf(fit).map((t) => ({ ...t, title: titleOf(result, t, fit.targets) })), blocks = [...new Set(targets.map((t) => t.block))], far = [...targets].sort((a, b) => farOff(b) - farOff(a)).slice(0, farthest);
  const views = [...(targets.length > farthest * 2 ? [[`the ${farthest} farthest from their facts`, targets.filter((t) => far.includes(t))]] : []), ["all", targets], ...(blocks.length > 1 ? blocks.map((block) => [block, targets.filter((t) => t.block === block)]) : [])];
  const chosen = { now: 0 }, entries = () => entriesOf(views[chosen.now][1]);
  let wide = 800;
  const after = (t, value) => (t.after ? value(t.after.runs) : NaN);
  const one = figure({ id: "fit-targets", wide: true, title: "Facts, and what the model gives before and after the fit", controls: views.length > 1 ? [choice("Facts", views.map(([words]) => words), () => chosen.now, (i) => { chosen.now = i; one.redraw(); })] : [],
    words: () => targetWords(targets), height: (width) => { wide = width; return 60 + heightOf(entries(), width) + 44; }, margin: (width) => [48, isNarrow(width) ? 14 : 210, 44, left(width)],
    draw: (g, w, hh) => { drawTargets(g, w, hh, entries(), wide); key(g, [["prior", prior], ...(fit.as_written_predictive ? [["as written", written]] : []), ...(fit.posterior_predictive ? [["posterior", posterior]] : [])], isNarrow(wide) ? 10 - left(wide) : 0); },
    rows: () => ({ head: ["fact", "block", "name", "value", "prior p5", "prior median", "prior p95", "posterior p5", "posterior median", "posterior p95", "prior z", "posterior z", "log score prior", "log score posterior", "error", "discrepancy", "scale", "outcome", "source"],
      body: views[chosen.now][1].map((t) => [t.title, t.block, t.name, unscaled(t, t.value), ...["p05", "p50", "p95"].map((p) => unscaled(t, t.before.runs[p])), ...["p05", "p50", "p95"].map((p) => after(t, (runs) => unscaled(t, runs[p]))),
        t.before.z ?? NaN, after(t, (runs) => runs.z ?? NaN), t.before.runs.log_score ?? NaN, after(t, (runs) => runs.log_score ?? NaN), t.error, t.discrepancy, t.scale ?? "as compared", t.outcome, t.source]) }),
    note: "Line: 90% of runs; ring: the median run. Grey: within two standard deviations of the fact. An arrow: the line goes on. The chance of single runs is in the lines, error and discrepancy of the fact are not." });
  return one;
}

function learntWords(result, parameters) {
  const { fit } = result;
  const ratio = (p) => p.sd_over_prior_sd, best = parameters.slice(0, 3), open = parameters.filter((p) => ratio(p) >= nothingLearnt);
  const words = best.map((p, i) => `${parameterWords(result, p.path)} (${share(ratio(p))}${i ? "" : " of the prior's standard deviation is left"})`);
  const degrees = fit.degrees_of_freedom === undefined ? "" : `${number(fit.degrees_of_freedom)} of ${count(parameters.length, "degree")} of freedom were learnt. `;
  return `${degrees}Most of ${list(words)}.${open.length ? ` Next to nothing of ${open.length} of ${parameters.length}: nine tenths of the prior's spread or more are left.` : ""}`;
}

function learntFigure(result) {
  const { fit } = result, parameters = fit.parameters.filter((p) => Number.isFinite(p.sd_over_prior_sd)).sort((a, b) => a.sd_over_prior_sd - b.sd_over_prior_sd);
  if (!parameters.length) return null;
  let wide = 800;
  const titles = parameters.map((p) => parameterWords(result, p.path) + unitWords(p.unit).replace(/^ /, ", "));
  return figure({ id: "fit-learnt", wide: true, title: "What was learnt of each parameter", words: learntWords(result, parameters), height: (width) => { wide = width; return 28 + heightOfAll(width, titles, 26) + 44; }, margin: (width) => [28, isNarrow(width) ? 14 : 210, 44, left(width)],
    draw: (g, w, hh) => {
      const x = scaleLinear([0, Math.max(1.05, ...parameters.map((p) => p.sd_over_prior_sd))], [0, w]);
      bottomAxis(g, x, w, hh, { format: share, ticks: isNarrow(wide) ? 4 : 6, label: isNarrow(wide) ? "left of the prior's spread" : "standard deviation of the posterior, of that of the prior" });
      g.append(line(x(1), 0, x(1), hh, { class: "zero" }));
      if (!isNarrow(wide)) g.append(text(w + 14, -8, "posterior: median (90%)", { class: "label" }));
      eachRow(wide, titles, 26, (i, y) => {
        const p = parameters[i], colour = p.sd_over_prior_sd >= nothingLearnt ? prior : posterior;
        rowLabel(g, y, titles[i], left(wide));
        g.append(line(x(1), y, x(p.sd_over_prior_sd), y, { stroke: colour, "stroke-width": 3, "stroke-opacity": 0.5 }), s("circle", { cx: x(p.sd_over_prior_sd), cy: y, r: 5, fill: colour }));
        if (!isNarrow(wide)) g.append(text(w + 14, y, `${rough(p.p50)} (${rough(p.p05)} to ${rough(p.p95)})`, { dy: "0.32em" }));
      });
    },
    rows: () => ({ head: ["parameter", "unit", "posterior sd over prior sd", "prior p5", "prior median", "prior p95", "posterior p5", "posterior median", "posterior p95"], body: parameters.map((p) => [p.path, p.unit, p.sd_over_prior_sd, p.prior_p05, p.prior_p50, p.prior_p95, p.p05, p.p50, p.p95]) }),
    note: "100%: nothing was learnt (the line). Grey: nine tenths or more are left. Spreads are those of normal scores of the priors." });
}

const leastHeld = 0.85, mostHeld = 0.95;

function twinFigure(result) {
  const { twins } = result.fit, rows = [...twins.parameters.map((t) => ({ ...t, kind: "parameter", title: parameterWords(result, t.name) })), ...twins.quantities.map((t) => ({ ...t, kind: "quantity", title: name(result, t.name) }))].filter((t) => t.coverage_90 !== null);
  if (!twins.count || !rows.length) return null;
  const bad = rows.filter((t) => t.coverage_90 < leastHeld || t.coverage_90 > mostHeld), [low, high] = extent(rows, (t) => t.coverage_90);
  let wide = 800;
  const titles = rows.map((t) => t.title), off = (t) => Math.abs(t.coverage_90 - 0.9), worst = [...bad].sort((a, b) => off(b) - off(a)).slice(0, 3);
  return figure({ id: "fit-twins", wide: true, title: "Do the intervals hold a known truth?", height: (width) => { wide = width; return 28 + heightOfAll(width, titles, 24) + 44; }, margin: (width) => [28, 20, 44, left(width)],
    words: `${count(twins.count, "run")} of the first wave were taken as truth and found again: 90% intervals hold them in ${share(low)} to ${share(high)} of cases. ${bad.length ? `${bad.length} of ${rows.length} lie outside of ${share(leastHeld)} to ${share(mostHeld)}, farthest ${list(worst.map((t) => `${t.title} (${share(t.coverage_90)})`))}.` : `All ${rows.length} lie from ${share(leastHeld)} to ${share(mostHeld)}.`} With so many twins a share has a standard error of ${share(Math.sqrt(0.9 * 0.1 / twins.count))}.`,
    draw: (g, w, hh) => {
      const x = scaleLinear([0, 1], [0, w]);
      g.append(s("rect", { x: x(leastHeld), y: 0, width: x(mostHeld) - x(leastHeld), height: hh, fill: "#000", "fill-opacity": 0.07 }));
      bottomAxis(g, x, w, hh, { format: share, ticks: isNarrow(wide) ? 4 : 6, label: "share of intervals that hold the truth" });
      for (const aim of [0.5, 0.9]) g.append(line(x(aim), 0, x(aim), hh, { class: "zero" }), text(x(aim), -8, share(aim), { "text-anchor": "middle", class: "label" }));
      eachRow(wide, titles, 24, (i, y) => {
        const t = rows[i];
        rowLabel(g, y, t.title, left(wide));
        g.append(s("circle", { cx: x(t.coverage_50), cy: y, r: 4.5, fill: "#fff", stroke: posterior, "stroke-width": 2 }), s("circle", { cx: x(t.coverage_90), cy: y, r: 5, fill: bad.includes(t) ? colours[1] : posterior }));
      });
    },
    rows: () => ({ head: ["kind", "found again", "50% intervals", "90% intervals", "distance of ranks", "p of ranks"], body: rows.map((t) => [t.kind, t.title, t.coverage_50, t.coverage_90, t.rank_distance ?? NaN, t.rank_p ?? NaN]) }),
    note: "Ring: 50% intervals; full: 90% intervals; grey: where the latter should lie. Orange: they do not. The table has the test of ranks (Kolmogorov, Smirnov)." });
}

function blockFigure(fit) {
  const reach = new Map(fit.blocks.map((b) => [b.block, b])), blocks = fit.blocks_left_out.map((b) => ({ ...b, gain: b.log_score_given_others - b.log_score_prior, ...reach.get(b.block) }));
  if (blocks.length < 2) return null;
  const drawn = [...blocks].sort((a, b) => b.gain - a.gain), better = drawn.filter((b) => b.gain > 0), worse = drawn.filter((b) => b.gain < 0).reverse();
  let wide = 800;
  const some = (list) => `${list.slice(0, 3).map((b) => `${b.block}, ${roughSigned(b.gain)}`).join("; ")}`, titles = drawn.map((b) => `${b.block} (${count(b.targets, "fact")})`);
  return figure({ id: "fit-blocks", wide: true, title: "Does the fit foresee facts that it was not shown?", height: (width) => { wide = width; return 12 + heightOfAll(width, titles, 32) + 44; }, margin: (width) => [12, 70, 44, left(width)],
    words: `Each block was left out and foreseen by the others: ${better.length} of ${blocks.length} are foreseen better than by the prior${better.length ? ` (most: ${some(better)})` : ""}${worse.length ? `, ${worse.length} worse (most: ${some(worse)})` : ""}.`,
    draw: (g, w, hh) => {
      const x = scaleLinear(extent([0, ...blocks.map((b) => b.gain)]), [0, w]).nice();
      if (x.domain()[0] === x.domain()[1]) x.domain([-1, 1]);
      bottomAxis(g, x, w, hh, { format: signed, ticks: isNarrow(wide) ? 4 : 7, label: "gain in log score" });
      eachRow(wide, titles, 32, (i, y) => {
        const b = drawn[i];
        rowLabel(g, y, titles[i], left(wide));
        g.append(s("rect", { x: Math.min(x(0), x(b.gain)), y: y - 8, width: Math.max(0.5, Math.abs(x(b.gain) - x(0))), height: 16, fill: b.gain < 0 ? colours[1] : posterior, "fill-opacity": 0.85 }), text(w + 12, y, roughSigned(b.gain), { dy: "0.32em" }));
      });
      g.append(line(x(0), 0, x(0), hh, { class: "zero" }));
    },
    rows: () => ({ head: ["block", "facts", "log score by the prior", "log score given the others", "gain", "worst z given the others", "distance squared from the prior's runs", "p of a larger distance"], body: blocks.map((b) => [b.block, b.targets, b.log_score_prior, b.log_score_given_others, b.gain, b.worst_z ?? NaN, b.distance_squared ?? NaN, b.p ?? NaN]) }),
    note: "Log score of a block's facts given those of the other blocks, less that by the prior: above 0 the others teach something about it. The table also says whether the prior reaches the block at all." });
}

const mostReasons = 4;

/// Why a fit does not hold: the first reasons, the others behind a click.
function reasonParts(reasons) {
  if (!reasons.length) return [];
  const item = (reason) => h("li", {}, reason.replace(/_/g, " ")), rest = reasons.slice(mostReasons);
  return [h("div", { class: "fault", id: "fit-reasons" }, h("p", {}, "The fit does not hold, by its own rules:"), h("ul", {}, reasons.slice(0, mostReasons).map(item)),
    rest.length ? h("details", {}, h("summary", {}, `${count(rest.length, "more reason")}`), h("ul", {}, rest.map(item))) : null)];
}

/// Words about the whole; what no fact can teach.
export function fitParts(result) {
  const { fit } = result;
  if (!fit) return { before: [], figures: [], after: [] };
  const [first] = fit.waves, open = fit.drawn_but_not_fitted ?? [], learnt = fit.parameters.filter((p) => p.sd_over_prior_sd >= nothingLearnt).map((p) => p.path);
  const before = [h("div", { id: "fit-source" }, h("p", {}, `The calibration ${quoted(fit.study)}${fit.posterior_hash ? `, ${fit.parameters_are.replace(/, posterior [0-9a-f]+$/, "")}` : ", which stopped before there was a posterior"}. ${count(fit.waves.length, "wave")} of ${whole(first.members)} sets of parameters; of the first, ${share(first.not_ruled_out)} are not ruled out by the facts.`),
    fit.posterior_hash ? h("p", { class: "note" }, `Posterior ${fit.posterior_hash}.`) : null),
    ...reasonParts(fit.does_not_hold_because)];
  const details = (words, paths) => (paths.length ? [h("details", {}, h("summary", {}, words), h("ul", {}, paths.map((path) => h("li", {}, parameterWords(result, path)))))] : []);
  const after = [...details(`${count(open.length, "parameter")} drawn from priors all along: no fact was asked about them`, open), ...details(`${count(learnt.length, "parameter")} fitted, of which the facts say next to nothing`, learnt)];
  return { before, figures: [targetFigure(result), learntFigure(result), twinFigure(result), blockFigure(fit)].filter(Boolean), after };
}
