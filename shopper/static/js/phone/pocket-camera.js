// The camera button: the photo is kept on this phone for the question that it most likely belongs to, and
// stands there when the shopper comes to it (photos.js), where it can be taken out again.
import { readPhoto } from "./photo-bytes.js";

export function startCamera(form, store, visit, cover, told) {
  if (!form || !globalThis.crypto?.subtle) return;
  const input = form.querySelector("input[type=file]");
  const status = document.getElementById("status");
  const failed = () => { status.textContent = status.dataset.failed; };
  input.addEventListener("click", () => cover.comingBack());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (file) await keep(file).then(told, failed);
  });

  async function keep(file) {
    const photo = await readPhoto(file);
    if (!photo.bytes) throw new Error("larger than what is taken");
    const { question, index } = place(await store.list("photos", visit));
    const { bytes, ...rest } = photo;
    const record = { visit, question, index, state: "waiting", sent: false, removed: false, ...rest, made_at: new Date().toISOString() };
    await store.putAll(["bytes", { sha256: photo.sha256, bytes }], ["photos", record]);
  }

  // The question in hand while it has room, then the next that has; the last where all are full.
  function place(kept) {
    const rooms = JSON.parse(form.dataset.rooms);
    const taken = (question) => kept.filter((one) => one.question === question && !one.removed).length;
    const [question] = rooms.find(([key, room]) => taken(key) < room) ?? rooms.at(-1);
    return { question, index: 1 + Math.max(-1, ...kept.filter((one) => one.question === question).map((one) => one.index)) };
  }
}
