// SPDX-License-Identifier: Apache-2.0
// Elements of HTML and SVG, and axes.
const SVG = "http://www.w3.org/2000/svg";

/// An HTML element. `on...` are handlers; false, null and undefined attributes are left out; texts are only ever text.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element[key] = value;
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function s(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const line = (x1, y1, x2, y2, attributes = {}) => s("line", { x1, y1, x2, y2, ...attributes });
export const text = (x, y, words, attributes = {}) => s("text", { x, y, ...attributes }, words);

const pen = document.createElement("canvas").getContext("2d");
pen.font = '12px system-ui, "DejaVu Sans", sans-serif';
/// Pixels that words take in a picture.
export const widthOf = (words) => pen.measureText(words).width;

/// Words where there is room for them, else a short form.
export const fitting = (words, width, short) => (widthOf(words) < width ? words : short);

/// Words in at most `most` lines of some pixels; what is too much ends in "…".
export function linesOf(words, pixels, most = 6) {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (widthOf(longer) > pixels && lines[lines.length - 1]) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1].replace(/,$/, "")}…`;
  return kept.map((part) => {
    if (widthOf(part) <= pixels) return part;
    let end = part.length;
    while (end > 1 && widthOf(`${part.slice(0, end)}…`) > pixels) --end;
    return `${part.slice(0, end).trimEnd()}…`;
  });
}

/// A labelled choice. `get` gives the index chosen, `set` takes one; `sync` shows what was chosen elsewhere.
export function choice(label, options, get, set) {
  const select = h("select", { onchange: () => set(select.selectedIndex) },
    options.map((option, i) => h("option", { value: i, selected: i === get() }, option)));
  return Object.assign(h("label", { class: "choice" }, h("span", {}, label), select), { sync: () => { select.selectedIndex = get(); } });
}

/// About `most` values of a scale, fewer where their labels would meet.
export function apart(x, most, format) {
  const meet = (values) => values.some((value, i) => i > 0 && Math.abs(x(value) - x(values[i - 1])) < (widthOf(format(value)) + widthOf(format(values[i - 1]))) / 2 + 6);
  let ticks = most, values = x.ticks(ticks);
  while (ticks > 1 && meet(values)) values = x.ticks(--ticks);
  return values;
}

/// Values along the bottom, with lines upward.
export function bottomAxis(g, x, width, height, { ticks = 5, format, label, lines = true }) {
  const values = x.ticks ? apart(x, ticks, format) : x.domain();
  for (const value of values) {
    const at = x(value);
    if (lines) g.append(line(at, 0, at, height, { class: "grid" }));
    g.append(line(at, height, at, height + 4, { class: "tick" }), text(at, height + 17, format(value), { "text-anchor": "middle" }));
  }
  g.append(line(0, height, width, height, { class: "tick" }));
  if (label) g.append(text(width, height + 33, label, { "text-anchor": "end", class: "label" }));
}

/// Values along the left side, with lines across; the label stands above.
export function leftAxis(g, y, width, { ticks = 5, format, label }) {
  for (const value of y.ticks(ticks))
    g.append(line(0, y(value), width, y(value), { class: "grid" }), text(-7, y(value), format(value), { "text-anchor": "end", dy: "0.32em" }));
  if (label) g.append(text(-44, -14, label, { class: "label" }));
}
