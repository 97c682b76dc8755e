// SPDX-License-Identifier: Apache-2.0
// Days that the study's theatre asks to mark, and the day on which its arms part.
import { line, text } from "./dom.js";
import { dateOf, day } from "./words.js";

export function marksOf(result) {
  const marks = Object.values(result.theatre?.marks ?? {}).flatMap(({ shown, meaning, days }) =>
    Object.entries(days ?? {}).map(([date, words]) => ({ date: dateOf(date), words, meaning, lines: shown === "lines" })));
  if (result.attributes.branch) marks.push({ date: dateOf(result.attributes.branch), words: "arms part", meaning: "the arms part", lines: true });
  return marks.filter((mark) => !Number.isNaN(mark.date.getTime())).sort((a, b) => a.date - b.date);
}

const letter = 5.6, margin = 10;  // pixels: the width of a letter; how far a label may stand over the picture

export function drawMarks(g, marks, x, height) {
  const [from, to] = x.domain();
  let free = -Infinity;
  for (const mark of marks.filter(({ date }) => date >= from && date <= to)) {
    const at = x(mark.date), label = mark.lines && at > free ? mark.words : "";
    g.append(line(at, mark.lines ? 0 : -6, at, mark.lines ? height : 2, { class: "mark", stroke: "#888", "stroke-dasharray": mark.lines ? "2 3" : null }));
    if (label) {
      const long = label.length * letter, fits = at + 3 + long <= x(to) + margin;
      g.append(text(fits ? at + 3 : at - 3, 9, label, { class: "label small", stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke", "text-anchor": fits ? null : "end" }));
      free = at + 14 + (fits ? long : 0);
    }
    g.lastChild.append(Object.assign(document.createElementNS("http://www.w3.org/2000/svg", "title"), { textContent: `${day(mark.date)}: ${mark.words}` }));
  }
}

export const marksWords = (marks) => (marks.length ? `Marked: ${[...new Set(marks.map((m) => m.meaning))].join("; ")}.` : "");
