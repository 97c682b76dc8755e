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

/// A labelled choice. `get` gives the index chosen, `set` takes one.
export function choice(label, options, get, set) {
  const select = h("select", { onchange: () => set(select.selectedIndex) },
    options.map((option, i) => h("option", { value: i, selected: i === get() }, option)));
  return h("label", { class: "choice" }, h("span", {}, label), select);
}

/// Values along the bottom, with lines upward.
export function bottomAxis(g, x, width, height, { ticks = 5, format, label, lines = true }) {
  const values = x.ticks ? x.ticks(ticks) : x.domain();
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
  if (label) g.append(text(-44, -10, label, { class: "label" }));
}
