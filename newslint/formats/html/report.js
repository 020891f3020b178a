"use strict";
// The report, and what of it is left when something was chosen.

const started = performance.now();
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const { format: number } = new Intl.NumberFormat("en");
const counted = (value, noun, nouns = `${noun}s`) =>
  `${number(value)} ${value === 1 ? noun : nouns}`;

const SEVERITIES = ["error", "warning", "info"];
const UNDATED = "none";
const files = data.files.map((file, index) => ({
  ...file,
  index,
  folder: file.path.slice(0, Math.max(0, file.path.lastIndexOf("/"))),
  month: file.date.slice(0, 7) || UNDATED,
}));
const findings = files.flatMap((file) =>
  file.findings.map((finding) => ({ ...finding, file, rule: data.rules[finding.rule] })),
);
findings.forEach((finding, index) => {
  finding.index = index;
  finding.repair = finding.fix === null ? "none" : finding.fix.safe ? "safe" : "unsafe";
});

let searchable = null;
// Made when somebody first searches: all of a finding that can be read, in small letters.
function texts() {
  searchable ??= findings.map(({ file, rule, message, excerpt, fix }) =>
    [file.path, rule.name, message, excerpt.join(""), fix?.title].join("\n").toLowerCase(),
  );
  return searchable;
}

const isBelow = (folder, wanted) => folder === wanted || folder.startsWith(`${wanted}/`);
const FILTERS = {
  rule: (finding, wanted) => finding.rule.name === wanted,
  group: (finding, wanted) => finding.rule.group === wanted,
  severity: (finding, wanted) => finding.severity === wanted,
  folder: (finding, wanted) => isBelow(finding.file.folder, wanted),
  fix: (finding, wanted) =>
    wanted === "any" ? finding.repair !== "none" : finding.repair === wanted,
  month: (finding, wanted) => finding.file.month.startsWith(wanted),
  file: (finding, wanted) => finding.file.path === wanted,
  text: (finding, wanted) =>
    wanted
      .toLowerCase()
      .split(/\s+/)
      .every((word) => texts()[finding.index].includes(word)),
};
const byPlace = (one, other) => one.index - other.index;
const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const ORDERS = {
  path: ["Path", byPlace],
  severity: [
    "Gravest first",
    (one, other) =>
      SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || byPlace(one, other),
  ],
  rule: ["Rule", (one, other) => byText(one.rule.name, other.rule.name) || byPlace(one, other)],
  newest: [
    "Newest posts first",
    (one, other) => byText(other.file.date, one.file.date) || byPlace(one, other),
  ],
  oldest: [
    "Oldest posts first",
    (one, other) => byText(one.file.date || "~", other.file.date || "~") || byPlace(one, other),
  ],
  worst: [
    "Worst posts first",
    (one, other) => other.file.findings.length - one.file.findings.length || byPlace(one, other),
  ],
};
let chosen = {};

function read() {
  const written = new URLSearchParams(location.hash.slice(1));
  chosen = {};
  for (const name of [...Object.keys(FILTERS), "order"]) {
    const value = written.get(name);
    if (value?.trim() && (name !== "order" || Object.hasOwn(ORDERS, value))) chosen[name] = value;
  }
}

function choose(name, value) {
  if (value) chosen[name] = value;
  else delete chosen[name];
  history.replaceState(null, "", `#${new URLSearchParams(chosen)}`);
  show();
}

const toggle = (name, value) => choose(name, chosen[name] === value ? "" : value);

function clear() {
  chosen = chosen.order ? { order: chosen.order } : {};
  choose("text", "");
}

// Returns the findings that all filters let through, and for a chart all but its own.
function filtered() {
  const tests = Object.keys(FILTERS)
    .filter((name) => chosen[name])
    .map((name) => [name, FILTERS[name], chosen[name].trim()]);
  const through = [];
  const butFor = { rule: [], month: [], file: [] };
  for (const finding of findings) {
    const against = [];
    for (const [name, test, wanted] of tests) {
      if (!test(finding, wanted) && against.push(name) > 1) break;
    }
    if (against.length === 0) through.push(finding);
    for (const name in butFor) {
      if (against.length === 0 || (against.length === 1 && against[0] === name))
        butFor[name].push(finding);
    }
  }
  return { through, butFor };
}
