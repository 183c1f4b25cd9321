// Takes what waits to the server: reports first, then drafts, then photos each by itself. One tab at a time.
import { taken, unsent } from "./drafts.js";
import { keyOf } from "./queue.js";

const PATIENCE = 8000;

// changed(visit) is called whenever something moved. Resolves to "done", or to why it stopped:
// busy · away · signed_out · later
export function makeSender({ person, store, queue, api, changed, progress = () => {} }) {
  let fate = "done";

  async function drain() {
    fate = "done";
    const session = await api.session();
    if (session.kind !== "ok") return stopped(session);
    await queue.lineWorks();
    const stop = (await reports()) ?? (await drafts()) ?? (await photos());
    return stop ? stopped(stop) : fate;
  }

  async function stopped({ kind, other }) {
    if (kind !== "signed_out") await queue.lineFailed();
    return other ? "other" : kind;
  }

  async function reports() {
    for (const report of await queue.reports()) {
      if (!queue.isDue(report)) continue;
      const stop = await one("outbox", report, () => send(report), () => receive(report));
      if (stop) return stop;
    }
    return null;
  }

  async function send(report) {
    const { submission_id, base, content, visit } = report;
    const reply = await api.putSubmission(visit, { ...content, submission_id, base });
    const ours = reply.kind !== "ok" || reply.body.submission_id === submission_id;
    report.reply = reply;
    return ours ? reply : { kind: "away" };
  }

  // The server has it: only now does it leave the queue, together with what is told of it.
  async function receive({ submission_id, visit, title, content, reply }) {
    const { reference, received_at, missing = [] } = reply.body;
    await store.put("facts", { name: `sent:${visit}`, visit, title, reference, received_at, submission_id, missing });
    await store.remove("outbox", submission_id);
    await store.updateAll("answers", ...Object.entries(content.answers).map(([key, entry]) => [[visit, key],
      (mine) => mine && mine.entry.at === entry.at ? { ...mine, sent: true } : undefined]));
    await store.updateAll("stamps", ...content.stamps.map((stamp) => [[visit, stamp.id],
      (mine) => mine && mine.changed_at === stamp.changed_at ? { ...mine, sent: true } : undefined]));
    await store.remove("facts", `left:${visit}`, `begun:${visit}`, `draft:${visit}`);
  }

  async function drafts() {
    const open = new Set([...await store.list("answers"), ...await store.list("stamps"), ...await store.list("filling")].filter((one) => !one.sent).map((one) => one.visit));
    for (const fact of await store.list("facts")) if (/^(left|begun):/.test(fact.name) && !fact.sent) open.add(fact.name.split(":")[1]);
    for (const report of await queue.reports()) if (report.state !== "attention") open.delete(report.visit); // it holds them all
    for (const visit of open) {
      const draft = await unsent(store, visit);
      const known = (await store.get("facts", `draft:${visit}`)) ?? { name: `draft:${visit}`, visit };
      if (!draft || !queue.isDue(known)) continue;
      await store.put("facts", known);
      let reply;
      const stop = await one("facts", known, async () => { reply = await api.putDraft(visit, draft); return reply; }, async () => {
        await taken(store, visit, draft, reply.body);
        await store.remove("facts", known.name);
      });
      if (stop) return stop;
    }
    return null;
  }

  async function photos() {
    const waiting = await queue.photos();
    for (const [done, photo] of waiting.entries()) {
      if (!queue.isDue(photo)) continue;
      progress(photo.visit, done + 1, waiting.length);
      const stop = await one("photos", photo, () => put(photo), () =>
        store.update("photos", keyOf("photos", photo), (mine) => mine && mine.sha256 === photo.sha256 ? { ...mine, sent: true, state: "sent" } : undefined));
      if (stop) return stop;
    }
    return null;
  }

  // Where another phone filled the slot first, the photo goes into the next that is free on both.
  async function put(photo) {
    const kept = await store.get("bytes", photo.sha256);
    const reply = await api.putPhoto({ ...photo, bytes: kept?.bytes });
    if (reply.code !== "slot_taken" || !Number.isInteger(reply.free)) return reply;
    const taken = (await store.list("photos", photo.visit)).filter((mine) => mine.question === photo.question).map((mine) => mine.index);
    const index = Math.max(reply.free, 1 + Math.max(...taken));
    await store.replace("photos", { ...photo, index }, [keyOf("photos", photo)]);
    photo.index = index;
    return put(photo);
  }

  // One thing on its way. Refused is kept and told; broken is tried again later and holds up nothing else.
  async function one(kind, thing, ask, done) {
    const key = keyOf(kind, thing);
    await queue.sending(kind, key);
    const reply = await ask();
    if (reply.kind === "ok") await done();
    else if (reply.kind === "refused") await queue.park(kind, key, reply);
    else if (reply.kind === "later") { fate = "later"; await queue.failed(kind, key); } else await queue.waits(kind, key);
    changed(thing.visit);
    return ["away", "signed_out"].includes(reply.kind) ? reply : null;
  }

  const locked = (how) => navigator.locks.request(`send-${person}`, how, (lock) => (lock ? drain() : "busy"));

  // In a hurry one waits a little for a tab that is at it; else that tab will do.
  return ({ hurry = false } = {}) => {
    if (!globalThis.navigator?.locks) return drain();
    return hurry ? locked({ signal: AbortSignal.timeout(PATIENCE) }).catch(() => "busy") : locked({ ifAvailable: true });
  };
}
