// Shows a field only when the answer it depends on is given. Without this script all fields show, and the server decides the same.
const fields = [...document.querySelectorAll("[data-show-if]:not([data-show-if=''])")];

function answersOf(name) {
  const form = document.querySelector("form.form");
  return form ? new FormData(form).getAll(name) : [];
}

function refresh() {
  for (const field of fields) {
    const wanted = field.dataset.showIs.split("|");
    const other = document.querySelector(`[data-field="${CSS.escape(field.dataset.showIf)}"]`);
    const shown = !(other?.hidden) && answersOf("f." + field.dataset.showIf).some(answer => wanted.includes(answer));
    field.hidden = !shown;
  }
}

if (fields.length > 0) {
  document.addEventListener("change", refresh);
  refresh();
}

// After a refused form the summary gets the focus, so that a screen reader starts there.
document.querySelector(".error-summary")?.focus();
