// Forms: a warning before typed text is lost, no double sending, and the summary of errors read first.
function isSwitch(button) {
  return button instanceof HTMLElement && "unguarded" in button.dataset;
}

export function guardTyped() {
  const changed = new Set();
  let leaving = false;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.hasAttribute("data-guard")) changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed.size && !leaving) event.preventDefault();
  });
}

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("hx-post") || form.hasAttribute("hx-get")) return;
    if (form.dataset.sent && !isSwitch(submitter)) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (submitter?.classList.contains("button")) submitter.setAttribute("aria-busy", "true");
  });
  // Coming back by the browser's history shows the form as it was left: free it again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.elements) button.removeAttribute("aria-busy");
    }
  });
}

export function focusErrors() {
  document.querySelector("[data-focus]")?.focus();
}
