"use strict";
// Filters, keys, lights and buttons to copy. The page is complete without them.
(() => {
  const MANY = 1000;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all(".card").map((card) => ({ card, ...card.dataset }));
  const marks = all(".mark").map((mark) => ({ mark, numbers: mark.dataset.numbers.split(" ") }));
  const ticks = all(".strip rect").map((tick) => ({ tick, number: tick.dataset.number }));
  const folds = all("details.more").map((fold) => ({ fold, numbers: all(".card", fold).map((card) => card.dataset.number) }));
  const sections = all("section.file");
  const entries = new Map(all(".files li").map((entry) => [entry.dataset.file, entry]));
  const boxes = all("#filters input[data-kind]");
  const search = document.getElementById("search");
  const onlyFound = document.getElementById("only-found");
  let shown = cards;
  let pause;

  // What lights up with a finding: its card and its marks.
  const lights = new Map(cards.map((each) => [each.number, [each.card]]));
  for (const { mark, numbers } of marks) for (const number of numbers) lights.get(number)?.push(mark);

  for (const section of sections) {
    for (const card of all(".card", section)) card.dataset.inFile = section.dataset.file;
  }

  // Only what changes is touched: a page may hold thousands of cards.
  const put = (element, name, isOn) => { if (element.hasAttribute(name) !== isOn) element.toggleAttribute(name, isOn); };
  const words = (each) => (each.words ??= each.card.textContent.toLowerCase());
  const filter = () => {
    clearTimeout(pause);
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => `${box.dataset.kind} ${box.value}`));
    const wanted = search.value.trim().toLowerCase();
    shown = cards.filter(
      (each) =>
        !off.has(`severity ${each.severity}`) && !off.has(`family ${each.family}`) && !off.has(`rule ${each.rule}`) &&
        (!wanted || words(each).includes(wanted)),
    );
    const visible = new Set(shown.map((each) => each.number));
    const files = new Set(shown.map((each) => each.card.dataset.inFile));
    for (const section of sections) put(section, "hidden", !files.has(section.dataset.file));
    for (const [number, entry] of entries) put(entry, "hidden", !files.has(number));
    for (const { card, number } of cards) put(card, "hidden", !visible.has(number));
    for (const { mark, numbers } of marks) mark.classList.toggle("off", !numbers.some((each) => visible.has(each)));
    for (const { tick, number } of ticks) put(tick, "hidden", !visible.has(number));
    for (const { fold, numbers } of folds) put(fold, "hidden", !numbers.some((each) => visible.has(each)));
    put(document.getElementById("no-match"), "hidden", shown.length > 0 || !cards.length);
    const status = document.getElementById("shown");
    status.textContent = `${shown.length.toLocaleString("en")} of ${cards.length.toLocaleString("en")} ${status.dataset.noun} shown`;
  };

  const showAll = () => {
    for (const box of boxes) box.checked = true;
    search.value = "";
    filter();
  };

  const light = (numbers, on) => {
    for (const number of numbers) for (const each of lights.get(number) ?? []) each.classList.toggle("lit", on);
  };
  const numbersAt = (target) => {
    const element = target.closest?.(".mark, .card");
    return element ? (element.dataset.numbers ?? element.dataset.number).split(" ") : null;
  };
  for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(type, (event) => {
      const numbers = numbersAt(event.target);
      if (numbers) light(numbers, on);
    });
  }

  const open = (element) => {
    for (let each = element; each; each = each.parentElement.closest("details")) {
      if (each.tagName === "DETAILS") each.open = true;
    }
  };

  const step = (by) => {
    if (!shown.length) return;
    const current = shown.findIndex((each) => each.card === document.activeElement || each.card.contains(document.activeElement));
    const next = current < 0 ? (by > 0 ? 0 : shown.length - 1) : (current + by + shown.length) % shown.length;
    const { card } = shown[next];
    open(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return document.querySelector(".rule-page:popover-open") ? undefined : showAll();
    if (event.target.matches?.("input[type=search]")) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    if (event.key === "n" || event.key === "j") step(1);
    if (event.key === "p" || event.key === "k") step(-1);
  });

  // A link leads into what is folded, too.
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target) { open(target); target.scrollIntoView({ block: "center" }); }
  };
  window.addEventListener("hashchange", openTarget);
  openTarget();

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard for this page: select the text, so that it can be copied by hand
      return "Press Ctrl+C to copy";
    }
    return "Copied";
  };
  let timer;
  const addButton = (code) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${code.closest("dd").previousElementSibling.textContent}`);
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(code);
      const status = document.getElementById("copied");
      status.textContent = await copy(code.textContent);
      clearTimeout(timer);
      timer = setTimeout(() => { status.textContent = ""; }, 2000);
    });
    code.after(button);
  };
  // What nobody has unfolded needs no buttons.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open || !target.matches(".card > details")) return;
    for (const code of all("code.copy", target)) if (code.nextElementSibling?.tagName !== "BUTTON") addButton(code);
  }, true);

  onlyFound?.addEventListener("change", () => {
    document.getElementById("articles").classList.toggle("only-found", onlyFound.checked);
  });

  // On a phone the filters would fill the screen before the first finding.
  if (matchMedia("(max-width: 48rem)").matches) for (const each of all(".side details")) each.open = false;

  for (const id of ["filters", "keys"]) document.getElementById(id).hidden = false;
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  // Where it takes a while, the search waits for the end of the word.
  search.addEventListener("input", () => {
    if (cards.length < MANY) return filter();
    clearTimeout(pause);
    pause = setTimeout(filter, 250);
  });
  for (const box of boxes) box.addEventListener("change", filter);
  filter();
})();
