// A report: pointing at words or at a claim lights up the other; j and k walk the claims, o opens one. review.js is told which one
// is walked to ("claim:walked"), asks for another ("claim:walk"), and tells when the claims were drawn anew ("claim:swapped").
"use strict";
const text = document.getElementById("text");
const list = document.getElementById("claims");
let claims = [...list.querySelectorAll("[data-n]")];
let current = 0;

function walked(number) {
  current = number;
  rest();
  document.dispatchEvent(new CustomEvent("claim:walked", { detail: number }));
}

function light(numbers) {
  for (const piece of text.querySelectorAll("[data-c]")) {
    piece.classList.toggle("on", piece.dataset.c.split(" ").some((number) => numbers.has(number)));
  }
  for (const mark of text.querySelectorAll(".at")) mark.classList.toggle("on", numbers.has(mark.textContent));
  for (const claim of claims) claim.classList.toggle("on", numbers.has(claim.dataset.n));
  text.classList.toggle("walking", numbers.size > 0);
}

function rest() {
  light(current ? new Set([String(current)]) : new Set());
}

function narrowest(piece) {
  // The claim whose words cover the least of the text is the one that is meant.
  const spread = (number) => text.querySelectorAll(`[data-c~="${CSS.escape(number)}"]`).length;
  return piece.dataset.c.split(" ").sort((left, right) => spread(left) - spread(right))[0];
}

function go(number, focus) {
  walked(number);
  const claim = claims.find((one) => one.dataset.n === String(number));
  if (!claim) return;
  if (focus) claim.focus({ preventScroll: true });
  claim.scrollIntoView({ block: "nearest" });
  const mark = document.getElementById(`w${number}`);
  const place = mark && mark.getBoundingClientRect();
  if (place && (place.top < 40 || place.bottom > window.innerHeight - 80) && window.innerWidth > 960) {
    window.scrollBy({ top: place.top - window.innerHeight / 3 });
  }
}

text.addEventListener("pointerover", (event) => {
  const piece = event.target.closest("[data-c]");
  if (piece) light(new Set([narrowest(piece)]));
});
text.addEventListener("pointerleave", rest);
text.addEventListener("click", (event) => {
  const piece = event.target.closest("[data-c]");
  if (piece && !text.dataset.picking && !event.target.closest("a") && String(getSelection()) === "") go(Number(narrowest(piece)), false);
});
list.addEventListener("pointerover", (event) => {
  const claim = event.target.closest("[data-n]");
  if (claim) light(new Set([claim.dataset.n]));
});
list.addEventListener("pointerleave", rest);
list.addEventListener("focusin", (event) => {
  const claim = event.target.closest("[data-n]");
  if (claim && Number(claim.dataset.n) !== current) walked(Number(claim.dataset.n));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea") || !claims.length) return;
  if (event.key === "j" || event.key === "k") {
    const at = claims.findIndex((one) => one.dataset.n === String(current));
    const next = at < 0 ? (event.key === "j" ? 0 : claims.length - 1) : at + (event.key === "j" ? 1 : -1);
    const wanted = claims[Math.max(0, Math.min(claims.length - 1, next))];
    event.preventDefault();
    go(Number(wanted.dataset.n), true);
  } else if (event.key === "o" && current) {
    list.querySelector(`[data-n="${current}"] .open`).click();
  } else if (event.key === "Escape" && current) {
    walked(0);
  }
});
document.addEventListener("claim:walk", (event) => go(event.detail, true));
document.addEventListener("claim:swapped", () => {
  claims = [...list.querySelectorAll("[data-n]")];
  rest();
});

function named() {
  const found = /^#[cw](\d+)$/.exec(location.hash);
  if (found) go(Number(found[1]), false);
}
addEventListener("hashchange", named);
named();
