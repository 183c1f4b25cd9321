// The photos of a touchpoint's form: kept on this phone first, shown at once, and sent by photos-send.js when
// there is a network. Without the store the plain file inputs stay as they are.
//
//   await startPhotos(form, store, visit)   takes the file inputs over
//
// A photo belongs to the answer by a hidden input with its SHA-256, which entries.js reads; each change of those
// is told by an "input" event. The order is: the photo into the store, then the input, so that a crash between the two
// leaves a photo that the next start takes up again. What was added is in the store's kind `photos`:
// {visit, question, index, sha256, type, width, height, made_at, state, sent, removed}, and what queue.js adds;
// `bytes` has {sha256, bytes}. An index is never used twice, for the server never puts another photo into a filled slot: a photo that
// was taken away leaves its record, and no bytes once the page is left.
import { readPhoto } from "./photo-bytes.js";

const status = () => document.getElementById("status");

export async function startPhotos(form, store, visit) {
  if (!globalThis.crypto?.subtle) return [];
  const boxes = [...form.querySelectorAll("[data-photos]")].map((root) => new PhotoBox(root, store, visit));
  await Promise.all(boxes.map((box) => box.open()));
  return boxes;
}

class PhotoBox {
  constructor(root, store, visit) {
    Object.assign(this, { root, store, visit, question: root.dataset.photos, records: new Map() });
    this.words = JSON.parse(root.dataset.words);
    this.list = root.querySelector(".thumbs");
    this.input = root.querySelector("input[type=file]");
  }

  async open() {
    const kept = await this.kept();
    this.next = 1 + Math.max(-1, ...kept.map((one) => one.index));
    const answer = await this.store.get("answers", [this.visit, this.question]);
    const wanted = new Set(answer ? answer.entry.value ?? [] : this.drawn());
    const lost = kept.filter((one) => !one.removed && !wanted.has(one.sha256) && one.made_at > (answer?.entry.at ?? ""));
    for (const one of kept) if (!one.removed) this.records.set(one.sha256, one);
    for (const sha of this.drawn()) if (!wanted.has(sha)) this.item(sha).remove();
    for (const sha of [...wanted, ...lost.map((one) => one.sha256)]) await this.show(sha);
    const used = new Set((await this.store.list("photos")).filter((one) => !one.removed).map((one) => one.sha256));
    await this.store.remove("bytes", ...kept.map((one) => one.sha256).filter((sha) => !used.has(sha)));
    this.takeOver();
    if (lost.length) this.changed();
    if (this.input.files.length) await this.take(); // chosen before this script ran
  }

  takeOver() {
    const plain = this.root.querySelector("[data-plain]");
    plain.hidden = true;
    plain.querySelector("label").htmlFor = "";
    this.add = this.root.querySelector("[data-add]");
    const [camera, gallery] = this.add.querySelectorAll("button");
    camera.hidden = !matchMedia("(pointer: coarse)").matches;
    [this.input.id, gallery.id] = ["", this.input.id];
    camera.addEventListener("click", () => this.pick("environment"));
    gallery.addEventListener("click", () => this.pick(""));
    this.input.addEventListener("change", () => this.take());
    this.list.addEventListener("click", (event) => this.pressed(event));
    document.addEventListener("moved", () => this.look());
    this.count();
  }

  drawn() { return this.hidden().map((input) => input.value); }
  hidden() { return [...this.list.querySelectorAll("input[type=hidden]")]; }
  item(sha) { return this.hidden().find((input) => input.value === sha)?.closest("li"); }
  part(name) { return this.root.querySelector(`template[data-part=${name}]`).content.cloneNode(true); }
  room() { return Number(this.root.dataset.max) - this.hidden().length; }
  say(words) { status().textContent = words; }

  changed() {
    this.count();
    this.root.dispatchEvent(new Event("input", { bubbles: true }));
  }

  count() {
    this.add.hidden = this.room() < 1;
    const items = [...this.list.children].filter((item) => item.querySelector("img"));
    for (const [n, item] of items.entries()) {
      const named = (words) => words.replace("#", n + 1);
      item.querySelector("img").setAttribute("alt", named(this.words.photo));
      item.querySelector("[data-remove] .away").textContent = named(this.words.about);
    }
  }

  pick(camera) {
    if (camera) this.input.setAttribute("capture", camera);
    else this.input.removeAttribute("capture");
    this.input.click();
  }

  async take() {
    const files = [...this.input.files];
    const room = this.room();
    this.input.value = "";
    for (const file of files.slice(0, room)) await this.takeOne(file);
    if (files.length > room) this.say(this.words.many);
  }

  async takeOne(file) {
    const item = this.draw(URL.createObjectURL(file));
    const photo = await readPhoto(file);
    const twice = this.item(photo.sha256);
    if (photo.bytes && !twice) return this.keep(item, { ...photo, made_at: new Date().toISOString() });
    item.remove();
    return this.say(twice ? this.words.same : this.words.large);
  }

  // A photo that finds no room stays on the page with ways to try again and to save it elsewhere.
  async keep(item, photo) {
    const { bytes, ...rest } = photo;
    const record = { visit: this.visit, question: this.question, index: this.next, state: "waiting", sent: false, removed: false, ...rest };
    try {
      await this.store.putAll(["bytes", { sha256: photo.sha256, bytes }], ["photos", record]);
    } catch {
      return this.rescue(item, photo);
    }
    this.next += 1;
    this.records.set(photo.sha256, record);
    item.querySelector("[data-rescue]")?.remove();
    this.name(item, photo.sha256);
    this.state(item, record);
    return this.changed();
  }

  rescue(item, photo) {
    this.mark(item, "m-stop", this.words.full);
    this.say(this.words.full);
    if (item.querySelector("[data-rescue]")) return;
    const ways = document.createElement("div");
    ways.dataset.rescue = "";
    ways.append(this.part("rescue"));
    ways.querySelector("button").addEventListener("click", () => this.keep(item, photo));
    const link = ways.querySelector("a");
    link.href = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
    link.download = `${this.question}.jpg`;
    item.append(ways);
  }

  async show(sha) {
    const [record, kept] = [this.records.get(sha), await this.store.get("bytes", sha)];
    const source = kept ? URL.createObjectURL(new Blob([kept.bytes], { type: record?.type ?? "image/jpeg" })) : this.root.dataset.url.replace("SHA", sha);
    this.item(sha)?.remove();
    const item = this.draw(source);
    this.name(item, sha);
    this.state(item, record);
  }

  draw(source) {
    const item = this.part("photo").firstElementChild;
    item.querySelector("img").src = source;
    this.mark(item, "wait", this.words.working);
    this.list.append(item);
    return item;
  }

  name(item, sha) {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: this.root.dataset.name, value: sha });
    item.append(input);
  }

  mark(item, icon, words) {
    item.querySelector(".state").dataset.state = icon;
    item.querySelector("use").setAttribute("href", `#i-${icon}`);
    item.querySelector(".state span").textContent = words;
  }

  state(item, record) {
    if (!record || record.sent) return this.mark(item, "sent", this.words.sent);
    if (record.state === "attention") return this.mark(item, "m-stop", record.reason);
    if (record.state === "sending") return this.mark(item, "sending", this.words.sending);
    item.querySelector("img").hidden = !record.width;
    return this.mark(item, "saved", record.width ? this.words.saved : this.words.unread);
  }

  // Something was sent, or was not: the states are read again.
  async look() {
    for (const record of await this.kept()) {
      const item = this.item(record.sha256);
      if (!item || record.removed) continue;
      this.records.set(record.sha256, record);
      this.state(item, record);
    }
  }

  kept() {
    return this.store.list("photos", this.visit).then((all) => all.filter((one) => one.question === this.question));
  }

  async pressed(event) {
    const button = event.target.closest("button[data-remove]");
    if (!button) return;
    const item = button.closest("li");
    const sha = item.querySelector("input[type=hidden]")?.value;
    if (!sha) return item.remove();
    await this.removed(sha, true);
    const undo = this.part("undo").firstElementChild;
    undo.querySelector("button").addEventListener("click", () => this.undo(undo, item, sha));
    for (const earlier of this.list.querySelectorAll("[data-undo]")) earlier.remove();
    item.replaceWith(undo);
    undo.querySelector("button").focus();
    this.changed();
  }

  async undo(undo, item, sha) {
    if (this.room() < 1) return this.say(this.words.many);
    await this.removed(sha, false);
    undo.replaceWith(item);
    item.querySelector("button").focus();
    return this.changed();
  }

  // The answer says which photos belong to it; this only stops one that was taken away from being sent.
  async removed(sha, removed) {
    const record = this.records.get(sha);
    if (record) await this.change(record, { removed }).catch(() => {});
  }

  change({ visit, question, index }, what) {
    return this.store.update("photos", [visit, question, index], (one) => one && { ...one, ...what });
  }
}
