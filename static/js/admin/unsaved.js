// Asks before leaving a form with changes that are not saved.
const form = document.querySelector("form[id$='_form']");

if (form) {
  let isChanged = Boolean(document.querySelector(".errornote"));
  const changed = (event) => {
    if (!event.target.closest?.(".select2-search")) isChanged = true;
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => { isChanged = false; });
  // Select2 and the pop-up windows tell jQuery only.
  window.django?.jQuery(form).on("change", "select", (event) => {
    if (!event.originalEvent && document.body.dataset.ready) isChanged = true;
  });
  window.addEventListener("load", () => { document.body.dataset.ready = "yes"; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
