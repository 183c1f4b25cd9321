// A touchpoint's form on the phone: every change is kept at once, and Continue and Back need no server. Where
// nothing can be kept here, the plain form does the same with the server.
import { live, show, visibleNow } from "../conditions-live.js";
import { answersOf, takeIn } from "./drafts.js";
import { fault, fillEntry, questionsOf, readEntry, touched } from "./entries.js";
import { startFilling } from "./filling.js";
import { clock, kept, now, opened, piece, plain, say, visit } from "./here.js";

const form = document.getElementById("report");
const here = form.dataset.touchpoint;
const dirty = new Set();
const was = new Map();
let store = null;
let ready = null; // resolves once this script and the store know what the page holds
let settled = false;
let writing = null;
let on = () => {}; // set once what was tapped before this script is known
let count = async () => {}; // keeps how the form was filled in up to now: a page that is left has no time for it

const question = (key) => form.querySelector(`[data-question="${CSS.escape(key)}"]`);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function changed(event) {
  const key = event.target.closest?.("[data-question]")?.dataset.question;
  if (!key) return;
  dirty.add(key);
  on();
}

// One write at a time; what is typed meanwhile goes with the next one.
function write() {
  writing ??= writeOn().finally(() => { writing = null; });
  return writing;
}

async function writeOn() {
  try {
    while (dirty.size) await writeAll([...dirty]);
  } catch (error) {
    say(error.reason === "full" ? "store-full" : "store-closed");
  }
}

async function writeAll(keys) {
  const at = now();
  const entries = keys.map((key) => [key, readEntry(question(key))]).filter(([key, entry]) => !same(entry, was.get(key)));
  if (entries.length) {
    await store.put("answers", ...entries.map(([key, entry]) => record(key, entry, at)));
    entries.forEach(([key, entry]) => was.set(key, entry));
    say("saved", { time: clock(at) });
    kept();
  }
  for (const key of keys) if (same(readEntry(question(key)), was.get(key))) dirty.delete(key);
  drawClear();
}

const record = (key, entry, at) => ({
  visit, key, device: null, sent: false, entry: { ...(Object.keys(entry).length ? entry : { state: "cleared" }), at },
});

// "Clear answer" stands below rows where something is chosen.
function drawClear() {
  for (const foot of form.querySelectorAll(".choice-foot")) foot.hidden = !foot.closest(".choice").querySelector("input:checked");
}

function steps() {
  const visible = visibleNow();
  return live.steps.filter(([, , keys]) => keys.some((key) => visible.has(key))).map(([key]) => key);
}

function beside(by) {
  const order = steps();
  const next = order[order.indexOf(here) + by];
  return next ? `${live.home}/at/${next}` : by > 0 ? `${live.home}/check` : live.home;
}

function set(key, entry) {
  const { comment } = readEntry(question(key));
  fillEntry(question(key), { ...entry, ...(comment ? { comment } : {}) });
  dirty.add(key);
}

const WAYS = {
  back: () => beside(-1),
  anyway: () => beside(1),
  continue: () => (mend() ? "" : beside(1)),
  unseen() {
    for (const box of form.querySelectorAll("fieldset:not([hidden]) input[value=not_observed], div.q input[value=not_observed]")) set(box.closest("[data-question]").dataset.question, { state: "not_observed" });
    return "";
  },
};

async function submitted(event) {
  const { submitter } = event;
  const { name, value } = submitter ?? { name: "go", value: "continue" };
  event.preventDefault();
  await ready; // or what was tapped before this script would be left behind
  const files = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  if (!store || files || !["go", "clear"].includes(name)) { plain(form, submitter); return; }
  if (name === "clear") set(value.split(":")[1], {});
  const address = name === "go" ? WAYS[value]() : "";
  show();
  await write();
  await count();
  if (!dirty.size && address) location.assign(address);
}

// Links that lead away wait until all is kept; without the store, save-first.js has them.
async function left(event) {
  const link = event.target.closest(".crumb a, .rail a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || (settled && !store)) return;
  event.preventDefault();
  await ready;
  if (!store) { link.click(); return; }
  await write();
  await count();
  location.assign(link.href);
}

// What makes no sense is told once; "Continue anyway" is always there then.
function mend() {
  const visible = visibleNow();
  const found = questionsOf(form).filter((one) => visible.has(one.dataset.question)).map((one) => [one, fault(one.dataset.type, readEntry(one))]).filter(([, what]) => what);
  form.querySelectorAll(".wrong, #problems").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  const told = found.map(([one, what]) => [one, live.wrong[what] ?? live.wrong[one.dataset.type]]);
  form.querySelector("[value=anyway]").hidden = !found.length;
  if (!found.length) return false;
  const notice = piece("mend");
  notice.id = "problems";
  for (const [one, words] of told) notice.querySelector("ul").append(line(one, words));
  form.querySelector(".q").before(notice);
  notice.focus();
  return true;
}

function line(one, words) {
  const input = one.querySelector("input:not([type=hidden]), textarea");
  const wrong = piece("wrong");
  wrong.id = `${one.id}-mend`;
  wrong.querySelector("span").textContent = words;
  (one.querySelector(".choice, .field") ?? one).append(wrong);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), wrong.id].filter(Boolean).join(" "));
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `#${input.id}`, className: "link-row", textContent: `${one.querySelector("legend, .ask, label").textContent.trim()} ${words}` });
  item.append(link);
  return item;
}

// What was chosen or typed before this script ran counts as much. Where the browser itself put old input back, on
// coming back or loading again, what is kept here is newer.
const fresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";

async function takeOver() {
  await takeIn(store, visit, live.answers);
  const answers = await answersOf(store, visit);
  for (const one of questionsOf(form)) {
    const key = one.dataset.question;
    if (touched(one) && (fresh || !answers[key])) dirty.add(key);
    if (answers[key] && !dirty.has(key)) fillEntry(one, answers[key]);
    else if ("proposed" in one.dataset) dirty.add(key); // the server put it in, and it counts as typed
    was.set(key, dirty.has(key) ? null : readEntry(one));
  }
  show(answers);
  drawClear();
  on = write;
  await write();
  return answers;
}

async function startMore(answers) {
  const stamps = await store.list("stamps", visit);
  if (stamps.length) (await import("./pins.js")).startPins(form, stamps, answers);
  count = startFilling(form, store, visit, here);
  if (form.querySelector("[data-photos]")) await (await import("./photos.js")).startPhotos(form, store, visit);
}

async function start() {
  store = await opened;
  const answers = store && await takeOver().catch(() => { store = null; });
  if (answers) await startMore(answers).catch(() => {}); // the answers are safe without it
  else await import("../save-first.js");
  settled = true;
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("submit", submitted);
  document.addEventListener("click", left);
  addEventListener("pagehide", () => { if (store) write(); });
  ready = start();
}
