// Beside a time in the event's zone stands the visitor's own, when the two differ at that moment.
// <time datetime="2026-11-23T09:30+05:00" data-zone="Asia/Almaty">09:30</time>
function wallClock(moment, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  return Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
}

export function localTimes(root = document) {
  const words = document.body.dataset.yourTime || "";
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
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    if (here.day !== there.day) Object.assign(options, { day: "numeric", month: "short" });
    const note = document.createElement("span");
    note.className = "local-time";
    note.textContent = ` · ${words} ${new Intl.DateTimeFormat(document.documentElement.lang, options).format(moment)}`;
    const last = element.parentElement.classList.contains("when") ? element.parentElement : element;
    if (last === element) element.after(note);
    else last.append(note);
  }
}
