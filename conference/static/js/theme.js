// The theme switch: light or dark, kept on the device; the system's own choice is not stored, so it can change later.
const system = window.matchMedia("(prefers-color-scheme: dark)");

function stored() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}

function store(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // The choice then lasts until the next page.
  }
}

function isDark(choice) {
  return choice ? choice === "dark" : system.matches;
}

export function themeSwitch() {
  const link = document.getElementById("dark-theme");
  const buttons = document.querySelectorAll("[data-theme-switch]");
  if (!link) return;

  let choice = stored();
  const show = () => {
    link.media = choice ? (choice === "dark" ? "screen" : "not all") : "screen and (prefers-color-scheme: dark)";
    for (const button of buttons) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(isDark(choice)));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const wanted = isDark(choice) ? "light" : "dark";
      choice = (wanted === "dark") === system.matches ? null : wanted;
      store(choice);
      show();
    });
  }
  system.addEventListener("change", show);
  show();
}
