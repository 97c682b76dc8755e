// SPDX-License-Identifier: Apache-2.0
// What the program put into the page: a head of JSON, and one block of typed arrays that the head describes.
const undefinedStep = -32768;

async function inflate(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

/// An array by its description: `at(i, j, ...)` is NaN where nothing is defined.
export function view(buffer, { type, shape, at, step }) {
  const size = shape.reduce((a, b) => a * b, 1);
  const raw = type === "f8" ? new Float64Array(buffer, at, size) : new Int16Array(buffer, at, size);
  const value = type === "f8" ? (v) => v : (v) => (v === undefinedStep ? NaN : v * step);
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  return { shape, at: (...place) => value(raw[place.reduce((sum, index, i) => sum + index * strides[i], 0)]) };
}

/// The results with `array(name)` each.
export async function load() {
  const [head, block] = await Promise.all([inflate("data-head"), inflate("data-block")]);
  const { results, arrays } = JSON.parse(new TextDecoder().decode(head));
  const named = new Map(arrays.map((array) => [array.name, view(block, array)]));
  for (const result of results) result.array = (name) => named.get(`${result.name}.${name}`);
  return results;
}
