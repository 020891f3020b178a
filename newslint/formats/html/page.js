// The page around them: its headline, its filters, its keys, its colours.

function showLead() {
  const { checked, fixed, uncovered } = data.totals;
  const posts = counted(checked, "post");
  const withProblems = files.filter((file) => file.findings.length).length;
  byId("headline").textContent = findings.length
    ? `${counted(findings.length, "problem")} in ${number(withProblems)} of ${posts}`
    : checked
      ? `No problems in ${posts}`
      : "There were no posts to check";
  const severities = tally(findings, (finding) => finding.severity);
  const repairs = tally(findings, (finding) => finding.repair);
  const amount = (name, noun) =>
    severities.get(name) ? [counted(severities.get(name).all, noun)] : [];
  const kinds = [
    ...amount("error", "error"),
    ...amount("warning", "warning"),
    ...amount("info", "note"),
  ];
  const safe = repairs.get("safe")?.all ?? 0;
  const unsafe = repairs.get("unsafe")?.all ?? 0;
  const command = (written) => element("code", {}, written);
  const sentences = kinds.length ? [`${kinds.join(", ")}. `] : [];
  if (safe) {
    const able = element("strong", {}, `${number(safe)} can be repaired`);
    sentences.push(able, " by ", command("newslint fix"), ". ");
  }
  if (unsafe) {
    const waiting = unsafe === 1 ? "waits" : "wait";
    const fixes = counted(unsafe, "fix", "fixes");
    const told = `${fixes} may change what readers see and ${waiting} for `;
    sentences.push(told, command("--unsafe"), ". ");
  }
  if (fixed) {
    const were = fixed === 1 ? "was" : "were";
    sentences.push(`${counted(fixed, "problem")} ${were} repaired in this run. `);
  }
  if (uncovered) sentences.push(`No schema covers ${counted(uncovered, "post")}.`);
  byId("standfirst").replaceChildren(...sentences);
  const written = new Date(document.lastModified);
  byId("written").textContent = written.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const failed = files.filter((file) => file.failure !== null);
  byId("failures").hidden = !failed.length;
  byId("failures").replaceChildren(
    element(
      "strong",
      {},
      `newslint could not do all of its job on ${counted(failed.length, "file")}`,
    ),
    element(
      "ul",
      {},
      ...failed.slice(0, 50).map((file) => element("li", {}, `${file.path}: ${file.failure}`)),
    ),
    ...(failed.length > 50 ? [`and ${counted(failed.length - 50, "other")}.`] : []),
  );
}

function fill(id, choices) {
  byId(id).replaceChildren(...choices.map(([value, label]) => element("option", { value }, label)));
  byId(id).addEventListener("change", (event) => choose(id, event.target.value));
}

function fillFilters() {
  const names = (key) => [...new Set(findings.map(key))].sort().map((name) => [name, name]);
  const folders = new Set();
  for (const { folder } of files) {
    for (let end = folder.indexOf("/", 1); end !== -1; end = folder.indexOf("/", end + 1))
      folders.add(folder.slice(0, end));
    if (folder) folders.add(folder);
  }
  fill("rule", [["", "All rules"], ...names((finding) => finding.rule.name)]);
  fill("group", [["", "All groups"], ...names((finding) => finding.rule.group)]);
  fill("severity", [
    ["", "All"],
    ["error", "Errors"],
    ["warning", "Warnings"],
    ["info", "Notes"],
  ]);
  fill("folder", [["", "All folders"], ...[...folders].sort().map((name) => [name, name])]);
  fill("fix", [
    ["", "Any or none"],
    ["any", "Has a fix"],
    ["safe", "Safe fix"],
    ["unsafe", "Fix on request"],
    ["none", "By hand"],
  ]);
  fill(
    "order",
    Object.entries(ORDERS).map(([name, [label]]) => [name, label]),
  );
  byId("text").addEventListener("input", (event) =>
    choose("text", event.target.value.trim() && event.target.value),
  );
}

function showChosen() {
  for (const id of ["rule", "group", "severity", "folder", "fix"]) {
    byId(id).value = chosen[id] ?? "";
    byId(id).classList.toggle("set", Boolean(chosen[id]));
  }
  byId("order").value = chosen.order ?? "path";
  if (document.activeElement !== byId("text")) byId("text").value = chosen.text ?? "";
  const chips = Object.keys(FILTERS)
    .filter((name) => chosen[name])
    .map((name) => {
      const value = name === "month" ? monthName(chosen[name]) : chosen[name];
      return element(
        "button",
        {
          type: "button",
          className: "chip",
          onclick: () => choose(name, ""),
          "aria-label": `Remove the filter ${name}: ${value}`,
        },
        `${name}: ${value} ×`,
      );
    });
  if (chips.length > 1) chips.push(button("Show everything", clear));
  byId("chosen").replaceChildren(...chips);
}

function show() {
  const { activeElement: focused } = document;
  const { through, butFor } = filtered();
  showChosen();
  showTime(butFor.month);
  showBars(
    "rules",
    most(tally(butFor.rule, ({ rule }) => rule.name)),
    (name) => ({ label: name, detail: name, filter: "rule", value: name }),
    ["rule", "rules"],
  );
  showFolders(through);
  showBars(
    "files",
    most(tally(butFor.file, ({ file }) => file.path)),
    (path) => ({ label: nameOf(path), detail: path, filter: "file", value: path }),
    ["post", "posts"],
  );
  showList(through);
  keepFocus(focused);
}

// Gives the focus back where what had it was made anew, or else to the problems.
function keepFocus(focused) {
  if (focused === document.body || document.activeElement === focused) return;
  const again = [...document.querySelectorAll("[data-key]")].find(
    ({ dataset }) => dataset.key === focused.dataset.key,
  );
  (again ?? byId("findings")).focus({ preventScroll: true });
}

function goTo(step) {
  const articles = [...byId("list").querySelectorAll("article")];
  const at = articles.indexOf(document.activeElement.closest("article"));
  const next = articles[Math.max(0, at + step)];
  if (at + step >= articles.length - 2) place(placed + PAGE);
  next?.focus();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isField = event.target.closest("input, select");
  if (event.key === "Escape") {
    byId("text").value = "";
    if (isField) choose("text", "");
    else clear();
  }
  if (isField) return;
  if (event.key === "/") {
    event.preventDefault();
    byId("text").focus();
  }
  if (event.key === "j") goTo(1);
  if (event.key === "k") goTo(-1);
});

const system = matchMedia("(prefers-color-scheme: dark)");

function showTheme() {
  const theme = document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
  byId("theme").textContent = theme === "dark" ? "Light page" : "Dark page";
  return theme;
}

byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = showTheme() === "dark" ? "light" : "dark";
  showTheme();
});
system.addEventListener("change", showTheme);
addEventListener("resize", () => findings.length && showTime(filtered().butFor.month));
addEventListener("hashchange", () => {
  read();
  show();
});

showTheme();
showLead();
if (findings.length) {
  byId("report").hidden = false;
  fillFilters();
  read();
  show();
}
performance.measure("newslint", { start: started });
