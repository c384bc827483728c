// The tag picker: Select2 over the names the server finds. A tag that does not exist yet is offered after the
// first one found, so that Enter takes what exists, and Down then Enter makes a new one.

const $ = window.django.jQuery;
const written = (text) => text.trim().replace(/\s+/g, " ");

function row(item) {
  if (item.loading || !item.id) return item.text;
  const line = document.createElement("span");
  if (item.isNew) line.append("New tag: ");
  const name = document.createElement(item.isNew ? "strong" : "span");
  name.textContent = item.text;
  line.append(name);
  if (item.also) {
    const also = document.createElement("small");
    also.className = "tag-also";
    also.textContent = ` also: ${item.also}`;
    line.append(also);
  }
  return $(line);
}

function start(root) {
  for (const select of root.querySelectorAll("select.tag-picker")) {
    if (select.classList.contains("select2-hidden-accessible") || select.name.includes("__prefix__")) continue;
    $(select).select2({
      theme: "admin-autocomplete",
      width: "100%",
      tags: true,
      tokenSeparators: [],
      ajax: { delay: 200, cache: true, data: ({ term, page }) => ({ term: term ?? "", page: page ?? 1 }) },
      createTag: ({ term }) => (written(term) ? { id: written(term), text: written(term), isNew: true } : null),
      insertTag: (found, tag) => {
        const twin = tag.text.toLocaleLowerCase();
        if (!found.some((item) => item.id.toLocaleLowerCase() === twin || (item.also ?? "").toLocaleLowerCase() === twin)) found.splice(1, 0, tag);
      },
      templateResult: row,
    });
    // Select2 leaves its own search field without a name.
    const name = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)?.textContent.replace(/:\s*$/, "").trim();
    select.parentElement.querySelector(".select2-search__field")?.setAttribute("aria-label", name || "Tags");
  }
}

document.addEventListener("formset:added", (event) => start(event.target));
start(document);
