"""Write the sample posts as the authors of each tool write them: front matter, links and excerpt marks.

    python benchmarks/posts.py 1000 FOLDER                    # in the dialect of Astro, which Nenrin takes as it is
    python benchmarks/posts.py 1000 FOLDER --dialect pelican

The same number gives the same bytes everywhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from samples import Sample, posts

Dialect = Callable[[Sample], str]


def astro(post: Sample) -> str:
    """Return the post with Astro's front matter and a relative link to the file of another post."""
    head = f"title: {post.title}\ndescription: {post.description}\npubDate: {post.at.isoformat()}\n"
    return _fenced(head + f"categories:\n  - {post.category}\n{_tag_list(post)}", post.body)


def astro_address(post: Sample) -> str:
    """Return the post as for `astro`, linked by address: Astro itself resolves no links to files."""
    return _linked(astro(post), post, f"[{post.link}](/posts/{post.link}/)")


def bare(post: Sample) -> str:
    """Return the post as a page with a heading, for Sphinx without a blog; `orphan` mutes its toctree check."""
    return _fenced("orphan: true\n", f"# {post.title}\n\n{post.body}")


def ablog(post: Sample) -> str:
    """Return the post for ABlog, whose lists are texts and whose dates have no offset (aware ones abort it)."""
    head = (
        f"blogpost: true\ndate: {post.at:%Y-%m-%d}\ncategory: {post.category}\ntags: {', '.join(post.tags)}\n"
    )
    return _fenced(head, f"# {post.title}\n\n{post.body}")


def pelican(post: Sample) -> str:
    """Return the post with the metadata lines of Python-Markdown and a `{filename}` link."""
    head = f"Title: {post.title}\nDate: {post.at:%Y-%m-%d %H:%M}\nSlug: {post.slug}\nSummary: {post.description}\n"
    body = _linked(post.body, post, f"[{post.link}]({{filename}}{post.link}.md)")
    return f"{head}Category: {post.category}\nTags: {', '.join(post.tags)}\n\n{body}"


def material(post: Sample) -> str:
    """Return the post for the blog plugin of Material for MkDocs, which shows lists up to the `more` mark."""
    head = f"date:\n  created: {post.at:%Y-%m-%d}\ncategories:\n  - {post.category}\nslug: {post.slug}\n"
    return _fenced(head + _tag_list(post), f"# {post.title}\n\n{_with_more(post.body)}")


def hugo(post: Sample) -> str:
    """Return the post for Hugo: its link is the shortcode that checks the address."""
    head = f"title: {post.title}\ndescription: {post.description}\ndate: {post.at.isoformat()}\n"
    body = _linked(post.body, post, f'[{post.link}]({{{{< relref "{post.link}.md" >}}}})')
    return _fenced(head + f"categories:\n  - {post.category}\n{_tag_list(post)}", body)


def eleventy(post: Sample) -> str:
    """Return the post for 11ty, where links are addresses."""
    head = f"title: {post.title}\ndescription: {post.description}\ndate: {post.at.isoformat()}\n"
    body = _linked(post.body, post, f"[{post.link}](/posts/{post.link}/)")
    return _fenced(head + f"category: {post.category}\n{_tag_list(post)}", body)


def hexo(post: Sample) -> str:
    """Return the post for Hexo, with the tag that finds another post."""
    head = f"title: {post.title}\ndescription: {post.description}\ndate: {post.at:%Y-%m-%d %H:%M:%S}\n"
    body = _linked(_with_more(post.body), post, f"{{% post_link {post.link} %}}")
    return _fenced(head + f"categories:\n  - {post.category}\n{_tag_list(post)}", body)


#: By the name that the command line and `systems.py` use.
DIALECTS: dict[str, Dialect] = {
    dialect.__name__: dialect
    for dialect in (astro, astro_address, bare, ablog, pelican, material, hugo, eleventy, hexo)
}


def _fenced(head: str, body: str) -> str:
    return f"---\n{head}---\n\n{body}"


def _tag_list(post: Sample) -> str:
    return "tags:\n" + "".join(f"  - {tag}\n" for tag in post.tags)


def _linked(text: str, post: Sample, link: str) -> str:
    return text.replace(f"[{post.link}](./{post.link}.md)", link) if post.link else text


def _with_more(body: str) -> str:
    return body.replace("\n\n", "\n\n<!-- more -->\n\n", 1)


def main() -> None:
    """Write the posts that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dialect", choices=sorted(DIALECTS), default="astro")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for post in posts(options.count):
        (options.folder / f"{post.slug}.md").write_text(DIALECTS[options.dialect](post), "utf-8")


if __name__ == "__main__":
    main()
