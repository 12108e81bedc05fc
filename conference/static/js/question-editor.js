// The editor of a question: further lines, and only the fields that its kind of answer needs.
const WITH_CHOICES = ["choice", "many", "matrix"];

function addLine(button) {
  const area = button.closest(".fieldset-fields, .fieldset");
  const total = area.querySelector("[name$=-TOTAL_FORMS]");
  const blank = area.querySelector("template[data-blank]");
  const lines = area.querySelector("[data-lines]");
  const made = document.createElement("div");
  made.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
  const line = made.firstElementChild;
  total.value = Number(total.value) + 1;
  lines.append(line);
  line.querySelector("input:not([type=hidden]), select")?.focus();
  showFields();
}

function showFields() {
  const kind = document.querySelector("[name=kind]")?.value;
  if (kind) {
    const show = (selector, isShown) => {
      const element = document.querySelector(selector);
      if (element) element.hidden = !isShown;
    };
    show(".question-choices", WITH_CHOICES.includes(kind));
    show(".question-rows", kind === "matrix");
    for (const name of ["minimum", "maximum"]) {
      const field = document.querySelector(`[name=${name}]`)?.closest(".field");
      if (field) field.hidden = kind !== "number";
    }
  }
  for (const line of document.querySelectorAll(".term-line")) {
    const what = line.querySelector("select[name$=-what]").value;
    line.querySelector(".term-number").hidden = !/:(least|most)$/.test(what);
  }
}

for (const button of document.querySelectorAll("[data-add]")) {
  button.hidden = false;
  button.addEventListener("click", () => addLine(button));
}
document.addEventListener("input", showFields);
showFields();
