/* Runs the browser's splitter and engine under Node: a line of JSON in ([function, argument]), a line of JSON out.
   Its one argument is the folder of the theme's static files. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const folder = process.argv[2];
let table;
const context = vm.createContext({ nenrinSearch: { put: (name, value) => (table = value) } });
const run = (name) => vm.runInContext(fs.readFileSync(path.join(folder, name), "utf8"), context, name);
run("nenrin-search-fold.js");
run("nenrin-search-split.js");
const splitter = vm.runInContext("nenrinSplitter", context)(table);
const functions = {
  fold: splitter.fold,
  terms: splitter.terms,
  split: (text) => splitter.split(text).map((token) => [token.text, token.isWord]),
  map: (text) => splitter.foldWithMap(text).starts,
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [name, argument] = JSON.parse(line);
  process.stdout.write(JSON.stringify(functions[name](argument)) + "\n");
});
