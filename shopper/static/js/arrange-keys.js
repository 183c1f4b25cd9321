// Alt with the arrow keys moves what is in hand, as its buttons do; what came of it is said aloud.
const MOVES = { ArrowUp: "up", ArrowDown: "down" };

document.addEventListener("keydown", (event) => {
  const button = event.altKey && document.querySelector(`#tools button[value="${MOVES[event.key]}"]`);
  if (!button || event.target.matches("select")) return;
  event.preventDefault();
  button.click();
});

const notice = document.querySelector("main > .notice");
const status = document.getElementById("status");
if (notice && status) setTimeout(() => { status.textContent = notice.textContent.trim(); }, 100);
