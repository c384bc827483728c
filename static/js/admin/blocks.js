// A block shows the fields its kind needs, and any other that is filled or in error.
const NEEDS = {
  prose: ["prose"],
  excerpt: ["capture", "excerpt", "first_passage"],
  image: ["image", "caption"],
  video: ["video", "caption"],
  snippet: ["snippet"],
};
const NAMES = ["prose", "capture", "excerpt", "first_passage", "image", "video", "snippet", "caption"];

const isFilled = (line) => [...line.querySelectorAll("textarea, select, input:not([type=hidden]):not(.select2-search__field)")]
  .some((input) => input.type !== "file" && input.value !== "");

function show(row) {
  const kind = row.querySelector("select[name$='-kind']")?.value;
  for (const name of NAMES) {
    const line = row.querySelector(`.form-row.field-${name}`);
    if (!line) continue;
    line.hidden = !NEEDS[kind]?.includes(name) && !line.querySelector(".errorlist") && !isFilled(line);
  }
  const title = row.querySelector("h3 .inline_label");
  const chosen = row.querySelector("select[name$='-kind'] option:checked");
  if (title && chosen) title.textContent = chosen.textContent;
}

const group = document.getElementById("blocks-group");
if (group) {
  const rows = () => group.querySelectorAll(".inline-related");
  rows().forEach(show);
  group.addEventListener("change", (event) => {
    const row = event.target.closest(".inline-related");
    if (row && event.target.name?.endsWith("-kind")) show(row);
  });
  group.addEventListener("formset:added", (event) => show(event.target));
}
