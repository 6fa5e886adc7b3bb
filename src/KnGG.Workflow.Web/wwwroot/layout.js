// The account menu closes with Escape and when the focus or a click goes elsewhere.
const account = document.querySelector("details.account");

if (account) {
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && account.open) {
      account.open = false;
      account.querySelector("summary").focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, event => {
      if (!account.contains(event.target)) {
        account.open = false;
      }
    });
  }
}
