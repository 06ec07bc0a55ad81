// Shows beside the form what it would make of the widget, before anything is saved.
(() => {
  "use strict";
  const frame = document.getElementById("preview");
  const form = document.getElementById("edit");
  const field = (name) => document.getElementById(name);
  const lines = (name) => field(name).value.split("\n").map((line) => line.trim()).filter(Boolean);

  const config = () => ({
    title: field("title").value.trim() || frame.dataset.title,
    greeting: field("greeting").value.trim(),
    suggested_questions: lines("suggestedQuestions"),
    consent: field("consent").value.trim(),
    privacy_url: field("privacyUrl").value.trim(),
    logo_url: field("logoUrl").value.trim(),
    colour: field("colour").value,
    theme: field("theme").value,
    position: field("position").value,
    launcher: field("launcher").checked,
    language: field("language").value.trim() || document.documentElement.lang,
    sources: field("sources").value,
    inquiries: field("inquiries").checked && field("kind").value === "customer",
    answer: frame.dataset.answer,
    source: frame.dataset.source,
  });

  let later = 0;
  const show = () => frame.contentWindow.postMessage(config(), location.origin);
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === location.origin) {
      show();
    }
  });
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(show, 150);
  });
  // It may have said that it is ready before this script listened.
  show();
})();
