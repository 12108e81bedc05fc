// Runs before anything is drawn: applies the theme that was chosen on this device to the link of dark.css.
// A classic script on purpose; the switch itself is in theme.js.
(function () {
  var link = document.getElementById("dark-theme");
  var chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch (error) {
    // Storage may be forbidden; then the system's preference holds.
  }
  if (link && (chosen === "dark" || chosen === "light")) {
    link.media = chosen === "dark" ? "screen" : "not all";
    document.documentElement.dataset.theme = chosen;
  }
  document.documentElement.classList.add("js");
})();
