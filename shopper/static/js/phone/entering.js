// Before somebody signs in: no kept page opens until the server has said whose phone this is now.
import { whoIsGone } from "./worker-link.js";

const within = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

for (const form of document.querySelectorAll("main form[method=post]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await Promise.race([whoIsGone(), within(1000)]).catch(() => {});
    form.submit();
  });
}
