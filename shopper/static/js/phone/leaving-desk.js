// Signing out on a page of the desk, of somebody who also shops: what this phone has not sent is named first.
import { leave } from "./leaving.js";

document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.endsWith("/sign-out")) return;
  event.preventDefault();
  leave(event.target);
});
