// Links that leave a form first save what is in it. Without this script they simply lead on.
import { touched } from "./phone/entries.js";

const form = document.getElementById("report");

function saveFirst(event) {
  const link = event.target.closest(".crumb a, .rail a");
  if (!link || !touched(form) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: new URL(link.href).pathname }));
  form.submit();
}

if (form) document.addEventListener("click", saveFirst);
