(() => {
  "use strict";
  const upload = document.getElementById("upload");
  const words = upload.dataset;
  const list = document.getElementById("uploads");
  const template = document.getElementById("upload-row");
  const summary = document.getElementById("upload-summary");
  const api = document.querySelector(".brand").pathname.replace(/\/dashboard\/.*/, "") + "/api/v1/";
  const AT_ONCE = 3;
  const waiting = [];
  let sending = 0;
  const ended = { done: 0, failed: 0, all: 0 };

  const tell = () => {
    summary.textContent = words.summary.replace(/\{(done|all|failed)\}/g, (place, name) => ended[name]);
  };

  const show = (job, state, text) => {
    job.row.dataset.state = state;
    job.state.textContent = text;
    job.cancel.hidden = state !== "waiting" && state !== "sending";
    job.retry.hidden = state !== "failed" && state !== "stopped";
    job.bar.hidden = state !== "waiting" && state !== "sending";
  };

  const end = (job, state, text) => {
    sending -= 1;
    job.request = null;
    ended[state === "done" ? "done" : "failed"] += 1;
    show(job, state, text);
    tell();
    next();
    document.dispatchEvent(new Event("concierge:changed"));
  };

  const answered = (job) => {
    let body = {};
    try {
      body = JSON.parse(job.request.responseText);
    } catch (e) {} // A proxy's page, or nothing: the status says enough.
    const taken = body.documents?.[0];
    if (job.request.status === 202 && taken?.id) {
      end(job, "done", taken.duplicate ? words.known : words.taken);
    } else {
      end(job, "failed", words.failed + " " + (taken?.reason || body.detail || job.request.status));
    }
  };

  const send = (job) => {
    const form = new FormData();
    form.append("tenant_id", words.tenant);
    if (job.into) {
      form.append("collection", job.into);
    }
    form.append("file", job.file, job.file.name);
    const request = new XMLHttpRequest();
    job.request = request;
    sending += 1;
    request.open("POST", api + "upload");
    request.setRequestHeader("X-CSRF-Token", words.csrf);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => {
      job.bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    };
    request.onload = () => answered(job);
    request.onerror = () => end(job, "failed", words.offline);
    request.onabort = () => end(job, "stopped", words.stopped);
    request.send(form);
    list.prepend(job.row);
    show(job, "sending", words.sending);
  };

  const next = () => {
    while (sending < AT_ONCE && waiting.length > 0) {
      send(waiting.shift());
    }
  };

  const stop = (job) => {
    if (job.request) {
      job.request.abort();
    } else {
      waiting.splice(waiting.indexOf(job), 1);
      ended.failed += 1;
      show(job, "stopped", words.stopped);
      tell();
    }
  };

  const again = (job) => {
    ended.failed -= 1;
    job.bar.value = 0;
    show(job, "waiting", words.waiting);
    waiting.push(job);
    tell();
    next();
  };

  const add = (file) => {
    const row = template.content.firstElementChild.cloneNode(true);
    const job = {
      file,
      row,
      into: document.getElementById("into").value,
      bar: row.querySelector("progress"),
      state: row.querySelector(".upload-state"),
      cancel: row.querySelector("[data-cancel]"),
      retry: row.querySelector("[data-retry]"),
    };
    row.querySelector(".upload-name").textContent = file.name;
    job.bar.setAttribute("aria-label", file.name);
    [job.cancel, job.retry].forEach((button) =>
      button.setAttribute("aria-label", button.textContent + ": " + file.name),
    );
    job.cancel.addEventListener("click", () => stop(job));
    job.retry.addEventListener("click", () => again(job));
    show(job, "waiting", words.waiting);
    list.hidden = false;
    list.append(row);
    waiting.push(job);
  };

  const take = (files) => {
    Array.from(files).forEach(add);
    ended.all += files.length;
    tell();
    next();
  };

  document.getElementById("files").addEventListener("change", (event) => {
    take(event.target.files);
    event.target.value = "";
  });
  const drop = document.getElementById("drop");
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("over")));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (sending + waiting.length > 0) {
      event.preventDefault();
    }
  });
})();
