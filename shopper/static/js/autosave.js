// Saves the form in hand a second after the last key, and shows what came of it. Without this script, and
// whenever it cannot reach the server, the Save button does the same.
const REST = 1000;
const BESIDE = ["outline", "beside", "cover"];
const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("saved");
let timer;
let sending = false;

const values = (of) => Object.fromEntries([...of.elements].filter((box) => box.name && box.type !== "checkbox").map((box) => [box.name, box.value]));

function say(words) {
  if (status) status.textContent = words;
}

// What another person changed in a field that stands untouched here comes into it.
function takeOver(theirs, sent) {
  for (const box of form.elements) {
    const fresh = theirs.elements.namedItem(box.name);
    if (!(fresh instanceof Element) || box.type === "checkbox" || box.name === "csrf_token") continue;
    if (box.type === "hidden" || box.value === sent[box.name]) box.value = fresh.value;
  }
}

function show(page, sent, url) {
  const theirs = page?.getElementById("hand");
  if (!theirs) return say(status.dataset.failed);
  if (theirs.elements.length !== form.elements.length) return location.replace(url); // other inputs belong to it now
  takeOver(theirs, sent);
  for (const id of BESIDE) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(document.importNode(fresh, true));
  }
  for (const notice of page.querySelectorAll("main > .notice")) form.before(document.importNode(notice, true));
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  return say(status.dataset.saved.replace("%s", time));
}

function save() {
  if (sending) return later();
  sending = true;
  say(status.dataset.saving);
  const sent = values(form);
  const request = new XMLHttpRequest(); // parses the answer without a script sink, as the policy asks
  request.open("POST", form.action);
  request.responseType = "document";
  request.onload = () => { sending = false; if (request.status < 400) show(request.response, sent, request.responseURL); else say(status.dataset.failed); };
  request.onerror = () => { sending = false; say(status.dataset.failed); };
  return request.send(new URLSearchParams(new FormData(form)));
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, REST);
}

form?.addEventListener("input", later);
form?.addEventListener("change", later);
form?.addEventListener("submit", () => clearTimeout(timer));
