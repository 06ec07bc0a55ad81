// Puts chosen files into the fields that are called as they are; without it they are pasted.
(() => {
  "use strict";
  const files = document.getElementById("files");
  document.getElementById("pick").hidden = false;
  files.addEventListener("change", () => {
    Array.from(files.files).forEach(async (file) => {
      const field = document.getElementById(file.name.replace(/\.[a-z]+$/, ""));
      if (field instanceof HTMLTextAreaElement) {
        field.value = await file.text();
      }
    });
  });
})();
