// SPDX-License-Identifier: Apache-2.0
// Colours that people with any colour vision tell apart (Okabe and Ito 2008), and that print in grey.
export const colours = ["#0072B2", "#D55E00", "#009E73", "#AA4499", "#8C6D1F", "#56B4E9", "#882255", "#444444"];
export const dashes = [null, "7 3", "2 2", "9 3 2 3", "4 4", "1 3", "12 3", null];
/// A cell keeps its colour while there are enough of them; among many cells the lines drawn share them out.
export const inkOf = (result, cells, cell) => (result.cells.length <= colours.length ? cell : cells.indexOf(cell)) % colours.length;
/// In a picture with a named row for each cell: its own colour while there are enough, else that of its design point.
export const inkOfRow = (result, cell) => (result.cells.length <= colours.length ? cell : [...new Set(result.cells.map(({ point }) => point))].indexOf(result.cells[cell].point) % colours.length);
export const falls = "#D55E00", rises = "#0072B2", neutral = "#777777";
