// Shows how far long work is; when it has ended the whole page is shown anew.
(() => {
  "use strict";
  const PAUSE = 2000;

  const look = async () => {
    const shown = document.getElementById("progress");
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
      if (!answer.ok || !fresh || fresh.dataset.poll !== "true") {
        location.reload();
        return;
      }
      shown.replaceChildren(...fresh.childNodes);
    } catch (e) {
      // The network is away for a moment: looked again later.
    }
    setTimeout(look, PAUSE);
  };

  if (document.getElementById("progress")?.dataset.poll === "true") {
    setTimeout(look, PAUSE);
  }
})();
