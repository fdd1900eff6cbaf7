// The devices: what they report now, within which limits they may be set, and how well their lines work.

const REFRESH_MS = 2000;

const LINKS = { READY: "ready", CONNECTING: "connecting", IDENTIFYING: "identifying", OFFLINE: "offline" };

export function mount(root, weir) {
  const { element, number, short, span } = weir;
  const devicePlace = element("div", {});
  const linePlace = element("div", {});
  root.replaceChildren(weir.panel("Devices", devicePlace), weir.panel("Lines", linePlace));
  let bench = null;
  let status = null;
  let timer = null;

  const linkOf = (device) => status?.links?.find((link) => link.device === device.name);
  const word = (device) => {
    const state = linkOf(device)?.state ?? "";
    return element("span", { class: state.toUpperCase() === "READY" ? "" : "bad" }, LINKS[state.toUpperCase()] ?? (state || "–"));
  };

  const shown = (value) => {
    const figure = value.value === undefined || value.value === null ? value.bad_reason ?? "no value" : `${short(value.value)} ${value.unit}`.trim();
    const age = value.quality === "good" ? "" : `, ${value.quality} for ${span(value.age_s)}`;
    return element("div", { class: value.quality === "good" ? "" : "bad" }, `${value.capability}: ${figure}${age}`);
  };

  function range(device) {
    const figure = (limit) => `${short(limit.value)} ${limit.unit}`;
    const set = device.lowest ? `${figure(device.lowest)} to ${figure(device.highest)}` : "";
    const own = device.pressure_limit ? `stops itself at ${figure(device.pressure_limit)}` : "";
    const dog = device.watchdog_s ? `and after ${number(device.watchdog_s, 1)} s of silence` : "";
    return [set, [own, own ? dog : dog.replace("and", "stops itself")].filter(Boolean).join(" ")].filter(Boolean).map((text) => element("div", {}, text));
  }

  function draw() {
    if (!bench) return;
    devicePlace.replaceChildren(weir.table([
      { title: "Device", of: (device) => [element("strong", {}, device.name), element("div", { class: "quiet" }, device.title)] },
      { title: "Link", of: word },
      { title: "Reports", of: (device) => (status?.values ?? []).filter((value) => value.device === device.name).map(shown) },
      { title: "May be set to", of: range },
      { title: "Line", of: (device) => (device.address ? `${device.line}, address ${device.address}` : device.line) },
      { title: "Profile", of: (device) => [device.profile, element("div", { class: "quiet" }, `rests on ${device.verified}`)] },
    ], bench.devices));
    linePlace.replaceChildren(weir.table([
      { title: "Line", of: (line) => [element("strong", {}, line.name), element("div", { class: "quiet" }, line.reaches)] },
      { title: "Exchanges", number: true, of: (line) => number(line.counts.exchanges, 0) },
      { title: "Answered", number: true, of: (line) => number(line.counts.answered, 0) },
      { title: "Timeouts", number: true, of: (line) => number(line.counts.timeouts, 0) },
      { title: "Broken", number: true, of: (line) => number(line.counts.garbled, 0) },
      { title: "Late", number: true, of: (line) => number(line.counts.late, 0) },
      { title: "Unasked", number: true, of: (line) => number(line.counts.unsolicited, 0) },
      { title: "Stray bytes", number: true, of: (line) => number(line.counts.stray_bytes, 0) },
      { title: "Reopened", number: true, of: (line) => number(line.counts.reconnects, 0) },
      { title: "Leases lost", number: true, of: (line) => number(line.counts.leases_lost, 0) },
      { title: "Latest trouble", of: (line) => line.counts.last_error || "none" },
    ], bench.lines));
  }

  async function read() {
    try {
      bench = await weir.get("/api/v1/devices");
      draw();
    } catch (failure) {
      weir.tell(failure.message, true);
    }
  }

  return {
    show() {
      read();
      timer = setInterval(read, REFRESH_MS);
    },
    hide() {
      clearInterval(timer);
    },
    status(next) {
      status = next;
      draw();
    },
  };
}
