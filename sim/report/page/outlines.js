// SPDX-License-Identifier: Apache-2.0
// Places as they are outlined in the user's own file, on a plate that is true to length along its middle latitude.
const tallest = 620;  // pixels

/// The rings of each place, each a list of [longitude, latitude].
function ringsOf(result) {
  const spots = result.array("outlines");
  let at = 0;
  return result.outlines.rings.map((lengths) => lengths.map((length) => Array.from({ length }, () => { const spot = [spots.at(at, 0), spots.at(at, 1)]; ++at; return spot; })));
}

const middle = (values) => [Math.min(...values), Math.max(...values)];

/// The layout of a map (see map.js); nothing where the result has no outlines for this series.
export function outlined(result, series) {
  if (result.outlines?.by !== series.by) return null;
  const places = ringsOf(result), ends = (list, axis) => list.flat().reduce(([low, high], spot) => [Math.min(low, spot[axis]), Math.max(high, spot[axis])], [Infinity, -Infinity]);
  const all = places.flat(), [west, east] = ends(all, 0), [south, north] = ends(all, 1), squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const wide = (east - west) * squeeze || 1, tall = north - south || 1, scale = (width) => Math.min(width / wide, tallest / tall);
  const centres = places.map((rings) => { const largest = [...rings].sort((a, b) => b.length - a.length)[0] ?? [], [x0, x1] = middle(largest.map(([x]) => x)), [y0, y1] = middle(largest.map(([, y]) => y)); return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, wide: (x1 - x0) * squeeze }; });
  const at = (x, y, k) => [(x - west) * squeeze * k, (north - y) * k];
  return {
    kind: "outlines", at: centres.map(({ x, y }) => at(x, y, 1)), note: "Outlines are those of the file that was named; the page adds none.",
    height: (width) => Math.round(tall * scale(width)),
    shape: (i, width) => {
      const k = scale(width), path = places[i].map((ring) => `M${ring.map(([x, y]) => at(x, y, k).map((v) => v.toFixed(1)).join(",")).join("L")}Z`).join("");
      return { element: "path", attributes: { d: path, "fill-rule": "evenodd" }, centre: at(centres[i].x, centres[i].y, k), room: centres[i].wide * k };
    },
  };
}
