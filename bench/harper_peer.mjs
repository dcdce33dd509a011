// node harper_peer.mjs NODE_MODULES FILE …: Harper (npm harper.js) over Markdown files; prints the file and place of each lint.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(modules, "harper.js", "dist", name)));
const { LocalLinter } = await load("index.js");
const { binaryInlined } = await load("binaryInlined.js");

const linter = new LocalLinter({ binary: binaryInlined });
for (const file of files) {
  const text = await readFile(file, "utf8");
  for (const lint of await linter.lint(text, { language: "markdown" })) {
    const { start, end } = lint.span();
    console.log([file, start, end].join("\t"));
  }
}
