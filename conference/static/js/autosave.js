// Keeps what is typed into a form while it is being filled in. What could not be sent is sent with the next change.
const PAUSE = 1500;

function keep(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) {
    if (value instanceof File) data.delete(name);
  }
  data.append("keep", "yes");
  return fetch(form.action, { method: "POST", body: data, credentials: "same-origin", keepalive: true }).catch(() => {});
}

for (const form of document.querySelectorAll("form[data-autosave='yes']")) {
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
