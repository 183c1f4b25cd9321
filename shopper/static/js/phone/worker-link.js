// Between the page and its service worker: starting it, what to keep, whose phone it is, and newer pages.
const ADDRESS = "/my/sw.js";
const WHO = "who";

const policy = globalThis.trustedTypes?.createPolicy("phone", {
  createScriptURL(address) {
    if (address !== ADDRESS) throw new TypeError("not the address of our worker");
    return address;
  },
});

export async function startWorker(sync) {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.sync) sync();
    if (data.newer === location.pathname && !document.querySelector("form.step")) location.reload();
  });
  const registration = await navigator.serviceWorker.register(policy?.createScriptURL(ADDRESS) ?? ADDRESS, { scope: "/my/" }).catch(() => null);
  if (!registration) return;
  registration.waiting?.postMessage({ takeOver: true }); // it looks itself whether a form is open anywhere
  await registration.sync?.register("send").catch(() => {}); // not in Safari or Firefox
}

// pages: [[addresses, what they depend on], …]; hold: visits whose pages stay though the server names them no more
export async function askToKeep(person, pages, hold) {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active.postMessage({ keep: pages, person, hold });
}

// Nobody in particular holds this phone now: no kept page opens until the server says whose it is.
export const whoIsGone = async () => { if (globalThis.caches) await caches.delete(WHO); };
