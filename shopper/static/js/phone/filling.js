// How the form was filled in, for the reviewer: seconds in view and in use, and how often an answer was
// changed. The help page tells the shopper so.
const IDLE = 60000;
const BEAT = 5000;
const USE = ["pointerdown", "keydown", "scroll", "input"];

// Starts with the page: startFilling(form, store, visit, touchpoint) → keep(), which keeps what is counted so far.
export function startFilling(form, store, visit, touchpoint) {
  const pace = new Pace();
  const changes = new Changes(form);
  const [entry] = performance.getEntriesByType("navigation");
  let reloads = entry?.type === "reload" ? 1 : 0;

  async function keep() {
    const [seconds, changed, again] = [pace.taken(), changes.taken(), reloads];
    reloads = 0;
    if (!seconds && !again && !Object.keys(changed).length) return;
    await store.update("filling", visit, (kept) => grown(kept, visit, { [touchpoint]: seconds }, changed, again));
  }

  const quietly = () => keep().catch(() => {}); // no figure is a reason to trouble anybody
  setInterval(quietly, BEAT);
  for (const turn of ["pagehide", "visibilitychange"]) addEventListener(turn, quietly, true);
  return quietly;
}

function sum(kept, more) {
  const both = { ...kept };
  for (const [key, count] of Object.entries(more)) both[key] = (both[key] ?? 0) + count;
  return both;
}

const grown = (kept, visit, seconds, changed, reloads) => ({
  ...kept,
  visit,
  sent: false,
  touchpoints: sum(kept?.touchpoints, seconds),
  changes: sum(kept?.changes, changed),
  reloads: (kept?.reloads ?? 0) + reloads,
});

// Whole seconds while the page is in view and somebody used it within the last minute.
class Pace {
  constructor() {
    Object.assign(this, { used: performance.now(), since: performance.now(), milliseconds: 0 });
    this.inView = document.visibilityState === "visible";
    for (const use of USE) addEventListener(use, () => { this.count(); this.used = this.since; }, { capture: true, passive: true });
    addEventListener("visibilitychange", () => this.turn(), true);
  }

  turn() {
    this.count();
    this.used = this.since;
    this.inView = document.visibilityState === "visible";
  }

  count() {
    const now = performance.now();
    if (this.inView) this.milliseconds += Math.max(0, Math.min(now, this.used + IDLE) - this.since);
    this.since = now;
  }

  taken() {
    this.count();
    const seconds = Math.floor(this.milliseconds / 1000);
    this.milliseconds -= seconds * 1000;
    return seconds;
  }
}

const read = (question) => [...question.querySelectorAll("textarea, input:not([type=hidden], [type=file])")]
  .map((box) => (["radio", "checkbox"].includes(box.type) && !box.checked ? "" : box.value.trim()));

// How often an answer that stood was taken back or replaced; ticking one more is no change.
class Changes {
  constructor(form) {
    Object.assign(this, { before: new Map(), times: {} });
    for (const kind of ["focusin", "pointerdown"]) form.addEventListener(kind, ({ target }) => this.look(target), true);
    form.addEventListener("change", ({ target }) => this.changed(target));
  }

  look(target) {
    const question = target.closest("[data-question]");
    if (question && !this.before.has(question)) this.before.set(question, read(question));
  }

  changed(target) {
    const question = target.closest("[data-question]");
    if (!question) return;
    const [before, now, { question: key }] = [this.before.get(question), read(question), question.dataset];
    if (before?.some((part, n) => part && part !== now[n])) this.times[key] = (this.times[key] ?? 0) + 1;
    this.before.set(question, now);
  }

  taken() {
    const times = this.times;
    this.times = {};
    return times;
  }
}
