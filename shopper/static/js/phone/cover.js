// The shopper's own list. It lies over the notes at one tap and whenever another app is opened, and is kept
// on this phone; the account gets a copy when there is a network. Where the list is a page of its own, only
// its lines are looked after here.
const LIST = "own-list";
const form = document.getElementById("list");
const cover = document.getElementById("cover");
const notes = document.getElementById("main");

export function startCover() {
  const kept = new Kept();
  if (!cover) return kept;
  let away = false; // the camera is ours and no reason to hide
  const show = (covered) => {
    cover.hidden = !covered;
    notes.hidden = covered;
    document.querySelector(covered ? "#uncover" : "#hide").focus({ preventScroll: true });
  };
  document.getElementById("hide").addEventListener("click", (event) => { event.preventDefault(); show(true); });
  document.getElementById("uncover").addEventListener("click", () => show(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") show(true);
    else if (away) { away = false; show(false); }
  });
  kept.comingBack = () => { away = true; };
  return kept;
}

class Kept {
  constructor() {
    this.list = form.querySelector(".pocket-list");
    this.part = form.querySelector("template[data-part=line]");
    this.comingBack = () => {};
  }

  async keepIn(store) {
    if (!store) return;
    this.store = store;
    const kept = await store.get("facts", LIST).catch(() => undefined);
    if (kept) this.draw(kept.value);
    form.addEventListener("submit", (event) => this.submitted(event));
    form.addEventListener("change", (event) => { if (event.target.type === "checkbox") this.keep(); });
  }

  lines() {
    return [...this.list.children].map((item) => ({ words: item.querySelector("[name=line]").value, done: item.querySelector("[name=done]").checked }));
  }

  draw(lines) {
    this.list.replaceChildren(...lines.map(({ words, done }, n) => {
      const item = this.part.content.cloneNode(true);
      Object.assign(item.querySelector("[name=done]"), { value: String(n), checked: done });
      item.querySelector("[name=line]").value = words;
      item.querySelector("span").textContent = words;
      return item;
    }));
  }

  submitted(event) {
    event.preventDefault();
    const { value } = form.elements.new;
    const words = value.trim();
    const lines = this.lines().filter(({ done }) => !(event.submitter?.name === "clear" && done));
    this.draw(words ? [...lines, { words, done: false }] : lines);
    form.elements.new.value = "";
    this.keep();
  }

  keep() {
    navigator.sendBeacon?.(form.action, new FormData(form));
    return this.store.put("facts", { name: LIST, value: this.lines() }).catch(() => {});
  }
}
