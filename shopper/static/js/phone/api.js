// The only part that asks the server. Every answer is told as one of
//   ok          done: `body` is what the server said
//   refused     it never will be: `status`, `message`, and `questions` where it named them
//   later       not now: the server is busy or broken
//   signed_out  nobody is signed in, or somebody else
//   away        nobody of ours answered: no signal, a time-out, the page of a café's network

const SHORT = 10_000;
const LONG = 30_000;
const PHOTO = 120_000;
const NOT_NOW = new Set([408, 425, 429]);

export function makeApi(person, ask = (...request) => fetch(...request)) {
  let token = "";

  async function call(path, { within = SHORT, headers = {}, ...rest } = {}) {
    let reply;
    let body = {};
    try {
      reply = await ask(`/api/v1/${path}`, {
        ...rest, headers: { Accept: "application/json", ...headers }, credentials: "same-origin", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(within),
      });
      if (reply.status !== 304) body = await json(reply);
    } catch {
      return { kind: "away" };
    }
    return { ...told(reply.status, body), etag: reply.headers.get("ETag") };
  }

  // Proves that the network is ours and the person the same, and brings a fresh token.
  async function session() {
    const found = await call("session");
    if (found.kind !== "ok") return found.kind === "refused" ? { ...found, kind: "later" } : found;
    if (String(found.body.person?.id) !== String(person)) return { kind: "signed_out", other: true };
    token = found.body.csrf;
    return found;
  }

  const put = (path, body, within, type = "application/json") =>
    call(path, { method: "PUT", body, within, headers: { "Content-Type": type, "X-CSRFToken": token } });

  return {
    session,
    visits: (etag) => call("visits", etag ? { headers: { "If-None-Match": etag } } : {}),
    visit: (id) => call(`visits/${id}`),
    putDraft: (id, draft) => put(`visits/${id}/draft`, JSON.stringify(draft), LONG),
    putSubmission: (id, report) => put(`visits/${id}/submission`, JSON.stringify(report), LONG),
    putPhoto: ({ visit, question, index, sha256, bytes, type }) =>
      put(`visits/${visit}/evidence/${sha256}?${new URLSearchParams({ question, index })}`, bytes, PHOTO, type),
  };
}

async function json(reply) {
  if (!reply.headers.get("Content-Type")?.startsWith("application/json")) throw new TypeError("not an answer of ours");
  return reply.json();
}

function told(status, body) {
  if (status === 304 || (status >= 200 && status < 300)) return { kind: "ok", status, body };
  const { code = "", message = "", ...facts } = body.error ?? body;
  if (status === 401) return { kind: "signed_out", status };
  const kind = status >= 500 || NOT_NOW.has(status) || code === "stale_form" ? "later" : "refused";
  return { ...facts, kind, status, code, message };
}
