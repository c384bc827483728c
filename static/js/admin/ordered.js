// Rows of an inline are put in order by dragging a handle or with two buttons; their position fields follow.
const ROW = ".inline-related:not(.tabular):not(.empty-form), tr.form-row:not(.empty-form)";
const number = (row) => Number(row.id.match(/(\d+)$/)?.[1] ?? 0);
const field = (row) => row.querySelector("input.position");

function setUp(fieldset) {
  const group = fieldset.closest(".inline-group");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  group.append(said);

  const rows = () => [...group.querySelectorAll(ROW)];
  const home = () => rows()[0]?.parentElement;
  const last = () => group.querySelector(".empty-form, .add-row");

  function place(ordered) {
    const end = last();
    for (const row of ordered) home().insertBefore(row, end?.parentElement === home() ? end : null);
  }

  function write() {
    rows().forEach((row, index) => {
      const position = field(row);
      if (position && position.value !== String(index)) {
        position.value = index;
        position.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    label();
  }

  function label() {
    const all = rows();
    all.forEach((row, index) => {
      const [up, down] = row.querySelectorAll(".ordered-move");
      if (!up) return;
      up.disabled = index === 0;
      down.disabled = index === all.length - 1;
      up.setAttribute("aria-label", `Move row ${index + 1} up`);
      down.setAttribute("aria-label", `Move row ${index + 1} down`);
    });
  }

  function move(row, step, button) {
    const all = rows();
    const to = all.indexOf(row) + step;
    if (to < 0 || to >= all.length) return;
    all.splice(all.indexOf(row), 1);
    all.splice(to, 0, row);
    place(all);
    write();
    (button.disabled ? row.querySelector(".ordered-move:not(:disabled)") : button)?.focus();
    said.textContent = `Row is now ${to + 1} of ${all.length}`;
  }

  // Mouse, pen and finger alike. The row stays where it is until it is let go: a moved element loses the pointer.
  function drag(start, row, handle) {
    if (start.button !== 0) return;
    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    row.classList.add("ordered-dragged");
    let before; // the row it would stand before; null: at the end
    const unmark = () => group.querySelectorAll(".ordered-before, .ordered-after")
      .forEach((marked) => marked.classList.remove("ordered-before", "ordered-after"));
    const follow = (event) => {
      const others = rows().filter((other) => other !== row);
      const middle = (other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2; };
      before = others.find((other) => event.clientY < middle(other)) ?? null;
      unmark();
      if (before) before.classList.add("ordered-before");
      else others.at(-1)?.classList.add("ordered-after");
      if (event.clientY < 60) scrollBy(0, -16);
      else if (event.clientY > innerHeight - 60) scrollBy(0, 16);
    };
    const end = (event) => {
      handle.removeEventListener("pointermove", follow);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      row.classList.remove("ordered-dragged");
      unmark();
      if (event.type !== "pointerup" || before === undefined) return;
      const ordered = rows().filter((other) => other !== row);
      ordered.splice(before ? ordered.indexOf(before) : ordered.length, 0, row);
      place(ordered);
      write();
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  }

  function equip(row) {
    if (row.querySelector(".ordered-tools") || !field(row)) return;
    const tools = document.createElement("span");
    tools.className = "ordered-tools";
    const handle = document.createElement("span");
    handle.className = "ordered-handle";
    handle.setAttribute("aria-hidden", "true");
    handle.title = "Drag to another place";
    handle.textContent = "⠿";
    handle.addEventListener("pointerdown", (event) => drag(event, row, handle));
    tools.append(handle);
    for (const [step, sign] of [[-1, "↑"], [1, "↓"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ordered-move";
      button.textContent = sign;
      button.addEventListener("click", () => move(row, step, button));
      tools.append(button);
    }
    (row.matches("tr") ? row.querySelector("td.field-position, td:last-child") : row.querySelector("h3")).append(tools);
    field(row).closest(".fieldBox, td")?.classList.add("ordered-number");
  }

  // Django's own script renumbers the rows as they stand when one is removed; stored rows must keep their numbers.
  group.addEventListener("click", (event) => {
    if (!event.target.closest("a.inline-deletelink")) return;
    const before = rows();
    place([...before].sort((a, b) => number(a) - number(b)));
    setTimeout(() => {
      place(before.filter((row) => row.isConnected));
      write();
    });
  }, true);

  group.addEventListener("formset:added", (event) => {
    equip(event.target);
    write();
  });

  const stored = rows();
  stored.forEach(equip);
  const value = (row) => (field(row)?.value ? Number(field(row).value) : Infinity);
  const sorted = [...stored].sort((a, b) => (value(a) === value(b) ? number(a) - number(b) : value(a) - value(b)));
  if (sorted.some((row, index) => row !== stored[index])) place(sorted);
  label();
}

const start = () => document.querySelectorAll("fieldset.ordered").forEach(setUp);
if (document.readyState === "complete") start();
else window.addEventListener("load", start);
