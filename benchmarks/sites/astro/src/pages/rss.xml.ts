import rss from "@astrojs/rss";
import { newest } from "../library";

export async function GET(context: { site: URL }) {
  const items = (await newest()).slice(0, 20).map((post) => ({ ...post.data, link: `/posts/${post.id}/` }));
  return rss({ title: "Rings", description: "The rings a tree adds each year.", site: context.site, items });
}
