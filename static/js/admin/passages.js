// "Quote all" and "Quote none" over the passages of a captured text.
const group = document.getElementById("passages-group");
const boxes = group ? [...group.querySelectorAll("input[type=checkbox][name$='-is_quoted']:not([name*='__prefix__'])")] : [];

if (boxes.length > 1) {
  const bar = document.createElement("p");
  bar.className = "passages-bar";
  const tally = document.createElement("span");
  tally.setAttribute("role", "status");
  const count = () => {
    tally.textContent = `${boxes.filter((box) => box.checked).length} of ${boxes.length} quoted`;
  };
  const button = (label, isQuoted) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    made.addEventListener("click", () => {
      for (const box of boxes) box.checked = isQuoted;
      boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
    return made;
  };
  bar.append(button("Quote all", true), " ", button("Quote none", false), " ", tally);
  group.querySelector("table").before(bar);
  group.addEventListener("change", count);
  count();
}
