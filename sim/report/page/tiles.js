// SPDX-License-Identifier: Apache-2.0
// Places as equal tiles that lie as the places do: each takes a free tile, so that the squares of all ways are least.

/// Rows to columns, at least cost (Kuhn 1955, Munkres 1957; the form with potentials, cubic in rows).
function assigned(cost) {
  const n = cost.length, m = cost[0].length, u = Array(n + 1).fill(0), v = Array(m + 1).fill(0), row = Array(m + 1).fill(0), way = Array(m + 1).fill(0);
  for (let i = 1; i <= n; ++i) {
    row[0] = i;
    let column = 0;
    const least = Array(m + 1).fill(Infinity), used = Array(m + 1).fill(false);
    do {
      used[column] = true;
      const from = row[column];
      let next = 0, step = Infinity;
      for (let j = 1; j <= m; ++j) {
        if (used[j]) continue;
        const reduced = cost[from - 1][j - 1] - u[from] - v[j];
        if (reduced < least[j]) [least[j], way[j]] = [reduced, column];
        if (least[j] < step) [step, next] = [least[j], j];
      }
      for (let j = 0; j <= m; ++j) {
        if (used[j]) { u[row[j]] += step; v[j] -= step; } else least[j] -= step;
      }
      column = next;
    } while (row[column] !== 0);
    for (; column; column = way[column]) row[column] = row[way[column]];
  }
  const columns = Array(n);
  for (let j = 1; j <= m; ++j) if (row[j]) columns[row[j] - 1] = j - 1;
  return columns;
}

/// The shape of the grid: as wide as the places lie, with a quarter of it left free.
function shapeOf(count, aspect) {
  const columns = Math.max(1, Math.round(Math.sqrt(count * 1.3 * Math.min(2.2, Math.max(0.6, aspect)))));
  return { columns, rows: Math.ceil((count * 1.3) / columns) };
}

/// Ranks, so that places that lie close together get room.
function spread(values) {
  const order = values.map((value, i) => [value, i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]), low = order[0][0], width = order[order.length - 1][0] - low || 1;
  const placed = [];
  order.forEach(([value, i], rank) => { placed[i] = 0.5 * ((value - low) / width) + 0.5 * (rank / Math.max(1, order.length - 1)); });
  return placed;
}

/// [column, row] of each place; `coordinates`: [latitude, longitude] or nothing. Without coordinates in order of names.
export function tilesOf(coordinates) {
  const count = coordinates.length;
  if (!coordinates.every(Boolean)) {
    const columns = Math.ceil(Math.sqrt(1.6 * count));
    return { columns, rows: Math.ceil(count / columns), at: coordinates.map((_, i) => [i % columns, Math.floor(i / columns)]), lie: false };
  }
  const latitude = coordinates.map(([value]) => value), longitude = coordinates.map(([, value]) => value), wide = (v) => Math.max(...v) - Math.min(...v) || 1;
  const { columns, rows } = shapeOf(count, wide(longitude) / wide(latitude)), xs = spread(longitude), ys = spread(latitude);
  const cost = coordinates.map((_, i) => Array.from({ length: columns * rows }, (_, k) => (xs[i] * (columns - 1) - (k % columns)) ** 2 + ((1 - ys[i]) * (rows - 1) - Math.floor(k / columns)) ** 2));
  return { columns, rows, at: assigned(cost).map((k) => [k % columns, Math.floor(k / columns)]), lie: true };
}
