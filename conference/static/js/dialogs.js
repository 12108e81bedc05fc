// A button with data-dialog opens the dialog of that id.
export function dialogs() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-dialog]");
    if (button) document.getElementById(button.dataset.dialog)?.showModal?.();
  });
}
