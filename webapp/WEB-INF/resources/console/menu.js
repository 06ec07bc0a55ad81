// On a narrow window the pages unfold from a button; without scripts they all stand there.
// What takes a while says so.
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const words = event.submitter?.dataset.busy;
    if (words) {
      const line = document.createElement("p");
      line.className = "told note-told";
      line.textContent = words;
      event.submitter.form.append(line);
      event.submitter.form.setAttribute("aria-busy", "true");
      document.getElementById("told").append(line.cloneNode(true));
      document.getElementById("told").lastChild.className = "hidden";
    }
  });
  const menu = document.getElementById("menu");
  if (!menu) {
    return;
  }
  menu.hidden = false;
  const unfold = (open) => menu.setAttribute("aria-expanded", String(open));
  menu.addEventListener("click", () => unfold(menu.getAttribute("aria-expanded") !== "true"));
  menu.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.getAttribute("aria-expanded") === "true") {
      unfold(false);
      menu.focus();
    }
  });
})();
