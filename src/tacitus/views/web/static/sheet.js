// The form that corrects a slot, made quick: words are chosen in the text, and stand in it as chips.

export class Sheet {
  constructor(form, picker, leave) {
    this.form = form;
    this.picker = picker;
    this.leave = leave;
    this.field = form.elements.words;
    this.spans = [];
    form.classList.add("live");
    if (!this.field) return;
    this.picker.text.dataset.picking = "yes";
    const more = form.querySelector(".more");
    more.hidden = false;
    more.addEventListener("click", () => this.pick());
    form.elements.found?.addEventListener("change", (event) => this.found(event.target));
    this.draw();
  }

  // Where the coder begins: in the text, or at the list of values.
  open() {
    const marked = this.field && this.picker.marked();
    if (marked) this.take(marked);
    else if (this.field) this.pick();
    else this.form.elements.value.focus();
  }

  close() {
    this.picker.stop();
    delete this.picker.text.dataset.picking;
  }

  pick() {
    if (this.field) this.picker.start(Number(this.form.dataset.at), (words) => this.take(words), () => this.save().focus());
  }

  save() {
    return this.form.querySelector(".record");
  }

  take(words) {
    if (words) {
      if (!("several" in this.form.dataset)) this.spans = [];
      this.spans = [...this.spans.filter((one) => one.start !== words.start || one.end !== words.end), words];
      const kept = this.form.querySelectorAll(".keep input");
      if (kept.length === 1 && this.spans.length === 1) kept[0].checked = false;
    }
    this.draw();
    this.save().focus();
  }

  found(select) {
    const [start, end] = select.value.split(":").map(Number);
    const text = select.selectedOptions[0].textContent;
    select.value = "";
    if (end) this.take({ start, end, text });
  }

  drop(words) {
    this.spans = this.spans.filter((one) => one !== words);
    this.draw();
    this.save().focus();
  }

  draw() {
    this.field.value = this.spans.map((one) => `${one.start}:${one.end}`).join(" ");
    this.form.querySelector(".chips").replaceChildren(...this.spans.map((one) => this.chip(one)));
  }

  chip(words) {
    const made = document.createElement("span"), out = document.createElement("button"), name = document.createElement("bdi");
    made.className = "chip";
    name.textContent = words.text;
    out.type = "button";
    out.textContent = "×";
    out.setAttribute("aria-label", `leave out ${words.text}`);
    out.addEventListener("click", () => this.drop(words));
    made.append(name, out);
    return made;
  }

  problem(text) {
    const told = this.form.querySelector(".problem") ?? document.createElement("p");
    told.className = "problem";
    told.setAttribute("role", "alert");
    told.textContent = text;
    this.form.prepend(told);
  }
}
