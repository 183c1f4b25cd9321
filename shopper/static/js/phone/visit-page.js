// The brief: starting needs no server, and where this phone could not keep the answers it says so before that.
import { now, opened, piece, visit, kept } from "./here.js";
import "./sync.js";

const start = document.querySelector("form[data-start]");
const store = await opened;

async function begin(event) {
  event.preventDefault();
  await store.put("facts", { name: `begun:${visit}`, at: now(), sent: false });
  kept();
  location.assign(start.dataset.start);
}

if (store) start?.addEventListener("submit", begin);
else document.getElementById("main").prepend(piece(`store-${document.body.dataset.store}`));
