// Whose phone the service worker takes this for.
const WHO = "who";

// Nobody in particular holds this phone now: no kept page opens until the server says whose it is.
export const whoIsGone = async () => { if (globalThis.caches) await caches.delete(WHO); };
