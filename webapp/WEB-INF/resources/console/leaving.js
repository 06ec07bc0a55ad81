// Whoever leaves a page with something typed and not sent is asked first.
(() => {
  "use strict";
  const forms = Array.from(document.querySelectorAll("form.guarded"));
  const typed = (form) =>
    JSON.stringify(
      Array.from(form.elements)
        .filter((field) => field.type !== "hidden" && field.type !== "submit")
        .map((field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value)),
    );
  // Before a draft is put back: that is typed and not sent as well.
  const before = new Map(forms.map((form) => [form, typed(form)]));
  // What was refused stands in the form again, and nowhere else.
  const isRefused = (form) => form.querySelector(".wrong") !== null;
  let sent = null;

  document.addEventListener("submit", (event) => {
    sent = event.defaultPrevented ? sent : event.target;
  });
  // Whoever stayed and goes on typing has not sent that.
  document.addEventListener("input", () => {
    sent = null;
  });
  if (forms.length > 0) {
    addEventListener("beforeunload", (event) => {
      if (forms.some((form) => form !== sent && (isRefused(form) || typed(form) !== before.get(form)))) {
        event.preventDefault();
        // Older browsers ask for this alone.
        event.returnValue = true;
      }
    });
  }
})();
