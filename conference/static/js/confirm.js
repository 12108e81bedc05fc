// Buttons with data-confirm ask first, in the page's own dialog. Without JavaScript the server's page asks or just does it.
export function confirmations() {
  const dialog = document.getElementById("confirm-dialog");
  if (!dialog?.showModal) return;
  const text = dialog.querySelector("[data-confirm-text]");
  const label = dialog.querySelector("[data-confirm-button]");
  const usual = label.textContent;
  let asked = null;

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[data-confirm]");
      if (!button || button.dataset.confirmed) return;
      event.preventDefault();
      event.stopPropagation();
      asked = button;
      text.textContent = button.dataset.confirm;
      label.textContent = button.dataset.confirmLabel || usual;
      dialog.returnValue = "";
      dialog.showModal();
    },
    true,
  );
  dialog.addEventListener("close", () => {
    const button = asked;
    asked = null;
    if (!button) return;
    if (dialog.returnValue === "yes") {
      button.dataset.confirmed = "yes";
      button.click();
      delete button.dataset.confirmed;
    } else {
      button.focus();
    }
  });
}
