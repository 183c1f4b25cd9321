// The soft judging of a page without the server: only what can be told from one answer alone. The server
// judges again, by the whole question set, when the report is sent.

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
