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
// What is typed is kept on the server two seconds after the last key, at the latest every ten, and on leaving a field.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const chip = form.querySelector(".saved");
  const here = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "_draf_fokus");
  const text = () => JSON.stringify(here());
  let kept = text(), timer = 0, first = 0, last = Promise.resolve(), flying = 0, sent = false, waiting = false;
  const send = async () => {
    const now = text();
    if (now === kept) return;
    const body = new URLSearchParams([...here(), ["_draf_fokus", form.elements._draf_fokus.value], ["_draf", "simpan"]]);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Draft": "1" }, redirect: "manual" });
      if (answer.type === "opaqueredirect") chip.textContent = chip.dataset.ended;
      else if (answer.ok) { chip.innerHTML = await answer.text(); kept = now; }
      else chip.textContent = chip.dataset.lost;
    } catch {
      chip.textContent = chip.dataset.lost;
    }
  };
  // One after the other: a save that overtakes a later one would bring old words back.
  const keep = () => {
    clearTimeout(timer);
    first = 0;
    if (sent || text() === kept) return;
    flying += 1;
    last = last.then(send).finally(() => { flying -= 1; });
  };
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    first ||= event.timeStamp;
    timer = setTimeout(keep, Math.max(0, Math.min(2000, first + 10000 - event.timeStamp)));
  });
  form.addEventListener("focusout", keep);
  form.addEventListener("focusin", (event) => { if (event.target.name && event.target.type !== "submit") form.elements._draf_fokus.value = event.target.name; });
  // The form waits for a save that is under way, but not for a dead connection.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (waiting || (flying && !sent)) event.preventDefault();
    if (waiting || sent) return;
    sent = true;
    if (!flying) return;
    waiting = true;
    const submitter = event.submitter;
    Promise.race([last, new Promise((over) => setTimeout(over, 5000))]).then(() => {
      waiting = false;
      form.requestSubmit(submitter);
    });
  });
  if (form.dataset.focus && !document.querySelector(".error-summary")) form.querySelector(`[name="${CSS.escape(form.dataset.focus)}"]`)?.focus();
}
