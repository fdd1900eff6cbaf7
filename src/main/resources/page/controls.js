// Commands. Each carries operator, reason and token; the server says what is allowed and why not.

import { element, number } from "./format.js";
import { missing, operator, tell, token } from "./seam.js";

const WORDS = {
  start: "Start", hold: "Hold", resume: "Resume", stop: "Stop", clear: "Clear", "void-run": "Void run",
};
const NEEDS_REASON = new Set(["clear", "void-run"]);
/** Commands towards safety go out whatever the page last saw; the others only if nothing has changed since. */
const NEEDS_FRESH_STATE = new Set(["start", "resume", "clear", "void-run"]);
const ABORT_MS = 1000;

const byId = (id) => document.getElementById(id);

export class Controls {
  constructor() {
    this.status = null;
    this.pending = null;
    this.buttons = new Map();
    for (const [command, word] of Object.entries(WORDS)) this.addButton(command, word);
    byId("operator").value = sessionStorage.getItem("weir.operator") ?? "";
    byId("token").value = sessionStorage.getItem("weir.token") ?? "";
    for (const field of ["operator", "token"]) {
      byId(field).addEventListener("input", (event) => {
        sessionStorage.setItem(`weir.${field}`, event.target.value.trim());
        this.update(this.status);
      });
    }
    byId("identity").addEventListener("submit", (event) => event.preventDefault());
    byId("confirm-yes").addEventListener("click", () => this.confirmed());
    byId("confirm-no").addEventListener("click", () => this.closeConfirm());
    byId("confirm-reason").addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.confirmed();
    });
    byId("refill-feed").addEventListener("change", () => this.refillHint());
    byId("refill-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.refill();
    });
    byId("waste-empty").addEventListener("click", () => {
      const lack = missing();
      if (lack) tell(lack, true);
      else this.send("empty-waste", { reason: "" });
    });
    this.bindAbort();
  }

  addButton(command, word) {
    const why = element("span", { class: "why", id: `why-${command}` });
    const button = element("button", { type: "button", "aria-describedby": why.id }, element("span", { class: "word" }, word), why);
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") tell(why.textContent, true);
      else this.ask(command);
    });
    byId("buttons").append(button);
    this.buttons.set(command, { button, why });
  }

  update(status, linkLost = false) {
    this.status = status;
    if (!status) return;
    const lack = missing();
    for (const [command, { button, why }] of this.buttons) {
      const rule = status.commands.find((each) => each.command === command);
      const reason = linkLost ? "no link to the daemon" : rule.why_not ?? lack;
      set(button, "aria-disabled", reason ? "true" : "false");
      if (why.textContent !== reason) why.textContent = reason;
    }
    this.refillFeeds();
    if (this.pending && status.commands.find((each) => each.command === this.pending)?.allowed === false) this.closeConfirm();
  }

  /** The vessels are those of the reactor; a vessel's present contents stand beside the form. */
  refillFeeds() {
    const names = this.status.feeds.map((feed) => feed.feed);
    const select = byId("refill-feed");
    if ([...select.options].map((option) => option.value).join() !== names.join()) {
      select.replaceChildren(...names.map((name) => element("option", { value: name }, name)));
    }
    this.refillHint();
    const waste = this.status.waste;
    byId("waste").hidden = !waste;
    if (waste) {
      const text = `Waste holds ${number(waste.holds_ml / 1000, 2)} of ${number(waste.capacity_ml / 1000, 1)} L`;
      if (byId("waste-text").textContent !== text) byId("waste-text").textContent = text;
    }
  }

  refillHint() {
    const feed = this.status?.feeds.find((each) => each.feed === byId("refill-feed").value);
    if (!feed) return;
    const hint = `${feed.feed} holds ${number(feed.left_ml, 1)} of ${number(feed.capacity_ml, 0)} mL, ${number(feed.reserve_ml, 1)} mL must stay in it.`;
    if (byId("refill-hint").textContent !== hint) byId("refill-hint").textContent = hint;
  }

  refill() {
    const reason = missing();
    const volume = Number(byId("refill-volume").value.trim().replace(",", "."));
    const lot = byId("refill-lot").value.trim();
    if (reason) return tell(reason, true);
    if (!byId("refill-volume").value.trim() || !Number.isFinite(volume)) return tell("Refill: what the vessel holds now is a number in mL", true);
    if (!lot) return tell("Refill needs the lot number", true);
    return this.send("refill", { feed: byId("refill-feed").value, volume_ml: volume, reason: lot });
  }

  ask(command) {
    const rule = this.status.commands.find((each) => each.command === command);
    this.pending = command;
    byId("confirm-text").textContent = rule.consequence;
    byId("confirm-yes").textContent = `${WORDS[command]} now`;
    byId("confirm-reason").value = "";
    byId("confirm-reason").required = NEEDS_REASON.has(command);
    byId("confirm-reason").placeholder = NEEDS_REASON.has(command) ? "required" : "optional";
    byId("buttons").hidden = true;
    byId("confirm").hidden = false;
    byId("confirm-reason").focus();
  }

  closeConfirm() {
    const command = this.pending;
    this.pending = null;
    byId("confirm").hidden = true;
    byId("buttons").hidden = false;
    if (command) this.buttons.get(command).button.focus();
  }

  confirmed() {
    const command = this.pending;
    if (!command) return;
    const reason = byId("confirm-reason").value.trim();
    if (NEEDS_REASON.has(command) && !reason) {
      tell(`${WORDS[command]} needs a reason`, true);
      return;
    }
    this.closeConfirm();
    this.send(command, { reason });
  }

  acknowledge(alarm) {
    const lack = missing();
    if (lack) tell(lack, true);
    else this.send("acknowledge", { alarm, reason: "" });
  }

  /** Puts an alarm aside; asks for the reason in the alarm itself. */
  shelve(alarm, minutes, reason) {
    const lack = missing();
    if (lack) tell(lack, true);
    else if (!reason) tell("Shelve needs a reason", true);
    else this.send("shelve", { alarm, minutes, reason });
  }

  bindAbort() {
    const button = byId("abort");
    let timer = null;
    const begin = () => {
      if (timer !== null) return;
      const lack = missing();
      if (lack) {
        tell(`${lack} – or use the emergency stop`, true);
        return;
      }
      button.classList.add("arming");
      timer = setTimeout(() => {
        end();
        this.send("abort", { reason: "operator's abort on the status page" });
      }, ABORT_MS);
    };
    const end = () => {
      clearTimeout(timer);
      timer = null;
      button.classList.remove("arming");
    };
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      button.setPointerCapture(event.pointerId);
      begin();
    });
    for (const name of ["pointerup", "pointercancel", "blur"]) button.addEventListener(name, end);
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      const onButton = event.target === button && (event.key === " " || event.key === "Enter");
      if (!onButton && event.key !== "Escape") return;
      if (onButton) event.preventDefault();
      if (event.repeat) return;
      if (event.key === "Escape" && this.pending) this.closeConfirm();
      begin();
    });
    document.addEventListener("keyup", (event) => {
      if (event.key === "Escape" || event.target === button) end();
    });
    window.addEventListener("blur", end);
  }

  async send(command, fields) {
    const headers = {
      "Content-Type": "application/json",
      Authorization: `Bearer ${token()}`,
    };
    if (NEEDS_FRESH_STATE.has(command)) headers["If-Match"] = `"${this.status.version}"`;
    const word = WORDS[command] ?? { abort: "Abort", acknowledge: "Acknowledge", refill: "Refill", shelve: "Shelve", "empty-waste": "Waste emptied" }[command];
    tell(`${word}: sent`, false);
    try {
      const response = await fetch(`/api/v1/commands/${command}`, {
        method: "POST",
        headers,
        body: JSON.stringify({ operator: operator(), ...fields }),
      });
      const reply = await response.json();
      if (response.ok) tell(`${word}: accepted, journal entry ${reply.sequence}`, false);
      else tell(`${word}: ${reply.error}`, true);
    } catch (problem) {
      tell(`${word}: no answer from the daemon (${problem.message})`, true);
    }
  }
}

function set(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}
