// Copies the value of a field; the button appears only where the browser can do it.
export function copyButtons(root = document) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    const label = button.querySelector("span");
    const usual = label.textContent;
    label.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText("value" in source ? source.value : source.textContent.trim());
      } catch {
        source.select?.();
        return;
      }
      label.textContent = button.dataset.done;
      setTimeout(() => {
        label.textContent = usual;
      }, 2500);
    });
  }
}
