// Comforts only: each page works without.
(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  const say = (words) => {
    const told = document.getElementById("told");
    const line = document.createElement("p");
    line.className = "hidden";
    line.textContent = words;
    told.append(line);
  };

  // A one-time token would stay in the history and in screenshots.
  const cleanAddress = () => {
    if (document.querySelector("[data-clean]")) {
      history.replaceState(null, "", location.pathname);
    }
  };

  const localTimes = () => {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    all("time[datetime]").forEach((time) => {
      time.title = time.textContent;
      time.textContent = format.format(new Date(time.dateTime));
    });
  };

  const copyButtons = () =>
    all("[data-copy]").forEach((button) =>
      button.addEventListener("click", async () => {
        const source = document.getElementById(button.dataset.copy);
        try {
          await navigator.clipboard.writeText(source.textContent.trim());
          button.textContent = button.dataset.copied;
          say(button.dataset.copied);
        } catch (e) {
          // Not allowed to: then the text is at least selected.
          getSelection().selectAllChildren(source);
        }
      }),
    );

  // The server compares again; this only spares a round trip.
  const typedNames = () =>
    all("[data-named]").forEach((button) => {
      const typed = button.form.querySelector("input[type=text]");
      const compare = () => {
        button.disabled = typed.value.trim() !== button.dataset.named;
      };
      typed.addEventListener("input", compare);
      compare();
    });

  const filters = () =>
    all("[data-filter]").forEach((input) => {
      const items = all("#" + input.dataset.filter + " > li");
      const none = document.getElementById(input.dataset.none);
      input.addEventListener("input", () => {
        const words = input.value.trim().toLowerCase();
        items.forEach((item) => {
          item.hidden = !item.textContent.toLowerCase().includes(words);
        });
        none.hidden = items.some((item) => !item.hidden);
      });
    });

  // What was typed outlives a session that ends before it is sent; passwords and tokens do not.
  const DRAFT = "concierge.draft";
  const KEPT = "input[type=text], input[type=email], input[type=number], input[type=date], textarea, select";

  const atTheDoor = /\/(login|invite)\.xhtml$/.test(location.pathname);

  const keepDrafts = () =>
    all("main form").forEach((form) =>
      form.addEventListener("submit", () => {
        const fields = {};
        form.querySelectorAll(KEPT).forEach((field) => {
          fields[field.name] = field.value;
        });
        sessionStorage.setItem(DRAFT, JSON.stringify({ path: location.pathname, fields }));
      }),
    );

  const restoreDraft = () => {
    const draft = JSON.parse(sessionStorage.getItem(DRAFT) || "null");
    const expired = document.querySelector("[data-keep]") !== null;
    if (!draft) {
      return;
    }
    if (atTheDoor) {
      sessionStorage.setItem(DRAFT, JSON.stringify({ ...draft, owed: draft.owed || expired }));
      return;
    }
    sessionStorage.removeItem(DRAFT);
    if ((expired || draft.owed) && draft.path === location.pathname) {
      Object.entries(draft.fields).forEach(([name, value]) => {
        const field = document.getElementsByName(name)[0];
        if (field && value) {
          field.value = value;
          field.closest("details")?.setAttribute("open", "");
        }
      });
    }
  };

  const toWhatIsWrong = () => {
    const wrong = document.querySelector("[aria-invalid=true]") || document.querySelector("#wrong .refused");
    if (wrong) {
      // What was refused as a whole was typed in the form that was open.
      const typed = all("details.panel input[type=text]").find((field) => field.value);
      (wrong.closest("details") || typed?.closest("details"))?.setAttribute("open", "");
      wrong.tabIndex = wrong.tabIndex < 0 ? -1 : wrong.tabIndex;
      wrong.focus();
    }
  };

  cleanAddress();
  localTimes();
  copyButtons();
  typedNames();
  filters();
  restoreDraft();
  if (!atTheDoor) {
    keepDrafts();
  }
  toWhatIsWrong();
})();
