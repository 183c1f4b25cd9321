// Draws the figures of a page when they come near. The table beside each one says the same, so if the
// drawing library cannot come, the table opens and nothing is missing.

import { keepInPolicy } from "./in_policy.js";

const NEAR = "400px";
const NARROW = 480;
const MARGIN = 124;
const PAPER_WIDTH = 680; // what A4 leaves between its margins, in CSS pixels
const CONFIG = {
  displaylogo: false,
  displayModeBar: false,
  showSendToCloud: false,
  showTips: false,
  scrollZoom: false,
  doubleClick: false,
  responsive: true,
};

const drawn = new Map(); // figure element → its plot and the figure as it was sent
let library;

function fetchLibrary(address) {
  library ??= new Promise((resolve, reject) => {
    keepInPolicy();
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => (window.Plotly ? resolve(speaking(window.Plotly)) : reject(new Error("no Plotly in it")));
    script.onerror = () => reject(new Error(`${address} did not come`));
    document.head.append(script);
  });
  return library;
}

// Months and separators that Plotly writes by itself come from the page, in its language.
function speaking(Plotly) {
  const language = JSON.parse(document.querySelector('meta[name="chart-language"]').content);
  Plotly.register(language);
  CONFIG.locale = language.name;
  return Plotly;
}

function screenTokens() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

function paperTokens() {
  const onScreen = screenTokens();
  const sheets = [...document.styleSheets].filter((sheet) => sheet.media.mediaText === "print");
  const roots = sheets.flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText === ":root");
  return (name) => roots.map((rule) => rule.style.getPropertyValue(name).trim()).find(Boolean) ?? onScreen(name);
}

// Figures come without colours: "var(--ink)" stands for whatever that token is here and now.
function coloured(value, token) {
  if (typeof value === "string") return value.startsWith("var(--") ? token(value.slice(4, -1)) : value;
  if (Array.isArray(value)) return value.map((one) => coloured(one, token));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, token)]));
}

// Words on an axis keep their size at every width; where there is no room, every other one goes.
function thinned(axis, width) {
  if (!axis.tickvals || width >= NARROW || axis.tickvals.length < 4) return axis;
  const kept = (_, at) => (axis.tickvals.length - 1 - at) % 2 === 0;
  return { ...axis, tickvals: axis.tickvals.filter(kept), ticktext: axis.ticktext?.filter(kept) };
}

// Names beside a chart take at most a part of its width; what is cut stands whole in the table.
function cut(text, room) {
  const plain = text.replace(/<\/?b>/g, "");
  if (plain.length <= room) return text;
  const short = plain.slice(0, room - 1).replace(/&\w*$/, "").trimEnd();
  return text.startsWith("<b>") ? `<b>${short}…</b>` : `${short}…`;
}

function narrowed(layout, width) {
  const most = Math.max(MARGIN, Math.floor(width * 0.34));
  if (!layout.yaxis.ticktext || layout.margin.l <= most) return {};
  const room = Math.floor((most - 16) / 7.6);
  const ticktext = layout.yaxis.ticktext.map((text) => cut(text, room));
  return { margin: { ...layout.margin, l: most }, yaxis: { ...layout.yaxis, ticktext } };
}

function put(figure, token, width) {
  const { plot, sent } = drawn.get(figure);
  const { data, layout } = coloured(sent, token);
  const room = width ?? figure.clientWidth;
  Object.assign(layout, narrowed(layout, room), { xaxis: { tickangle: 0, ...thinned(layout.xaxis, room) } });
  const size = width ? { width, autosize: false } : { autosize: true };
  return window.Plotly.react(plot, data, { ...layout, ...size }, CONFIG);
}

function putAll(token, widths = new Map()) {
  for (const figure of drawn.keys()) put(figure, token, widths.get(figure));
}

function follow(event) {
  const address = event.points[0]?.customdata;
  if (typeof address === "string" && address.startsWith("/")) window.location.assign(address);
}

async function draw(figure) {
  const holder = figure.querySelector(".chart");
  try {
    await fetchLibrary(figure.dataset.plotly);
    const sent = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    const plot = holder.appendChild(document.createElement("div"));
    drawn.set(figure, { plot, sent });
    await put(figure, screenTokens());
    holder.classList.add("is-drawn");
    plot.on("plotly_click", follow);
  } catch (trouble) {
    console.warn("A chart was not drawn; its picture stays and its table stands below it.", trouble);
    drawn.delete(figure);
    figure.parentElement.querySelector("details")?.setAttribute("open", "");
  }
}

// Paper is measured before the page is laid out for it, so the width is borrowed for a moment.
function paperWidths() {
  const root = document.documentElement;
  root.style.width = `${PAPER_WIDTH}px`;
  const widths = new Map([...drawn.keys()].map((figure) => [figure, Math.floor(figure.clientWidth * 0.92)]));
  root.style.width = "";
  return widths;
}

function start() {
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        draw(target);
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of document.querySelectorAll('[data-behaviour="chart"]')) watch.observe(figure);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => putAll(screenTokens()));
  window.addEventListener("beforeprint", () => putAll(paperTokens(), paperWidths()));
  window.addEventListener("afterprint", () => putAll(screenTokens()));
}

start();
