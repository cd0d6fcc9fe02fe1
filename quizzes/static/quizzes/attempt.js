/* An attempt by keyboard, and over a line that comes and goes.

   Without this file a quiz works by plain forms and links. It adds four things: keys that choose
   and go on; a status line that says whether an answer is saved; the time that is left, counted
   down; and an answer that is kept in this tab until the server has acknowledged it. A kept answer is sent again with the token that
   it was first sent with, so that however often it arrives, it counts once. */

(() => {
  "use strict";

  const SLOW_MS = 2500; // the line counts as lost before three seconds are over
  const FIRST_WAIT_MS = 1000;
  const LONGEST_WAIT_MS = 15000;
  const SAVED_MS = 3000; // how long "saved" stands
  const MARGIN = 96; // of the article's pane, above the proof

  let wait = FIRST_WAIT_MS;
  let retryTimer = 0;
  let slowTimer = 0;
  let clearTimer = 0;

  const byId = (id) => document.getElementById(id);
  const answerForm = () => byId("answer");
  const words = () => byId("words").dataset; // the page brings them in its own language
  const login = () => `${words().login}?next=${encodeURIComponent(location.pathname)}`;

  // The kept answer: the fields of the form as they were first sent, under the path that they are
  // sent to. The CSRF token is left out, because it changes when the learner signs in again.

  const keptUnder = (path) => `answer:${new URL(path, location).pathname}`;

  function keep(form) {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    try {
      sessionStorage.setItem(keptUnder(form.action), JSON.stringify(fields));
    } catch {
      // No storage in this tab: the form itself still holds the answer.
    }
  }

  function kept(form) {
    try {
      return JSON.parse(sessionStorage.getItem(keptUnder(form.action)));
    } catch {
      return null;
    }
  }

  function forget(path) {
    try {
      sessionStorage.removeItem(keptUnder(path));
    } catch {
      // As above.
    }
  }

  /* Put a kept answer back into the form; false where it no longer fits the question. */
  function fill(form, fields) {
    return fields.every(([name, value]) => {
      const inputs = [...form.elements].filter((input) => input.name === name);
      const radio = inputs.find((input) => input.type === "radio" && input.value === value);
      if (radio) {
        radio.checked = true;
        return true;
      }
      const [input] = inputs;
      if (!input || input.type === "radio") return false;
      input.value = value;
      return true;
    });
  }

  // The status line

  function say(text, { trouble = false, link = null } = {}) {
    const line = byId("status");
    clearTimeout(clearTimer);
    line.classList.toggle("trouble", trouble);
    line.replaceChildren(text, ...(link ? [" ", link] : []));
  }

  const sayUnsaved = () => say(words().unsaved, { trouble: true });

  function sayExpired(url) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = words().signIn;
    say(words().expired, { trouble: true, link });
  }

  // Sending, and sending again

  function send() {
    const form = answerForm();
    const fields = form && kept(form);
    clearTimeout(retryTimer);
    if (!fields) return;
    if (fill(form, fields)) form.requestSubmit();
    else forget(form.action);
  }

  function sendLater() {
    clearTimeout(slowTimer);
    clearTimeout(retryTimer);
    sayUnsaved();
    retryTimer = setTimeout(send, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }

  function stopTimers() {
    clearTimeout(slowTimer);
    clearTimeout(retryTimer);
    wait = FIRST_WAIT_MS;
  }

  // htmx tells what becomes of a request. The element that sent it may be gone by then, so it is
  // read from the request and not from the event.

  const sender = (event) => event.detail.requestConfig?.elt.id;
  const isQuestion = (xhr) => xhr.responseText.includes('id="question"');

  function onHtmx(name, handlers) {
    document.addEventListener(`htmx:${name}`, (event) => handlers[sender(event)]?.(event));
  }

  onHtmx("beforeRequest", {
    answer() {
      const form = answerForm();
      const first = kept(form) === null;
      keep(form);
      clearTimeout(slowTimer);
      if (!navigator.onLine) sayUnsaved();
      else if (first) say(words().saving);
      slowTimer = setTimeout(sayUnsaved, SLOW_MS);
    },
  });

  // Anything but the question (a login page, a proxy's page) is no acknowledgement.
  onHtmx("beforeSwap", {
    answer(event) {
      const { xhr } = event.detail;
      if (xhr.status >= 400 || isQuestion(xhr)) return;
      event.detail.shouldSwap = false;
      stopTimers();
      sayExpired(login());
    },
  });

  // An answer that was refused for what it says is not sent again: the form says what is wrong.
  onHtmx("afterRequest", {
    answer({ detail: { xhr, requestConfig } }) {
      const refused = xhr.status === 422;
      const saved = xhr.status >= 200 && xhr.status < 300 && isQuestion(xhr);
      if (!refused && !saved) return;
      stopTimers();
      forget(requestConfig.path);
      say(refused ? "" : words().saved);
      clearTimer = setTimeout(() => say(""), SAVED_MS);
    },
  });

  onHtmx("responseError", {
    answer({ detail: { xhr } }) {
      if (xhr.status === 422) return;
      if (![401, 403, 404].includes(xhr.status)) sendLater();
      else {
        stopTimers();
        if (xhr.status !== 401) sayExpired(login());
      }
    },
    next: ({ detail: { xhr } }) => location.assign(xhr.responseURL),
  });

  for (const lost of ["sendError", "timeout", "sendAbort"]) {
    onHtmx(lost, {
      answer: sendLater,
      next: () => say(words().unloaded, { trouble: true }),
    });
  }

  // With a 401: who was signed in is so no more.
  document.addEventListener("login-required", (event) => sayExpired(event.detail.url));

  addEventListener("offline", () => {
    const form = answerForm();
    if (form && kept(form)) sayUnsaved();
  });

  addEventListener("online", () => {
    const form = answerForm();
    if (!form || !kept(form)) return;
    wait = FIRST_WAIT_MS;
    // A request that left before the line was cut would hang until it times out.
    globalThis.htmx?.trigger(form, "htmx:abort");
    send();
  });

  // Keys: 1 to 9 and A to I choose, Enter goes on

  const isTyping = (target) =>
    target.matches?.('input:not([type="radio"], [type="checkbox"]), textarea, select');
  const isOperable = (target) => target.closest?.("a, button, summary, input");

  function choose(key) {
    const form = answerForm();
    const place = "123456789".includes(key) ? Number(key) - 1 : "abcdefghi".indexOf(key);
    const input = form?.querySelectorAll('input[type="radio"], input[type="checkbox"]')[place];
    if (!input) {
      // A question that wants words: whatever is typed goes where it belongs.
      form?.querySelector('input[type="text"]')?.focus();
      return false;
    }
    input.focus();
    input.click();
    return true;
  }

  function goOn() {
    const form = answerForm();
    if (form) form.requestSubmit();
    else byId("next")?.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!byId("question") || isTyping(event.target)) return;
    if (event.key === "Enter") {
      // A key held down must not run through the feedback unread.
      if (event.repeat) event.preventDefault();
      else if (!isOperable(event.target)) goOn();
    } else if (event.key.length === 1 && !event.repeat && choose(event.key.toLowerCase())) {
      event.preventDefault();
    }
  });

  // The proof: where the article stands beside the feedback, its own pane scrolls to it, and
  // further up to the first mark of all where the pane holds both

  function showProof() {
    const article = byId("article");
    const proof = byId("proof");
    if (!article || !proof || article.scrollHeight <= article.clientHeight) return;
    const first = article.querySelector("mark").getBoundingClientRect();
    const main = proof.getBoundingClientRect();
    const fits = main.bottom - first.top <= article.clientHeight - 2 * MARGIN;
    const above = (fits ? first : main).top - article.getBoundingClientRect().top;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    article.scrollTo({ top: article.scrollTop + above - MARGIN, behavior: still ? "auto" : "smooth" });
  }

  // The time that is left: as the server counts it, from when the page came, because the clock of
  // this device may be wrong. When it is up, what was chosen is sent while the server still takes
  // it, and then the page goes on.

  const GRACE_MS = 6000;
  const COUNTED_S = 3600; // a closing that is days away is only named
  let upAt = 0;
  let ticking = 0;

  function countDown() {
    clearInterval(ticking);
    const clock = byId("clock");
    if (!clock) return;
    upAt = performance.now() + 1000 * clock.dataset.seconds;
    ticking = setInterval(showLeft, 500);
    showLeft();
  }

  function showLeft() {
    const clock = byId("clock");
    const left = Math.max(0, Math.ceil((upAt - performance.now()) / 1000));
    if (!clock || left > COUNTED_S) return;
    const seconds = String(left % 60).padStart(2, "0");
    clock.textContent = `${Math.floor(left / 60)}:${seconds} ${clock.dataset.left}`;
    if (left === 60) say(clock.dataset.soon);
    if (left === 0) stop(clock);
  }

  function stop(clock) {
    clearInterval(ticking);
    say(clock.dataset.up, { trouble: true });
    const form = answerForm();
    if (form?.querySelector("input:checked") || form?.elements.text?.value) form.requestSubmit();
    setTimeout(() => location.assign(clock.dataset.on), GRACE_MS);
  }

  // On arrival, and after each swap

  function arrive() {
    showProof();
    countDown();
    if (answerForm()) send();
    else if (byId("question")) forget(location.href);
  }

  document.addEventListener("htmx:afterSwap", () => {
    const question = byId("question");
    if (!question) return;
    document.title = document.title.replace(/^[^·]*/, `${question.dataset.title} `);
    showProof();
    countDown();
  });

  document.addEventListener("DOMContentLoaded", arrive);
  document.addEventListener("htmx:historyRestore", arrive);
})();
