// Words of a report's text, chosen with the arrow keys or the mouse. Places are counted in characters (code points) of the text,
// never in UTF-16 units: every piece of it says at which character it begins (data-s).

const length = (text) => { let size = 0; for (const _ of text) size += 1; return size; };

export class Picker {
  constructor(text, tell) {
    this.text = text;
    this.tell = tell;
    this.active = null;
    this.fresh();
  }

  // The text was drawn anew.
  fresh() {
    this.runs = null;
  }

  // Choose words, beginning at a character; `taken` is called with them, `left` where it is given up.
  start(at, taken, left) {
    this.gather();
    if (!this.spots.length) return;
    const from = this.unit(at);
    const found = this.spots.findIndex((spot) => spot[1] > from);
    this.anchor = this.head = found < 0 ? this.spots.length - 1 : found;
    this.active = { taken, left };
    this.text.focus({ preventScroll: true });
    this.draw();
  }

  stop() {
    this.active = null;
  }

  // What is marked in the text now: start, end and words; null where nothing is.
  marked() {
    const marks = getSelection();
    if (!marks.rangeCount || marks.isCollapsed || !this.text.contains(marks.getRangeAt(0).commonAncestorContainer)) return null;
    this.gather();
    const range = marks.getRangeAt(0);
    let first = null, last = null;
    for (const run of this.runs) {
      if (!range.intersectsNode(run.node)) continue;
      const start = run.node === range.startContainer ? range.startOffset : 0;
      const end = run.node === range.endContainer ? range.endOffset : run.size;
      if (end <= start) continue;
      first ??= run.from + start;
      last = run.from + end;
    }
    return first === null ? null : this.piece(first, last);
  }

  // A key while words are chosen; whether it meant something.
  key(event) {
    const onward = getComputedStyle(this.text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const steps = { [onward]: () => this.head + 1, [back]: () => this.head - 1, ArrowDown: () => this.line(1), ArrowUp: () => this.line(-1) };
    if (event.key in steps) {
      this.head = Math.max(0, Math.min(this.spots.length - 1, steps[event.key]()));
      if (!event.shiftKey) this.anchor = this.head;
      this.draw();
    } else if (event.key === "Enter") {
      const { taken } = this.active;
      const words = this.marked() ?? this.span();
      this.stop();
      taken(words);
    } else if (event.key === "Escape") {
      const { left } = this.active;
      this.stop();
      left();
    } else {
      return false;
    }
    return true;
  }

  gather() {
    if (this.runs) return;
    this.runs = [];
    this.whole = "";
    for (const piece of this.text.querySelectorAll("[data-s]")) {
      let base = Number(piece.dataset.s);
      for (const node of piece.childNodes) {
        this.runs.push({ node, base, from: this.whole.length, size: node.data.length });
        this.whole += node.data;
        base += length(node.data);
      }
    }
    this.spots = Intl.Segmenter
      ? [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(this.whole)]
        .filter((part) => part.isWordLike).map((part) => [part.index, part.index + part.segment.length])
      : [...this.whole.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((part) => [part.index, part.index + part[0].length]);
  }

  // The run of text in which a unit of the whole lies.
  run(unit) {
    let low = 0, high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.runs[middle].from <= unit) low = middle; else high = middle - 1;
    }
    return this.runs[low];
  }

  // The character of the text at which a unit of the whole stands; as an end it belongs to the unit before it.
  character(unit, end) {
    const run = this.run(end ? unit - 1 : unit);
    return run.base + length(run.node.data.slice(0, unit - run.from));
  }

  unit(character) {
    const run = this.runs.findLast((one) => one.base <= character) ?? this.runs[0];
    return run.from + [...run.node.data].slice(0, character - run.base).join("").length;
  }

  // Words from one unit to another, without the space around them.
  piece(first, last) {
    const text = this.whole.slice(first, last);
    const start = first + text.length - text.trimStart().length;
    const words = text.trim();
    if (!words) return null;
    return { start: this.character(start, false), end: this.character(start + words.length, true), text: words };
  }

  span() {
    const [low, high] = this.anchor <= this.head ? [this.anchor, this.head] : [this.head, this.anchor];
    return this.piece(this.spots[low][0], this.spots[high][1]);
  }

  range(low, high) {
    const made = document.createRange();
    const start = this.run(low), end = this.run(high - 1);
    made.setStart(start.node, low - start.from);
    made.setEnd(end.node, high - end.from);
    return made;
  }

  draw() {
    const [low, high] = this.anchor <= this.head ? [this.anchor, this.head] : [this.head, this.anchor];
    const marks = getSelection();
    marks.removeAllRanges();
    marks.addRange(this.range(this.spots[low][0], this.spots[high][1]));
    const place = this.box(this.head);
    if (place.top < 40 || place.bottom > innerHeight - 60) scrollBy({ top: place.top - innerHeight / 3 });
    this.tell(this.span().text);
  }

  box(index) {
    return this.range(...this.spots[index]).getBoundingClientRect();
  }

  // The word above or below.
  line(step) {
    const here = this.box(this.head), middle = (here.left + here.right) / 2;
    let best = this.head, least = Infinity, level = null;
    for (let index = this.head + step; index >= 0 && index < this.spots.length; index += step) {
      const place = this.box(index);
      if (Math.abs(place.top - here.top) < here.height / 2) continue;
      level ??= place.top;
      if (Math.abs(place.top - level) > here.height / 2) break;
      const far = Math.abs((place.left + place.right) / 2 - middle);
      if (far < least) [best, least] = [index, far];
    }
    return best;
  }
}
