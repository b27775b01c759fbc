/* Answers queries from the index that nenrin.search.index writes; touches no page.

   nenrinEngine({catalogue, splitter, load, stem}) returns {pages, search}. `load(name)` promises the value of
   "shard/N" or "page/docname"; `stem(stemmer, word)` is Snowball's. `search(query, accept)` promises
   {parts, total, next}: `next(n)` promises up to n results, best first. `total` counts the pages; it is undefined
   while only their texts can tell which of them have a phrase.

   A query is an AND of parts: words, and runs of Han, kana or Hangul, which must stand together. A word matches
   itself, what has its stem in the language of the page, and, if it ends the query, what it begins. */
"use strict";

function nenrinEngine({ catalogue, splitter, load, stem }) {
  const PLACES = 4; // title, category or tag, heading, text: the numbers of nenrin.search.index
  const NONE = 255;
  const LOOSE = 100; // only the beginning of a word matches: after all that match as a whole
  const PAIRS_ASKED = 8; // more pairs of a long phrase would load more shards than they save texts
  const DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ_-wxyz";
  const VALUES = new Map([...DIGITS].map((char, value) => [char, value]));
  const NO_TEXT = { headings: [], text: "" };

  const pages = catalogue.pages.map(([docname, url, title, date, categories, tags, language, kind], number) => ({
    number,
    docname,
    url,
    title,
    date,
    categories: categories.map((at) => catalogue.categories[at]),
    tags: tags.map((at) => catalogue.tags[at]),
    language: catalogue.languages[language],
    stemmer: catalogue.stemmers[language],
    kind: catalogue.kinds[kind],
  }));
  const stemmers = [...new Set(catalogue.stemmers)];
  const shards = new Map();
  const texts = new Map();

  function shard(term, isWord) {
    const [first, second] = term;
    const next = isWord && second !== undefined ? (second === "y" ? "i" : second).codePointAt(0) : 0;
    const number = (first.codePointAt(0) * 31 + next) % catalogue.shards;
    if (!shards.has(number)) {
      const loaded = load(`shard/${number}`).then((terms) => new Map(Object.entries(terms)));
      loaded.catch(() => shards.delete(number));
      shards.set(number, loaded);
    }
    return shards.get(number);
  }

  /* Call `visit(page number, place)` for each posting. */
  function eachPosting(codes, visit) {
    let at = 0;
    let value = 0;
    let shift = 1;
    for (const char of codes) {
      const digit = VALUES.get(char);
      value += (digit % 32) * shift;
      shift *= 32;
      if (digit >= 32) continue;
      at += Math.floor(value / PLACES);
      visit(at, value % PLACES);
      value = 0;
      shift = 1;
    }
  }

  function parse(query) {
    const tokens = splitter.split(query);
    const last = tokens[tokens.length - 1];
    const parts = new Map();
    for (const token of tokens) {
      const open = token === last && token.isWord && [...token.text].length > 1 && !/\s$/u.test(query);
      const certain = token.isWord || [...token.text].length < 3;
      parts.set(token.text, { text: token.text, isWord: token.isWord, open, certain, words: new Set() });
    }
    return [...parts.values()];
  }

  const empty = () => new Uint8Array(pages.length).fill(NONE);

  async function findRun(part) {
    const chars = [...part.text];
    const found = empty();
    if (chars.length === 1) {
      for (const [term, codes] of await shard(part.text, false)) {
        if (!term.startsWith(part.text)) continue;
        eachPosting(codes, (at, place) => (found[at] = Math.min(found[at], place)));
      }
      return found;
    }
    const pairs = splitter.bigrams(part.text).slice(0, PAIRS_ASKED);
    const terms = await Promise.all(pairs.map((pair) => shard(pair, false)));
    pairs.forEach((pair, index) => {
      const seen = empty();
      eachPosting(terms[index].get(pair) || "", (at, place) => {
        seen[at] = index ? Math.max(found[at], place) : place;
      });
      found.set(seen);
    });
    return found;
  }

  async function findWord(part) {
    const found = empty();
    const stems = new Map(stemmers.map((name) => [name, stemOf(name, part.text)]));
    for (const [term, codes] of await shard(part.text, true)) {
      const same = term === part.text;
      const begun = part.open && term.startsWith(part.text);
      const akin = stemmers.filter((name) => stemOf(name, term) === stems.get(name));
      if (!same && !begun && !akin.length) continue;
      part.words.add(term);
      eachPosting(codes, (at, place) => {
        if (same || akin.includes(pages[at].stemmer)) found[at] = Math.min(found[at], place);
        else if (begun) found[at] = Math.min(found[at], LOOSE + place);
      });
    }
    return found;
  }

  const known = new Map();
  function stemOf(stemmer, word) {
    if (/[0-9_.+#-]/.test(word)) return word; // an identifier has no stem
    const key = `${stemmer} ${word}`;
    if (!known.has(key)) known.set(key, stem(stemmer, word));
    return known.get(key);
  }

  const sum = (ranks) => ranks.reduce((all, rank) => all + rank, 0);

  async function search(query, accept = () => true) {
    const parts = parse(query);
    const found = await Promise.all(parts.map((part) => (part.isWord ? findWord(part) : findRun(part))));
    const certain = parts.every((part) => part.certain);
    const queue = [];
    for (const page of parts.length ? pages : []) {
      const ranks = found.map((places) => places[page.number]);
      if (!ranks.includes(NONE) && accept(page)) queue.push({ page, ranks, rank: sum(ranks), sure: certain });
    }
    queue.sort((a, b) => a.rank - b.rank || a.page.number - b.page.number);
    return { parts, total: certain ? queue.length : undefined, next: (count) => take(queue, parts, count) };
  }

  async function take(queue, parts, count) {
    const taken = [];
    while (taken.length < count && queue.length) {
      const batch = queue.slice(0, count - taken.length);
      const loaded = new Map(await Promise.all(batch.map(async (each) => [each, await read(each.page)])));
      while (taken.length < count && loaded.has(queue[0])) {
        const candidate = queue.shift();
        const hoped = candidate.rank;
        if (!candidate.sure && !hasPhrases(candidate, parts, loaded.get(candidate))) continue;
        if (candidate.rank > hoped) insert(queue, candidate);
        else taken.push(result(candidate, parts, loaded.get(candidate)));
      }
    }
    return taken;
  }

  /* Look for the phrases in the page itself: their pairs may stand apart, or in a better place than the phrase. */
  function hasPhrases(candidate, parts, text) {
    const places = fields(candidate.page, text);
    const ranks = candidate.ranks.map((rank, at) =>
      parts[at].certain ? rank : places.findIndex((field) => field.includes(parts[at].text)),
    );
    candidate.rank = sum(ranks);
    candidate.sure = true;
    return !ranks.includes(-1);
  }

  function insert(queue, candidate) {
    const later = ({ rank, page }) =>
      rank > candidate.rank || (rank === candidate.rank && page.number > candidate.page.number);
    const at = queue.findIndex(later);
    queue.splice(at < 0 ? queue.length : at, 0, candidate);
  }

  function fields(page, text) {
    const labels = [...page.categories, ...page.tags].join("\n");
    const headings = text.headings.map(([, heading]) => heading).join("\n");
    return [splitter.fold(page.title), splitter.fold(labels), splitter.fold(headings), folded(page, text).text];
  }

  function read(page) {
    if (page.kind === "object") return Promise.resolve(NO_TEXT);
    if (!texts.has(page.docname)) {
      const loaded = load(`page/${page.docname}`);
      loaded.catch(() => texts.delete(page.docname));
      texts.set(page.docname, loaded);
    }
    return texts.get(page.docname);
  }

  const foldings = new Map();
  function folded(page, text) {
    if (page.kind === "object") return splitter.foldWithMap("");
    if (!foldings.has(page.docname)) foldings.set(page.docname, splitter.foldWithMap(text.text));
    return foldings.get(page.docname);
  }

  function result({ page, rank }, parts, text) {
    const marks = ranges(splitter.foldWithMap(page.title), parts);
    const heading = text.headings.find(([, name]) => ranges(splitter.foldWithMap(name), parts).length);
    return {
      page,
      loose: rank >= LOOSE,
      heading: marks.length ? undefined : heading,
      title: segments(page.title, marks, 0, page.title.length),
      excerpt: excerpt(text.text, ranges(folded(page, text), parts)),
    };
  }

  /* Where the parts stand, as [start, end] in the original text, in order and not overlapping. */
  function ranges({ text, starts }, parts) {
    const found = [];
    for (const part of parts.filter(({ isWord }) => !isWord)) {
      for (let at = text.indexOf(part.text); at >= 0; at = text.indexOf(part.text, at + part.text.length)) {
        found.push([starts[at], starts[at + part.text.length]]);
      }
    }
    const words = parts.filter(({ isWord }) => isWord).map((part) => part.words);
    for (const token of words.length ? splitter.splitFolded(text) : []) {
      if (!token.isWord || !splitter.pieces(token.text).some((piece) => words.some((set) => set.has(piece)))) continue;
      found.push([starts[token.start], starts[token.end]]);
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.filter(([start, end], at) => start < end && (!at || start >= found[at - 1][1]));
  }

  /* Pieces of text[from:to] as {text, mark}. */
  function segments(text, marks, from, to) {
    const out = [];
    let at = from;
    for (const [start, end] of marks) {
      if (start < from || end > to) continue;
      if (start > at) out.push({ text: text.slice(at, start), mark: false });
      out.push({ text: text.slice(start, end), mark: true });
      at = end;
    }
    if (at < to) out.push({ text: text.slice(at, to), mark: false });
    return out;
  }

  function excerpt(text, marks) {
    const [start, end] = marks[0] || [0, 0];
    const dense = /[\u2e80-\ud7ff]/.test(text.slice(Math.max(0, start - 20), end + 20)); // says more in less room
    const from = cut(text, start - (dense ? 30 : 70), -1);
    const to = cut(text, Math.max(end, from + (dense ? 110 : 240)), 1);
    const out = segments(text.replace(/\n/g, " "), marks, from, to);
    if (from > 0) out.unshift({ text: "…", mark: false });
    if (to < text.length) out.push({ text: "…", mark: false });
    return out;
  }

  /* The place nearest to `at`, at most 15 units on, that splits no word; never inside a character. */
  function cut(text, at, direction) {
    const inside = (place) => place > 0 && place < text.length;
    const splits = (place) => /[\w'-]{2}/.test(text.slice(place - 1, place + 1));
    let place = at;
    while (inside(place) && splits(place) && Math.abs(place - at) < 15) place += direction;
    if (inside(place) && /[\udc00-\udfff]/.test(text[place])) place += 1;
    return Math.min(Math.max(place, 0), text.length);
  }

  return { pages, search };
}
