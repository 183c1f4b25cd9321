// The service worker of the shopper's pages. The server puts VERSION and ASSETS in front of this, and `sendBehind`
// for a browser whose workers take modules.
// It answers GET only: nothing that is sent to the server ever passes through here.
const STATIC = `static-${VERSION}`;
const WHO = "who";
const ME = "/my/who";
const AWAY = "/my/away";
const PATIENCE = 8000; // a page that was never kept: how long to wait for a slow network
const written = new Set(); // what a form of the page itself has just changed on the server

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STATIC).then((cache) => cache.addAll([...ASSETS, new Request(AWAY, { cache: "no-cache" })])));
});

self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (request.mode === "navigate") written.add(visitOf(pathname)).add("/my/today");
    return;
  }
  if (pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate" && pathname.startsWith("/my/")) event.respondWith(page(event, pathname, search));
});

self.addEventListener("sync", (event) => event.waitUntil(sendNow()));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keep(event.data));
  if (event.data.takeOver) event.waitUntil(takeOver(event.source));
});

const visitOf = (path) => path.split("/").slice(0, 4).join("/");

async function asset(request) {
  return (await caches.match(request.url)) ?? fetched(request);
}

async function fetched(request) {
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") await (await caches.open(STATIC)).put(request.url, answer.clone());
  return answer;
}

// A kept page answers at once and is fetched again behind its back; after a form of its own the server is asked first.
async function page(event, path, search) {
  const kept = await keptPage(path);
  const first = search || written.delete(visitOf(path)) || written.delete(path);
  if (kept && !first) {
    event.waitUntil(fresh(event.request, path, kept.clone()).catch(() => {}));
    return kept;
  }
  try {
    return await fresh(event.request, search ? "" : path, null, kept ? PATIENCE : 4 * PATIENCE);
  } catch {
    return kept ?? (await caches.match(AWAY)) ?? Response.error();
  }
}

// Only whole pages that the server itself calls this person's are kept: no redirect, no refusal, no café's page.
async function fresh(request, path, old, patience = 4 * PATIENCE) {
  const answer = await within(patience, fetch(request));
  const person = answer.headers.get("Phone-Of");
  if (answer.status !== 200 || answer.redirected || !person) return answer;
  const same = (await who()) === person;
  if (!same) await (await caches.open(WHO)).put(ME, new Response(person));
  if (path) await (await caches.open(`pages-${person}`)).put(path, answer.clone());
  if (old && same && bare(await old.text()) !== bare(await answer.clone().text())) await tell({ newer: path });
  return answer;
}

const bare = (text) => text.replace(/(name="(csrf_token|submission_id)"[^>]* value=")[^"]*/g, "$1");
const within = (time, work) => Promise.race([work, new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), time); })]);

async function who() {
  const told = await (await caches.open(WHO)).match(ME);
  return told ? told.text() : "";
}

async function keptPage(path) {
  const person = await who();
  return person ? (await caches.open(`pages-${person}`)).match(path) : undefined;
}

// Pages to open without a network. Those that are there are left unless what they depend on has changed; those of
// visits that are over go.
async function keep({ keep: wanted, person, hold }) {
  if (!(await who())) await (await caches.open(WHO)).put(ME, new Response(person));
  const cache = await caches.open(`pages-${person}`);
  const mine = new Set([...hold.map((id) => `/my/visits/${id}`), ...wanted.flatMap(([addresses]) => addresses.map(visitOf))]);
  for (const { url } of await cache.keys()) {
    const path = visitOf(new URL(url).pathname);
    if (path.startsWith("/my/visits/") && !mine.has(path)) await cache.delete(url);
  }
  for (const [addresses, mark] of wanted) await keepAll(cache, person, addresses, mark);
}

async function keepAll(cache, person, addresses, mark) {
  const note = `${addresses[0]}/mark`;
  const same = (await (await cache.match(note))?.text()) === mark;
  for (const path of addresses) {
    if (same && (await cache.match(path))) continue;
    const answer = await fetch(path, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (!answer) return;
    if (answer.status === 200 && answer.headers.get("Phone-Of") === person) await cache.put(path, answer);
  }
  await cache.put(note, new Response(mark));
}

// The one that asks is told beside the others: a page that is still loading is not among them yet.
async function takeOver(asking) {
  const open = [asking, ...await self.clients.matchAll({ includeUncontrolled: true })].filter(Boolean);
  if (!open.some((one) => /\/(at\/|check|notes)/.test(new URL(one.url).pathname))) await self.skipWaiting();
}

// Old static files stay for as long as a kept page asks for them: the server has them no more.
async function tidy() {
  const names = await caches.keys();
  const asked = new Set([VERSION]);
  for (const name of names.filter((one) => one.startsWith("pages-"))) {
    for (const page of await (await caches.open(name)).matchAll()) {
      for (const [, version] of (await page.text()).matchAll(/\/static\/(\w+)\//g)) asked.add(version);
    }
  }
  const old = names.filter((name) => name.startsWith("static-") && !asked.has(name.slice(7)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The network is back. A page that is open may be closed the next moment, so the worker sends by itself where it
// can, and tells the pages.
async function sendNow() {
  const person = await who();
  try {
    if (person && self.sendBehind) await self.sendBehind(person);
  } finally {
    await tell({ sync: true });
  }
}

async function tell(what) {
  for (const one of await self.clients.matchAll()) one.postMessage(what);
}
