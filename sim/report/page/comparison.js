// SPDX-License-Identifier: Apache-2.0
// What `compare` said of a cell and an outcome.
const same = (a, b) => Object.keys(a).every((path) => a[path] === b[path]);

/// The contrast of an outcome (its name) in a cell (its index), or nothing.
export function contrastOf(result, outcome, cell) {
  const { design, arm } = result.cells[cell];
  return result.comparison?.contrasts.find((c) => c.outcome === outcome && c.arm === arm && same(c.design, design));
}

/// The cell that a page speaks of first: the first arm that is compared, or the far end of a dose.
export function mainCell(result) {
  const cells = comparedCells(result);
  return result.arms.length > 1 ? cells[0] : cells[cells.length - 1];
}

/// Indices of the cells that are compared with another.
export const comparedCells = (result) => result.cells.map((cell, i) => (cell.reference === null ? -1 : i)).filter((i) => i >= 0);
