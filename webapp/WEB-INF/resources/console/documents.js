// While documents are worked on, the list shows how far each is; a new one asks to be shown.
(() => {
  "use strict";
  const FAST = 1500;
  const MAX = 30000;
  const api = document.querySelector(".brand").pathname.replace(/\/dashboard\/.*/, "") + "/api/v1/";
  const rows = Array.from(document.querySelectorAll("tr[data-id]"));
  const words = {};
  document.querySelectorAll("#counts [data-status]").forEach((word) => {
    words[word.dataset.status] = word.textContent;
  });
  const kinds = { READY: "on", FAILED: "off", CANCELLED: "off", HELD: "warn" };
  let timer = 0;
  let pause = FAST;

  const showRow = (row, item) => {
    row.dataset.now = item.status;
    const badge = row.querySelector(".badge");
    badge.className = "badge " + (kinds[item.status] || "");
    badge.textContent = words[item.status];
    row.querySelector("progress").value = item.progress;
    row.querySelector(".why").textContent = item.reason;
  };

  const showCounts = (counts) =>
    document.querySelectorAll("[data-count]").forEach((count) => {
      count.textContent = counts[count.dataset.count.toLowerCase()];
    });

  const look = async () => {
    timer = -1;
    const ids = rows.map((row) => row.dataset.id).join(",");
    try {
      const answer = await fetch(api + "documents/progress?ids=" + ids, { headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const body = await answer.json();
      const items = new Map(body.items.map((item) => [item.id, item]));
      rows.forEach((row) => items.has(row.dataset.id) && showRow(row, items.get(row.dataset.id)));
      showCounts(body.counts);
      const busy = body.counts.received + body.counts.processing > 0;
      pause = busy ? FAST : 0;
    } catch (e) {
      // The server is away or the session over: less and less often.
      pause = Math.min(MAX, Math.max(FAST, pause * 2));
    }
    timer = pause ? setTimeout(look, pause) : 0;
  };

  document.addEventListener("concierge:changed", () => {
    document.getElementById("again").hidden = false;
    // Files come faster than anybody looks: one look follows for many.
    timer = timer || setTimeout(look, FAST);
  });

  const all = document.getElementById("pick-all");
  if (all) {
    const picks = Array.from(document.querySelectorAll("input[name=pick]"));
    all.addEventListener("change", () => picks.forEach((pick) => (pick.checked = all.checked)));
  }
  // Only what the action needs is asked for.
  const action = document.getElementById("action");
  if (action) {
    const needs = { words: ["TAG", "UNTAG", "READERS"], move: ["MOVE"], typed: ["DELETE"] };
    const choose = () =>
      Object.entries(needs).forEach(([id, actions]) => {
        document.getElementById(id).closest(".field").hidden = !actions.includes(action.value);
      });
    action.addEventListener("change", choose);
    choose();
  }
  look();
})();
