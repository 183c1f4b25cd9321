// The phone as this page has it: whose it is, its store, and the words that the page brought along.
import { openStore, StoreError } from "./store.js";

export const { person, visit } = document.body.dataset;
export const now = () => new Date().toISOString();

// The store, opened once for the page; null, with `document.body.dataset.store` telling why, where there is none.
export const opened = (person && globalThis.isSecureContext ? openStore(person) : Promise.reject(new StoreError("missing")))
  .catch((error) => { document.body.dataset.store = error.reason ?? "refused"; return null; });

export const kept = (of = visit) => document.dispatchEvent(new CustomEvent("kept", { detail: { visit: of } }));

export function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

// The stamps that were not taken back, the earliest first; only those of `names` where some are given.
const earlier = (a, b) => (a.at === b.at ? a.id < b.id : a.at < b.at);

export function standing(stamps, ...names) {
  const kept = stamps.filter((one) => !one.removed && (!names.length || names.includes(one.name)));
  return kept.sort((a, b) => (earlier(a, b) ? -1 : 1));
}

// In the clocks of a zone, as pages of the server write it.
export function clockTime(at, zone) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
}

// A piece of the page's <template id="words">, its {facts} filled in; an empty paragraph where it has none.
export function piece(name, facts = {}) {
  const found = document.getElementById("words")?.content.querySelector(`[data-words="${name}"] > *`);
  const drawn = found ? document.importNode(found, true) : document.createElement("p");
  for (const node of textsOf(drawn)) node.data = node.data.replace(/\{(\w+)\}/g, (whole, fact) => facts[fact] ?? whole);
  return drawn;
}

export const words = (name, facts) => piece(name, facts).textContent.trim();

function textsOf(element) {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  return Array.from({ length: 99 }, () => walk.nextNode()).filter(Boolean);
}

// Says one of the four states, or another short truth, in the page's one status region.
export function say(name, facts = {}) {
  const region = document.getElementById("status");
  const drawn = piece(name, facts);
  if (!region || region.textContent.trim() === drawn.textContent.trim()) return;
  region.classList.remove("away");
  region.replaceChildren(drawn);
}

// The server does what was pressed. Not requestSubmit(), which would end in the same listener again.
export function plain(form, button) {
  if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}
