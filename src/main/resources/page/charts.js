// Small charts as SVG: time series with a linked cursor, and the two of the campaign.

import { element, number, short, svg } from "./format.js";

/** Round numbers from low to high, about so many. */
export function ticks(low, high, about) {
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
  const marks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) marks.push(i * step);
  return { marks, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

function range(numbers, leastSpan) {
  let low = Math.min(...numbers);
  let high = Math.max(...numbers);
  if (high - low < leastSpan) {
    const middle = (low + high) / 2;
    low = middle - leastSpan / 2;
    high = middle + leastSpan / 2;
  }
  const margin = (high - low) * 0.08;
  return [low - margin, high + margin];
}

const WIDE = 900;
const LEFT = 46;
const RIGHT = 96;

/**
 * One time series chart: several courses, limits and a set-point on one scale.
 * Its cursor is a fraction of the time shown, so that charts above each other can share it.
 */
export class TimeChart {
  constructor(title, unit, { digits, leastSpan, height, last, fromZero }) {
    Object.assign(this, { title, unit, digits, leastSpan, height, last, fromZero });
    this.plot = svg("svg", { class: "time-chart", viewBox: `0 0 ${WIDE} ${height}`, role: "img", preserveAspectRatio: "none" });
    this.node = element("div", { class: "time-row" }, this.plot);
    this.courses = [];
    this.limits = [];
    this.cursor = null;
  }

  show(from, to, courses, limits) {
    Object.assign(this, { from, to, courses, limits });
    this.draw();
  }

  draw() {
    const width = Math.max(320, this.node.clientWidth || WIDE);
    const bottom = this.height - (this.last ? 20 : 6);
    const top = 16;
    const all = this.courses.flatMap((course) => course.points.map((point) => point.value));
    const x = (ms) => LEFT + ((ms - this.from) / (this.to - this.from)) * (width - LEFT - RIGHT);
    this.plot.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    this.plot.setAttribute("height", this.height);
    const parts = [svg("text", { x: LEFT, y: 10, class: "chart-title" }, this.title, svg("tspan", { class: "chart-unit", dx: 6 }, this.unit))];
    if (all.length === 0) {
      parts.push(svg("text", { x: width / 2, y: this.height / 2, class: "note", "text-anchor": "middle" }, "no readings in this time"));
      this.plot.replaceChildren(...parts);
      return;
    }
    let [low, high] = range(all, this.leastSpan);
    if (this.fromZero) low = 0;
    const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - top);
    const scale = ticks(low, high, 3);
    for (const mark of scale.marks) {
      parts.push(svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(mark), y2: y(mark), class: "grid" }));
      parts.push(svg("text", { x: LEFT - 6, y: y(mark) + 4, class: "scale", "text-anchor": "end" }, number(mark, scale.digits)));
    }
    for (const limit of this.limits.filter((each) => each.value >= low && each.value <= high)) {
      parts.push(svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(limit.value), y2: y(limit.value), class: "limit trip" }));
      parts.push(svg("text", { x: LEFT + 4, y: y(limit.value) - 3, class: "scale" }, limit.word));
    }
    if (this.last) parts.push(...this.timeScale(x, bottom, Math.max(2, Math.round((width - LEFT - RIGHT) / 130))));
    for (const course of this.courses) {
      if (course.points.length > 0) parts.push(svg("path", { d: this.path(course, x, y), class: `course ${course.kind}` }));
    }
    parts.push(...this.endLabels(width, y, top, bottom));
    if (this.cursor !== null) parts.push(...this.cursorMarks(x, y, top, bottom));
    this.plot.setAttribute("aria-label", `${this.title}: ` + this.courses.filter((c) => c.points.length)
      .map((c) => `${c.word} now ${number(c.points.at(-1).value, this.digits)} ${this.unit}`).join(", "));
    this.plot.replaceChildren(...parts);
  }

  /** Readings further apart than this, in ms, are not joined: in between nothing is known. */
  gap() {
    return Math.max(15_000, (this.to - this.from) / 40);
  }

  /** A gap in time stays a gap in the line. */
  path(course, x, y) {
    const gap = this.gap();
    let d = "";
    let before = -Infinity;
    let level = null;
    for (const point of course.points) {
      const px = x(Math.max(point.at_ms, this.from)).toFixed(1);
      const py = y(point.value).toFixed(1);
      if (point.at_ms - before > gap) d += `M${px} ${py}`;
      else d += course.steps && level !== py ? `H${px}V${py}` : `L${px} ${py}`;
      before = point.at_ms;
      level = py;
    }
    return d;
  }

  endLabels(width, y, top, bottom) {
    const labels = this.courses.filter((course) => course.points.length > 0 && course.word)
      .map((course) => ({ course, at: y(course.points.at(-1).value) }))
      .sort((a, b) => a.at - b.at);
    const gap = 12;
    labels.forEach((label, i) => {
      label.at = Math.max(label.at, i === 0 ? top + 2 : labels[i - 1].at + gap);
    });
    for (let i = labels.length - 1; i >= 0; i--) {
      labels[i].at = Math.min(labels[i].at, i === labels.length - 1 ? bottom : labels[i + 1].at - gap);
    }
    return labels.map(({ course, at }) => {
      const point = this.cursor === null ? course.points.at(-1) : this.nearest(course);
      const value = point === null ? "–" : number(point.value, this.digits);
      return svg("text", { x: width - RIGHT + 8, y: at + 4, class: `end ${course.kind}` },
        course.word, svg("tspan", { class: "end-value", dx: 5 }, value));
    });
  }

  timeScale(x, bottom, about) {
    const minutes = (this.to - this.from) / 60_000;
    const hours = minutes > 180;
    const unit = hours ? 60 : 1;
    const { marks, digits } = ticks(-minutes / unit, 0, about);
    return marks.map((mark) => svg("text", { x: x(this.to + mark * unit * 60_000), y: bottom + 14, class: "scale", "text-anchor": "middle" },
      mark === 0 ? "now" : `${number(mark, digits).replace("-", "−")} ${hours ? "h" : "min"}`));
  }

  /** The reading under the cursor; null where nothing is known. */
  nearest(course) {
    const at = this.from + this.cursor * (this.to - this.from);
    const near = course.points.reduce((best, point) => (Math.abs(point.at_ms - at) < Math.abs(best.at_ms - at) ? point : best));
    return Math.abs(near.at_ms - at) > this.gap() ? null : near;
  }

  cursorMarks(x, y, top, bottom) {
    const at = this.from + this.cursor * (this.to - this.from);
    const ago = (this.to - at) / 60_000;
    const word = ago > 180 ? `−${number(ago / 60, 1)} h` : `−${number(ago, 1)} min`;
    return [
      svg("line", { x1: x(at), x2: x(at), y1: top - 4, y2: bottom, class: "cursor" }),
      svg("text", { x: x(at) + 4, y: 10, class: "scale" }, word),
      ...this.courses.filter((course) => course.points.length > 0 && !course.steps).map((course) => {
        const point = this.nearest(course);
        return point === null ? null : svg("circle", { cx: x(point.at_ms), cy: y(point.value), r: 3, class: `dot ${course.kind}` });
      }).filter((dot) => dot !== null),
    ];
  }

  /** The fraction of the time shown under a pointer. */
  fraction(event) {
    const box = this.plot.getBoundingClientRect();
    const inside = (event.clientX - box.left - LEFT) / (box.width - LEFT - RIGHT);
    return inside < 0 || inside > 1 ? null : inside;
  }
}

/** The frame of a campaign chart, in the element's own pixels so that text keeps its size. */
function frame(target) {
  const wide = Math.max(260, target.clientWidth || 460);
  const tall = 250;
  target.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
  target.setAttribute("height", tall);
  return { left: 42, right: 10, top: 22, bottom: 34, wide, tall };
}

function axes(plot, xs, ys, xWord, yWord, x, y) {
  const parts = [];
  for (const mark of ys.marks) {
    parts.push(svg("line", { x1: plot.left, x2: plot.wide - plot.right, y1: y(mark), y2: y(mark), class: "grid" }));
    parts.push(svg("text", { x: plot.left - 6, y: y(mark) + 4, class: "scale", "text-anchor": "end" }, number(mark, ys.digits)));
  }
  for (const mark of xs.marks) {
    parts.push(svg("text", { x: x(mark), y: plot.tall - plot.bottom + 15, class: "scale", "text-anchor": "middle" }, number(mark, xs.digits)));
  }
  parts.push(svg("line", { x1: plot.left, x2: plot.wide - plot.right, y1: plot.tall - plot.bottom, y2: plot.tall - plot.bottom, class: "axis" }));
  parts.push(svg("text", { x: plot.wide - plot.right, y: plot.tall - 4, class: "scale", "text-anchor": "end" }, xWord));
  parts.push(svg("text", { x: 2, y: 11, class: "scale" }, yWord));
  return parts;
}

/** Every run's distance from the objective as a dot, the best so far as a falling step. */
export function lossChart(target, campaign) {
  const plot = frame(target);
  const { history, summary } = campaign;
  const budget = summary.budget_runs;
  const worst = Math.max(0.1, ...history.map((point) => point.loss));
  const x = (run) => plot.left + ((run - 0.5) / budget) * (plot.wide - plot.left - plot.right);
  const high = worst * 1.06;
  const y = (loss) => plot.tall - plot.bottom - (loss / high) * (plot.tall - plot.top - plot.bottom);
  const runs = ticks(1, budget, 6);
  runs.marks = runs.marks.filter((mark) => mark >= 1 && Number.isInteger(mark));
  const parts = axes(plot, { marks: runs.marks, digits: 0 }, ticks(0, high, 4), "run", "mol/mol", x, y);
  const tolerance = summary.objective.tolerance_f1;
  parts.push(svg("rect", { x: plot.left, width: plot.wide - plot.left - plot.right, y: y(tolerance), height: y(0) - y(tolerance), class: "goal" }));
  parts.push(svg("text", { x: plot.wide - plot.right - 4, y: y(tolerance) - 4, class: "scale", "text-anchor": "end" }, `within ${number(tolerance, 3)}`));
  let d = "";
  history.forEach((point, i) => {
    d += i === 0 ? `M${x(point.run)} ${y(point.best_loss)}` : `H${x(point.run)}V${y(point.best_loss)}`;
  });
  const latest = Math.max(summary.started_runs, ...history.map((point) => point.run), 1);
  if (history.length) parts.push(svg("path", { d: `${d}H${x(latest)}`, class: "course best" }));
  for (const point of history) {
    parts.push(svg("circle", { cx: x(point.run), cy: y(point.loss), r: 3.2, class: point.reached ? "run-dot reached" : "run-dot" },
      svg("title", {}, `run ${point.run}: ${number(point.loss, 3)} mol/mol`)));
  }
  const best = history.length ? history.at(-1).best_loss : null;
  target.setAttribute("aria-label", best === null ? "No run is finished yet" : `Best distance so far ${number(best, 3)} mol/mol after ${history.length} runs`);
  target.replaceChildren(...parts);
}

/** Where each run came out, the region that is wanted, and where the next one is expected. */
export function outcomeChart(target, campaign) {
  const plot = frame(target);
  const { history, summary, best, next } = campaign;
  const goal = summary.objective;
  const predicted = next?.predicted ?? null;
  const f1 = history.map((point) => point.copolymer_composition_f1).concat([goal.target_f1 - 3 * goal.tolerance_f1, goal.target_f1 + 3 * goal.tolerance_f1]);
  if (predicted) f1.push(predicted.copolymer_composition_f1);
  const [low, high] = range(f1, 0.2).map((edge) => Math.max(0, Math.min(1, edge)));
  const right = Math.min(1, Math.max(goal.conversion_floor + 0.2, ...history.map((point) => point.conversion)) + 0.05);
  const x = (conversion) => plot.left + (Math.max(0, conversion) / right) * (plot.wide - plot.left - plot.right);
  const y = (value) => plot.tall - plot.bottom - ((value - low) / (high - low)) * (plot.tall - plot.top - plot.bottom);
  const edge = plot.wide - plot.right;
  const parts = axes(plot, ticks(0, right, 5), ticks(low, high, 4), "conversion", "F1", x, y);
  const band = { y: y(goal.target_f1 + goal.tolerance_f1), height: y(goal.target_f1 - goal.tolerance_f1) - y(goal.target_f1 + goal.tolerance_f1) };
  parts.push(svg("rect", { x: plot.left, width: edge - plot.left, ...band, class: "goal faint" }));
  parts.push(svg("rect", { x: x(goal.conversion_floor), width: edge - x(goal.conversion_floor), ...band, class: "goal" }));
  parts.push(svg("line", { x1: x(goal.conversion_floor), x2: x(goal.conversion_floor), y1: plot.top, y2: plot.tall - plot.bottom, class: "floor" }));
  parts.push(svg("text", { x: plot.left + 4, y: band.y - 4, class: "scale" }, `target ${number(goal.target_f1, 2)} ± ${number(goal.tolerance_f1, 2)}`));
  history.forEach((point, i) => {
    parts.push(svg("circle", { cx: x(point.conversion), cy: y(point.copolymer_composition_f1), r: 3.2, class: point.reached ? "run-dot reached" : "run-dot" },
      svg("title", {}, `run ${point.run}: F1 ${number(point.copolymer_composition_f1, 3)}, conversion ${number(point.conversion, 3)}`)));
  });
  if (best?.outcome) {
    const [bx, by] = [x(best.outcome.conversion), y(best.outcome.copolymer_composition_f1)];
    parts.push(svg("circle", { cx: bx, cy: by, r: 7, class: "best-ring" }));
  }
  if (predicted) {
    const px = x(predicted.conversion);
    const py = y(predicted.copolymer_composition_f1);
    const dx = x(predicted.conversion_deviation) - x(0);
    const dy = y(0) - y(predicted.copolymer_composition_f1_deviation);
    parts.push(svg("path", { d: `M${px - dx} ${py}H${px + dx}M${px} ${py - dy}V${py + dy}`, class: "expected" }));
    parts.push(svg("rect", { x: px - 3.5, y: py - 3.5, width: 7, height: 7, transform: `rotate(45 ${px} ${py})`, class: "expected-mark" }, svg("title", {}, "next, as expected")));
  }
  target.setAttribute("aria-label", best?.outcome
    ? `Best run ${best.run}: F1 ${number(best.outcome.copolymer_composition_f1, 3)} at conversion ${number(best.outcome.conversion, 2)}; target ${number(goal.target_f1, 2)}`
    : "No run is finished yet");
  target.replaceChildren(...parts);
}
