// node dolos.mjs FOLDER LANGUAGE <paths: dolos-lib of FOLDER/node_modules on all pairs of the files named on stdin, with its own
// defaults (k 23, w 17).  A pair a line: [left, right, similarity, longest fragment, overlap].
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, language] = process.argv;
const { Dolos } = await import(pathToFileURL(createRequire(join(resolve(folder), "x.js")).resolve("@dodona/dolos-lib")));
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
const report = await new Dolos({ language }).analyzePaths(paths);
const pairs = report.allPairs ? report.allPairs() : report.pairs;
for (const p of pairs)
	console.log(JSON.stringify([p.leftFile.path, p.rightFile.path, p.similarity, p.longest, p.overlap]));
