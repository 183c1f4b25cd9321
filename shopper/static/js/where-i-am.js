// Offers to fill in the place, only when pressed; typing it, or leaving it blank, always works.
function offer(place) {
  const [lat, lon, exact] = place.closest(".q").querySelectorAll(".unit input");
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = place.dataset.ask;
  said.setAttribute("role", "status");
  said.className = "quiet";
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      lat.value = coords.latitude.toFixed(6);
      lon.value = coords.longitude.toFixed(6);
      exact.value = String(Math.max(1, Math.round(coords.accuracy)));
      said.textContent = place.dataset.done;
      lat.dispatchEvent(new Event("input", { bubbles: true }));
    }, () => { said.textContent = place.dataset.failed; }, { timeout: 20000 });
  });
  place.append(button, " ", said);
  place.hidden = false;
}

if (navigator.geolocation) document.querySelectorAll("[data-behaviour=where-i-am]").forEach(offer);
