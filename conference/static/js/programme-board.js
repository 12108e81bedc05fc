// The grid of the programme: pick a session up and put it into a cell, by dragging or by two presses of a key.
// Without this file "Move" and every cell lead to a form that does the same.

let picked = null;

function board() {
  return document.querySelector("[data-board]");
}

function say(text) {
  const place = board().querySelector("[data-said]");
  place.textContent = text;
}

function pick(card) {
  drop();
  picked = card;
  card.classList.add("is-picked");
  card.querySelector("[data-pick]").setAttribute("aria-pressed", "true");
  board().classList.add("is-picking");
  for (const cell of board().querySelectorAll("[data-cell]")) {
    cell.tabIndex = 0;
  }
  say(board().dataset.picked.replace("%s", card.dataset.title));
}

// After a press of a key the reader goes on from the first free cell; the mouse needs no focus.
function goToCells() {
  board().querySelector("[data-cell]")?.focus({ preventScroll: true });
}

function drop() {
  if (!picked) {
    return;
  }
  picked.classList.remove("is-picked");
  picked.querySelector("[data-pick]").removeAttribute("aria-pressed");
  picked = null;
  board().classList.remove("is-picking");
  for (const cell of board().querySelectorAll("[data-cell]")) {
    cell.tabIndex = -1;
  }
  say("");
}

async function place(card, cell) {
  const root = board();
  const data = new FormData();
  data.set("csrfmiddlewaretoken", root.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("session", card.dataset.session);
  data.set("slot", card.dataset.slot || "");
  data.set("room", cell.dataset.room);
  data.set("day", cell.dataset.day);
  data.set("time", cell.dataset.time);
  data.set("rooms", root.dataset.rooms);
  const { title, session } = card.dataset;
  const words = { moved: root.dataset.moved, failed: root.dataset.failed };
  picked = null;
  try {
    const answer = await fetch(root.dataset.place, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-board]");
    if (!answer.ok || !fresh) {
      throw new Error(answer.status);
    }
    root.replaceWith(fresh);
    const fellow = board().querySelector(`[data-session="${session}"]:has(.board-clash)`);
    const clashes = [...(fellow?.querySelectorAll(".board-clash") || [])].map((each) => each.textContent.trim());
    say([words.moved.replace("%s", title), ...clashes].join(". "));
    board().querySelector(`[data-session="${session}"] [data-pick]`)?.focus();
  } catch {
    root.classList.remove("is-picking");
    card.classList.remove("is-picked");
    say(words.failed);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-board] [data-pick]");
  const cell = event.target.closest("[data-board] [data-cell]");
  if (button) {
    event.preventDefault();
    const card = button.closest("[data-session]");
    if (card === picked) {
      drop();
    } else {
      pick(card);
      if (event.detail === 0) {
        goToCells();
      }
    }
  } else if (cell && picked) {
    event.preventDefault();
    place(picked, cell);
  }
});

// Arrows go from cell to cell: up and down in time, left and right between rooms.
function neighbour(cell, key) {
  const { room, time } = cell.dataset;
  const cells = [...board().querySelectorAll("[data-cell]")];
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const line = cells.filter((each) => (sideways ? each.dataset.time === time : each.dataset.room === room));
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  return line[line.indexOf(cell) + step];
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-board] [data-cell]");
  if (cell && event.key.startsWith("Arrow")) {
    const next = neighbour(cell, event.key);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
  if (event.key === "Escape") {
    const button = picked?.querySelector("[data-pick]");
    drop();
    button?.focus();
  }
});

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-board] [data-session]");
  if (card) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.title);
    pick(card);
  }
});

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const cell = event.target.closest?.("[data-board] [data-cell]");
    for (const other of document.querySelectorAll(".is-over")) {
      other.classList.toggle("is-over", other === cell);
    }
    if (cell && picked) {
      event.preventDefault();
      cell.classList.add("is-over");
    }
  });
}

document.addEventListener("drop", (event) => {
  const cell = event.target.closest?.("[data-board] [data-cell]");
  if (cell && picked) {
    event.preventDefault();
    place(picked, cell);
  }
});

document.addEventListener("dragend", drop);
