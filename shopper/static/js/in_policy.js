// Plotly writes a style element for maps and style attributes for bold words. Our policy refuses both,
// but takes the same from the page's nonce and from the CSS object model: so it is led there.

export function keepInPolicy() {
  const nonce = document.getElementById("plotly.js-style-global")?.nonce ?? "";
  const make = document.createElement;
  document.createElement = function createElement(name, options) {
    const element = make.call(this, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function setAttribute(name, value) {
    if (name === "style" && this.style) this.style.cssText = value;
    else set.call(this, name, value);
  };
}
