// The inputs of a touchpoint's form, read and filled: what shopper/visits/controls.py and measures.py do on
// the server. An entry is an answer without its time. What makes no sense is kept as typed; judging is done
// elsewhere. The photos of a question are hidden inputs with their hashes, which photos.js makes and fills; here
// they are only read.

const STATES = new Set(["nobody", "does_not_apply", "not_observed"]);
const DECIMAL = /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/;
const ONE_COMMA = /^(-?[0-9]+),([0-9]{1,2}|[0-9]{4,6})$/;
const PLACE = ["lat", "lon", "accuracy_m"];

const tidyText = (text) => { const plain = text.replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd"); return plain.trim() ? plain : ""; };
const two = (text) => String(Number(text)).padStart(2, "0");
const whole = (text, digits = 7) => (text === "" ? 0 : /^[0-9]+$/.test(text) && text.length <= digits ? Number(text) : null);
const cut = (text, at) => { const [first, ...rest] = text.split(at); return [first, rest.join(at)]; };

function tidyNumber(text) {
  const bare = text.replace(/[\p{Sc}\p{Zs}]/gu, "").replaceAll("−", "-").replace(ONE_COMMA, "$1.$2");
  return DECIMAL.test(bare) ? bare : text;
}

// names: the parts of the inputs · together: the value of what was typed · apart: what to type for a value
const FIGURE = { names: ["value"], together: ([text]) => tidyNumber(text), apart: (value) => [String(value)] };
const MEASURES = {
  number: FIGURE,
  money: FIGURE,
  duration: {
    names: ["minutes", "seconds"],
    together([minutes, seconds]) {
      const [m, s] = seconds ? [minutes, seconds] : cut(minutes, ":");
      return [whole(m), whole(s)].includes(null) ? `${m}:${s}` : 60 * whole(m) + whole(s);
    },
    apart: (value) => (Number.isInteger(value) ? [Math.floor(value / 60), value % 60] : cut(String(value), ":")),
  },
  time: {
    names: ["hour", "minute"],
    together([hour, minute]) {
      const [h, m] = minute ? [hour, minute] : cut(hour.replaceAll(".", ":"), ":");
      return h && m.length === 2 && ![whole(h, 2), whole(m, 2)].includes(null) ? `${two(h)}:${m}` : `${h}:${m}`;
    },
    apart: (value) => cut(String(value), ":"),
  },
  date: {
    names: ["day", "month", "year"],
    together([day, month, year]) {
      const sound = day && month && year.length === 4 && ![whole(day, 2), whole(month, 2), whole(year)].includes(null);
      return sound ? `${year}-${two(month)}-${two(day)}` : `${year}-${month}-${day}`;
    },
    apart: (value) => { const [year, month = "", ...day] = String(value).split("-"); return [day.join("-"), month, year]; },
  },
  location: {
    names: PLACE,
    together(typed) {
      const tidy = typed.map(tidyNumber);
      return tidy.every((one) => DECIMAL.test(one)) ? Object.fromEntries(PLACE.map((name, n) => [name, Number(tidy[n])])) : typed.join(", ");
    },
    apart: (value) => (typeof value === "object" ? PLACE.map((name) => String(Number(value[name].toPrecision(12)))) : String(value).split(", ")),
  },
};

const inputs = (question, part) => [...question.querySelectorAll(`[name="q:${question.dataset.question}:${part}"]`)];
const text = (question, part) => inputs(question, part)[0]?.value ?? "";
const checked = (question, part) => inputs(question, part).filter((one) => one.checked).map((one) => one.value);

export const questionsOf = (form) => [...form.querySelectorAll("[data-question]")].filter((one) => one.dataset.type !== "note");

// Whether somebody tapped or typed since the server drew it.
export const touched = (one) => [...one.querySelectorAll("input:not([type=hidden], [type=file]), textarea")]
  .some((box) => box.checked !== box.defaultChecked || box.value !== box.defaultValue);

export function readEntry(question) {
  const entry = {};
  const keep = (name, part) => { if (![undefined, null, ""].includes(part) && !(Array.isArray(part) && !part.length)) entry[name] = part; };
  keep("value", valueOf(question));
  keep("state", stateOf(question));
  keep("comment", tidyText(text(question, "comment")));
  return Object.keys(entry).join() === "comment" ? { state: "cleared", ...entry } : entry;
}

export const readEntries = (form) => Object.fromEntries(
  questionsOf(form).filter((one) => !one.disabled).map((one) => [one.dataset.question, readEntry(one)]));

function valueOf(question) {
  const { type } = question.dataset;
  if (type === "photo") return inputs(question, "value").map((one) => one.value);
  if (type in MEASURES) {
    const typed = MEASURES[type].names.map((name) => tidyText(text(question, name)).trim());
    return typed.some(Boolean) ? MEASURES[type].together(typed) : undefined;
  }
  if (inputs(question, "value")[0]?.type === "textarea") return tidyText(text(question, "value"));
  const chosen = checked(question, "value").filter((one) => !STATES.has(one));
  if (type === "choices") return chosen;
  return type === "recommend" && chosen.length ? Number(chosen[0]) : chosen[0];
}

function stateOf(question) {
  const chosen = [...checked(question, "value"), ...checked(question, "state")].filter((one) => STATES.has(one));
  return chosen.length === 1 ? chosen[0] : chosen;
}

export function fillEntry(question, entry) {
  const { type } = question.dataset;
  const states = [entry.state ?? []].flat().filter((one) => STATES.has(one));
  const values = type === "photo" ? [] : [entry.value ?? []].flat().map(String);
  const written = type in MEASURES && entry.value !== undefined ? MEASURES[type].apart(entry.value) : [];
  (MEASURES[type]?.names ?? []).forEach((name, n) => put(question, name, written[n] ?? ""));
  if (!(type in MEASURES) && type !== "photo") put(question, "value", entry.value ?? "", [...values, ...states]);
  put(question, "state", "", states);
  put(question, "comment", entry.comment ?? "");
}

export function fillEntries(form, answers) {
  for (const question of questionsOf(form)) {
    const key = question.dataset.question;
    if (Object.hasOwn(answers, key)) fillEntry(question, answers[key]);
  }
}

// What already stands there is left alone, so that a cursor stays where it is.
function put(question, part, words, ticked) {
  for (const input of inputs(question, part)) {
    if (["radio", "checkbox"].includes(input.type)) input.checked = (ticked ?? []).includes(input.value);
    else if (input.type !== "hidden" && input.value !== String(words)) input.value = String(words);
  }
}

// Soft judging, without the server: only what can be told from one answer alone. The server judges again, by the
// whole question set, when the report is sent.
const SOUND = {
  number: (value) => /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/.test(value),
  money: (value) => SOUND.number(value),
  duration: Number.isInteger,
  time: (value) => /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value),
  date: (value) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) && new Date(`${value}T00:00Z`).toJSON()?.startsWith(value),
  location: (value) => Math.abs(value.lat) <= 90 && Math.abs(value.lon) <= 180 && value.accuracy_m >= 0,
};

// "" for an answer that can stand · torn · alone · wrong
export function fault(kind, entry) {
  if (!entry) return "";
  if (Array.isArray(entry.state) || ("state" in entry && "value" in entry)) return "torn";
  if (entry.state === "cleared" && entry.comment) return "alone";
  return "value" in entry && kind in SOUND && !SOUND[kind](entry.value) ? "wrong" : "";
}

export const isGiven = (entry) => Boolean(entry) && entry.state !== "cleared";

// The answers that count: what is faulty opens no question.
export const sound = (questions, answers) => Object.fromEntries(
  questions.filter(([key, , kind]) => Object.hasOwn(answers, key) && !fault(kind, answers[key])).map(([key]) => [key, answers[key]]));
