// Bodies are Markdown alone, so the address is computed here and no template.
export default {
  layout: "post.njk",
  eleventyComputed: { permalink: (data) => `/posts/${data.page.fileSlug}/` },
};
