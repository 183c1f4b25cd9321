// Check answers, from what this phone keeps: every answer, what stops sending, and Send, which freezes the report
// and puts it into the outbox. Where nothing can be kept here, the page of the server does the same.
import { visibleKeys } from "../conditions.js";
import { answersOf, freeze, takeIn } from "./drafts.js";
import { fault, isGiven, sound } from "./entries.js";
import { kept, now, opened, piece, plain, say, visit } from "./here.js";
import { flush } from "./sync.js";

const live = JSON.parse(document.getElementById("live").textContent);
const form = document.querySelector("form.step");
const left = form.querySelector("[name=left_early]");
const kinds = Object.fromEntries(live.questions.map(([key, , kind]) => [key, kind]));
let store = null;
let answers = {};
let underWay = false; // a second tap on Send is the same wish

const asked = (keys, visible) => keys.filter((key) => visible.has(key) && kinds[key] !== "note");

// What stops sending, as survey_defs/checking.py sees it where one phone can: [key, its words].
function stops(visible) {
  const reached = live.steps.findLastIndex(([, , keys]) => keys.some((key) => isGiven(answers[key])));
  const until = left.checked && reached >= 0 ? reached + 1 : undefined;
  const wanted = new Set(live.steps.slice(0, until).flatMap(([, , keys]) => keys).filter((key) => live.required.includes(key)));
  return [...visible].flatMap((key) => {
    const what = fault(kinds[key], answers[key]);
    if (what) return [[key, live.wrong[what] ?? live.wrong[kinds[key]]]];
    return wanted.has(key) && !isGiven(answers[key]) ? [[key, ""]] : [];
  });
}

function draw() {
  const visible = visibleKeys(live.questions, sound(live.questions, answers));
  const found = new Map(stops(visible));
  const sections = live.steps.map(([key, title, keys]) => section(key, title, asked(keys, visible), found)).filter(Boolean);
  document.querySelectorAll("main > section.group, #problems").forEach((old) => old.remove());
  form.before(...(found.size ? [summary(found)] : []), ...sections);
  return found.size === 0;
}

function section(key, title, keys, found) {
  if (!keys.length) return null;
  const drawn = piece("section");
  drawn.setAttribute("aria-labelledby", `t:${key}`);
  Object.assign(drawn.querySelector("h2"), { id: `t:${key}`, textContent: title });
  drawn.querySelector("ul").append(...keys.map((one) => row(one, key, found)));
  return drawn;
}

const address = (key) => `${live.home}/at/${live.steps.find(([, , keys]) => keys.includes(key))[0]}#q:${key}`;

function row(key, step, found) {
  const [words, options, unit] = live.words[key];
  const entry = answers[key];
  const given = told(key, entry, options, unit);
  const drawn = piece("row");
  drawn.id = `a:${key}`;
  drawn.classList.toggle("open", found.has(key));
  drawn.querySelector(".asked").textContent = words;
  keep(drawn.querySelector("[data-missing]"), found.get(key) === "");
  keep(drawn.querySelector("[data-none]"), !given && !found.has(key));
  keep(drawn.querySelector("[data-given]"), Boolean(given), given);
  keep(drawn.querySelector("[data-comment]"), Boolean(entry?.comment), entry?.comment);
  keep(drawn.querySelector("[data-wrong]"), Boolean(found.get(key)), found.get(key));
  const link = drawn.querySelector("a");
  link.href = address(key);
  link.firstElementChild.textContent = link.dataset[given ? "change" : "answer"];
  link.lastElementChild.textContent = `: ${words}`;
  return drawn;
}

function keep(element, wanted, words) {
  if (!wanted) element.remove();
  else if (words !== undefined) (element.querySelector("span") ?? element).textContent = words;
}

function told(key, entry, options, unit) {
  if (!isGiven(entry)) return "";
  if ("state" in entry) return [entry.state].flat().map((state) => options[state] ?? state).join(", ");
  if (kinds[key] === "photo") return piece("photos", { number: entry.value.length }).textContent;
  if (kinds[key] === "duration" && Number.isInteger(entry.value)) return piece("duration", { minutes: Math.floor(entry.value / 60), seconds: entry.value % 60 }).textContent;
  if (kinds[key] === "date" && !fault("date", entry)) return new Date(`${entry.value}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  if (typeof entry.value === "object" && !Array.isArray(entry.value)) return Object.values(entry.value).join(", ");
  return `${[entry.value].flat().map((value) => options[value] ?? value).join(", ")} ${unit}`.trim();
}

function summary(found) {
  const notice = piece("mend");
  notice.id = "problems";
  for (const key of found.keys()) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: address(key), className: "link-row", textContent: live.words[key][0] }));
    notice.querySelector("ul").append(item);
  }
  return notice;
}

// From here on the report does not change; a report that the server refused gives way to the mended one.
async function send(event) {
  event.preventDefault();
  if (underWay) return;
  underWay = true;
  await ready; // or answers that only this phone has would be left behind
  underWay = await sendOnce();
}

async function sendOnce() {
  if (!store) { plain(form); return true; }
  if (!draw()) { document.getElementById("problems").focus(); return false; }
  const earlier = (await store.list("outbox")).filter((one) => one.visit === visit);
  if (!earlier.some((one) => one.state !== "attention")) await pack(earlier);
  say("sending");
  await flush({ hurry: true });
  location.assign((await store.list("outbox")).some((one) => one.visit === visit) ? "/my/outbox" : `${live.home}/sent`);
  return true;
}

async function pack(earlier) {
  const report = {
    submission_id: crypto.randomUUID(), visit, base: live.base, title: document.body.dataset.title,
    content: await freeze(store, visit), made_at: now(), tries: 0, next_at: 0, state: "waiting", reason: "", status: 0,
  };
  await store.replace("outbox", report, earlier.map((one) => one.submission_id));
}

async function leftEarly() {
  if (!store) return;
  await store.put("facts", { name: `left:${visit}`, value: left.checked, sent: false });
  draw();
  kept();
}

async function start() {
  store = await opened;
  if (!store) return;
  left.addEventListener("change", leftEarly);
  await takeIn(store, visit, live.answers);
  answers = await answersOf(store, visit);
  const known = (await store.get("facts", `left:${visit}`))?.value;
  if (known === undefined && left.checked !== left.defaultChecked) await leftEarly(); // ticked before this script ran
  left.checked = known ?? left.checked;
  draw();
}

form.addEventListener("submit", send);
const ready = start();
await ready;
