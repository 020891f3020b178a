// How elements are made. What a post says goes onto the page as text; there is no HTML in here.

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

// Returns a button that looks like a link.
function button(label, onclick, isPressed) {
  const pressed = isPressed === undefined ? {} : { "aria-pressed": isPressed };
  return element("button", { type: "button", className: "link", onclick, ...pressed }, label);
}

// Returns a message with what stands between backticks as code.
function prose(text) {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return [text];
  return parts
    .map((part, index) => (index % 2 ? element("code", {}, part) : part))
    .filter((part) => part !== "");
}

function tally(those, key) {
  const counts = new Map();
  for (const finding of those) {
    const name = key(finding);
    const count = counts.get(name) ?? { all: 0, errors: 0 };
    count.all += 1;
    if (finding.severity === "error") count.errors += 1;
    counts.set(name, count);
  }
  return counts;
}

const most = (counts) =>
  [...counts].sort((one, other) => other[1].all - one[1].all || byText(one[0], other[0]));
const told = ({ all, errors }) =>
  `${counted(all, "problem")}${errors ? `, ${counted(errors, "error")}` : ""}`;

function part(share, className) {
  const made = element("i", { className });
  made.style.setProperty("--share", share);
  return made;
}
