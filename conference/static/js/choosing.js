// Counts letters below long texts, and chooses all rows of a list at once. Without it the limit stands there as words.
const PAUSE = 1500; // readers of screens hear the count when typing rests, not at each key

export function counters(root = document) {
  for (const line of root.querySelectorAll("[data-counter]")) {
    const input = document.getElementById(line.dataset.counter);
    if (!input || line.dataset.counting) continue;
    line.dataset.counting = "yes";
    const limit = Number(line.dataset.limit);
    const spoken = document.createElement("span");
    spoken.className = "visually-hidden";
    spoken.setAttribute("aria-live", "polite");
    line.after(spoken);
    let rest;
    const count = () => {
      const length = [...input.value].length;
      line.textContent = line.dataset.words.replace("{n}", length);
      line.classList.toggle("is-over", length > limit);
      return line.textContent;
    };
    count();
    input.addEventListener("input", () => {
      const words = count();
      clearTimeout(rest);
      rest = setTimeout(() => {
        spoken.textContent = words;
      }, PAUSE);
    });
  }
}

export function chooseAll(root = document) {
  for (const box of root.querySelectorAll("[data-choose-all]")) {
    const rows = () => [...box.form.elements].filter((row) => row.name === box.dataset.chooseAll);
    const agree = () => {
      const chosen = rows().filter((row) => row.checked).length;
      box.checked = chosen > 0 && chosen === rows().length;
      box.indeterminate = chosen > 0 && !box.checked;
    };
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => {
      for (const row of rows()) row.checked = box.checked;
    });
    box.form.addEventListener("change", agree);
    agree();
  }
}
