// 11ty with the small theme in _includes/ and the pages beside this file.
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";

const day = (date) => date.toISOString().slice(0, 10);

function groups(posts, nameOf) {
  const found = new Map();
  for (const post of posts) for (const name of nameOf(post)) found.set(name, [...(found.get(name) ?? []), post]);
  return [...found].map(([name, posts]) => ({ name, posts })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export default function (config) {
  const posts = (api) => api.getFilteredByGlob("posts/*.md").reverse();
  config.addPlugin(syntaxHighlight);
  config.addPlugin(feedPlugin, {
    type: "atom",
    outputPath: "/feed.xml",
    collection: { name: "posts", limit: 20 },
    metadata: { language: "zh", title: "Rings", base: "https://example.org/", author: { name: "Mei" } },
  });
  config.addFilter("day", day);
  config.addCollection("posts", (api) => api.getFilteredByGlob("posts/*.md"));
  config.addCollection("newest", posts);
  config.addCollection("years", (api) => groups(posts(api), (post) => [day(post.date).slice(0, 4)]).reverse());
  config.addCollection("categories", (api) => groups(posts(api), (post) => [post.data.category]));
  config.addCollection("tagged", (api) => groups(posts(api), (post) => post.data.tags));
  return { dir: { output: "out" }, markdownTemplateEngine: false };
}
