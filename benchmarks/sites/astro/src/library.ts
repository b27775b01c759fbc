// What the pages ask of the posts: newest first, and by year, category or tag.
import { getCollection, type CollectionEntry } from "astro:content";

type Post = CollectionEntry<"posts">;

export const newest = async (): Promise<Post[]> =>
  (await getCollection("posts")).sort((a, b) => +b.data.pubDate - +a.data.pubDate);

export const day = (date: Date): string => date.toISOString().slice(0, 10);

export function groups(posts: Post[], nameOf: (post: Post) => string[]): [string, Post[]][] {
  const found = new Map<string, Post[]>();
  for (const post of posts) for (const name of nameOf(post)) found.set(name, [...(found.get(name) ?? []), post]);
  return [...found];
}
