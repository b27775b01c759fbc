/* The splitter of nenrin.search (folding.py, splitter.py) for the browser: same table, same answers.
   `nenrinSplitter(table)` returns fold, foldWithMap, split, pieces and terms; words and classes come from the table
   only, never from the Unicode data of the browser. */
"use strict";

function nenrinSplitter(table) {
  const LONGEST_WORD = 40;
  const joints = [/\./, /['.-]/, /['._-]+|(?<=[+#])(?![+#])/];
  const characters = new Map();
  for (const [first, last, shift] of table.runs) {
    for (let code = first; code <= last; code++) characters.set(code, String.fromCodePoint(code + shift));
  }
  let code = 0;
  table.steps.forEach((step, at) => {
    code += step;
    characters.set(code, String.fromCodePoint(code + table.shifts[at]));
  });
  for (const [char, text] of Object.entries(table.longer)) characters.set(char.codePointAt(0), text);
  const pairs = new Map(Object.entries(table.pairs));
  const joining = /[\u3099\u309a\u1161-\u1175\u11a8-\u11c2]/;

  const charClass = (ranges) =>
    ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("");
  const gram = charClass(table.grams);
  const word = charClass(table.words);
  const source = `([${gram}]+)|([${word}]+(?:(?:['.-]|_+)[${word}]+|[+#]+[${word}]*)*)`;

  function syllable(before, after) {
    if (before >= 0x1100 && before <= 0x1112 && after >= 0x1161 && after <= 0x1175) {
      return String.fromCodePoint(0xac00 + ((before - 0x1100) * 21 + after - 0x1161) * 28);
    }
    const open = before >= 0xac00 && before <= 0xd7a3 && (before - 0xac00) % 28 === 0;
    if (open && after >= 0x11a8 && after <= 0x11c2) return String.fromCodePoint(before + after - 0x11a7);
    return undefined;
  }

  const joined = (before, char) =>
    before === undefined
      ? undefined
      : pairs.get(before + char) || syllable(before.codePointAt(0), char.codePointAt(0));

  /* The folded text and, for each of its UTF-16 units, where the character it came from begins in the original. */
  function foldWithMap(text) {
    const out = [];
    const from = [];
    let at = 0;
    for (const original of text) {
      const code = original.codePointAt(0);
      for (const char of characters.has(code) ? characters.get(code) : original) {
        const made = joining.test(char) ? joined(out[out.length - 1], char) : undefined;
        if (made) {
          out[out.length - 1] = made;
        } else {
          out.push(char);
          from.push(at);
        }
      }
      at += original.length;
    }
    const starts = [];
    out.forEach((char, index) => {
      for (let unit = 0; unit < char.length; unit++) starts.push(from[index]);
    });
    starts.push(text.length);
    return { text: out.join(""), starts };
  }

  const fold = (text) => foldWithMap(text).text;

  /* Tokens of folded text: {text, isWord, start, end}, offsets in UTF-16 units. */
  function splitFolded(text) {
    const tokens = [];
    for (const match of text.matchAll(new RegExp(source, "gu"))) {
      const isWord = match[2] !== undefined;
      const token = isWord ? [...match[2]].slice(0, LONGEST_WORD).join("") : match[1];
      tokens.push({ text: token, isWord, start: match.index, end: match.index + match[0].length });
    }
    return tokens;
  }

  const split = (text) => splitFolded(fold(text));

  function pieces(whole) {
    const found = new Set([whole]);
    for (const joint of joints) whole.split(joint).forEach((part) => found.add(part));
    for (const part of [...found]) found.add(part.replace(/[+#]+$/, ""));
    found.delete("");
    return [...found];
  }

  function bigrams(run) {
    const chars = [...run];
    return chars.slice(1).map((char, at) => chars[at] + char);
  }

  function terms(text) {
    const found = new Set();
    for (const token of split(text)) {
      const parts = token.isWord ? pieces(token.text) : [...token.text, ...bigrams(token.text)];
      parts.forEach((part) => found.add(part));
    }
    return [...found];
  }

  return { fold, foldWithMap, split, splitFolded, pieces, bigrams, terms };
}
