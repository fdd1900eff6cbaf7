// The flow path from the vessels to the analyser. Grey is normal; hatching says that a number is not to be trusted.

import { number, roughly, short, span, svg } from "./format.js";

const ROW = 64;
const TOP = 30;

export function draw(target, status, linkLost) {
  const values = new Map(status.values.map((value) => [value.tag, value]));
  const links = new Map(status.links.map((link) => [link.device, link]));
  const rows = status.feeds.length;
  const height = Math.max(300, TOP + rows * ROW + 24);
  const middle = TOP + ((rows - 1) * ROW) / 2 + 26;
  const pipe = status.feeds.some((feed) => delivered(feed, values)?.value > 0) ? "pipe flows" : "pipe";
  target.setAttribute("viewBox", `0 0 960 ${height}`);
  target.setAttribute("aria-label", inWords(status, values));
  target.replaceChildren(
    hatch(),
    ...status.feeds.map((feed, i) => feedRow(feed, i, status, delivered(feed, values), links.get(feed.pump), linkLost)),
    manifold(rows, middle, pipe),
    mixer(middle, pipe),
    pressure(status, values.get(status.tags.pressure), links, middle, linkLost),
    coil(status, values, links, { y: middle, pipe, linkLost }),
    outlet(status, links, middle, pipe),
  );
}

function hatch() {
  return svg("defs", {},
    svg("pattern", { id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 7, height: 7, class: "hatch-ground" }),
      svg("rect", { width: 2.5, height: 7, class: "hatch-line" })));
}

function text(x, y, content, kind, anchor = "start") {
  return svg("text", { x, y, class: kind, "text-anchor": anchor }, content);
}

/** What a pump delivers: its flow reading, or nothing while it says that it stands still. */
function delivered(feed, values) {
  const flow = values.get(feed.tag);
  const run = values.get(`${feed.pump}/run`);
  return flow && run?.quality === "good" && run.value === 0 ? { ...flow, value: 0 } : flow;
}

/** What is wrong with a reading, in a few words; empty when it is good. */
function doubt(value, linkLost) {
  if (linkLost) return "link lost";
  if (!value) return "not read";
  if (value.quality === "good") return "";
  return value.quality === "stale" ? `stale ${span(value.age_s)}` : (value.bad_reason ?? "bad").replaceAll("_", " ");
}

/** A number in its box, hatched with a reason when it is not to be trusted. */
function reading(x, y, width, value, linkLost, digits, unit, kind = "reading") {
  const wrong = doubt(value, linkLost);
  const big = kind === "reading-big";
  const tall = big ? 32 : 22;
  const known = value && value.value !== null;
  return svg("g", { class: wrong ? "doubtful" : "" },
    svg("rect", { x, y: y - tall + 6, width, height: tall, rx: 3, class: "reading-box" }),
    text(x + width - 6, y, known ? `${number(value.value, digits)} ${unit}` : "– –", kind, "end"),
    wrong ? text(x + width, y + 17, wrong, "doubt", "end") : null);
}

function feedRow(feed, i, status, value, link, linkLost) {
  const y = TOP + i * ROW;
  const line = y + 26;
  const share = feed.left_ml === null ? 0 : Math.min(1, feed.left_ml / feed.capacity_ml);
  const reserve = feed.reserve_ml / feed.capacity_ml;
  const low = feed.left_ml !== null && feed.left_ml <= feed.reserve_ml;
  const wanted = status.setpoints?.flows.find((flow) => flow.feed === feed.feed)?.flow_ul_per_min ?? 0;
  const flows = value?.value > 0;
  const offline = link && link.state !== "ready";
  const level = 44 * share;
  const left = feed.left_ml === null ? "level not known" : `${short(feed.left_ml)} of ${number(feed.capacity_ml, 0)} mL`;
  const lasts = feed.minutes_left === null ? "" : ` · lasts ${roughly(feed.minutes_left * 60)}`;
  return svg("g", { class: "feed" },
    svg("rect", { x: 8, y, width: 26, height: 48, rx: 3, class: "vessel" }),
    svg("rect", { x: 10, y: y + 2 + 44 - level, width: 22, height: level, class: low ? "level low" : "level" }),
    svg("line", { x1: 6, x2: 36, y1: y + 46 - 44 * reserve, y2: y + 46 - 44 * reserve, class: "reserve" }),
    text(46, y + 13, feed.feed, "name"),
    text(46, y + 29, feed.contents || (feed.flush ? "solvent, flushes" : "solvent"), "note"),
    text(46, y + 45, left + lasts, low ? "note warn" : "note"),
    svg("path", { d: `M250 ${line}H268`, class: flows ? "pipe flows" : "pipe" }),
    svg("circle", { cx: 282, cy: line, r: 14, class: offline ? "pump offline" : flows ? "pump on" : "pump" }),
    svg("path", { d: `M276 ${line - 8}L291 ${line}L276 ${line + 8}Z`, class: flows ? "pump-mark on" : "pump-mark" }),
    reading(304, line - 4, 112, value, linkLost, 1, "µL/min"),
    text(306, line + 19, offline ? link.state : `set ${number(wanted, 1)}`, offline ? "note warn" : "note set"),
    svg("path", { d: `M416 ${line}H440`, class: flows ? "pipe flows" : "pipe" }));
}

function manifold(rows, middle, pipe) {
  const first = TOP + 26;
  const last = TOP + (rows - 1) * ROW + 26;
  return svg("g", {},
    svg("path", { d: `M440 ${first}V${last}M440 ${middle}H464`, class: pipe }));
}

function mixer(y, pipe) {
  return svg("g", {},
    svg("circle", { cx: 478, cy: y, r: 14, class: "unit" }),
    svg("path", { d: `M470 ${y - 8}L486 ${y + 8}M486 ${y - 8}L470 ${y + 8}`, class: "unit-mark" }),
    text(478, y + 30, "mixer", "note", "middle"),
    svg("path", { d: `M492 ${y}H628`, class: pipe }));
}

/** The pressure on a scale from nothing to what the tube bears, with every limit on it. */
function pressure(status, value, links, middle, linkLost) {
  const limits = status.limits;
  const top = 26;
  const tall = 172;
  const x = 548;
  const at = (bar) => top + tall * (1 - Math.max(0, Math.min(1, bar / limits.pressure_rating_bar)));
  const known = value && value.value !== null;
  const trusted = known && doubt(value, linkLost) === "";
  const p = known ? value.value : 0;
  const out = trusted && (p > limits.pressure_high_bar || p < limits.pressure_low_bar);
  const bottom = top + tall;
  const mark = (bar, word) => [
    svg("line", { x1: x - 4, x2: x + 18, y1: at(bar), y2: at(bar), class: word === "HH" || word === "LL" ? "limit trip" : "limit" }),
    text(x - 8, at(bar) + 4, word, "scale", "end"),
  ];
  return svg("g", {},
    text(x + 7, top - 10, "pressure", "note", "middle"),
    svg("rect", { x, y: top, width: 14, height: tall, rx: 2, class: "bar" }),
    svg("rect", { x, y: at(limits.pressure_high_bar), width: 14, height: at(limits.pressure_low_bar) - at(limits.pressure_high_bar), class: "bar-normal" }),
    known ? svg("rect", { x: x + 4, y: at(p), width: 6, height: bottom - at(p), class: trusted ? (out ? "bar-value out" : "bar-value") : "bar-value untrusted" }) : null,
    mark(limits.pressure_high_high_bar, "HH"),
    mark(limits.pressure_high_bar, "H"),
    at(limits.pressure_low_low_bar) - at(limits.pressure_low_bar) > 11 ? mark(limits.pressure_low_low_bar, "LL") : null,
    mark(limits.pressure_low_bar, "L"),
    text(x + 20, top + 5, `${number(limits.pressure_rating_bar, 0)} bar rated`, "scale"),
    trusted ? svg("path", { d: `M${x + 18} ${at(p)}l9 -5v10Z`, class: out ? "pointer out" : "pointer" }) : null,
    svg("path", { d: `M${x + 7} ${bottom}V${bottom + 8}`, class: "lead" }),
    reading(x - 32, bottom + 26, 86, value, linkLost, 2, "bar"));
}

function coil(status, values, links, { y, pipe, linkLost }) {
  const value = values.get(status.tags.temperature);
  const x = 628;
  const wanted = status.setpoints?.bath_celsius;
  const device = status.tags.temperature.split("/")[0];
  const output = values.get(`${device}/output.actual`);
  const link = links.get(device);
  const offline = link && link.state !== "ready";
  const note = offline ? `${device}: ${link.state}`
      : output?.value != null ? `heater ${number(output.value, 0)} ${output.unit}` : "";
  const turns = "q8 -44 16 0t16 0".repeat(6);
  return svg("g", {},
    svg("rect", { x, y: y - 76, width: 206, height: 152, rx: 8, class: "oven" }),
    svg("path", { d: `M${x} ${y}h7${turns}h7`, class: pipe }),
    reading(x + 46, y - 42, 114, value, linkLost, 1, "°C", "reading-big"),
    text(x + 12, y + 62, wanted === undefined ? "asked to be safe" : `set ${number(wanted, 1)} °C`, "note set"),
    text(x + 194, y + 62, note, offline ? "note warn" : "note", "end"),
    text(x + 103, y + 94, `coil ${short(status.coil_volume_ml)} mL`, "note", "middle"));
}

function outlet(status, links, y, pipe) {
  const analyser = [...links.values()].find((link) => link.kind === "analyser");
  const phase = status.run?.phase;
  const busy = phase === "SAMPLE" || phase === "ANALYSE";
  const word = !analyser ? "none" : analyser.state !== "ready" ? analyser.state
      : phase === "SAMPLE" ? "sampling" : phase === "ANALYSE" ? "analysing" : "ready";
  const warn = analyser && analyser.state !== "ready";
  return svg("g", {},
    svg("path", { d: `M834 ${y}H950`, class: pipe }),
    svg("path", { d: `M950 ${y - 6}l10 6l-10 6Z`, class: "arrow" }),
    text(950, y + 22, "waste", "note", "end"),
    svg("path", { d: `M892 ${y}V${y - 30}`, class: busy ? "pipe flows" : "pipe" }),
    svg("rect", { x: 850, y: y - 82, width: 84, height: 52, rx: 4, class: busy ? "unit busy" : "unit" }),
    text(892, y - 61, "analyser", "name small", "middle"),
    text(892, y - 43, word, warn ? "note warn" : "note", "middle"));
}

function inWords(status, values) {
  const t = values.get(status.tags.temperature);
  const p = values.get(status.tags.pressure);
  const feeds = status.feeds.map((feed) => {
    const flow = delivered(feed, values);
    return `${feed.feed} ${flow?.value == null ? "unknown" : number(flow.value, 1)} microlitres per minute`;
  });
  return `Reactor ${t?.value == null ? "temperature unknown" : number(t.value, 1) + " degrees Celsius"}, `
    + `${p?.value == null ? "pressure unknown" : number(p.value, 2) + " bar"}; ${feeds.join(", ")}`;
}
