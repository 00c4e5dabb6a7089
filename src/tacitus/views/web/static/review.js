// Reviewing by keyboard. In a report a decision is sent without leaving the page, and the next claim is walked to; on the pages of
// one claim the keys press what stands there. How long a claim was looked at is sent with what is decided of it.
import { Sheet } from "./sheet.js";
import { Picker } from "./words.js";

const text = document.getElementById("text");
const list = document.getElementById("claims");
const alone = document.querySelector("[data-claim]");
const keys = document.getElementById("keys");
const told = document.getElementById("told");
const tell = (words) => { told.textContent = words; };
const picker = text && new Picker(text, tell);
const DONE = { accept: "accepted", reject: "rejected", correct: "corrected", note: "noted", undo: "taken back" };
let current = 0; // the number of the claim that is walked to
let sending = false;
let panel = null; // a form that is open in the report: its element, its sheet

// How long each claim was looked at, while the page was seen.
const clock = {
  spent: new Map(), on: null, since: 0,
  look(claim) {
    this.rest();
    this.on = claim;
    this.since = document.hidden || !claim ? 0 : performance.now();
  },
  rest() {
    if (this.on && this.since) this.spent.set(this.on, (this.spent.get(this.on) ?? 0) + performance.now() - this.since);
    this.since = 0;
  },
  read(claim) {
    const on = this.on;
    this.rest();
    this.look(on);
    return this.spent.has(claim) ? (this.spent.get(claim) / 1000).toFixed(1) : "";
  },
};
document.addEventListener("visibilitychange", () => (document.hidden ? clock.rest() : clock.look(clock.on)));

const item = () => list?.querySelector(`[data-n="${current}"]`);

function stamp(form, claim) {
  if (form.elements.seconds) form.elements.seconds.value = clock.read(claim);
}

function leave() {
  if (!panel) return;
  panel.sheet?.close();
  panel.element.remove();
  panel = null;
  item()?.focus({ preventScroll: true });
}

function put(element, sheet) {
  leave();
  panel = { element, sheet };
  item().append(element);
  element.querySelector(".cancel")?.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  element.scrollIntoView({ block: "nearest" });
}

function ask(action) {
  const form = document.getElementById("reason").content.cloneNode(true).querySelector("form");
  const deeds = item().querySelector(".deeds");
  form.setAttribute("action", deeds.getAttribute("action"));
  for (const field of deeds.querySelectorAll("input")) form.append(field.cloneNode());
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "action", value: action }));
  form.querySelector(".ask").textContent = action === "reject" ? "why is it no claim?" : "note";
  put(form, null);
  form.elements.why.focus();
}

function choose() {
  const group = document.getElementById("slots-of").content.cloneNode(true).querySelector(".choose");
  put(group, null);
  for (const one of group.querySelectorAll("[data-slot]")) one.addEventListener("click", () => correct(one.dataset.slot));
  group.focus();
}

async function correct(slot) {
  const back = item().querySelector(".deeds [name=back]").value;
  const found = await page(`/claim/${encodeURIComponent(item().dataset.id)}/correct/${slot}?back=${encodeURIComponent(back)}`);
  const form = found?.querySelector("form.sheet");
  if (!form) return;
  const own = document.importNode(form, true);
  const sheet = new Sheet(own, picker);
  put(own, sheet);
  text.dataset.picking = "yes";
  sheet.open();
}

// A page of ours; null where there is none, which is told.
async function page(path, asked) {
  try {
    const answer = await fetch(path, asked);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok) return found;
    problem((found.querySelector(".problem") ?? found.querySelector("main .lead"))?.textContent ?? "it did not work");
  } catch {
    problem("the server does not answer; is tacitus serve still running?");
  }
  return null;
}

function problem(words) {
  tell(words);
  const told = panel?.element.querySelector(".problem") ?? document.createElement("p");
  told.className = "problem";
  told.setAttribute("role", "alert");
  told.textContent = words;
  (panel?.element ?? item())?.prepend(told);
}

async function send(form, button) {
  if (sending) return;
  const number = current;
  stamp(form, item().dataset.id);
  const body = new URLSearchParams(new FormData(form, button));
  const path = button?.getAttribute("formaction") ?? form.getAttribute("action");
  const action = path.endsWith("/undo") ? "undo" : body.get("action");
  const decided = item().dataset.id;
  sending = true;
  const found = await page(path, { method: "POST", body });
  sending = false;
  if (!found) return;
  clock.spent.delete(decided);
  panel?.sheet?.close();
  panel = null;
  for (const id of ["text", "claims"]) {
    const fresh = document.importNode(found.getElementById(id), true);
    document.getElementById(id).replaceChildren(...fresh.childNodes);
  }
  picker.fresh();
  getSelection().removeAllRanges();
  document.dispatchEvent(new CustomEvent("claim:swapped"));
  const onward = current === number && ["accept", "reject"].includes(action) && list.querySelector(`[data-n="${number + 1}"]`);
  document.dispatchEvent(new CustomEvent("claim:walk", { detail: onward ? number + 1 : current || number }));
  tell(`claim ${number} ${DONE[action]}`);
}

function act(action) {
  const deeds = item()?.querySelector(".deeds");
  if (!deeds) return false;
  if (action === "reject" || action === "note") ask(action);
  else if (action === "correct") choose();
  else {
    const button = deeds.querySelector(`[data-do=${action}]`);
    if (button) send(deeds, button); else tell("nothing of yours to take back");
  }
  return true;
}

// On the pages of one claim.
function press(action) {
  if (action === "correct") document.querySelector(".slotlinks a")?.focus();
  else {
    const form = document.querySelector(`.reviewing [data-key=${action}]`);
    const field = form?.querySelector("input[name=why]");
    if (field) field.focus(); else if (form) form.requestSubmit(form.querySelector("button"));
  }
  return true;
}

const ACTIONS = { a: "accept", x: "reject", c: "correct", n: "note", u: "undo" };

// Whether the key meant something here.
function meant(event) {
  const field = event.target.closest("input, select, textarea");
  if (picker?.active && event.target.closest("#text")) return picker.key(event);
  if (event.key === "Escape" && panel) { leave(); return true; }
  if (event.key === "Enter" && field?.matches("select[name=value]")) { field.form.requestSubmit(); return true; }
  if (field) { if (event.key === "Escape" && alone) field.blur(); return false; }
  if (event.key === "?") { keys.showModal(); return true; }
  const sheet = panel?.sheet ?? single;
  if (sheet && event.key === "w") { sheet.pick(); return true; }
  if (panel || single) {
    panel?.element.querySelectorAll("[data-slot]")[Number(event.key) - 1]?.click();
    return event.key.length === 1 && event.key !== " ";
  }
  const digit = event.target.closest(".slotlinks") && document.querySelector(`.slotlinks [data-digit="${CSS.escape(event.key)}"]`);
  if (digit) { digit.click(); return true; }
  const next = event.key === "j" && document.querySelector(".reviewing [data-key=next]");
  if (next) { next.click(); return true; }
  if (!(event.key in ACTIONS)) return false;
  return list ? act(ACTIONS[event.key]) : press(ACTIONS[event.key]);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open || event.isComposing) return;
  if (!meant(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

let single = null; // the sheet of a page that has nothing else
if (list) {
  document.addEventListener("claim:walked", (event) => {
    if (event.detail !== current) leave();
    current = event.detail;
    clock.look(item()?.dataset.id ?? null);
  });
  const walkTo = (element) => {
    const number = Number(element.closest("[data-n]").dataset.n);
    if (number !== current) document.dispatchEvent(new CustomEvent("claim:walk", { detail: number }));
  };
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    walkTo(event.target);
    send(event.target, event.submitter);
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest(".deeds a[data-do]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    walkTo(link);
    act(link.dataset.do);
  });
  const named = /^#[cw](\d+)$/.exec(location.hash);
  if (named) { current = Number(named[1]); clock.look(item()?.dataset.id ?? null); }
} else if (alone) {
  clock.look(alone.dataset.claim);
  document.addEventListener("submit", (event) => stamp(event.target, alone.dataset.claim), true);
  const form = document.querySelector("form.sheet");
  if (form) {
    for (const piece of text.querySelectorAll(`[data-c~="${CSS.escape(alone.dataset.number)}"]`)) piece.classList.add("on");
    text.classList.add("walking");
    single = new Sheet(form, picker);
    single.open();
  }
}

text?.addEventListener("pointerup", () => setTimeout(() => {
  const sheet = panel?.sheet ?? single;
  const words = sheet?.field && picker.marked();
  if (words) { picker.stop(); sheet.take(words); }
}));
