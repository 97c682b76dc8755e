// SPDX-License-Identifier: Apache-2.0
// Waits until the browser has the whole file, reads the data, and builds the page; says so where that fails.
import { load } from "./data.js";
import { build } from "./page.js";

function say(text) {
  const state = document.getElementById("state");
  state.textContent = text;
  state.className = "fault";
  document.body.dataset.ready = "fault";
}

async function start() {
  if (!document.getElementById("end"))
    return say("This page is cut short: its end is missing. Ask for the whole file again.");
  try {
    build(await load());
    document.getElementById("state").remove();
    document.body.dataset.ready = "yes";
  } catch (fault) {
    say(`This page cannot read its data (${fault.message}). The file is damaged, or the browser is older than 2023.`);
  }
}

document.addEventListener("DOMContentLoaded", start);
