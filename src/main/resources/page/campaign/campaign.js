// The campaign under way: where its proposals may lie, an operator's own points, and the reading of its file again.

const WORDS = {
  feed_composition: "Feed composition f1,0", residence_time_min: "Residence time", temperature_celsius: "Temperature",
  total_monomer_mol_per_litre: "Total monomer", initiator_mol_per_litre: "Initiator",
};
/** The names that a status has for the same conditions. */
const STATUS = {
  feed_composition: "feed_composition_f10", residence_time_min: "residence_time_min", temperature_celsius: "temperature_celsius",
  total_monomer_mol_per_litre: "total_monomer_mol_per_l", initiator_mol_per_litre: "initiator_mol_per_l",
};

export function mount(root, weir) {
  const { element, number, short } = weir;
  const inputs = new Map();
  const searchPlace = element("div", {});
  const waitingPlace = element("div", {});
  const pointPlace = element("div", { class: "fields" });
  const reason = element("input", { id: "point-reason", maxlength: "500", placeholder: "optional" });
  const form = element("form", { id: "point-form", class: "own-point", autocomplete: "off" },
    pointPlace,
    element("label", {}, "Reason", reason),
    element("button", { type: "submit", class: "strong" }, "Run this next"),
    element("p", { class: "quiet" }, "It comes before anything the campaign would propose, may lie outside the search, and is checked against every limit of the reactor before it starts. It counts as a run of the budget."));
  const reload = element("button", { type: "button", class: "small", id: "campaign-reload" }, "Read the campaign file again");
  const filePlace = element("p", { class: "quiet" });
  let search = null;
  let status = null;

  root.replaceChildren(
    weir.panel("A run of your own", form, waitingPlace),
    weir.panel("Where proposals may lie", searchPlace, filePlace, reload));

  const range = (axis) => (axis.low === axis.high ? `${short(axis.low)} ${axis.unit}`
    : `${short(axis.low)} to ${short(axis.high)} ${axis.unit}${axis.step ? `, steps of ${short(axis.step)}` : ""}`);

  function drawSearch() {
    searchPlace.replaceChildren(weir.table([
      { title: "Condition", of: (axis) => WORDS[axis.field] ?? axis.field },
      { title: "Proposals", of: range },
    ], search.axes));
    filePlace.textContent = `From ${search.file}. Bounds, objective, budget, method and stop rules may be changed in it at any time; all runs are kept.`;
    if (inputs.size) return;
    pointPlace.replaceChildren(...search.axes.map((axis) => {
      const input = element("input", { id: `point-${axis.field}`, inputmode: "decimal", required: "required", "aria-describedby": `hint-${axis.field}` });
      inputs.set(axis.field, input);
      return element("label", {}, `${WORDS[axis.field] ?? axis.field}, ${axis.unit}`, input,
        element("small", { id: `hint-${axis.field}`, class: "quiet" }, `search: ${range(axis)}`));
    }));
    suggest();
  }

  /** Begins with what would be run next, else with what the search begins with. */
  function suggest() {
    const next = status?.campaign?.next?.conditions;
    for (const axis of search.axes) {
      const value = next ? next[STATUS[axis.field]] : axis.low;
      inputs.get(axis.field).value = String(Math.round(value * 1e6) / 1e6);
    }
  }

  function drawWaiting() {
    const waiting = status?.campaign?.waiting ?? [];
    waitingPlace.replaceChildren(waiting.length ? element("h3", {}, "Points that wait") : "",
      waiting.length ? weir.table(Object.entries(STATUS).map(([field, name]) => (
        { title: WORDS[field], number: true, of: (point) => number(point[name], 3) })), waiting) : "");
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const lack = weir.missing();
    if (lack) return weir.tell(lack, true);
    const body = { reason: reason.value.trim() };
    for (const axis of search.axes) {
      const text = inputs.get(axis.field).value.trim().replace(",", ".");
      if (!text || !Number.isFinite(Number(text))) return weir.tell(`${WORDS[axis.field]} is a number in ${axis.unit}, was '${text}'`, true);
      body[axis.field] = Number(text);
    }
    try {
      const reply = await weir.post("/api/v1/commands/run-point", body);
      weir.tell(`Your point: accepted, journal entry ${reply.sequence}`);
    } catch (problem) {
      weir.tell(`Your point: ${problem.message}`, true);
    }
    return undefined;
  });

  reload.addEventListener("click", async () => {
    try {
      search = await weir.post("/api/v1/campaign/reload", {});
      drawSearch();
      weir.tell("The campaign file was read; what it says holds from the next run on");
    } catch (problem) {
      weir.tell(`The campaign file: ${problem.message}`, true);
    }
  });

  async function show() {
    try {
      search = await weir.get("/api/v1/campaign");
      drawSearch();
      drawWaiting();
    } catch (problem) {
      searchPlace.replaceChildren(element("p", { class: "bad" }, `The campaign cannot be read: ${problem.message}`));
    }
  }

  return {
    show,
    status(next) {
      const first = status === null;
      status = next;
      if (first && search) suggest();
      drawWaiting();
    },
  };
}
