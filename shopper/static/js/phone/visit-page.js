// The brief: starting needs no server, and where this phone could not keep the answers it says so before that.
import { now, opened, piece, visit, kept } from "./here.js";
import "./sync.js";

const start = document.querySelector("form[data-start]");
const store = await opened;

// A page kept from before the start still offers it: what this phone has says otherwise.
const isBegun = async () => Boolean(await store.get("facts", `begun:${visit}`) || (await store.list("answers", visit)).length);

async function begin(event) {
  event.preventDefault();
  if (!await isBegun()) {
    await store.put("facts", { name: `begun:${visit}`, at: now(), sent: false });
    kept();
  }
  location.assign(start.dataset.start);
}

if (!store) document.getElementById("main").prepend(piece(`store-${document.body.dataset.store}`));
if (store && start) {
  start.addEventListener("submit", begin);
  if (await isBegun()) start.querySelector(".button-main").textContent = start.dataset.goOn;
}
