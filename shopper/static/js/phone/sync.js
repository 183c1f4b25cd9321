// Sends what waits whenever there is a chance: on load, when the network or the person comes back, after every
// change, by a timer while the page is open, by Background Sync, and at once when asked.
import { makeApi } from "./api.js";
import { takeIn, takeInStamps } from "./drafts.js";
import { opened, person, piece, say, visit } from "./here.js";
import { makeQueue } from "./queue.js";
import { makeSender } from "./sender.js";

const WORKER = "/my/sw.js";
const SENDING_WORKER = "/my/sw.js?sends"; // a module, which not every browser takes for a worker
const REST = 1500; // after a change, so that a word is one request and not five
const STALE = 30_000;
const WRITABLE = new Set(["assigned", "started", "returned"]);
const LISTS = ["/my/today", "/my/outbox", "/my/history", "/my/help", "/my/practice"];
const store = await opened;
const api = makeApi(person);
const queue = store && makeQueue(store);
const drain = store && makeSender({ person, store, queue, api, changed: moved, progress: (of, done, total) => of === visit && say("sending-photos", { done, total }) });
// The plain form of the last page went to the server, which may know what a kept page does not show.
const fromForm = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
let timer;
let again = false; // something was kept while we were at it
let waiting = 0; // what is in the outbox

// Resolves once everything due was tried: done · later · away · signed_out · other · busy
export async function flush({ hurry = false } = {}) {
  if (!store) return "away";
  clearTimeout(timer);
  again = false;
  if (hurry) await queue.hurry();
  const fate = await drain({ hurry });
  if (fate === "done" || fate === "later") await pull();
  if (fate === "other") { await (await import("./worker-link.js")).whoIsGone(); location.reload(); }
  document.getElementById("signed-out")?.remove();
  if (fate === "signed_out") askToSignIn();
  await moved(visit);
  if (waiting && fate !== "done") await askToBeCalled(); // before the page is left
  plan(again ? await afterChange() : await queue.rest());
  return fate;
}

const afterChange = async () => Math.max(REST, (await store.get("facts", "line"))?.next_at - Date.now() || 0);

function plan(rest) {
  clearTimeout(timer);
  if (Number.isFinite(rest)) timer = setTimeout(() => flush(), Math.max(rest, 250));
}

// What the server has for this person, and the pages that have to open without it.
async function pull() {
  const known = await store.get("facts", "list");
  if (known && Date.now() - known.at < STALE && !fromForm) return;
  const found = await api.visits(known?.etag);
  if (found.kind !== "ok") return;
  const visits = found.status === 304 ? (await store.list("visits")).filter((one) => known.visits?.includes(one.id)) : found.body.visits;
  let whole = true;
  for (const one of visits) whole = (await pullOne(one, found.status === 304)) && whole;
  const states = visits.map((one) => `${one.id} ${one.state} ${JSON.stringify(one.version)}`);
  const hold = [...await store.list("outbox"), ...(await store.list("answers")).filter((one) => !one.sent)].map((one) => one.visit);
  await askToKeep(person, [[LISTS, states.join()], ...visits.map((one, n) => [one.pages, states[n]])], hold);
  // Last, and only where all came, so that a page left half-way asks again.
  await store.put("facts", { name: "list", etag: whole ? found.etag ?? known?.etag : undefined, at: Date.now(), visits: found.body?.visits?.map((one) => one.id) ?? known?.visits });
}

async function pullOne(one, same) {
  const summary = same ? one.summary : JSON.stringify(one);
  if (one.id !== visit && (same || (await store.get("visits", one.id))?.summary === summary)) return true;
  if (!WRITABLE.has(one.state)) { await store.put("visits", { ...one, summary }); return true; }
  const { kind, body } = await api.visit(one.id);
  if (kind !== "ok") return false;
  await store.put("visits", { ...one, ...body, summary });
  await takeIn(store, one.id, body.draft ?? {}, { whole: true });
  await takeInStamps(store, one.id, body.stamps ?? []);
  return true;
}

// Something moved: the counts and the state of this page's visit tell the truth again.
async function moved(of) {
  const reports = await store.list("outbox");
  const photos = await queue.photos();
  const drafts = (await store.list("facts")).filter((one) => one.name.startsWith("draft:") && one.state === "attention");
  waiting = reports.length + photos.length + drafts.length;
  count(waiting);
  const report = reports.find((one) => one.visit === visit);
  if (report && of === visit) say({ waiting: "wait", sending: "sending", attention: "attention" }[report.state]);
  document.dispatchEvent(new CustomEvent("moved", { detail: { visit: of } }));
}

function count(number) {
  for (const link of document.querySelectorAll("[data-count=outbox]")) {
    link.hidden = !number;
    link.textContent = String(number);
  }
}

// The way in again leads back to the question in hand; nothing of it is gone.
function askToSignIn() {
  const notice = piece("signed-out");
  const link = notice.querySelector("a");
  link?.addEventListener("click", () => {
    const question = document.activeElement?.closest("[id^='q:']") ?? last;
    link.href = `/sign-in?${new URLSearchParams({ next: `${location.pathname}${question ? `#${question.id}` : location.hash}` })}`;
  });
  document.getElementById("main").prepend(notice);
}
let last = null;
document.addEventListener("focusin", (event) => { last = event.target.closest("[id^='q:']") ?? last; });

const policy = globalThis.trustedTypes?.createPolicy("phone", {
  createScriptURL(address) {
    if (![WORKER, SENDING_WORKER].includes(address)) throw new TypeError("not the address of our worker");
    return address;
  },
});

let worker = null;

async function startWorker(sync) {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.sync) sync();
    if (data.newer === location.pathname && !document.querySelector("form.step")) location.reload();
  });
  worker = await registered(SENDING_WORKER, "module") ?? await navigator.serviceWorker.getRegistration("/my/") ?? await registered(WORKER, "classic");
  worker?.waiting?.postMessage({ takeOver: true }); // it looks itself whether a form is open anywhere
}

const registered = (address, type) =>
  navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address, { scope: "/my/", type }).catch(() => null);

// pages: [[addresses, what they depend on], …]; hold: visits whose pages stay though the server names them no more
async function askToKeep(person, pages, hold) {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active.postMessage({ keep: pages, person, hold });
}

// Where the browser can, it calls the worker once the network is back, though nobody looks. Not in Safari or Firefox.
async function askToBeCalled() {
  const registration = worker ?? await navigator.serviceWorker?.getRegistration("/my/");
  await registration?.sync?.register("send").catch(() => {});
}

if (store) {
  document.addEventListener("kept", async (event) => {
    again = true;
    await store.update("facts", `draft:${event.detail.visit}`, (draft) => (draft && [400, 422].includes(draft.status) ? { ...draft, state: "waiting", next_at: 0 } : undefined));
    plan(await afterChange());
  });
  globalThis.addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") flush(); else if (waiting) askToBeCalled(); });
  await moved(visit);
  flush();
}
document.addEventListener("submit", async (event) => {
  if (!event.target.action.endsWith("/sign-out")) return;
  event.preventDefault();
  (await import("./leaving.js")).leave(event.target);
});
startWorker(() => flush());
