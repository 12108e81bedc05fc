// A list that is put in order by dragging its handles, with a mouse or a finger. Without this file its buttons do the same.
import Sortable from "../vendor/sortable/sortable.core.esm.js";

for (const form of document.querySelectorAll("form[data-order]")) {
  const list = form.querySelector("[data-key]").parentElement;
  for (const handle of form.querySelectorAll("[data-handle]")) handle.hidden = false;
  new Sortable(list, {
    animation: 150,
    handle: "[data-handle]",
    onEnd: ({ oldIndex, newIndex }) => {
      if (oldIndex === newIndex) return;
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "order";
      field.value = [...list.querySelectorAll("[data-key]")].map((line) => line.dataset.key).join(" ");
      form.append(field);
      form.requestSubmit();
    },
  });
}
