// SPDX-License-Identifier: Apache-2.0
// Places in the window that is brushed, by cell or as a paired difference; and the chosen place through time.
import { extent, max, mean, quantile } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { line as path } from "d3-shape";
import { colours, dashes, inkOf } from "./colours.js";
import { choice, leftAxis, line, s, text } from "./dom.js";
import { figure } from "./figure.js";
import { drawMarks, marksOf } from "./marks.js";
import { axisWords, timeAxis, unitOf, wholePeriods } from "./series.js";
import { outlined } from "./outlines.js";
import { lineLegend, lineLegendExcess } from "./strips.js";
import { tilesOf } from "./tiles.js";
import { brief, capital, cellTitle, list, name, number, rough, roughSigned, stretch, withCell } from "./words.js";

const letter = 6.1, largestTile = 84, many = 24;  // pixels, pixels, places that fill a row of the page

export const mapped = (result) => result.series.list.filter((series) => series.map);

const mix = (a, b, t) => `rgb(${a.map((v, i) => Math.round(v + (b[i] - v) * t)).join(",")})`;
const luminance = (rgb) => (rgb.match(/\d+/g) ?? []).map((v) => (v <= 10 ? v / 3295 : ((v / 255 + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);  // WCAG 2
const white = [247, 247, 247], blue = [0, 84, 147], orange = [190, 75, 0], green = [0, 90, 70];

function valuesOf(result, state) {
  const series = mapped(result)[state.mapSeries], [from, to] = state.window, difference = state.mapCell < 0, cell = difference ? -1 - state.mapCell : state.mapCell;
  const array = result.array(`${series.name}.${difference ? "difference" : "level"}`), end = Math.min(to + 1, wholePeriods(result, series, array.shape[2]));
  const times = Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i), level = result.array(`${series.name}.level`);
  const over = (of, c, statistic, place) => mean(times.map((t) => of.at(c, statistic, t, place)).filter(Number.isFinite)) ?? NaN;
  return result.series.dimensions[series.by].map((place, i) => ({ place, value: over(array, cell, 0, i), error: difference ? over(array, cell, 1, i) : NaN, from: difference ? over(level, result.cells[cell].reference, 0, i) : NaN }));
}

/// A place whose mean difference may be chance. The mean of the standard errors of all times bounds that of the mean.
const mayBeChance = ({ value, error }) => value !== 0 && Number.isFinite(error) && Math.abs(value) < 1.96 * error;

function colourOf(values, difference) {
  const sizes = values.map(({ value }) => Math.abs(value)).filter(Number.isFinite).sort((a, b) => a - b);
  const most = quantile(sizes, 0.95) || max(sizes) || 1, least = difference ? -most : Math.min(0, ...values.map(({ value }) => value).filter(Number.isFinite));
  const colour = (value) => {
    if (!Number.isFinite(value)) return "rgb(221,221,221)";
    if (difference) return value < 0 ? mix(white, orange, Math.min(1, -value / most)) : mix(white, blue, Math.min(1, value / most));
    return mix(white, green, Math.min(1, Math.max(0, (value - least) / (most - least || 1))));
  };
  const dark = (value) => luminance(colour(value)) < 0.2;  // white stands out more than near-black
  const pale = (value) => colour((Math.sign(value) * Math.min(most, Math.abs(value))) / 3);
  return { colour, pale, dark, least, most };
}

function wordsOf(result, state, dates) {
  const series = mapped(result)[state.mapSeries], values = valuesOf(result, state).filter(({ value }) => Number.isFinite(value)), unit = unitOf(result, series), difference = state.mapCell < 0;
  const when = `${brief(series)}, mean ${stretch(dates[state.window[0]], dates[state.window[1]])}`;
  if (!values.length) return `${when}: nothing to measure.`;
  if (difference && values.every(({ value }) => value === 0)) return `${when}: every place differs by exactly 0.`;
  const top = [...values].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, 3), sure = [...values].filter((v) => v.value !== 0 && !mayBeChance(v)).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const say = ({ place, value, from }) => `${name(result, place)} (${difference ? `${roughSigned(value)} on ${rough(from)}` : rough(value)}${unit})`;
  const sureWords = sure.length ? `In ${sure.length} of ${values.length} the difference is more than chance${sure.length <= 3 ? `: ${list(sure.map(({ place }) => name(result, place)))}` : `, most in ${list(sure.slice(0, 3).map(({ place }) => name(result, place)))}`}.` : `In none of ${values.length} is the difference more than chance.`;
  const chosen = valuesOf(result, state)[state.place];
  return `${when}: ${difference ? "the largest differences are in" : "highest in"} ${list(top.map(say))}.${difference ? ` ${sureWords}` : ""} Chosen: ${say(chosen)}.`;
}

/// A layout says where places are: `at` (for keys), `height(width)`, `shape(place, width)`, and what it is, in a note.
function tiled(coordinates) {
  const grid = tilesOf(coordinates), size = (width) => Math.min(largestTile, width / grid.columns);
  return {
    kind: "tiles", at: grid.at, height: (width) => Math.round(size(width) * grid.rows),
    note: grid.lie ? "Tiles of one size lie roughly as the places do; they are no borders." : "Tiles in the order of the study: it gives no coordinates.",
    shape: (i, width) => {
      const side = size(width), x = grid.at[i][0] * side, y = grid.at[i][1] * side;
      return { element: "rect", attributes: { x, y, width: side - 3, height: side - 3, rx: 3 }, centre: [x + side / 2 - 1, y + side / 2], room: side };
    },
  };
}

function drawPlace(g, result, state, change, value, place, { element, attributes, centre, room }, scale) {
  const chance = mayBeChance(value), chosen = state.place === place, shown = state.mapCell < 0 ? roughSigned(value.value) : rough(value.value), words = name(result, value.place);
  const box = s(element, { ...attributes, fill: chance ? scale.pale(value.value) : scale.colour(value.value), stroke: chosen ? "#111" : "#999", "stroke-width": chosen ? 3 : 0.6, tabindex: chosen ? 0 : -1, role: "button", class: "tile", "data-place": place,
    "aria-pressed": chosen, "aria-label": `${words}: ${shown}${chance ? ", may be chance" : ""}` }, s("title", {}, `${words}: ${shown}`));
  box.onclick = () => change({ place });
  g.append(box);
  if (chance) g.append(s(element, { ...attributes, fill: "url(#hatch)", "pointer-events": "none" }));
  const fits = Math.max(3, Math.floor((room - 6) / letter)), halo = chance ? { stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
  const ink = { "text-anchor": "middle", "pointer-events": "none", class: scale.dark(value.value) && !chance ? "tile-name on-dark" : "tile-name", ...halo };
  const isRoomy = room > 46 && shown.length * letter < room - 6;
  if (room > 30) g.append(text(centre[0], centre[1] + (isRoomy ? -3 : 3), words.length > fits ? `${words.slice(0, fits - 1)}.` : words, ink));
  if (isRoomy) g.append(text(centre[0], centre[1] + 11, shown, ink));
}

/// The place next to one in the direction of an arrow key.
function move({ at }, from, key) {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!step) return undefined;
  const [c, r] = at[from], ahead = at.map(([x, y], i) => [i, (x - c) * step[0] + (y - r) * step[1], Math.abs((x - c) * step[1]) + Math.abs((y - r) * step[0])]).filter(([, far]) => far > 0);
  return ahead.sort((a, b) => a[1] + 2 * a[2] - b[1] - 2 * b[2])[0]?.[0] ?? from;
}

function drawScale(g, scale, { y, width, unit }) {
  const step = width < 420 ? 2 : 3;
  for (let i = 0; i < 60; ++i) g.append(s("rect", { x: i * step, y, width: step + 0.2, height: 9, fill: scale.colour(scale.least + ((scale.most - scale.least) * i) / 59) }));
  g.append(text(60 * step + 6, y + 5, `${rough(scale.least)} to ${rough(scale.most)}${unit}`, { dy: "0.34em", class: "label" }));
}

function mapFigure(result, state, change, dates, layout) {
  const series = mapped(result), drawn = result.cells.slice(0, result.series.cells).map((_, i) => i), compared = drawn.filter((c) => result.cells[c].reference !== null);
  const shows = [...compared.map((c) => [-1 - c, `${cellTitle(result, c)} less ${cellTitle(result, result.cells[c].reference)}`]), ...drawn.map((c) => [c, cellTitle(result, c)])];
  const controls = [choice("Series", series.map((one) => brief(one)), () => state.mapSeries, (i) => change({ mapSeries: i })), choice("Show", shows.map(([, words]) => words), () => shows.findIndex(([c]) => c === state.mapCell), (i) => change({ mapCell: shows[i][0] }))];
  return figure({ id: "map", wide: layout.at.length > many || layout.kind === "outlines", interactive: true, title: () => (brief(series[state.mapSeries]).endsWith(` by ${series[state.mapSeries].by}`) ? brief(series[state.mapSeries]) : `By ${series[state.mapSeries].by}: ${brief(series[state.mapSeries])}`), controls, words: () => wordsOf(result, state, dates),
    height: (width) => layout.height(width - 4) + 40, margin: [4, 2, 36, 2],
    note: `${layout.note} Colours end at the 95th percentile of sizes. Hatched: the difference may be chance.`,
    rows: () => ({ head: ["place", "value", "standard error at most", "may be chance"], body: valuesOf(result, state).map((v) => [name(result, v.place), v.value, v.error, state.mapCell < 0 ? (mayBeChance(v) ? "yes" : "no") : ""]) }),
    draw: (g, w, hh) => {
      const values = valuesOf(result, state), difference = state.mapCell < 0, scale = colourOf(values, difference);
      g.append(s("defs", {}, s("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, line(0, 0, 0, 6, { stroke: "#fff", "stroke-width": 3, "stroke-opacity": 0.75 }))));
      const tiles = s("g", {});
      tiles.onkeydown = (event) => {
        const next = move(layout, state.place, event.key);
        if (next === undefined) return;
        event.preventDefault();
        change({ place: next });
        document.querySelector(`#map .tile[data-place="${next}"]`)?.focus();
      };
      values.forEach((value, i) => drawPlace(tiles, result, state, change, value, i, layout.shape(i, w), scale));
      g.append(tiles);
      drawScale(g, scale, { y: hh + 16, width: w, unit: unitOf(result, series[state.mapSeries]) });
    } });
}

function placeFigure(result, state, dates) {
  const series = () => mapped(result)[state.mapSeries], whole = () => wholePeriods(result, series(), dates.length), place = () => result.series.dimensions[series().by][state.place], cells = () => state.cells.filter((c) => c < result.series.cells);
  const level = () => result.array(`${series().name}.level`), within = (c) => mean(dates.map((_, t) => t).slice(0, whole()).filter((t) => t >= state.window[0] && t <= state.window[1]).map((t) => level().at(c, 0, t, state.place)).filter(Number.isFinite));
  const names = () => cells().map((c) => cellTitle(result, c)), excess = (width) => lineLegendExcess(names(), width - 68);
  return figure({ id: "place", wide: result.series.dimensions[series().by].length > many, title: () => `${capital(name(result, place()))} through time`, words: () => `${brief(series())} in ${name(result, place())}: in the window on average ${list(cells().map((c) => `${number(within(c))}${unitOf(result, series())}${withCell(result, c)}`))}.`,
    height: (width) => 320 + excess(width), margin: (width) => [58 + excess(width), 12, 30, 56], rows: () => ({ head: ["date", ...cells().map((c) => cellTitle(result, c))], body: dates.map((date, t) => [date.toISOString().slice(0, 10), ...cells().map((c) => level().at(c, 0, t, state.place))]) }),
    note: ["Means over replicates. Shaded: the window.", () => (whole() < dates.length ? " The last, shorter period is not drawn." : "")],
    draw: (g, w, hh) => {
      const x = scaleUtc([dates[0], dates[dates.length - 1]], [0, w]), times = dates.map((_, t) => t).slice(0, whole()), values = cells().flatMap((c) => times.map((t) => level().at(c, 0, t, state.place))).filter(Number.isFinite), [low, high] = extent(values);
      const y = scaleLinear(low === undefined ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high], [hh, 0]).nice();
      g.append(s("rect", { x: x(dates[state.window[0]]), y: 0, width: Math.max(1, x(dates[state.window[1]]) - x(dates[state.window[0]])), height: hh, fill: "#0072B2", "fill-opacity": 0.1 }));
      leftAxis(g, y, w, { format: number, label: axisWords(result, series(), false, w) });
      timeAxis(g, x, w, hh);
      for (const c of cells()) g.append(s("path", { d: path().defined((t) => Number.isFinite(level().at(c, 0, t, state.place))).x((t) => x(dates[t])).y((t) => y(level().at(c, 0, t, state.place)))(times) ?? "", fill: "none", stroke: colours[inkOf(result, state.cells, c)], "stroke-width": 1.8, "stroke-dasharray": dashes[inkOf(result, state.cells, c)], "stroke-linecap": "round" }));
      drawMarks(g, marksOf(result), x, hh);
      lineLegend(g, names(), w, cells().map((c) => inkOf(result, state.cells, c)));
    } });
}

/// The place that a reader looks at first: where most happens.
function firstPlace(result, state) {
  const sizes = valuesOf(result, state).map(({ value }) => (Number.isFinite(value) ? Math.abs(value) : -1));
  return sizes.indexOf(Math.max(...sizes));
}

/// For the top of the page: where the first series by place differs most.
export function placeAnswer(result, state, dates) {
  if (!mapped(result).length || dates.length < 2 || state.mapCell >= 0) return null;
  return `Where it changes most: ${wordsOf(result, state, dates).replace(/ Chosen: .*$/, "")}`;
}

/// The map and the chosen place; nothing where no series is by many labels.
export function mapFigures(result, state, change, dates) {
  const series = mapped(result);
  if (!series.length || dates.length < 2) return [];
  const coordinates = result.series.dimensions[series[0].by].map((place) => result.places[place]?.map(Number));
  state.place = firstPlace(result, state);
  return [mapFigure(result, state, change, dates, outlined(result, series[0]) ?? tiled(coordinates)), placeFigure(result, state, dates)];
}
