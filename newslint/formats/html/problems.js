// The problems, one by one: only as many as somebody has come to are on the page.

const PAGE = 40;
const MOST_PRINTED = 500;
const NAMES = { error: "Error", warning: "Warning", info: "Note" };
let listed = [];
let placed = 0;

function changeOf(fix) {
  const line = (kind, className, label) =>
    element(
      "p",
      { className, dir: "auto" },
      element("span", { className: "unseen" }, label),
      ...fix.change
        .filter(([each]) => each === "kept" || each === kind)
        .map(([each, text]) =>
          each === "kept" ? text : element(kind === "gone" ? "del" : "ins", {}, text),
        ),
    );
  return element(
    "div",
    { className: "change", role: "group", "aria-label": "What the fix changes" },
    line("gone", "before", "Before: "),
    line("new", "after", "After: "),
  );
}

function article({ rule, severity, line, column, message, excerpt, fix, repair }) {
  const [before, marked, after] = excerpt;
  const isLink = /^https?:\/\//.test(rule.url);
  return element(
    "article",
    { tabIndex: -1 },
    element(
      "p",
      { className: "place" },
      element("span", { className: `severity ${severity}` }, NAMES[severity]),
      `line ${line}:${column}`,
    ),
    element(
      "div",
      {},
      element("p", { className: "message", dir: "auto" }, ...prose(message)),
      element(
        "p",
        { className: "rule" },
        isLink
          ? element(
              "a",
              { className: "link", href: rule.url, rel: "noreferrer", title: "The rule's page" },
              rule.name,
            )
          : rule.name,
      ),
      element(
        "pre",
        { className: "source", dir: "auto" },
        before,
        element("mark", {}, marked),
        after,
      ),
      ...(fix
        ? [
            element(
              "p",
              { className: "fix" },
              repair === "safe" ? "Fix: " : "Fix on request: ",
              ...prose(fix.title),
            ),
            changeOf(fix),
          ]
        : []),
    ),
  );
}

function place(upTo) {
  // The browser passes over a sheet that is far away, whatever is on it.
  const made = element("div", { className: "sheet" });
  const end = Math.min(listed.length, upTo);
  for (; placed < end; placed += 1) {
    const finding = listed[placed];
    const { file } = finding;
    if (listed[placed - 1]?.file !== file) {
      made.append(
        element(
          "h3",
          {},
          element("bdi", {}, file.path),
          element(
            "span",
            {},
            [file.date, counted(file.findings.length, "problem")].filter(Boolean).join(" · "),
          ),
        ),
      );
    }
    made.append(article(finding));
  }
  if (made.firstChild) byId("list").append(made);
  byId("more").parentElement.hidden = placed >= listed.length;
  byId("more").textContent = `Show more (${number(listed.length - placed)} left)`;
}

function showList(through) {
  listed = through.sort(ORDERS[chosen.order ?? "path"][1]);
  placed = 0;
  byId("list").replaceChildren();
  byId("status").textContent =
    listed.length === findings.length
      ? `All ${counted(listed.length, "problem")}.`
      : listed.length
        ? `${number(listed.length)} of ${counted(findings.length, "problem")}.`
        : "No problem is like that.";
  place(PAGE);
}

// The end of the list is watched anew each time: it may still be near when more is there.
const end = new IntersectionObserver(
  (entries) => {
    if (!entries.at(-1).isIntersecting) return;
    place(placed + PAGE);
    end.unobserve(byId("more"));
    end.observe(byId("more"));
  },
  { rootMargin: "1500px" },
);
end.observe(byId("more"));
byId("more").addEventListener("click", () => place(placed + PAGE));
addEventListener("beforeprint", () => {
  place(MOST_PRINTED);
  byId("printed").textContent =
    placed < listed.length
      ? `Printed are the first ${number(placed)} of ${counted(listed.length, "problem")}.`
      : "";
});
