// Everything that is not with the server yet, as one file that an admin can import: the same ids, the same bytes.
import { unsent } from "./drafts.js";

export const FORMAT = "last-inch-outbox";

export async function exported(store, person) {
  const reports = (await store.list("outbox")).map(({ submission_id, visit, base, content, made_at, state, reason }) =>
    ({ submission_id, visit, base, content, made_at, state, reason }));
  const visits = new Set([...await store.list("answers"), ...await store.list("stamps")].filter((one) => !one.sent).map((one) => one.visit));
  const drafts = await Promise.all([...visits].map(async (visit) => ({ visit, ...await unsent(store, visit) })));
  const waiting = (await store.list("photos")).filter((one) => !one.sent && !one.removed);
  const photos = await Promise.all(waiting.map(async ({ visit, question, index, sha256, type }) =>
    ({ visit, question, index, sha256, type, base64: base64((await store.get("bytes", sha256))?.bytes ?? new ArrayBuffer(0)) })));
  return { format: FORMAT, version: 1, person, exported_at: new Date().toISOString(), reports, drafts, photos };
}

function base64(bytes) {
  const octets = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < octets.length; at += 32_768) text += String.fromCharCode(...octets.subarray(at, at + 32_768));
  return btoa(text);
}
