// Draws what was tapped from the parts that the page brought with it.
import { clockTime, standing } from "./here.js";

const part = (name) => document.querySelector(`template[data-part=${name}]`).content.cloneNode(true);

function named(fragment, label, stamp, zone) {
  for (const button of fragment.querySelectorAll("button")) {
    button.value = stamp.id;
    const words = button.getAttribute("aria-label");
    if (words) button.setAttribute("aria-label", words.replace("%s", label));
  }
  fragment.querySelector(".away")?.replaceChildren(` ${label}`);
  fragment.querySelector("time").textContent = clockTime(stamp.at, zone);
  return fragment;
}

function done(partName, label, stamp, zone) {
  const fragment = named(part(partName), label, stamp, zone);
  fragment.querySelector(".done-stamp span").textContent = label;
  return fragment;
}

function button(className, name, label) {
  return Object.assign(document.createElement("button"), { className, name: "tap", value: name, textContent: label });
}

// One row for each stamp of the journey; two where two phones tapped the same.
export function drawRows(list, stamps, zone) {
  const names = new Map([...list.children].map((item) => [item.dataset.name, item.dataset.label]));
  const items = [...names].flatMap(([name, label], n) => {
    const taps = standing(stamps, name);
    const contents = taps.length ? taps.map((one) => done("done", label, one, zone)) : [button("stamp-button", name, label)];
    return contents.map((content, m) => item(content, name, label, m ? "" : `row-${n + 1}`, !taps.length));
  });
  list.replaceChildren(...items);
}

function item(content, name, label, id, todo) {
  const element = document.createElement("li");
  if (id) element.id = id;
  if (todo) element.className = "todo";
  Object.assign(element.dataset, { name, label });
  element.append(content);
  return element;
}

export function drawFlags(form, stamps, zone) {
  for (const flag of form.querySelectorAll(".flag")) {
    const { name, label } = flag.dataset;
    const [tap] = standing(stamps, name);
    flag.replaceChildren(tap ? done("flag", label, tap, zone) : button("button button-soft", name, label));
  }
}

export function drawNotes(list, stamps, zone) {
  list.replaceChildren(...standing(stamps, "note").map((note) => {
    const fragment = named(part("note"), note.text, note, zone);
    fragment.querySelector(".lines").textContent = note.text;
    return fragment;
  }));
}
