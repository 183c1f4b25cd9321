// What this phone has of the touchpoint's stamps and notes, pinned above it, and waits proposed from stamps.
import { clockTime, opened, standing, visit } from "./here.js";

const pins = document.getElementById("pins");
const first = (stamps, name) => standing(stamps, name)[0];
const part = (name) => pins.querySelector(`template[data-part=${name}]`).content.cloneNode(true);

function drawStamp(label, at) {
  const item = part("stamp");
  const stamp = item.querySelector(".stamp");
  const time = Object.assign(stamp.querySelector("time"), { dateTime: at, textContent: clockTime(at, pins.dataset.zone) });
  stamp.replaceChildren(`${label} `, time);
  return item;
}

function drawNote({ text, at }) {
  const note = part("note");
  const words = note.querySelector("p");
  words.textContent = words.textContent.replace("{time}", clockTime(at, pins.dataset.zone)).replace("{words}", () => text);
  return note;
}

// A note may belong to every touchpoint between the stamps that were tapped before and after it.
function notesOf(stamps, { before, after }) {
  const since = before.map(([name]) => first(stamps, name)).findLast(Boolean);
  const until = after.map(([name]) => first(stamps, name)).find(Boolean);
  return standing(stamps, "note").filter(({ at }) => (!since || since.at <= at) && (!until || at <= until.at));
}

function pin(stamps) {
  const around = JSON.parse(pins.dataset.around);
  const own = new Map(around.own);
  const tapped = own.size ? standing(stamps, ...own.keys()) : [];
  const notes = notesOf(stamps, around);
  pins.querySelector(".stamps").replaceChildren(...tapped.map(({ name, at }) => drawStamp(own.get(name), at)));
  pins.querySelector("[data-notes]").replaceChildren(...notes.map(drawNote));
  pins.hidden = !tapped.length && !notes.length;
}

// Only where nothing was answered and nothing else stands in the inputs; it counts as typed.
function propose(question, stamps, answered) {
  const [began, ended] = JSON.parse(question.dataset.fromStamps).map((name) => first(stamps, name));
  const seconds = began && ended ? Math.round((Date.parse(ended.at) - Date.parse(began.at)) / 1000) : -1;
  if (seconds < 0) return;
  const figures = [Math.floor(seconds / 60), seconds % 60];
  const said = question.querySelector("[data-stamped]");
  said.textContent = said.dataset.stamped.replace("{minutes}", figures[0]).replace("{seconds}", figures[1]);
  said.hidden = false;
  const inputs = [...question.querySelectorAll(".unit input")];
  if (answered || (inputs.some((input) => input.value) && !("proposed" in question.dataset))) return;
  inputs.forEach((input, n) => { input.value = String(figures[n]); });
  inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
}

export function startPins(form, stamps, answers) {
  pin(stamps);
  for (const question of form.querySelectorAll("[data-from-stamps]")) propose(question, stamps, answers[question.dataset.question]);
}
