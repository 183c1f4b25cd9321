// What waits to be sent, oldest first, and when each is tried again: after 1, 2, 4 … s, at most 5 minutes.

const MOST = 300_000;
export const pause = (tries) => Math.min(1000 * 2 ** Math.max(0, tries - 1), MOST);

export function makeQueue(store, clock = () => Date.now()) {
  const again = (one) => ({ ...one, tries: (one.tries ?? 0) + 1, next_at: clock() + pause((one.tries ?? 0) + 1), tried_at: clock() });
  const change = (kind, key, how) => store.update(kind, key, (found) => found && how(found));

  return {
    reports: async () => (await store.list("outbox")).sort((one, other) => one.made_at.localeCompare(other.made_at)),
    photos: async () => (await store.list("photos")).filter((one) => !one.sent && !one.removed),
    isDue: (one) => one.state !== "attention" && (one.next_at ?? 0) <= clock(),

    sending: (kind, key) => change(kind, key, (one) => ({ ...one, state: "sending" })),
    failed: (kind, key) => change(kind, key, (one) => again({ ...one, state: "waiting" })),
    waits: (kind, key) => change(kind, key, (one) => ({ ...one, state: "waiting" })),
    park: (kind, key, { status, message, questions }) =>
      change(kind, key, (one) => ({ ...one, state: "attention", status, reason: message, questions, tried_at: clock() })),

    // The network as a whole: no answer at all is nobody's fault in particular.
    lineFailed: () => store.update("facts", "line", (line) => again(line ?? { name: "line" })),
    lineWorks: () => store.remove("facts", "line"),

    // Send now: everything is due again, and what the server refused is tried once more.
    async hurry() {
      await store.remove("facts", "line");
      for (const kind of ["outbox", "photos", "facts"]) {
        const due = (await store.list(kind)).filter((one) => one.next_at || one.state === "attention");
        await store.updateAll(kind, ...due.map((one) => [keyOf(kind, one), (found) => found && { ...found, state: "waiting", next_at: 0, tries: 0 }]));
      }
    },

    // Milliseconds until something is due; Infinity where nothing waits.
    async rest() {
      const line = await store.get("facts", "line");
      const waiting = [...await store.list("outbox"), ...(await store.list("photos")).filter((one) => !one.sent && !one.removed), ...await store.list("facts")];
      const times = waiting.filter((one) => one.state && one.state !== "attention").map((one) => one.next_at ?? 0);
      const soonest = Math.max(Math.min(...times, line?.next_at ?? Infinity), line?.next_at ?? 0);
      return Number.isFinite(soonest) ? Math.max(0, soonest - clock()) : Infinity;
    },
  };
}

export const keyOf = (kind, one) => ({ outbox: one.submission_id, photos: [one.visit, one.question, one.index], facts: one.name })[kind];
