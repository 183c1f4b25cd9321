// Links that leave a form first save what is in it. Without this script they simply lead on.
const form = document.getElementById("report");
let typed = false;
form?.addEventListener("input", () => { typed = true; });

function saveFirst(event) {
  const link = event.target.closest(".crumb a, .rail a");
  if (!typed || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const then = document.createElement("input");
  then.type = "hidden";
  then.name = "then";
  then.value = new URL(link.href).pathname;
  form.append(then);
  form.submit();
}

if (form) document.addEventListener("click", saveFirst);
