// The calendar: one stop for Tab, from there the arrow keys walk the cells in which something was published.
"use strict";
const table = document.querySelector(".calendar");
const rows = table ? [...table.querySelectorAll("tbody tr, tfoot tr")].map((row) => [...row.querySelectorAll("td.cell")]) : [];
const links = rows.flat().map((cell) => cell.querySelector("a")).filter(Boolean);
links.forEach((link, at) => { link.tabIndex = at ? -1 : 0; });

function go(link) {
  if (!link) return;
  for (const one of links) one.tabIndex = one === link ? 0 : -1;
  link.focus();
}

if (table) table.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const cell = event.target.closest("td.cell");
  if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  let row = rows.findIndex((one) => one.includes(cell));
  let column = rows[row].indexOf(cell);
  for (;;) {
    row += step[0];
    column += step[1];
    if (!rows[row] || !rows[row][column]) return;
    const link = rows[row][column].querySelector("a");
    if (link) { go(link); return; }
  }
});
