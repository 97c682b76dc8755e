// SPDX-License-Identifier: Apache-2.0
// Counts as shares: of the answers to a question in each place how many are of each kind, beside facts where the study has them.
import { scaleLinear } from "d3-scale";
import { colours, inkOf } from "./colours.js";
import { bottomAxis, choice, line, linesOf, s, text } from "./dom.js";
import { figure } from "./figure.js";
import { cellBoxes, showChoice } from "./series.js";
import { labelHeight, legend, legendExcess, rowLabel } from "./strips.js";
import { brief, capital, cellTitle, cellWords, count, list, meaning, name, quoted, signedShare, share, whole, withCell } from "./words.js";

const everywhere = "*", leastPanel = 128, gap = 44, axisHeight = 34, headLine = 15, left = (width) => (width < 560 ? 92 : 130), rowOf = (cells) => Math.max(17, 6 + 8 * cells);
const at = { mean: 0, low: 1, high: 2 };

const prefixOf = (parts) => parts.slice(0, -1).join(".");
const prefixesOf = (table) => [...new Set(table.rows.map(prefixOf))];
const wordsOfPrefix = (result, prefix) => capital(prefix.split(".").map((part) => name(result, part)).join(", "));
const rowWords = (result, parts) => (parts.at(-1) === everywhere ? "all together" : name(result, parts.at(-1)));
const columnWords = (result, parts) => parts.map((part) => name(result, part)).join(" + ");

/// A view of one question: its rows with counts, those of all together first, and the columns that anybody chose.
function viewOf(result, table, state, prefix) {
  const shares = result.array(`${table.name}.share`), counted = result.array(`${table.name}.counted`), differences = result.array(`${table.name}.share_difference`);
  const cells = state.cells.filter((c) => c < shares.shape[0]), order = (i) => (table.rows[i].at(-1) === everywhere ? 0 : 1);
  const rows = table.rows.map((_, i) => i).filter((i) => prefixOf(table.rows[i]) === prefix && cells.some((c) => counted.at(c, i) > 0)).sort((a, b) => order(a) - order(b));
  const facts = table.facts.filter((fact) => rows.includes(fact.row)), asked = (k) => facts.some((fact) => fact.column === k);
  const columns = table.columns.map((_, k) => k).filter((k) => (table.columns[k].length > 1 ? asked(k) : asked(k) || rows.some((i) => cells.some((c) => shares.at(c, at.mean, i, k) > 0))));
  return { table, cells: state.difference ? cells.filter((c) => result.cells[c].reference !== null) : cells, rows, columns, facts, shares, counted, differences, shown: state.difference ? differences : shares };
}

const factAt = (view, row, column) => view.facts.find((fact) => fact.row === row && fact.column === column);
const isWithin = (view, fact) => view.shares.at(view.cells[0], at.low, fact.row, fact.column) <= fact.value && fact.value <= view.shares.at(view.cells[0], at.high, fact.row, fact.column);

/// "“very negative” 41% (90% of runs 38% to 44%) and ... with X": what most chose, in the first row.
function levelsInWords(result, view) {
  const plain = view.columns.filter((k) => view.table.columns[k].length === 1), row = view.rows[0];
  const say = (c) => `${list([...plain].sort((a, b) => view.shares.at(c, at.mean, row, b) - view.shares.at(c, at.mean, row, a)).slice(0, 3)
    .map((k) => `${quoted(columnWords(result, view.table.columns[k]))} ${share(view.shares.at(c, at.mean, row, k))} (90% of runs ${share(view.shares.at(c, at.low, row, k))} to ${share(view.shares.at(c, at.high, row, k))})`))}${withCell(result, c)}`;
  const within = view.facts.filter((fact) => isWithin(view, fact)).length;
  return `${view.cells.slice(0, 2).map(say).join("; ")}.${view.facts.length ? ` ${whole(within)} of ${count(view.facts.length, "fact")} lie within 90% of runs${view.cells.length > 1 ? ` with ${cellWords(result, view.cells[0])}` : ""}.` : ""}`;
}

function differencesInWords(result, view) {
  const say = (c) => {
    const all = view.rows.flatMap((row) => view.columns.map((k) => ({ row, k, value: view.differences.at(c, at.mean, row, k) }))).filter(({ value }) => Number.isFinite(value));
    if (!all.length) return `nothing to compare with ${cellWords(result, c)}`;
    const { row, k, value } = all.reduce((most, one) => (Math.abs(one.value) > Math.abs(most.value) ? one : most));
    return value === 0 ? `every share differs by exactly 0 with ${cellWords(result, c)}` : `the largest mean difference is ${signedShare(value)} (${rowWords(result, view.table.rows[row])}, ${columnWords(result, view.table.columns[k])}) with ${cellWords(result, c)}`;
  };
  return view.cells.length ? `${list(view.cells.map(say))}.` : "No line chosen is compared with another.";
}

function wordsOf(result, table, state, prefix) {
  const view = viewOf(result, table, state, prefix), where = wordsOfPrefix(result, prefix);
  if (!view.rows.length || (!view.cells.length && !state.difference)) return `${where}: 0 ${table.unit} counted.`;
  const persons = view.counted.at(view.cells[0] ?? state.cells[0], view.rows[0]);
  return `${where}, ${rowWords(result, table.rows[view.rows[0]])}, ${whole(persons)} ${table.unit} a run: ${state.difference ? differencesInWords(result, view) : levelsInWords(result, view)} ${meaning(table)}`;
}

/// How panels stand side by side: one for each column, rows inside.
function layoutOf(result, view, width) {
  const room = width - left(width), across = Math.max(1, Math.min(view.columns.length, Math.floor(room / leastPanel))), size = room / across, row = rowOf(view.cells.length);
  const titles = view.columns.map((k) => linesOf(columnWords(result, view.table.columns[k]), size - 16, 2)), head = 12 + headLine * Math.max(1, ...titles.map((lines) => lines.length));
  const tall = head + view.rows.length * row + axisHeight;
  return { across, size, row, tall, titles, head, height: Math.ceil(view.columns.length / across) * tall };
}

function domainOf(view, difference) {
  const ends = view.rows.flatMap((i) => view.columns.flatMap((k) => view.cells.flatMap((c) => [view.shown.at(c, at.low, i, k), view.shown.at(c, at.high, i, k)]))).filter(Number.isFinite);
  const most = Math.max(0, ...ends, ...(difference ? [] : view.facts.map((fact) => fact.value))), least = Math.min(0, ...ends);
  return most === least ? [difference ? -0.01 : 0, 0.01] : [least, most];
}

const diamond = (x, y, attributes) => s("path", { d: `M${x},${y - 6}L${x + 5},${y}L${x},${y + 6}L${x - 5},${y}Z`, ...attributes });

function drawPanel(g, result, state, view, k, { x0, y0, size, row, title }) {
  const inner = s("g", { transform: `translate(${x0},${y0})` }), plot = size - gap, height = view.rows.length * row, percent = state.difference ? signedShare : share;
  const x = scaleLinear(domainOf(view, state.difference), [0, plot]).nice(3);
  title.forEach((words, i) => inner.append(text(0, -8 - headLine * (title.length - 1 - i), words, { class: "strong" })));
  bottomAxis(inner, x, plot, height, { format: percent, ticks: 3 });
  inner.append(line(x(0), 0, x(0), height, { class: "zero" }));
  if (view.table.rows[view.rows[0]].at(-1) === everywhere && view.rows.length > 1) inner.append(line(0, row, plot, row, { class: "grid" }));
  view.rows.forEach((i, n) => {
    const middle = (n + 0.5) * row;
    view.cells.forEach((c, m) => {
      const y = middle + (m - (view.cells.length - 1) / 2) * 8, colour = colours[inkOf(result, state.cells, c)], [mean, low, high] = [0, 1, 2].map((q) => view.shown.at(c, q, i, k));
      if (!Number.isFinite(mean)) return;
      inner.append(line(x(low), y, x(high), y, { stroke: colour, "stroke-width": 2.5, "stroke-opacity": 0.7 }), s("circle", { cx: x(mean), cy: y, r: 3.5, fill: "#fff", stroke: colour, "stroke-width": 2 }));
    });
    const fact = state.difference ? undefined : factAt(view, i, k);
    if (fact) inner.append(diamond(x(fact.value), middle, { fill: "#111", stroke: "#fff" }));
  });
  g.append(inner);
}

function draw(g, result, state, view, width) {
  const layout = layoutOf(result, view, width), start = left(width);
  view.columns.forEach((k, n) => {
    const x0 = (n % layout.across) * layout.size, y0 = layout.head + Math.floor(n / layout.across) * layout.tall;
    if (n % layout.across === 0) view.rows.forEach((i, m) => rowLabel(g, y0 + (m + 0.5) * layout.row, linesOf(rowWords(result, view.table.rows[i]), start - 14, 1)[0], start));
    drawPanel(g, result, state, view, k, { ...layout, x0, y0, title: layout.titles[n] });
  });
}

function rowsOf(result, table, state, prefix) {
  const view = viewOf(result, table, { ...state, difference: false }, prefix);
  return { head: [...table.parts, "cell", table.of, `${table.unit} a run`, "mean", "p5", "p95", "difference mean", "difference p5", "difference p95", "fact", "period of the fact", "source of the fact"],
    body: view.rows.flatMap((i) => view.cells.flatMap((c) => view.columns.map((k) => {
      const fact = factAt(view, i, k), of = (array, q) => array.at(c, q, i, k);
      return [...table.rows[i].map((part) => (part === everywhere ? "all together" : name(result, part))), cellTitle(result, c), columnWords(result, table.columns[k]), view.counted.at(c, i), ...[0, 1, 2].map((q) => of(view.shares, q)),
        ...[0, 1, 2].map((q) => of(view.differences, q)), fact?.value ?? NaN, fact?.period ?? "", fact?.source ?? ""];
    }))) };
}

function shareFigure(result, table, state, change) {
  const prefixes = prefixesOf(table).filter((prefix) => viewOf(result, table, state, prefix).rows.length);
  if (!prefixes.length) return null;
  const factsOf = (prefix) => table.facts.filter((fact) => prefixOf(table.rows[fact.row]) === prefix).length;
  const most = Math.max(...prefixes.map(factsOf)), chosen = { now: prefixes.findIndex((prefix) => factsOf(prefix) === most) };
  const prefix = () => prefixes[chosen.now], view = () => viewOf(result, table, state, prefix());
  const compared = result.cells.slice(0, result.array(`${table.name}.share`).shape[0]).some((cell) => cell.reference !== null);
  const parts = table.parts.slice(0, -1), names = () => view().cells.map((c) => cellTitle(result, c)), excess = (width) => legendExcess(names(), width - left(width));
  const head = (width) => (result.cells.length > 1 ? 40 + excess(width) : 6);
  const controls = [choice(capital(parts.join(", ")), prefixes.map((one) => wordsOfPrefix(result, one)), () => chosen.now, (i) => { chosen.now = i; redraw(); })];
  if (compared) controls.push(showChoice(state, change));
  if (result.series.cells > 2) controls.push(cellBoxes(result, state, change));
  let wide = 800;
  const one = figure({ id: table.name.replace(/_/g, "-"), wide: true, title: () => `${brief(table)}: ${wordsOfPrefix(result, prefix())}`, controls, words: () => wordsOf(result, table, state, prefix()),
    height: (width) => { wide = width; return head(width) + layoutOf(result, view(), width).height; }, margin: (width) => [head(width), 0, 0, left(width)],
    rows: () => rowsOf(result, table, state, prefix()),
    note: `Shares of all ${table.unit} counted in a row. Ring: mean of runs; line: 90% of them${table.replicates < result.replicates ? `, of the first ${table.replicates} replicates` : ""}.${table.facts.length ? " Diamond: the fact, from the study's own theatre." : ""}`,
    draw: (g) => {
      draw(g, result, state, view(), wide);
      if (result.cells.length > 1) legend(g, names(), wide - left(wide), view().cells.map((c) => colours[inkOf(result, state.cells, c)]));
    } });
  const redraw = () => one.redraw();
  return one;
}

/// A figure for each series that is counted by labels of several parts.
export const shareFigures = (result, state, change) => result.shares.map((table) => shareFigure(result, table, state, change)).filter(Boolean);

/// What heads them: "By survey".
export const sharesTitle = (result) => `By ${[...new Set(result.shares.map(({ by }) => by.replace(/_/g, " ")))].join(" and ")}`;
