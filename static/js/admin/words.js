// Words selected in the text shown on an annotation's page go into its "Exact words".
for (const text of document.querySelectorAll(".source-text")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button source-take";
  button.textContent = "Use the selected words";
  button.disabled = true;
  const bar = document.createElement("p");
  bar.className = "passages-bar";
  bar.append(button);
  text.after(bar);

  const selected = () => {
    const selection = document.getSelection();
    const isHere = selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer);
    return isHere ? selection.toString().trim() : "";
  };
  let words = "";
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now || document.activeElement !== button) words = now;
    button.disabled = !words;
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const fields = [...document.querySelectorAll("#targets-group textarea[name$='-exact']:not([name*='__prefix__'])")];
    const field = fields.find((candidate) => !candidate.value.trim()) ?? fields.find((candidate) => candidate.closest(".errors, .form-row.errors")) ?? fields[0];
    if (!field || !words) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
