// The filter: empty fields stay out of the address, what is asked already is not asked again.
"use strict";
const form = document.getElementById("filter");
let asked = null;

form.addEventListener("htmx:configRequest", (event) => {
  const given = event.detail.formData;
  for (const name of [...new Set(given.keys())]) if (!given.get(name)) given.delete(name);
  const wanted = new URLSearchParams(given).toString();
  if (wanted === asked) event.preventDefault();
  asked = wanted;
});
form.addEventListener("formdata", (event) => {
  if (window.htmx) return;
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});
