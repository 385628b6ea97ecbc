// Comfort only: every page works without this file.
"use strict";
document.querySelector(".error-summary")?.focus();
// An open menu closes on a click elsewhere and on Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
// Three times Shift within a second and a half leaves at once, like the button.
let shifts = [];
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  if (event.key !== "Shift" || event.repeat) return;
  shifts = [...shifts.filter((moment) => event.timeStamp - moment < 1500), event.timeStamp];
  if (shifts.length === 3) leave();
});
function leave() {
  document.body.hidden = true;
  document.querySelector("#tutup-cepat")?.requestSubmit();
}
document.querySelector("#tutup-cepat")?.addEventListener("submit", () => { document.body.hidden = true; });
// Before an unused session ends the page says so; staying keeps what was typed.
const idle = document.querySelector("#idle");
if (idle) {
  const wait = () => setTimeout(() => idle.showModal(), idle.dataset.after * 1000);
  wait();
  idle.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer?.status !== 204) return form.submit();
    idle.close();
    wait();
  });
}
