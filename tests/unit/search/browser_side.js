/* Runs the browser's splitter and engine under Node: a line of JSON in ([function, argument]), a line of JSON out.
   Its arguments are the folder of the theme's static files and that of Sphinx's stemmers. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const [statics, stemmers] = process.argv.slice(2);
const brought = new Map();
const context = vm.createContext({ nenrinSearch: { put: (name, value) => brought.set(name, value) } });
const run = (folder, name) => vm.runInContext(fs.readFileSync(path.join(folder, name), "utf8"), context, name);
for (const name of ["fold", "split", "engine"]) run(statics, `nenrin-search-${name}.js`);
for (const name of ["base", "english", "french"]) run(stemmers, `${name}-stemmer.js`);

const splitter = vm.runInContext("nenrinSplitter", context)(brought.get("fold"));
const stemmer = {
  english: vm.runInContext("new EnglishStemmer()", context),
  french: vm.runInContext("new FrenchStemmer()", context),
};
let engine;

const functions = {
  fold: splitter.fold,
  terms: splitter.terms,
  split: (text) => splitter.split(text).map((token) => [token.text, token.isWord]),
  map: (text) => splitter.foldWithMap(text).starts,
  index: (files) => {
    Object.values(files).forEach((script) => vm.runInContext(script, context));
    engine = vm.runInContext("nenrinEngine", context)({
      catalogue: brought.get("catalogue"),
      splitter,
      load: async (name) => brought.get(name),
      stem: (name, word) => stemmer[name].stemWord(word),
    });
  },
  search: async (query) => {
    const answer = await engine.search(query);
    const results = [];
    for (let more = await answer.next(3); more.length; more = await answer.next(3)) results.push(...more);
    return results.map(({ page, heading, title, excerpt }) => ({ url: page.url, heading, title, excerpt }));
  },
};

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  const [name, argument] = JSON.parse(line);
  process.stdout.write(JSON.stringify((await functions[name](argument)) ?? null) + "\n");
});
