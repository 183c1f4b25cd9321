// Stamps as this phone makes and changes them. Nothing is ever deleted: one that is taken back says so.

// performance.now() starts with the page, so that timers compare only within one run of it.
const run = uuid();

// crypto.randomUUID is missing where a page came over plain http.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function newStamp(visit, name, text) {
  const at = new Date().toISOString();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const stamp = { visit, id: uuid(), name, at, tapped_at: at, offset_ms: Math.round(performance.now()), zone: timeZone ?? null, run, changed_at: at, removed: false, sent: false };
  return text ? { ...stamp, text } : stamp;
}

export const moved = (stamp, minutes) => changed(stamp, { at: new Date(Date.parse(stamp.at) + minutes * 60000).toISOString() });
export const takenBack = (stamp) => changed(stamp, { removed: true });

// Later than the last change, whatever became of the clock since.
function changed(stamp, what) {
  const at = Math.max(Date.now(), Date.parse(stamp.changed_at) + 1);
  return { ...stamp, ...what, changed_at: new Date(at).toISOString(), sent: false };
}

// What the server knew when it made the page comes into the store, unless a later change stands there.
export async function takeIn(store, visit, stamps) {
  const kept = new Map((await store.list("stamps", visit)).map((one) => [one.id, one]));
  const fresh = stamps.filter((one) => !(kept.get(one.id)?.changed_at >= one.changed_at));
  for (const one of fresh) kept.set(one.id, { ...one, visit, sent: true });
  if (fresh.length) await store.put("stamps", ...fresh.map((one) => kept.get(one.id)));
  return [...kept.values()];
}
