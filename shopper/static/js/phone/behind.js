// Sends what waits whether a page is open or not: for the service worker, when the browser says that the network is back.
import { makeApi } from "./api.js";
import { makeQueue } from "./queue.js";
import { makeSender } from "./sender.js";
import { openStore } from "./store.js";

// Rejects where something is left, so that the browser calls again later.
export async function sendBehind(person) {
  const store = await openStore(person);
  try {
    const drain = makeSender({ person, store, queue: makeQueue(store), api: makeApi(person), changed() {} });
    const fate = await drain();
    if (["away", "later", "busy"].includes(fate)) throw new Error(fate);
  } finally {
    store.close();
  }
}
