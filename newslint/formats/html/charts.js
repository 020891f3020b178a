// The charts: by rule, folder, post and time. A bar is a button that chooses what it counts.

const MOST_BARS = 10;
const COLUMN = 4; // pixels that a month needs

// Shows a bar for each of the first rows, the longest on top. `about` says of a name how to call it
// and what chooses it.
function showBars(id, rows, about, [noun, nouns]) {
  const scale = rows[0]?.[1].all;
  const bars = rows.slice(0, MOST_BARS).map(([name, counts]) => {
    const { label, detail, filter, value } = about(name);
    const inside = [
      element("span", { className: "name" }, element("bdi", {}, label)),
      element("span", { className: "count" }, number(counts.all)),
      element(
        "span",
        { className: "bar" },
        part((100 * counts.errors) / scale, "errors"),
        part((100 * (counts.all - counts.errors)) / scale, ""),
      ),
    ];
    const title = `${detail}: ${told(counts)}`;
    return element(
      "li",
      {},
      filter
        ? element(
            "button",
            {
              type: "button",
              title,
              "aria-label": title,
              "aria-pressed": chosen[filter] === value,
              "data-key": `${filter}=${value}`,
              onclick: () => toggle(filter, value),
            },
            ...inside,
          )
        : element("div", { className: "plain", title }, ...inside),
    );
  });
  const others = rows.slice(MOST_BARS);
  if (others.length)
    bars.push(
      element(
        "li",
        { className: "aside" },
        `and ${counted(
          others.reduce((sum, [, { all }]) => sum + all, 0),
          "problem",
        )} in ${number(others.length)} other ${others.length === 1 ? noun : nouns}`,
      ),
    );
  byId(id).replaceChildren(...bars);
}

const ROOT = (() => {
  const [first = "", ...others] = [...new Set(findings.map((finding) => finding.file.folder))];
  let root = first;
  while (root && !others.every((folder) => isBelow(folder, root)))
    root = root.slice(0, Math.max(0, root.lastIndexOf("/")));
  return root;
})();

// Returns the name of a file; of `2024-pier/index.md`, all of that.
function nameOf(path) {
  const parts = path.split("/");
  return parts.slice(/^_?index\./.test(parts.at(-1)) ? -2 : -1).join("/");
}

function showFolders(through) {
  const here = chosen.folder ?? ROOT;
  const prefix = here && `${here}/`;
  const posts = (folder) =>
    Object.entries(data.posts.folders).reduce(
      (sum, [name, count]) => sum + (isBelow(name, folder) ? count : 0),
      0,
    );
  const counts = tally(through, ({ file }) => {
    const rest = file.folder.slice(prefix.length);
    return file.folder === here ? "" : prefix + rest.split("/", 1)[0];
  });
  showBars(
    "folders",
    most(counts),
    (name) =>
      name
        ? {
            label: `${name.slice(prefix.length)}/`,
            detail: `${name}, ${counted(posts(name), "post")}`,
            filter: "folder",
            value: name,
          }
        : { label: "directly in this folder", detail: "Directly in this folder" },
    ["folder", "folders"],
  );
  const up = here.slice(0, Math.max(0, here.lastIndexOf("/")));
  byId("crumbs").replaceChildren(
    here ? `in ${here}/ ` : "",
    ...(chosen.folder
      ? [
          up.length > ROOT.length
            ? button(`up to ${up.split("/").at(-1)}/`, () => choose("folder", up))
            : button("up to all folders", () => choose("folder", "")),
        ]
      : []),
  );
}

const monthFormat = (month) =>
  new Intl.DateTimeFormat("en-GB", { month, year: "numeric", timeZone: "UTC" });
const NAMES_OF_MONTHS = { long: monthFormat("long"), short: monthFormat("short") };

function monthName(month, length = "long") {
  if (month === UNDATED) return "without a date";
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return month;
  return NAMES_OF_MONTHS[length].format(new Date(`${month}-01T00:00:00Z`));
}

// Returns every month from the first to the last. Where that is too many, a mistyped year perhaps
// among them: the years that have any, or the months of the one that was chosen.
function spanOfTime(counts) {
  const months = [...counts.keys()].filter((month) => month !== UNDATED).sort();
  if (!months.length) return [];
  const [first, last] = [months[0], months.at(-1)].map(numberOfMonth);
  if (last - first < byId("axis").clientWidth / COLUMN) return monthsFrom(first, last);
  if (!chosen.month || chosen.month === UNDATED)
    return [...new Set(months.map((month) => month.slice(0, 4)))];
  const january = numberOfMonth(`${chosen.month.slice(0, 4)}-01`);
  return monthsFrom(january, january + 11);
}

const numberOfMonth = (month) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;

function monthsFrom(first, last) {
  const months = [];
  for (let at = first; at <= last; at += 1) {
    const year = String(Math.floor(at / 12)).padStart(4, "0");
    months.push(`${year}-${String((at % 12) + 1).padStart(2, "0")}`);
  }
  return months;
}

const allOfTime = tally(findings, ({ file }) => file.month);

function showTime(those) {
  const columns = spanOfTime(allOfTime);
  const counts = tally(those, ({ file }) =>
    columns[0]?.length === 4 && file.month !== UNDATED ? file.month.slice(0, 4) : file.month,
  );
  const none = { all: 0, errors: 0 };
  const scale = Math.max(1, ...columns.map((month) => (counts.get(month) ?? none).all));
  byId("months").replaceChildren(
    ...columns.map((month, index) => {
      const count = counts.get(month) ?? none;
      const posts = Object.entries(data.posts.months).reduce(
        (sum, [name, value]) => sum + (name.startsWith(month) ? value : 0),
        0,
      );
      const title = `${monthName(month)}: ${told(count)} in ${counted(posts, "post")}`;
      return element(
        "button",
        {
          type: "button",
          title,
          "aria-label": title,
          "aria-pressed": Boolean(chosen.month) && month.startsWith(chosen.month),
          "data-key": `month=${month}`,
          tabIndex: index === Math.max(0, columns.indexOf(chosen.month)) ? 0 : -1,
          onclick: () => toggle("month", month),
        },
        part((100 * (count.all - count.errors)) / scale, ""),
        part((100 * count.errors) / scale, "errors"),
      );
    }),
  );
  showAxis(columns);
  const undated = counts.get(UNDATED);
  const isZoomed =
    chosen.month && columns.length <= 12 && allOfTime.size > 12 && chosen.month !== UNDATED;
  const [peak] = most(counts).filter(([month]) => columns.includes(month));
  byId("beside").replaceChildren(
    ...(isZoomed ? [button("all years", () => choose("month", "")), " · "] : []),
    ...(peak && columns.length > 1
      ? [`Most: ${number(peak[1].all)} in ${monthName(peak[0])}. `]
      : []),
    ...(undated
      ? [
          button(
            counted(undated.all, "problem"),
            () => toggle("month", UNDATED),
            chosen.month === UNDATED,
          ),
          " in posts without a date.",
        ]
      : []),
  );
}

const LETTER = 8; // pixels
const FEW_MONTHS = 24;

// Writes the years below the columns, or each month where they are few, where there is room.
function showAxis(columns) {
  const ofMonths = columns.length <= FEW_MONTHS && columns[0]?.length === 7;
  const labels = Map.groupBy(columns, (month) => (ofMonths ? month : month.slice(0, 4)));
  const room = byId("axis").clientWidth;
  let at = 0;
  let free = 0;
  byId("axis").replaceChildren(
    ...[...labels].map(([name, { length }]) => {
      const label = !ofMonths
        ? name
        : at === 0 || name.endsWith("-01")
          ? monthName(name, "short")
          : monthName(name, "short").split(" ")[0];
      const end = at + LETTER * (label.length + 1);
      const hasRoom = at >= free && end <= room;
      if (hasRoom) free = end;
      at += (length * room) / columns.length;
      const made = element("span", {}, hasRoom ? label : "");
      made.style.setProperty("--months", length);
      return made;
    }),
  );
}

byId("months").addEventListener("keydown", (event) => {
  const columns = [...event.currentTarget.children];
  const at = columns.indexOf(document.activeElement);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
  if (to === undefined || !columns[to]) return;
  event.preventDefault();
  columns[at].tabIndex = -1;
  columns[to].tabIndex = 0;
  columns[to].focus();
});
