"use strict";
// Filters, keys, lights and buttons to copy. The page is complete without them.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all(".card").map((card) => ({ card, ...card.dataset, words: card.textContent.toLowerCase() }));
  const marks = all(".mark").map((mark) => ({ mark, numbers: mark.dataset.numbers.split(" ") }));
  const ticks = all(".strip rect");
  const sections = all("section.file");
  const entries = new Map(all(".files li").map((entry) => [entry.dataset.file, entry]));
  const boxes = all("#filters input[data-kind]");
  const search = document.getElementById("search");
  const onlyFound = document.getElementById("only-found");
  let shown = cards;

  // What lights up with a finding: its card and its marks.
  const lights = new Map(cards.map((each) => [each.number, [each.card]]));
  for (const { mark, numbers } of marks) for (const number of numbers) lights.get(number)?.push(mark);

  for (const section of sections) {
    for (const card of all(".card", section)) card.dataset.inFile = section.dataset.file;
  }

  const filter = () => {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => `${box.dataset.kind} ${box.value}`));
    const wanted = search.value.trim().toLowerCase();
    shown = cards.filter(
      (each) =>
        !off.has(`severity ${each.severity}`) && !off.has(`family ${each.family}`) && !off.has(`rule ${each.rule}`) &&
        (!wanted || each.words.includes(wanted)),
    );
    const visible = new Set(shown.map((each) => each.number));
    const files = new Set(shown.map((each) => each.card.dataset.inFile));
    for (const { card, number } of cards) card.hidden = !visible.has(number);
    for (const { mark, numbers } of marks) mark.classList.toggle("off", !numbers.some((each) => visible.has(each)));
    for (const tick of ticks) tick.toggleAttribute("hidden", !visible.has(tick.dataset.number));
    for (const more of all("details.more")) more.hidden = !more.querySelector(".card:not([hidden])");
    for (const section of sections) section.hidden = !files.has(section.dataset.file);
    for (const [number, entry] of entries) entry.hidden = !files.has(number);
    document.getElementById("no-match").hidden = shown.length > 0 || !cards.length;
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
    if (event.key === "Escape") return showAll();
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
  for (const code of all("code.copy")) {
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
  }

  onlyFound?.addEventListener("change", () => {
    document.getElementById("articles").classList.toggle("only-found", onlyFound.checked);
  });

  // On a phone the filters would fill the screen before the first finding.
  if (matchMedia("(max-width: 48rem)").matches) for (const each of all(".side details")) each.open = false;

  for (const id of ["filters", "keys"]) document.getElementById(id).hidden = false;
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  filter();
})();
