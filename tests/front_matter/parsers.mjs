// Answers each line of standard input, the text of a file as a JSON string, with a line of JSON:
// what the parsers of generators for Node make of it. `{data}` is what they read, `{error, line}`
// why they do not; the line is that of the file. The argument is a folder `node_modules`.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.argv[2]}/`);
const matter = require("gray-matter");
const hexo = require("hexo-front-matter");
const toml = require("smol-toml");

const javascript = {
  parse() {
    throw new Error("a program is not run");
  },
};
const engines = { javascript, toml: { parse: toml.parse } };

for await (const line of createInterface({ input: process.stdin })) {
  const content = JSON.parse(line);
  const fence = content.startsWith("+++") ? { delimiters: "+++", language: "toml" } : {};
  const gray = answer(() => matter(content, { engines, ...fence }).data);
  const ofHexo = answer(() => {
    const { _content, ...data } = hexo.parse(content);
    return data;
  });
  console.log(JSON.stringify({ gray, hexo: ofHexo }));
}

function answer(read) {
  try {
    return { data: named(read()) };
  } catch (error) {
    // All count from the opening fence: js-yaml from 0 on, the others from 1 on from its end.
    const line = error.mark?.line ?? error.linePos?.[0].line ?? error.line;
    return { error: String(error.message).split("\n")[0], line: line === undefined ? null : line + 1 };
  }
}

// Dates, which JSON does not know, as objects with a key that no site uses.
function named(value) {
  if (value instanceof Date) {
    return { $date: Number.isNaN(value.getTime()) ? null : value.toISOString() };
  }
  if (Array.isArray(value)) {
    return value.map(named);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)]));
  }
  return value;
}
