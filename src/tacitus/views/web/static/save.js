// "Save this page" saves what is seen now: htmx changes the address without loading the page anew.
for (const form of document.querySelectorAll("form.save")) {
  form.addEventListener("submit", () => { form.elements.page.value = location.pathname + location.search; });
}
