// Phone menus open by a button; on wide windows the styles show them always. Popups close by Escape and outside clicks.
export function menus() {
  for (const button of document.querySelectorAll("[data-menu]")) {
    const menu = document.getElementById(button.getAttribute("aria-controls"));
    if (!menu) continue;
    button.hidden = false;
    menu.dataset.closed = "";
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      if (open) delete menu.dataset.closed;
      else menu.dataset.closed = "";
    };
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        set(false);
        button.focus();
      }
    });
  }

  // Tabs that do not fit scroll sideways: the one where the reader is must be in sight.
  for (const here of document.querySelectorAll(".tabs [aria-current]")) {
    const bar = here.closest(".tabs");
    bar.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - bar.clientWidth / 2;
  }

  const popups = [...document.querySelectorAll("details[data-popup]")];
  document.addEventListener("click", (event) => {
    for (const popup of popups) if (popup.open && !popup.contains(event.target)) popup.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const popup of popups) {
      if (!popup.open) continue;
      popup.open = false;
      popup.querySelector("summary").focus();
    }
  });
}
