// Drafts between this phone and the server: what goes out, and how what comes back is laid into the store.

const bare = ({ visit, sent, ...rest }) => rest;
const at = (entry) => entry?.at ?? "";

export const answersOf = async (store, visit) =>
  Object.fromEntries((await store.list("answers", visit)).map((one) => [one.key, one.entry]));

// What a page or the server says of the answers. What this phone has not sent stays, so that the server can
// weigh it; what it has sent gives way to a later one, and to the server's own word (`whole`).
export function takeIn(store, visit, answers, { whole = false, told = {} } = {}) {
  const lay = (key, entry) => (mine) => {
    const weighed = mine?.sent || (key in told && at(mine?.entry) === at(told[key]));
    if (mine && (!weighed || (!whole && at(mine.entry) >= at(entry)))) return undefined;
    return { visit, key, entry, device: null, sent: true };
  };
  return store.updateAll("answers", ...Object.entries(answers).map(([key, entry]) => [[visit, key], lay(key, entry)]));
}

export function takeInStamps(store, visit, stamps) {
  const lay = (stamp) => (mine) => (mine && !mine.sent && mine.changed_at > stamp.changed_at ? undefined : { ...stamp, visit, sent: true });
  return store.updateAll("stamps", ...stamps.map((one) => [[visit, one.id], lay(one)]));
}

// What is not on the server yet; null where nothing is.
export async function unsent(store, visit) {
  const answers = (await store.list("answers", visit)).filter((one) => !one.sent);
  const stamps = (await store.list("stamps", visit)).filter((one) => !one.sent);
  const left = await store.get("facts", `left:${visit}`);
  const begun = await store.get("facts", `begun:${visit}`);
  const filling = await store.get("filling", visit);
  if (!answers.length && !stamps.length && !(left && !left.sent) && !begun && !(filling && filling.sent === false)) return null;
  return {
    device: await device(store),
    answers: Object.fromEntries(answers.map((one) => [one.key, one.entry])),
    stamps: stamps.map(bare),
    ...(filling ? { filling: bare(filling) } : {}),
    ...(left ? { left_early: left.value } : {}),
  };
}

// After the server took it: what changed here meanwhile stays unsent.
export async function taken(store, visit, sent, reply) {
  await takeIn(store, visit, { ...sent.answers, ...reply.answers }, { whole: true, told: sent.answers });
  await store.updateAll("stamps", ...sent.stamps.map((stamp) => [[visit, stamp.id],
    (mine) => mine && mine.changed_at === stamp.changed_at ? { ...mine, sent: true } : undefined]));
  await takeInStamps(store, visit, reply.stamps ?? []);
  await store.update("facts", `left:${visit}`, (left) => (left && left.value === sent.left_early ? { ...left, sent: true } : undefined));
  await store.remove("facts", `begun:${visit}`);
  if (sent.filling) await store.update("filling", visit, (mine) => mine && JSON.stringify(bare(mine)) === JSON.stringify(sent.filling) ? { ...mine, sent: true } : undefined);
}

// A whole report as it is now; from here on it does not change.
export async function freeze(store, visit) {
  const photos = (await store.list("photos", visit)).filter((one) => !one.removed);
  const filling = await store.get("filling", visit);
  return {
    device: await device(store),
    left_early: (await store.get("facts", `left:${visit}`))?.value ?? false,
    answers: await answersOf(store, visit),
    stamps: (await store.list("stamps", visit)).map(bare),
    ...(filling ? { filling: bare(filling) } : {}),
    evidence: photos.map(({ question, index, sha256 }) => ({ question, index, sha256 })),
  };
}

// The name of this phone among the person's devices.
async function device(store) {
  const fresh = crypto.randomUUID();
  await store.update("facts", "device", (known) => (known ? undefined : { name: "device", value: fresh }));
  return (await store.get("facts", "device")).value;
}
