// Pocket mode: a tap is on the screen at once and on the disk a moment later; no sound, no dialog.
// Without this script, and where the phone keeps nothing, the same buttons send small forms.
import { startCover } from "./cover.js";
import { clockTime, kept, opened, visit } from "./here.js";
import { startCamera } from "./pocket-camera.js";
import { drawFlags, drawNotes, drawRows } from "./pocket-rows.js";
import { moved, newStamp, takeIn, takenBack } from "./stamping.js";

const main = document.getElementById("main");
const status = document.getElementById("status");
const CHANGES = { earlier: (stamp) => moved(stamp, -1), later: (stamp) => moved(stamp, 1), undo: takenBack };

class Pocket {
  constructor(store, stamps) {
    Object.assign(this, { store, stamps: new Map(stamps.map((one) => [one.id, one])), zone: main.dataset.zone });
    for (const form of main.querySelectorAll("#stamps, #kept-notes, #flags")) form.addEventListener("submit", (event) => this.pressed(event));
    document.getElementById("note").addEventListener("submit", (event) => this.noted(event));
    this.draw();
  }

  draw() {
    const stamps = [...this.stamps.values()];
    drawRows(document.querySelector(".punches"), stamps, this.zone);
    drawFlags(document.getElementById("flags"), stamps, this.zone);
    drawNotes(document.querySelector(".kept-notes"), stamps, this.zone);
  }

  pressed(event) {
    const { name, value } = event.submitter ?? {};
    const stamp = name === "tap" ? newStamp(visit, value) : CHANGES[name]?.(this.stamps.get(value));
    if (!stamp) return;
    event.preventDefault();
    this.keep(stamp);
    this.focus(stamp);
  }

  noted(event) {
    event.preventDefault();
    const box = event.target.elements.note;
    const words = box.value.trim().replace(/\s+/g, " ");
    if (words) this.keep(newStamp(visit, "note", words)).then((done) => { if (done && box.value.trim().replace(/\s+/g, " ") === words) box.value = ""; });
  }

  // Shown at once, told to be kept once it is; what could not be kept stands as it was before.
  async keep(stamp) {
    const before = this.stamps.get(stamp.id);
    this.stamps.set(stamp.id, stamp);
    this.draw();
    try {
      await this.store.put("stamps", stamp);
    } catch {
      if (before) this.stamps.set(stamp.id, before);
      else this.stamps.delete(stamp.id);
      this.draw();
      status.textContent = status.dataset.failed;
      return false;
    }
    told();
    return true;
  }

  // The button that was pressed is gone; the next thing to do with the same stamp takes its place.
  focus({ name, removed }) {
    const item = main.querySelector(`[data-name="${CSS.escape(name)}"]`);
    (item?.querySelector(removed ? "[name=tap]" : "[name=undo]") ?? document.getElementById("note-words")).focus({ preventScroll: true });
  }
}

function told() {
  status.textContent = status.dataset.saved.replace("{time}", clockTime(Date.now()));
  kept();
}

async function start() {
  const cover = startCover();
  const store = await opened;
  cover.keepIn(store);
  const known = document.getElementById("stamps-known");
  if (!store || !visit || !known) return;
  new Pocket(store, await takeIn(store, visit, JSON.parse(known.textContent)));
  startCamera(document.getElementById("photo"), store, visit, cover, told);
  main.dataset.ready = "";
}

start();
