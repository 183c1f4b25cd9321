// Long work goes on by itself, one slice a page, for as long as somebody looks at it. Without this the
// same form has its button.

const WAIT = 150; // milliseconds, so that the bar is seen to move

function goOn(form) {
  setTimeout(() => {
    if (document.visibilityState === "visible") form.requestSubmit();
    else document.addEventListener("visibilitychange", () => form.requestSubmit(), { once: true });
  }, WAIT);
}

document.querySelectorAll('[data-behaviour="go-on"]').forEach(goOn);
