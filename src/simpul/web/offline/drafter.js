// The offline drafter: one request as a case, what it lacks, and the document that a node reads. Nothing is fetched,
// nothing is kept: what is written lives in this page until it is saved as a file. What requests must say, the words and
// the kinds of the fields stand in the page's data, made of the same tables that a node reads.
"use strict";

(() => {
  const law = JSON.parse(document.getElementById("law").textContent);
  const state = { spoken: law.start, held: fresh(), given: new Set(), saved: true };

  // --- words ------------------------------------------------------------------------------------------------------

  const say = (key, holes = {}) =>
    Object.entries(holes).reduce((text, [name, value]) => text.replace(`%(${name})s`, value), law.words[state.spoken][key] ?? key);

  // --- documents ----------------------------------------------------------------------------------------------------

  class Refused extends Error {
    constructor(key, holes = {}) { super(key); this.key = key; this.holes = holes; }
  }

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const letters = (text) => Array.from(text).length;
  // What Python's str.strip takes for a blank, so that both say of the same text that it is empty.
  const BLANK = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
  const says = (text) => typeof text === "string" && !BLANK.test(text);
  const COMMANDING = /[\x00-\x08\x0b-\x1f\x7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

  function fresh() {
    return { format: law.format, case: "", kind: "mla", requesting: "", requested: "", request_date: "", conduct_dates: [],
      treaty: "", charge: { title: "" }, request: {} };
  }

  // Finds a key that stands twice in one object, which JSON.parse would take in silence, and what is too deep.
  function inspected(text) {
    const open = [];
    const parts = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
    let last = "";
    for (const [part] of text.matchAll(parts)) {
      if (open.length > law.limits.depth && part !== "}" && part !== "]") throw new Refused("too-deep");
      if (part === "{" || part === "[") {
        open.push(part === "{" ? new Set() : null);
      } else if (part === "}" || part === "]") open.pop();
      else if (part === ":") {
        const keys = open.at(-1), key = JSON.parse(last);
        if (keys?.has(key)) throw new Refused("key-twice", { key: key.slice(0, 40) });
        keys?.add(key);
      } else if (/^-?\d/.test(part) && !(Math.abs(Number(part)) <= Number.MAX_SAFE_INTEGER)) throw new Refused("number");
      last = part;
    }
  }

  function read(text) {
    if (new TextEncoder().encode(text).length > law.limits.bytes) throw new Refused("too-large");
    let found;
    try { found = JSON.parse(text.replace(/^\ufeff/, "")); } catch { throw new Refused("no-json"); }
    inspected(text.replace(/^\ufeff/, ""));
    if (!isObject(found) || found.format !== law.format) throw new Refused("no-case", { format: law.format });
    checkFields(found, law.fields.case, "");
    if (found.kind !== undefined && !(found.kind in law.always)) throw new Refused("wrong-kind", { place: "kind" });
    return found;
  }

  // What is so or not so has a speaker, a day and a source; only what is unknown may be without.
  const isFact = (fact) => isObject(fact) && Object.keys(fact).every((name) => ["value", "by", "on", "source"].includes(name))
    && Object.values(fact).every((each) => typeof each === "string") && ["T", "F", "U"].includes(fact.value ?? "U")
    && ((fact.value ?? "U") === "U" || ["by", "on", "source"].every((name) => fact[name]));

  const KINDS = {
    text: (value) => typeof value === "string" && !COMMANDING.test(value) && letters(value) <= law.limits.letters,
    day: (value) => typeof value === "string",
    "day?": (value) => value === null || typeof value === "string",
    days: (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
    "number?": (value) => value === null || Number.isInteger(value),
    words: (value) => Array.isArray(value) && value.every((each) => law.assistance.includes(each)),
    facts: (value) => isObject(value) && Object.values(value).every(isFact),
    any: () => true,
  };

  function checkFields(value, kinds, place) {
    if (!isObject(value)) throw new Refused("wrong-kind", { place: place || "$" });
    for (const [name, said] of Object.entries(value)) {
      const where = place ? `${place}.${name}` : name;
      if (!Object.hasOwn(kinds, name)) throw new Refused("unknown-field", { place: where.slice(0, 80) });
      const kind = kinds[name];
      if (kind in law.fields) checkFields(said, law.fields[kind], where);
      else if (kind === "persons") {
        if (!Array.isArray(said) || said.length > law.limits.persons) throw new Refused("wrong-kind", { place: where });
        said.forEach((person, number) => checkFields(person, law.fields.person, `${where}[${number}]`));
      } else if (kind === "answer?") {
        if (said !== null) checkFields(said, law.fields.answer, where);
      } else if (!KINDS[kind](said) || (kind === "facts" && !Object.keys(said).every((each) => law.names[name]?.includes(each) ?? true))) throw new Refused("wrong-kind", { place: where });
    }
  }

  // What the form only made room for, and nobody filled, is not in the document.
  function written() {
    const said = ([name, value]) => state.given.has(name) || !isObject(value) || Object.values(value).some((each) => each !== "");
    return `${JSON.stringify(Object.fromEntries(Object.entries(state.held).filter(said)), null, 2)}\n`;
  }

  // --- what the request lacks: core.law.complete, by the same rows --------------------------------------------------

  const only = (draft, kind) => draft.assistance?.length > 0 && draft.assistance.every((each) => each === kind);
  const ASKED_WHEN = {
    facts: (draft) => !only(draft, "service-of-documents"),
    legal_description: (draft) => !only(draft, "service-of-documents"),
    service_address: (draft) => (draft.assistance ?? []).includes("service-of-documents"),
    deadline_reason: (draft) => (draft.deadline ?? null) !== null,
    urgency_reason: (draft) => says(draft.urgency),
  };

  function placesLacking(draft, item) {
    if (law.ofPersons.includes(item)) {
      const persons = draft.persons ?? [];
      if (!persons.length) return says(draft.no_person_because) ? [] : ["request.persons"];
      return persons.flatMap((person, number) =>
        says((person[item] ?? "") + (person[`${item}_unknown_because`] ?? "")) ? [] : [`request.persons[${number}].${item}`]);
    }
    if (item === "assistance") return draft.assistance?.length && says(draft.assistance_details) ? [] : ["request.assistance"];
    return (ASKED_WHEN[item]?.(draft) ?? true) && !says(draft[item]) ? [`request.${item}`] : [];
  }

  function flagsOf(held) {
    const elements = held.elements ?? {}, otherwise = held.otherwise?.act;
    const value = (act) => (Object.hasOwn(elements, act) ? elements[act].value : otherwise?.value) ?? "U";
    const speech = new Set(law.membershipOrSpeech);
    const may = law.acts.filter((act) => value(act) !== "F"), held_ = law.acts.filter((act) => value(act) === "T");
    const flagged = may.some((act) => speech.has(act)) && held_.every((act) => speech.has(act));
    const charged = law.speechOffences.includes(`${held.requesting}/${held.charge?.offence}`);
    return flagged || charged ? ["politicisation"] : [];
  }

  function check(held) {
    const draft = held.request ?? {};
    const missing = law.requirements.filter((each) => each.kinds.includes(held.kind)).flatMap((each) => {
      const used = each.instrument === held.treaty || each.instrument === law.always[held.kind];
      return placesLacking(draft, each.item).map((place) =>
        ({ item: each.item, severity: used ? each.severity : "advice", place, instrument: each.instrument, article: each.article }));
    });
    const flags = flagsOf(held);
    const kept = missing.some((each) => each.severity !== "advice") || (flags.length > 0 && !held.politicisation_answer);
    return { missing, flags, complete: !kept };
  }

  // --- what keeps a node from reading the case at all ---------------------------------------------------------------

  function validDay(text) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "") || text < "0001") return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  }

  function unreadable(held) {
    const found = [];
    const wants = (isSo, place, key) => { if (!isSo) found.push({ place, key }); };
    wants(typeof held.case === "string", "case", "needs-text");
    wants(held.kind in law.always, "kind", "needs-kind");
    for (const side of ["requesting", "requested"]) wants(Object.hasOwn(law.countries.en, held[side] ?? ""), side, "needs-state");
    wants(!held.requesting || held.requesting !== held.requested, "requested", "two-states");
    wants(validDay(held.request_date), "request_date", "needs-day");
    const days = held.conduct_dates ?? [];
    wants(days.length > 0 && days.length <= law.limits.days && days.every(validDay), "conduct_dates", "needs-days");
    wants(!days.length || !validDay(held.request_date) || [...days].sort()[0] <= held.request_date, "request_date", "before-conduct");
    wants(says(held.charge?.title), "charge.title", "needs-text");
    const months = held.charge?.penalty_max_months ?? 0;
    wants(months >= 0 && months <= law.limits.months, "charge.penalty_max_months", "needs-months");
    const deadline = held.request?.deadline ?? null;
    wants(deadline === null || validDay(deadline), "request.deadline", "needs-day");
    const answer = held.politicisation_answer ?? null;
    if (answer !== null) {
      wants(says(answer.by), "politicisation_answer.by", "needs-text");
      wants(validDay(answer.on), "politicisation_answer.on", "needs-day");
      wants(letters((answer.text ?? "").trim()) >= law.limits.answer, "politicisation_answer.text", "needs-answer");
    }
    return found;
  }

  // --- the form -------------------------------------------------------------------------------------------------------

  const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  const idOf = (place) => `f-${place.replace(/[^a-z0-9]+/gi, "-")}`;

  // What is emptied goes from the case, save where a node asks for the field: so nothing is said that nobody said.
  function put(owner, name, value, { keep = false } = {}) {
    const empty = value === "" || value === null || (Array.isArray(value) && !value.length);
    if (empty && !keep) delete owner[name]; else owner[name] = value;
    state.saved = false;
    showCheck();
  }

  function asks(item) {
    const rows = law.requirements.filter((each) => each.item === item && each.kinds.includes(state.held.kind));
    const strict = rows.filter((each) => [state.held.treaty, law.always[state.held.kind]].includes(each.instrument) && each.severity !== "advice");
    const told = (strict.length ? strict : rows).map((each) => [law.short[each.instrument] ?? each.instrument, each.article].join(" ").trim());
    const severity = strict.length ? strict[0].severity : rows.length ? "advice" : "";
    return severity ? made("span", { class: `asks ${severity}` }, `${say(severity)} · ${[...new Set(told)].join(", ")}`) : null;
  }

  function field(place, label, control, item = "") {
    control.id = idOf(place);
    return made("div", { class: "field" }, made("label", { for: control.id }, label), asks(item), control);
  }

  const line = (owner, name, options = {}) => made("input", { type: options.type ?? "text", maxlength: options.type ? undefined : law.limits.letters,
    value: owner[name] ?? "", oninput: (event) => put(owner, name, event.target.value, options) });

  const area = (owner, name) => {
    const box = made("textarea", { rows: 3, maxlength: law.limits.letters, oninput: (event) => put(owner, name, event.target.value) });
    box.value = owner[name] ?? "";
    return box;
  };

  function choice(owner, name, options, whenChosen = () => {}) {
    const box = made("select", { onchange: (event) => { put(owner, name, event.target.value, { keep: true }); whenChosen(); } },
      ...options.map(([value, words]) => made("option", { value }, words)));
    box.value = owner[name] ?? "";
    return box;
  }

  const within = (name, empty) => { state.held[name] ??= empty; return state.held[name]; };

  function caseSection() {
    const held = state.held, charge = within("charge", { title: "" });
    const states = [["", "–"], ...Object.entries(law.countries[state.spoken]).sort((a, b) => a[1].localeCompare(b[1], state.spoken))
      .map(([code, name]) => [code, `${name} (${code})`])];
    const days = made("input", { type: "text", maxlength: 1200, value: (held.conduct_dates ?? []).join(", "), placeholder: "2025-03-02, 2025-04-19",
      oninput: (event) => put(held, "conduct_dates", event.target.value.split(/[\s,;]+/).filter(Boolean), { keep: true }) });
    const months = made("input", { type: "number", min: 0, max: law.limits.months, value: charge.penalty_max_months ?? "",
      oninput: (event) => put(charge, "penalty_max_months", event.target.value === "" ? "" : Math.trunc(Number(event.target.value))) });
    const treaty = made("input", { type: "text", maxlength: 100, list: "treaties", value: held.treaty ?? "",
      oninput: (event) => put(held, "treaty", event.target.value), onchange: render });
    return made("section", {}, made("h2", {}, say("case")),
      made("datalist", { id: "treaties" }, ...law.treaties.map(([code, title]) => made("option", { value: code }, title))),
      field("case", say("case-number"), line(held, "case", { keep: true })),
      field("kind", say("kind"), choice(held, "kind", Object.keys(law.always).map((kind) => [kind, say(`kind-${kind}`)]), render)),
      field("requesting", say("requesting"), choice(held, "requesting", states)),
      field("requested", say("requested"), choice(held, "requested", states)),
      field("request_date", say("request-date"), line(held, "request_date", { type: "date", keep: true })),
      field("conduct_dates", say("conduct-dates"), days),
      field("treaty", say("treaty"), treaty),
      field("charge.title", say("charge-title"), line(charge, "title", { keep: true })),
      field("charge.offence", say("charge-offence"), line(charge, "offence")),
      field("charge.penalty_max_months", say("charge-months"), months));
  }

  function requestSection() {
    const draft = within("request", {});
    const asked = new Set(law.requirements.filter((each) => each.kinds.includes(state.held.kind)).map((each) => each.item));
    const shown = Object.keys(law.fields.request).filter((name) => !["persons", "no_person_because"].includes(name)
      && (asked.has(name) || law.beside.includes(name) || Object.hasOwn(draft, name)));
    return made("section", {}, made("h2", {}, say("request")), ...shown.map((name) => requestField(draft, name)));
  }

  function requestField(draft, name) {
    const words = say(`item-${name}`), place = `request.${name}`;
    if (name === "deadline") return field(place, words, line(draft, name, { type: "date" }));
    if (name !== "assistance") return field(place, words, law.short_fields.includes(name) ? line(draft, name) : area(draft, name), name);
    const boxes = law.assistance.map((kind) => {
      const box = made("input", { type: "checkbox", value: kind, onchange: () => {
        put(draft, name, law.assistance.filter((each) => boxes.find((one) => one.value === each).checked));
      } });
      box.checked = (draft.assistance ?? []).includes(kind);
      return box;
    });
    return made("fieldset", { id: idOf(place), tabindex: -1 }, made("legend", {}, words), asks(name),
      ...boxes.map((box) => made("label", { class: "choice" }, box, " ", say(`help-${box.value}`))));
  }

  function personsSection() {
    const draft = within("request", {}), persons = draft.persons ?? [];
    const add = () => { put(draft, "persons", [...persons, {}]); render(); document.getElementById(idOf(`request.persons[${persons.length}].identity`)).focus(); };
    return made("section", { id: idOf("request.persons"), tabindex: -1 }, made("h2", {}, say("persons")),
      ...persons.map((person, number) => personField(draft, person, number)),
      made("p", {}, made("button", { type: "button", onclick: add, disabled: persons.length >= law.limits.persons }, say("add-person"))),
      persons.length ? null : field("request.no_person_because", say("item-no_person_because"), area(draft, "no_person_because")));
  }

  function personField(draft, person, number) {
    const place = `request.persons[${number}]`;
    const takeAway = () => { put(draft, "persons", draft.persons.filter((each) => each !== person)); render(); };
    return made("fieldset", {}, made("legend", {}, say("person", { number: number + 1 })),
      ...law.ofPersons.flatMap((item) => [
        field(`${place}.${item}`, say(`item-${item}`), line(person, item), item),
        field(`${place}.${item}_unknown_because`, say(`item-${item}_unknown_because`), line(person, `${item}_unknown_because`)),
      ]),
      made("button", { type: "button", onclick: takeAway }, say("remove-person")));
  }

  const teller = { by: "", on: "", source: "" };

  function conductSection() {
    const elements = state.held.elements ?? {};
    const speaker = Object.keys(teller).map((name) => field(`teller.${name}`, say(`teller-${name}`),
      made("input", { type: name === "on" ? "date" : "text", value: teller[name], maxlength: 600, oninput: (event) => { teller[name] = event.target.value; } })));
    const groups = Object.entries(law.groups).map(([group, names]) => made("details", { open: names.some((name) => Object.hasOwn(elements, name)) },
      made("summary", {}, say(`group-${group}`)), ...names.map((name) => elementField(name))));
    return made("section", {}, made("h2", {}, say("conduct")), made("p", { class: "soft" }, say("conduct-hint")), ...speaker, ...groups);
  }

  function elementField(name) {
    const now = state.held.elements?.[name]?.value ?? "";
    const box = made("select", { onchange: (event) => tell(name, event.target, now) },
      ...["", "T", "F", "U"].map((value) => made("option", { value }, say(`truth-${value || "unsaid"}`))));
    box.value = now;
    return field(`elements.${name}`, say(`element-${name}`), box);
  }

  function tell(name, box, before) {
    const isKnown = box.value === "T" || box.value === "F";
    if (isKnown && !(says(teller.by) && validDay(teller.on) && says(teller.source))) {
      box.value = before;
      notify("say-who", {}, "alarm");
      return;
    }
    const elements = within("elements", {});
    put(elements, name, box.value === "" ? "" : isKnown ? { value: box.value, ...teller } : { value: "U" });
    if (!Object.keys(elements).length) delete state.held.elements;
  }

  function flagSection() {
    const answer = state.held.politicisation_answer ?? {};
    const sets = (name) => (event) => {
      const now = { ...(state.held.politicisation_answer ?? {}), [name]: event.target.value };
      put(state.held, "politicisation_answer", Object.values(now).some(says) ? now : "");
    };
    const text = made("textarea", { rows: 3, maxlength: 6000, oninput: sets("text") });
    text.value = answer.text ?? "";
    return made("section", { id: "flag" }, made("h2", {}, say("flag")), made("p", {}, say("flag-hint")),
      field("politicisation_answer.by", say("answer-by"), made("input", { type: "text", maxlength: 600, value: answer.by ?? "", oninput: sets("by") })),
      field("politicisation_answer.on", say("answer-on"), made("input", { type: "date", value: answer.on ?? "", oninput: sets("on") })),
      field("politicisation_answer.text", say("answer-text"), text));
  }

  // --- the check ------------------------------------------------------------------------------------------------------

  const placeWords = (place) => document.querySelector(`label[for="${CSS.escape(idOf(place))}"]`)?.textContent
    ?? document.getElementById(idOf(place))?.querySelector("legend, h2")?.textContent ?? place;

  const leads = (place, words) => made("a", { href: `#${idOf(place)}`, onclick: (event) => {
    event.preventDefault();
    document.getElementById(idOf(place))?.focus();
  } }, words);

  function showCheck() {
    const found = check(state.held), wrong = unreadable(state.held);
    document.getElementById("flag").hidden = found.flags.length === 0 && !state.held.politicisation_answer;
    const rows = (severity) => found.missing.filter((each) => each.severity === severity);
    const listed = (severity) => rows(severity).map((each) => made("li", { "data-item": each.item, "data-place": each.place, "data-severity": severity,
      "data-article": each.article, "data-instrument": each.instrument },
    leads(each.place, say(`item-${each.item}`)), ` (${[law.short[each.instrument] ?? each.instrument, each.article].join(" ").trim()})`));
    const told = ["mandatory", "where-possible", "advice"].filter((each) => rows(each).length)
      .flatMap((each) => [made("h3", {}, `${say(each)}: ${rows(each).length}`), made("ul", { class: each }, ...listed(each))]);
    const status = wrong.length ? "unreadable" : found.complete ? "complete" : "incomplete";
    const panel = document.getElementById("check");
    panel.dataset.status = status;
    panel.replaceChildren(made("h2", {}, say("check")), made("p", { class: `status ${status}` }, say(`status-${status}`)),
      ...(wrong.length ? [made("ul", {}, ...wrong.map((each) => made("li", { "data-unreadable": each.place }, leads(each.place, placeWords(each.place)), `: ${say(each.key)}`)))] : []),
      ...(found.flags.length && !state.held.politicisation_answer ? [made("p", { class: "status incomplete" }, say("flag-open"))] : []),
      ...told, made("p", { class: "soft" }, say("not-checked")));
  }

  // --- files ----------------------------------------------------------------------------------------------------------

  function notify(key, holes = {}, sort = "good") {
    const panel = document.getElementById("notice");
    panel.className = `notice ${sort}`;
    panel.textContent = say(key, holes);
  }

  function save() {
    const name = (state.held.case ?? "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "").slice(0, 80) || "case";
    const address = URL.createObjectURL(new Blob([written()], { type: "application/json" }));
    made("a", { href: address, download: `${name}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    state.saved = true;
    notify("saved", { name: `${name}.json` });
  }

  async function open(event) {
    const [file] = event.target.files;
    if (!file) return;
    try {
      if (file.size > law.limits.bytes) throw new Refused("too-large");
      const bytes = await file.arrayBuffer();
      let text;
      try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { throw new Refused("no-json"); }
      state.held = read(text);
      state.given = new Set(Object.keys(state.held));
      state.saved = true;
      render();
      notify("opened", { name: file.name });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notify(error.key, error.holes, "alarm");
    }
    event.target.value = "";
  }

  function startAnew() {
    if (!state.saved && !window.confirm(say("lose"))) return;
    Object.assign(state, { held: fresh(), given: new Set(), saved: true });
    render();
  }

  function toolbar() {
    const file = made("input", { type: "file", id: "open", accept: ".json,application/json", onchange: open });
    const tongue = made("select", { id: "language", onchange: (event) => { state.spoken = event.target.value; render(); } },
      ...Object.entries(law.languages).map(([code, name]) => made("option", { value: code, lang: code }, name)));
    tongue.value = state.spoken;
    return made("div", { class: "toolbar" },
      made("button", { type: "button", id: "save", class: "primary", onclick: save }, say("save")),
      made("label", { class: "file", for: "open" }, say("open"), " ", file),
      made("button", { type: "button", id: "new", onclick: startAnew }, say("new")),
      made("label", { for: "language" }, say("language"), " ", tongue));
  }

  function render() {
    document.documentElement.lang = state.spoken;
    document.title = say("title");
    document.body.replaceChildren(
      made("header", {}, made("h1", {}, say("title")), made("p", { class: "soft" }, say("lede")), toolbar(), made("p", { id: "notice", role: "status" })),
      made("main", {}, made("form", { onsubmit: (event) => event.preventDefault() }, caseSection(), requestSection(), personsSection(), conductSection(), flagSection()),
        made("aside", { id: "check", "aria-live": "polite", "aria-label": say("check") })),
      made("footer", { class: "soft" }, say("made-of", { version: law.version, day: law.asOf })));
    showCheck();
  }

  window.addEventListener("beforeunload", (event) => { if (!state.saved) event.preventDefault(); });
  window.simpulDrafter = Object.freeze({ check, read, unreadable, current: written });
  render();
})();
