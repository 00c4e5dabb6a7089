// The queue: j and k walk the claims, o or Enter opens the one that is walked to.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, button")) return;
  const items = [...document.querySelectorAll(".wait")];
  const at = items.findIndex((one) => one.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = at < 0 ? (event.key === "j" ? 0 : items.length - 1) : at + (event.key === "j" ? 1 : -1);
    const wanted = items[Math.max(0, Math.min(items.length - 1, next))];
    if (!wanted) return;
    event.preventDefault();
    wanted.focus({ preventScroll: true });
    wanted.scrollIntoView({ block: "nearest" });
  } else if (at >= 0 && (event.key === "o" || (event.key === "Enter" && document.activeElement === items[at]))) {
    event.preventDefault();
    items[at].querySelector(".open").click();
  }
});
