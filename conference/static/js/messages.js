// Messages can be closed; without JavaScript they stay until the next page.
export function dismissible(root = document) {
  for (const message of root.querySelectorAll("[data-dismissible]")) {
    const button = message.querySelector("[data-dismiss]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      message.remove();
      document.getElementById("content")?.focus();
    });
  }
}
