// Shows and hides questions and "What happened?" as answers change. The server decides again at Continue.
import { visibleKeys } from "./conditions.js";

const STATES = new Set(["nobody", "does_not_apply", "not_observed"]);
const form = document.getElementById("report");
const live = JSON.parse(document.getElementById("live")?.textContent ?? "null");
const wrappers = [...document.querySelectorAll("[data-question]")];

const number = (text) => text.trim().replace(/^(-?\d+),(\d{1,2}|\d{4,6})$/, "$1.$2");
const two = (text) => text.trim().padStart(2, "0");
const seconds = ([minutes, rest]) => 60 * Number(minutes || 0) + Number(rest || 0);

// What was typed into figures, in the form in which it is stored.
const MEASURED = {
  number: ([text]) => number(text),
  money: ([text]) => number(text),
  duration: seconds,
  time: ([hour, minute]) => `${two(hour)}:${two(minute)}`,
  date: ([day, month, year]) => `${year.trim()}-${two(month)}-${two(day)}`,
};

function answer(wrapper) {
  const { type } = wrapper.dataset;
  const chosen = [...wrapper.querySelectorAll(".rows input:checked")].map((input) => input.value);
  const state = chosen.find((word) => STATES.has(word));
  if (state) return { state };
  if (type === "choices") return chosen.length ? { value: chosen } : undefined;
  if (chosen.length) return { value: type === "recommend" ? Number(chosen[0]) : chosen[0] };
  return written(wrapper, type);
}

function written(wrapper, type) {
  const area = type in MEASURED ? null : wrapper.querySelector("textarea");
  if (area && !area.closest("[data-comment-on]")) return area.value.trim() ? { value: area.value } : undefined;
  const typed = [...wrapper.querySelectorAll(".unit input")].map((input) => input.value);
  if (!(type in MEASURED) || !typed.some((text) => text.trim())) return undefined;
  return { value: MEASURED[type](typed) };
}

function answersNow() {
  const now = wrappers.map((wrapper) => [wrapper.dataset.question, answer(wrapper)]);
  return { ...live.answers, ...Object.fromEntries(now.filter(([, given]) => given)) };
}

// A question once shown stays part of the form when it is hidden again, so that its answer is kept.
function showQuestions() {
  const visible = visibleKeys(live.questions, answersNow());
  for (const wrapper of wrappers.filter((one) => one.matches("fieldset"))) {
    wrapper.hidden = !visible.has(wrapper.dataset.question);
    if (!wrapper.hidden) wrapper.disabled = false;
  }
}

function showComments() {
  for (const box of document.querySelectorAll("[data-comment-on]")) {
    const words = box.dataset.commentOn.split(" ");
    const chosen = [...box.closest(".q").querySelectorAll(".rows input:checked")];
    const written = box.querySelector("textarea").value.trim() !== "";
    box.hidden = !written && !chosen.some((input) => words.includes(input.value));
  }
}

function show() {
  if (live) showQuestions();
  showComments();
}

form?.addEventListener("input", show);
show();
