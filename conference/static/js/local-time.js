// Beside a time in the event's zone stands the visitor's own, when the two differ at that moment.
// <time datetime="2026-11-23T09:30+05:00" data-zone="Asia/Almaty">09:30</time>
function wallClock(moment, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", month: "numeric", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  return Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
}

export function localTimes(root = document) {
  const words = document.body.dataset.yourTime || "";
  const months = (document.body.dataset.months || "").split("|");
  for (const element of root.querySelectorAll("time[data-zone]")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime()) || element.dataset.told) continue;
    let there;
    try {
      there = wallClock(moment, element.dataset.zone);
    } catch {
      continue; // a zone that this browser does not know
    }
    const here = wallClock(moment, undefined);
    element.dataset.told = "yes";
    if (here.hour === there.hour && here.minute === there.minute && here.day === there.day) continue;
    const day = here.day === there.day ? "" : `${Number(here.day)} ${months[here.month - 1] || ""} `;
    const note = document.createElement("span");
    note.className = "local-time";
    note.textContent = ` · ${words} ${day}${here.hour}:${here.minute}`;
    const last = element.parentElement.classList.contains("when") ? element.parentElement : element;
    if (last === element) element.after(note);
    else last.append(note);
  }
}
