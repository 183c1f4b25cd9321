// What this phone keeps, in one database per person: nothing is told to be kept before it is on the disk.
//
//   const store = await openStore(person)        rejects with a StoreError whose `reason` is one of
//                                                missing · refused · blocked
//   store.get(kind, key)                         the record, or undefined
//   store.list(kind, visit?)                     all records of a kind, those of one visit if it is named
//   store.put(kind, ...records)                  rejects with reason full or closed
//   store.putAll([kind, record], …)              several kinds, all or none
//   store.update(kind, key, change)              change(record | undefined) → the new record; undefined leaves it
//   store.updateAll(kind, [key, change], …)      the same for several records, all or none
//   store.remove(kind, ...keys)
//   store.replace(kind, record, keys)            puts one and removes others, both or neither
//
// Every call is one transaction of its own, so that nothing is ever awaited inside one.

const VERSION = 2;
const KINDS = {
  visits: "id",
  answers: ["visit", "key"],
  stamps: ["visit", "id"],
  photos: ["visit", "question", "index"],
  bytes: "sha256", // of photos, apart from them, so that a list of hundreds is read at once
  filling: "visit",
  outbox: "submission_id",
  facts: "name",
};
const OPENS_WITHIN = 5000;
const DISK = { durability: "strict" };

export class StoreError extends Error {
  constructor(reason, cause) {
    super(`the store is ${reason}`, { cause });
    this.reason = reason;
  }
}

export async function openStore(person) {
  let database = await open(`notes-${person}`);
  const again = async () => { database = await open(`notes-${person}`); };
  const run = (kinds, mode, work) => transact(() => database, again, kinds, mode, work);
  return {
    get: (kind, key) => run([kind], "readonly", (of) => of(kind).get(key)),
    list: (kind, visit) => run([kind], "readonly", (of) => listed(of(kind), kind, visit))
      .then((found) => (visit === undefined || Array.isArray(KINDS[kind]) ? found : found.filter((one) => [one.visit, one.id].includes(visit)))),
    put: (kind, ...records) => run([kind], "readwrite", (of) => { records.forEach((one) => of(kind).put(one)); }),
    putAll: (...pairs) => run([...new Set(pairs.map(([kind]) => kind))], "readwrite", (of) => { pairs.forEach(([kind, one]) => of(kind).put(one)); }),
    update: (kind, key, change) => run([kind], "readwrite", (of) => { changed(of(kind), key, change); }),
    updateAll: (kind, ...changes) => run([kind], "readwrite", (of) => { changes.forEach(([key, change]) => changed(of(kind), key, change)); }),
    remove: (kind, ...keys) => run([kind], "readwrite", (of) => { keys.forEach((key) => of(kind).delete(key)); }),
    replace: (kind, record, keys) => run([kind], "readwrite", (of) => { of(kind).put(record); keys.forEach((key) => of(kind).delete(key)); }),
    close: () => database.close(),
  };
}

function listed(table, kind, visit) {
  const ofVisit = visit !== undefined && Array.isArray(KINDS[kind]);
  return table.getAll(ofVisit ? IDBKeyRange.bound([visit], [visit, []]) : undefined);
}

function changed(table, key, change) {
  const asked = table.get(key);
  asked.onsuccess = () => {
    const fresh = change(asked.result);
    if (fresh !== undefined) table.put(fresh);
  };
}

function open(name) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new StoreError("blocked")), OPENS_WITHIN);
    const settle = (how, what) => { clearTimeout(late); how(what); };
    let asked;
    try {
      asked = globalThis.indexedDB.open(name, VERSION);
    } catch (error) {
      settle(reject, new StoreError(globalThis.indexedDB ? "refused" : "missing", error));
      return;
    }
    asked.onupgradeneeded = () => make(asked.result);
    asked.onerror = () => settle(reject, new StoreError("refused", asked.error));
    asked.onblocked = () => settle(reject, new StoreError("blocked"));
    asked.onsuccess = () => settle(resolve, minded(asked.result));
  });
}

function make(database) {
  for (const [kind, keyPath] of Object.entries(KINDS)) {
    if (!database.objectStoreNames.contains(kind)) database.createObjectStore(kind, { keyPath });
  }
}

// A newer page that wants another layout is let through at once; this one opens again at its next call.
function minded(database) {
  database.onversionchange = () => database.close();
  return database;
}

// Resolves once the disk has it. A connection that the browser closed behind our back is opened once more.
async function transact(current, again, kinds, mode, work) {
  try {
    return await once(current(), kinds, mode, work);
  } catch (error) {
    if (error.reason !== "closed") throw error;
    await again();
    return once(current(), kinds, mode, work);
  }
}

function once(database, kinds, mode, work) {
  return new Promise((resolve, reject) => {
    let transaction;
    try {
      transaction = database.transaction(kinds, mode, DISK);
    } catch (error) {
      reject(new StoreError("closed", error));
      return;
    }
    let asked;
    const fail = () => reject(told(transaction.error ?? asked?.error));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = fail;
    transaction.onerror = fail;
    try {
      asked = work((kind) => transaction.objectStore(kind));
    } catch (error) {
      transaction.abort();
      reject(told(error));
    }
  });
}

const told = (error) => new StoreError(error?.name === "QuotaExceededError" ? "full" : "closed", error);
