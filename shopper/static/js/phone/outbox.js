// The outbox: every item that is not with the server yet, its state, its last try; Send now, and a file to keep.
import { exported } from "./export.js";
import { clock, opened, person, piece, words } from "./here.js";
import { flush } from "./sync.js";

const list = document.getElementById("waiting");
const DAYS = 30 * 24 * 3600 * 1000;
const STATES = { waiting: "wait", sending: "sending", attention: "attention" };

async function draw(store) {
  const facts = await store.list("facts");
  const titles = Object.fromEntries((await store.list("visits")).map((one) => [one.id, one.branch ?? one.title]));
  const title = (one) => one.title ?? titles[one.visit] ?? words("a-visit");
  const reports = (await store.list("outbox")).sort((one, other) => one.made_at.localeCompare(other.made_at));
  const drafts = facts.filter((one) => one.name.startsWith("draft:") && one.state === "attention");
  const items = [...reports.map((one) => item(title(one), words("report"), one)), ...drafts.map((one) => item(title(one), words("draft"), one)), ...photos(await store.list("photos"), title)];
  const sent = facts.filter((one) => one.name.startsWith("sent:") && Date.now() - Date.parse(one.received_at) < DAYS);
  list.replaceChildren(...items);
  document.getElementById("done").replaceChildren(...sent.map((one) => item(title(one), "", one, "sent")));
  for (const part of ["some", "none"]) document.getElementById(part).hidden = (part === "some") !== items.length > 0;
  document.getElementById("lately").hidden = !sent.length;
}

// Photos of one visit that wait alike stand as one item.
function photos(all, title) {
  const waiting = all.filter((one) => !one.sent && !one.removed);
  const groups = Map.groupBy ? Map.groupBy(waiting, (one) => `${one.visit} ${one.state === "attention" ? one.reason : ""}`) : new Map(waiting.map((one) => [one.sha256, [one]]));
  return [...groups.values()].map((group) => item(title(group[0]), piece("photos", { number: group.length }).textContent.trim(), group[0]));
}

function item(title, what, one, state = STATES[one.state] ?? "wait") {
  const row = document.createElement("li");
  const drawn = piece("item");
  row.append(drawn);
  drawn.querySelector("b").textContent = title;
  drawn.querySelector("[data-what]").textContent = what;
  const at = one.received_at ? clock(one.received_at) : "";
  drawn.querySelector("[data-state-here]").replaceWith(piece(state, { time: at, reference: one.reference }));
  const tried = drawn.querySelector("[data-tried]");
  if (one.tried_at && state !== "sent") tried.replaceChildren(piece("tried", { time: clock(one.tried_at), tries: one.tries ?? 0 }));
  else tried.remove();
  const reason = drawn.querySelector("[data-reason]");
  if (one.reason) reason.textContent = one.reason;
  else reason.remove();
  const mend = drawn.querySelector("a");
  if (state === "attention" || state === "sent") mend.href = `/my/visits/${one.visit}${state === "sent" ? "/sent" : ""}`;
  else mend.remove();
  return row;
}

async function save(store) {
  const file = new Blob([JSON.stringify(await exported(store, person), null, 1)], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `list-${new Date().toISOString().slice(0, 10)}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const store = await opened;
if (store) {
  document.getElementById("send-now").addEventListener("click", () => flush({ hurry: true }));
  document.getElementById("export").addEventListener("click", () => save(store));
  document.addEventListener("moved", () => draw(store));
  await draw(store);
}
