"""What a browser keeps of a visit, looked at from a test."""

from __future__ import annotations

from playwright.sync_api import Page

WITH_THE_SERVER = """async (key) => {
  const { person, visit } = document.body.dataset;
  const answer = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open(`notes-${person}`);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const found = asked.result.transaction("answers").objectStore("answers").get([visit, key]);
      found.onsuccess = () => { asked.result.close(); resolve(found.result); };
    };
  });
  const late = Date.now() + 15000;
  while (!(await answer())?.sent) {
    if (Date.now() > late) throw new Error(`the answer to ${key} did not reach the server`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}"""


def reach_server(page: Page, key: str) -> None:
    """Wait until the server has confirmed this answer of the page's visit."""
    page.evaluate(WITH_THE_SERVER, key)
