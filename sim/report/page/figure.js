// SPDX-License-Identifier: Apache-2.0
// A figure: title, what it shows in numbers, the picture, its table, and downloads of both.
import { h, s } from "./dom.js";
import { number } from "./words.js";

// Downloaded pictures carry the few rules that they need.
const rules = "text{font:12px system-ui,sans-serif;fill:#222}.grid{stroke:#e3e3e3}.tick{stroke:#666}.label{fill:#555}.zero{stroke:#333}.strong{font-weight:600}";
const narrowest = 340, widest = 1080, mostRows = 400, paper = { whole: 700, half: 340 };  // pixels; rows
let isOnPaper = false;
/// Whether figures are drawn for paper, whatever the screen; figures that stand side by side have half a sheet each.
export const drawForPaper = (value) => { isOnPaper = value; };

function save(file, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 5000);
}

const csvCell = (cell) => {
  if (typeof cell === "number") return Number.isNaN(cell) ? "" : String(cell);
  const words = cell === null || cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(words) ? `"${words.replace(/"/g, '""')}"` : words;
};
export const csv = ({ head, body }) => [head, ...body].map((row) => row.map(csvCell).join(",") + "\n").join("");

function tableOf({ head, body }) {
  const cell = (value) => (typeof value === "number" ? h("td", { "data-value": value }, Number.isNaN(value) ? "" : number(value)) : h("td", { class: "words" }, value ?? ""));
  const rest = body.length - mostRows;
  return [h("table", {}, h("thead", {}, h("tr", {}, head.map((words, i) => h("th", { scope: "col", class: typeof body[0]?.[i] === "string" && "words" }, words)))),
    h("tbody", {}, body.slice(0, mostRows).map((row) => h("tr", {}, row.map(cell))))),
    rest > 0 ? h("p", {}, `${rest} more rows are in the CSV.`) : null];
}

/// draw(g, width, height, svg) draws into a group inside `margin` [top, right, bottom, left]; `words` and `rows` are read anew
/// at each redraw, as are functions among `note`. `height` and `margin` may depend on the width. Interactive pictures hold controls of their own.
export function figure({ id, title, words, draw, rows, controls = [], height, margin, interactive = false, wide = false, note }) {
  const notes = [note ?? []].flat().map((one) => (typeof one === "function" ? { box: h("span", {}), say: one } : one));
  const svg = s("svg", { role: interactive ? "group" : "img", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-words` });
  const sentence = h("p", { id: `${id}-words`, class: "sentence", "aria-live": "polite" });
  const heading = h("h3", { id: `${id}-title` });
  const table = h("div", { class: "table", tabindex: 0, role: "region", "aria-label": `table of ${id}` });
  const details = h("details", { ontoggle: () => fill() }, h("summary", {}, "Table"), table);
  const picture = () => {
    const copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.prepend(s("style", {}, rules));
    return new XMLSerializer().serializeToString(copy);
  };
  const box = h("section", { class: wide ? "figure wide" : "figure", id, "aria-labelledby": `${id}-title` }, heading, sentence,
    controls.length ? h("div", { class: "controls" }, controls) : null, h("div", { class: "picture" }, svg),
    notes.length ? h("p", { class: "note" }, notes.map((one) => one.box ?? one)) : null,
    h("div", { class: "tools" }, details, h("span", { class: "buttons" },
      h("button", { type: "button", "aria-label": `Download the table of this figure as CSV: ${id}`, onclick: () => save(`${id}.csv`, "text/csv", csv(rows())) }, "CSV"),
      h("button", { type: "button", "aria-label": `Download the picture of this figure as SVG: ${id}`, onclick: () => save(`${id}.svg`, "image/svg+xml", picture()) }, "SVG"))));
  const fill = () => details.open && table.replaceChildren(...tableOf(rows()).filter(Boolean));
  const call = (value, width) => (typeof value === "function" ? value(width) : value);
  const redraw = () => {
    controls.forEach((control) => control.sync?.());
    const isHalf = !wide && box.parentElement?.children.length > 1;
    const width = isOnPaper ? (isHalf ? paper.half : paper.whole) : Math.min(widest, Math.max(narrowest, Math.round(box.clientWidth || widest)));
    const tall = call(height, width), [top, right, bottom, left] = call(margin, width);
    svg.setAttribute("viewBox", `0 0 ${width} ${tall}`);
    const g = s("g", { transform: `translate(${left},${top})` });
    svg.replaceChildren(g);
    draw(g, width - left - right, tall - top - bottom, svg);
    heading.textContent = call(title);
    sentence.textContent = call(words);
    notes.forEach((one) => { if (one.say) one.box.textContent = one.say(); });
    fill();
  };
  return { box, redraw };
}
