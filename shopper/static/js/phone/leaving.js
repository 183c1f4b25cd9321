// Before somebody signs out on this phone: what is not sent yet is named, and it stays on the phone for this person
// only. Kept pages open for nobody until the server says again whose phone this is.
import { openStore } from "./store.js";
import { piece } from "./here.js";
import { whoIsGone } from "./worker-link.js";

async function unsentOf(person) {
  const store = await openStore(person).catch(() => null);
  if (!store) return 0;
  const kinds = await Promise.all(["answers", "stamps", "photos"].map((kind) => store.list(kind)));
  return (await store.list("outbox")).length + kinds.flat().filter((one) => !one.sent && !one.removed).length;
}

export async function leave(form) {
  const { person } = document.body.dataset;
  if (!person || form.dataset.sure || !await unsentOf(person)) { await go(form); return; }
  form.dataset.sure = "yes";
  form.closest("details")?.removeAttribute("open"); // the menu would lie over what is asked
  const notice = piece("unsent");
  document.getElementById("main").prepend(notice);
  notice.querySelector("button").addEventListener("click", () => go(form));
  notice.querySelector("a").focus();
}

async function go(form) {
  await Promise.race([whoIsGone(), new Promise((resolve) => { setTimeout(resolve, 1000); })]).catch(() => {});
  form.submit();
}
