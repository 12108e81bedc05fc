// A line of text that offers what is known while one types (WAI-ARIA 1.2, editable combobox with list autocomplete).
// Without this file, and whenever the server does not answer, it stays a line of text.
const PAUSE = 200;
const LEAST = 2;

function enhance(input) {
  const code = input.form?.elements[input.dataset.code];
  const list = document.createElement("ul");
  let offers = [];
  let active = -1;
  let waiting = 0;
  let asked = 0;
  list.id = `${input.id}_offers`;
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    active = (number + offers.length) % offers.length;
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === active));
      if (place === active) option.scrollIntoView({ block: "nearest" });
    }
    input.setAttribute("aria-activedescendant", `${list.id}_${active}`);
  }

  function choose(number) {
    input.value = offers[number].name;
    if (code) code.value = offers[number].code;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function show(found) {
    offers = found;
    list.replaceChildren(
      ...offers.map((offer, number) => {
        const option = document.createElement("li");
        const name = document.createElement("span");
        const note = document.createElement("span");
        option.id = `${list.id}_${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        name.textContent = offer.name;
        note.textContent = offer.note;
        note.className = "cell-note";
        option.append(name, note);
        // Before the line loses the focus, and with it the list.
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => choose(number));
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = offers.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    const typed = input.value.trim();
    const turn = ++asked;
    if (typed.length < LEAST) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${input.dataset.offers}?q=${encodeURIComponent(typed)}`);
      const found = answer.ok ? (await answer.json()).offers : [];
      if (turn === asked && document.activeElement === input) show(found);
    } catch {
      close();
    }
  }

  input.addEventListener("input", () => {
    if (code) code.value = "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) ask();
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}

for (const input of document.querySelectorAll("input[data-offers]")) enhance(input);
