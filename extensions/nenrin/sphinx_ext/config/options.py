"""Every option of the project once: name, default, check, and the words and example that the manual shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from nenrin.posts.pagination import NEWEST, OLDEST
from nenrin.sphinx_ext.config import validators

Rebuild = Literal["", "env", "html"]


@dataclass(frozen=True, slots=True)
class Option:
    """One ``nenrin_*`` option.

    ``check`` returns what was expected, or ``""`` for a good value; ``rebuild`` is Sphinx's: ``"env"``
    reads every page again when the value changes, ``""`` leaves it to our own comparison of what pages show.
    ``says`` is Markdown for the manual, ``example`` a good value that is not the default.
    """

    name: str
    default: Any
    check: Callable[[Any], str]
    says: str
    rebuild: Rebuild = ""
    example: Any = field(kw_only=True)

    @property
    def expected(self) -> str:
        """What a value must be, in the words of the warning."""
        return self.check(object())


OPTIONS = (
    Option(
        "nenrin_posts",
        ["**"],
        validators.texts,
        "Where posts may lie: patterns of paths without suffix, seen from the folder of `conf.py`. A page elsewhere is "
        "never a post, even with a date. With the value below the dated pages of a manual beside the blog stay out of "
        "the archives.",
        "env",
        example=["posts/**"],
    ),
    Option(
        "nenrin_timezone",
        "UTC",
        validators.zone,
        "The time zone of dates that are written without an offset, by its name in the IANA list.",
        "env",
        example="Asia/Taipei",
    ),
    Option(
        "nenrin_languages",
        [],
        validators.languages,
        "The languages of your posts besides the site's `language`: `oak.ja.md` and `ja/oak.md` are then `oak.md` in "
        "Japanese. A language that some post names itself (`lang: ja`) need not stand here, and what is no language of "
        "the site is part of the name: `deploy.sh.md`.",
        example=["ja", "zh-TW"],
    ),
    Option(
        "nenrin_permalinks",
        "file",
        validators.one_of("file", "author"),
        'Where a post is published. `"file"`: at the address of its file; from the addresses its author names '
        '(`permalink`, `slug`, `aliases` and the like) a page leads there. `"author"`: at the address its author '
        "names.",
        "env",
        example="author",
    ),
    Option(
        "nenrin_slug_redirects",
        True,
        validators.instance(bool, "True or False"),
        "Whether the `slug` of a post gives it a redirect, beside its file's folder, where no key names an old address "
        "there. `nenrin init --from` turns it off when it knows the rule of your old addresses.",
        example=False,
    ),
    Option(
        "nenrin_public_paths",
        ["public", "static", "source"],
        validators.texts,
        "Folders beside `conf.py` in which `/picture.png` is looked for. `public` and `static` are also copied to the "
        "root of the site, as the tools they come from do.",
        "env",
        example=["public", "assets"],
    ),
    Option(
        "nenrin_asset_aliases",
        {"@/": "src/", "~/": "src/"},
        validators.texts_by_text,
        "Beginnings of picture paths and the folders they stand for, as in the settings of Astro and Vite: "
        "`@/assets/oak.jpg` is `src/assets/oak.jpg`.",
        "env",
        example={"@/": "src/", "@assets/": "src/assets/"},
    ),
    Option(
        "nenrin_picture_folders",
        [],
        validators.texts,
        "Folders that pictures may come from although they are hidden or lie outside the folder of `conf.py`, by their "
        "path or because a symlink leads there. Pictures from elsewhere are named and not copied.",
        "env",
        example=["../pictures", ".gitbook/assets"],
    ),
    Option(
        "nenrin_show_drafts",
        False,
        validators.instance(bool, "True or False"),
        "Show drafts, scheduled and expired posts, marked as such. It is meant for your own machine: `nenrin serve` "
        "sets it, `nenrin build --drafts` does, and so does `sphinx-build -b dirhtml -D nenrin_show_drafts=1 . "
        "_build/drafts`.",
        example=True,
    ),
    Option(
        "nenrin_author",
        "",
        validators.text_or_texts,
        "Who signs posts that name no author: a name, a key of `nenrin_authors`, or a list of these.",
        "env",
        example="mei",
    ),
    Option(
        "nenrin_authors",
        {},
        validators.people,
        "People by the short names used in front matter, each with `name`, `link`, `email`, `avatar`, `bio`; all of "
        "them may be left out. With the value below a post with `author: mei` is by Mei, and her page is "
        "`blog/author/mei/`.",
        "env",
        example={"mei": {"name": "Mei", "link": "https://example.org/mei/", "bio": "Counts rings."}},
    ),
    Option(
        "nenrin_description",
        "",
        validators.instance(str, "a text"),
        "What the blog is about, in a sentence: for the home page and feeds.",
        example="Trees, paper, and now and then a program.",
    ),
    Option(
        "nenrin_page_size",
        10,
        validators.at_least(1),
        "How many posts a list shows before it goes on to a further page (`blog/page/2/`).",
        example=25,
    ),
    Option(
        "nenrin_page_numbers",
        OLDEST,
        validators.one_of(OLDEST, NEWEST),
        "From which end the pages of a list are numbered. From the `oldest`: page 1 has the first posts of the blog, "
        "and a full page never changes again, so that a new post changes few files; the list itself shows the newest, "
        "ten to nineteen where a page has ten. From the `newest`: every page changes with every post. Series are "
        "numbered in reading order either way.",
        "html",
        example=NEWEST,
    ),
    Option(
        "nenrin_home_style",
        "rows",
        validators.one_of("rows", "cards", "grid", "compact"),
        'How the home page and the archives show posts: `"rows"`, one below the other, `"cards"`, side by side, '
        '`"grid"`, pictures first, or `"compact"`, a line each.',
        "html",
        example="cards",
    ),
    Option(
        "nenrin_pictures",
        True,
        validators.instance(bool, "True or False"),
        "Whether smaller and newer forms of the pictures in posts are made, from which browsers choose. They are kept "
        "beside the doctrees, and made once for each picture.",
        "html",
        example=False,
    ),
    Option(
        "nenrin_picture_formats",
        ["avif", "webp"],
        validators.some_of("avif", "webp"),
        "In which formats.",
        "html",
        example=["webp"],
    ),
    Option(
        "nenrin_picture_widths",
        [480, 960, 1600],
        validators.widths,
        "In which widths, in pixels. No form is wider than its picture; a picture no wider than the least has none.",
        "html",
        example=[640, 1280],
    ),
    Option(
        "nenrin_picture_quality",
        75,
        validators.at_least(1),
        "How good they are, from 1 to 100, as WebP counts.",
        "html",
        example=60,
    ),
    Option(
        "nenrin_home_profile",
        False,
        validators.instance(bool, "True or False"),
        "Whether the home page begins with the person who writes: picture, name, words about them (`nenrin_author`, "
        "`nenrin_authors`), links (`icon_links` of the theme) and figures, in the place of its heading.",
        "html",
        example=True,
    ),
    Option(
        "nenrin_home_banner",
        "",
        validators.instance(str, "a text"),
        "A wide picture above them: the path of a file from the root of the site, or an address.",
        "html",
        example="_static/banner.jpg",
    ),
    Option(
        "nenrin_menu",
        [],
        validators.menu,
        "The entries of the menu, in the place of archive, categories, tags and series: each with `name` and either "
        "`page`, a page of the site (`about`, `blog/archive`), or `url`, an address elsewhere. Pages in the table of "
        "contents of the home page follow them.",
        "html",
        example=[
            {"name": "Archive", "page": "blog/archive"},
            {"name": "Code", "url": "https://example.org/code"},
        ],
    ),
    Option(
        "nenrin_date_format",
        "",
        validators.date_pattern,
        "How dates are written, as a pattern of Unicode (UTS 35, as Babel reads it); by default in the words of the "
        "site's language.",
        "html",
        example="y-MM-dd",
    ),
    Option(
        "nenrin_records",
        {},
        validators.records,
        "The record numbers that sites in China show in their footer: `icp` of the ministry, `police` of public "
        "security; each is linked to where it can be looked up.",
        "html",
        example={"icp": "京ICP备12345678号", "police": "京公网安备11000002000001号"},
    ),
    Option(
        "nenrin_license",
        "",
        validators.instance(str, "a text"),
        "The licence of your posts, named at their end. Creative Commons licences (`CC BY-SA 4.0`, `CC0`) are linked.",
        "html",
        example="CC BY-SA 4.0",
    ),
    Option(
        "nenrin_outdated_after",
        0,
        validators.at_least(0),
        "After how many days without a change a post says that it may be out of date; 0 for never.",
        "html",
        example=730,
    ),
    Option(
        "nenrin_mermaid_url",
        "",
        validators.instance(str, "a text"),
        "Where `mermaid.min.js` is, to draw the diagrams in fences called `mermaid`: a file of your site, or an "
        "address. Without it their text is shown.",
        "html",
        example="_static/mermaid.min.js",
    ),
    Option(
        "nenrin_feed_length",
        20,
        validators.at_least(1),
        "How many posts a feed holds, the newest first.",
        example=50,
    ),
    Option(
        "nenrin_feeds",
        {"blog": ["atom", "rss"], "category": ["atom"], "language": ["atom"]},
        validators.feeds,
        "The feeds to write: formats for each of `blog`, `category`, `tag`, `author`, `location`, `language` and "
        "`series`. The formats are `atom`, `rss` and `json`. `{}` writes none, and neither does a blog without "
        "`html_baseurl`.",
        "html",
        example={"blog": ["atom", "json"], "tag": ["atom"]},
    ),
    Option(
        "nenrin_feed_content",
        "full",
        validators.one_of("full", "excerpt"),
        'What feeds hold of a post: `"full"`, its whole text, or `"excerpt"`, its description or beginning alone.',
        example="excerpt",
    ),
    Option(
        "nenrin_feed_copies",
        {},
        validators.feed_copies,
        "Further addresses of the feed of all posts, for those who subscribed to your old site: a format by file name.",
        example={"rss.xml": "rss", "index.xml": "atom"},
    ),
    Option(
        "nenrin_llms",
        True,
        validators.instance(bool, "True or False"),
        "Write `llms.txt`, a list of all posts, and beside the page of each Markdown post the same post as plain "
        "Markdown (`posts/oak/index.md`), for programs that read no HTML. Posts that are `hidden`, `noindex` or first "
        "published elsewhere (`canonical`) are left out.",
        "html",
        example=False,
    ),
    Option(
        "nenrin_cards",
        True,
        validators.instance(bool, "True or False"),
        "Draw a picture of 1200 by 630 pixels for each post without a cover: its title, date and category, the name of "
        "the blog, and the rings of its years up to that post. It is what other sites show where somebody shares a "
        "link. A card is drawn again only when what it shows has changed.",
        "html",
        example=False,
    ),
    Option(
        "nenrin_card_font",
        "",
        validators.text_or_texts,
        "The font file for the cards, seen from the folder of `conf.py`, or several: each letter comes from the first "
        "that has it. Then come the fonts of the system, Noto Sans CJK first. Where no font has a letter of the title, "
        "the post has no card.",
        example=["fonts/MyTitles-Bold.otf"],
    ),
    Option(
        "nenrin_feed_hub",
        "",
        validators.address_or_nothing,
        "The address of a [WebSub](https://www.w3.org/TR/websub/) hub that tells subscribers of new posts. The feeds "
        "name it; it is for whoever publishes the site to notify it.",
        example="https://hub.example.org/",
    ),
    Option(
        "nenrin_comments",
        {},
        validators.comments,
        "Who keeps the comments below your posts: the name of a service, `giscus`, `utterances`, `disqus`, `waline`, "
        "`artalk` or `twikoo`, with its settings. [Comments and visits](comments.md) has the settings of each. A post "
        "with `comments: false` has none, and neither has a draft.",
        "html",
        example={"utterances": {"repo": "mei/blog-comments"}},
    ),
    Option(
        "nenrin_comments_load",
        "scroll",
        validators.one_of("scroll", "click"),
        'When comments are asked for: `"scroll"`, when the reader has come to the end of the post, or `"click"`, when '
        "they press a button there. Nothing is loaded from a service before that.",
        "html",
        example="click",
    ),
    Option(
        "nenrin_analytics",
        {},
        validators.analytics,
        "Who counts the visits: the names of one or more services, `plausible`, `umami`, `goatcounter`, `google`, with "
        "their settings. [Comments and visits](comments.md) has the settings of each. Readers who ask not to be "
        "tracked are not counted, nor are visits to a copy of the site at another address, such as the one on your own "
        "machine.",
        "html",
        example={"goatcounter": {"server": "https://mei.goatcounter.com"}},
    ),
    Option(
        "nenrin_headers",
        False,
        validators.instance(bool, "True or False"),
        "Write `_headers`, from which Netlify and Cloudflare Pages take what they send with each page: a Content "
        "Security Policy that allows the site itself, and the comments and analytics you chose, and nothing else. "
        "For another host, copy the policy from the file.",
        example=True,
    ),
    Option(
        "nenrin_policy",
        {},
        validators.policy_sources,
        "What that policy allows besides, by directive: pictures and films that your posts show from other hosts.",
        example={"img-src": ["https://img.example.org"], "frame-src": ["https://www.youtube-nocookie.com"]},
    ),
    Option(
        "nenrin_patches",
        True,
        validators.switch_or_texts,
        "Which patches a build runs with: functions of Sphinx and docutils that ours replace meanwhile, to spare time "
        "and memory. `True` is all, `False` none, a list of names some; [Speed](speed.md) has the names. No page "
        "differs. The environment variable `NENRIN_PATCHES` (`1`, `0`, or names) goes before this option.",
        example=False,
    ),
)
