// SPDX-License-Identifier: Apache-2.0
// What `compare` said of a cell and an outcome.
const same = (a, b) => Object.keys(a).every((path) => a[path] === b[path]);

/// The contrast of an outcome (its name) in a cell (its index), or nothing.
export function contrastOf(result, outcome, cell) {
  const { design, arm } = result.cells[cell];
  return result.comparison?.contrasts.find((c) => c.outcome === outcome && c.arm === arm && same(c.design, design));
}

const switchedOff = (result, cell) => Object.values(result.cells[cell].design).filter((value) => value === "false").length;

/// The cell that a page speaks of first: of the points with fewest switches off the last one, where parameters are drawn;
/// there the first arm that is compared.
export function mainCell(result) {
  const cells = comparedCells(result), least = Math.min(...cells.map((cell) => switchedOff(result, cell)));
  const point = result.cells[cells.filter((cell) => switchedOff(result, cell) === least).at(-1)]?.point;
  return cells.find((cell) => result.cells[cell].point === point);
}

/// Indices of the cells that are compared with another.
export const comparedCells = (result) => result.cells.map((cell, i) => (cell.reference === null ? -1 : i)).filter((i) => i >= 0);
