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

// Keeps what is typed, a moment after the last key and when the page is left, so that a phone that goes dark loses nothing. Without this
// script there is the button.
const drafted = document.querySelector("form[data-draft]");
if (drafted) {
  const status = drafted.querySelector("[data-draft-status]");
  const base = drafted.elements.concept;
  drafted.elements.pagina.value = crypto.randomUUID?.() ?? String(Math.random());
  let waiting;
  let changed = false;
  let busy = false;

  async function keep(leaving) {
    clearTimeout(waiting);
    if (!changed || busy) {
      return;
    }

    changed = false;
    busy = !leaving;
    try {
      const answer = await fetch(drafted.dataset.draft, { method: "POST", body: new FormData(drafted), headers: { Accept: "application/json" }, keepalive: leaving });
      const said = await answer.json();
      status.textContent = said.text;
      if (said.version) {
        base.value = said.version;
      }
    } catch {
      changed = true;
      status.textContent = "Er is nu geen verbinding. Wat u invult, wordt bewaard zodra die er weer is.";
      waiting = setTimeout(keep, 10000, false);
    } finally {
      busy = false;
      if (changed && !leaving) {
        waiting = setTimeout(keep, 2000, false);
      }
    }
  }

  drafted.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500, false);
  });
  drafted.addEventListener("submit", () => {
    changed = false;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep(true));
}
