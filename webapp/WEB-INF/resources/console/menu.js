// On a narrow window the pages unfold from a button; without scripts they all stand there.
(() => {
  "use strict";
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
