// Shows and hides questions and "What happened?" as answers change. The server decides again at Continue.
import { visibleKeys } from "./conditions.js";
import { questionsOf, readEntry, sound } from "./phone/entries.js";

const form = document.getElementById("report");
export const live = JSON.parse(document.getElementById("live")?.textContent ?? "null");

// The answers of the whole report, with what stands on this page now.
function answersNow() {
  const now = { ...live.answers };
  for (const question of questionsOf(form)) now[question.dataset.question] = readEntry(question);
  return Object.fromEntries(Object.entries(now).filter(([, entry]) => "value" in entry || "state" in entry));
}

export const visibleNow = (answers = answersNow()) => visibleKeys(live.questions, sound(live.questions, answers));

// A question once shown stays part of the form when it is hidden again, so that its answer is kept.
function showQuestions() {
  const visible = visibleNow();
  for (const wrapper of form.querySelectorAll("fieldset[data-question]")) {
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

export function show(answers = {}) {
  Object.assign(live?.answers ?? {}, answers);
  if (live) showQuestions();
  showComments();
}

form?.addEventListener("input", () => show());
show();
