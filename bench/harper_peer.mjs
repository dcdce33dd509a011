// node harper_peer.mjs NODE_MODULES FILE …: Harper (npm harper.js) over Markdown files; prints how many lints it has.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(modules, "harper.js", "dist", name)));
const { LocalLinter } = await load("index.js");
const { binaryInlined } = await load("binaryInlined.js");

const linter = new LocalLinter({ binary: binaryInlined });
let count = 0;
for (const file of files) {
  count += (await linter.lint(await readFile(file, "utf8"), { language: "markdown" })).length;
}
console.log(count);
