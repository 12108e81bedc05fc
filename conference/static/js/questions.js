// Shows the questions that apply to what has been answered so far. The server decides anew; without this file all are shown.
import { holds } from "./conditions.js";

function given(element) {
  const values = new Set();
  for (const input of element.querySelectorAll("input, select, textarea")) {
    const ticked = !["radio", "checkbox"].includes(input.type) || input.checked;
    if (ticked && input.type !== "hidden" && input.value.trim()) values.add(input.value.trim());
  }
  return values;
}

function chosenBefore(root) {
  const said = new Map(Object.entries(JSON.parse(root.dataset.said)).map(([name, value]) => [name, new Set([value])]));
  for (const name of ["category", "mode"]) {
    const inputs = root.closest("form")?.elements.namedItem(name);
    if (inputs && !said.has(name)) said.set(name, new Set([inputs.value]));
  }
  // A category for remote guests alone, or for guests on site alone, hides the choice and leaves one way.
  const only = root.closest("form")?.querySelector("[name=category][data-mode]:checked");
  if (only && !("mode" in JSON.parse(root.dataset.said))) said.set("mode", new Set([only.dataset.mode]));
  return said;
}

function isFor(element, said) {
  const wanted = element.dataset.categories.split(" ").filter(Boolean);
  return !wanted.length || wanted.some((code) => said.get("category")?.has(code));
}

function refresh(root) {
  const said = chosenBefore(root);
  for (const part of root.querySelectorAll(".question-part")) {
    const isPartAsked = holds(JSON.parse(part.dataset.condition), said);
    let shown = 0;
    for (const question of part.querySelectorAll("[data-question]")) {
      const isAsked = isPartAsked && isFor(question, said) && holds(JSON.parse(question.dataset.condition), said);
      question.hidden = !isAsked;
      if (isAsked) {
        said.set(question.dataset.question, given(question));
        shown += 1;
      }
    }
    part.hidden = !shown;
  }
}

for (const root of document.querySelectorAll("[data-questions]")) {
  refresh(root);
  (root.closest("form") ?? root).addEventListener("input", () => refresh(root));
}
