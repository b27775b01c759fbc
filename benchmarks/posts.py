"""Write a deterministic blog of N posts, in the dialect of the tool that is to build it.

Every post has headings, a list, code, a quote and a link to an earlier post; two in three are Chinese, the
others Japanese or English. 8 categories, 40 tags, 12 years. The same N gives the same bytes everywhere.

    python benchmarks/posts.py 1000 FOLDER            # front matter as in `pubDate: …`
    python benchmarks/posts.py 1000 FOLDER --plain    # a heading and no front matter: for tools without a blog
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

CATEGORIES = ["编程", "读书", "旅行", "手艺", "生活", "音楽", "写真", "Notes"]
TAGS = [
    f"{name}{number}"
    for name, many in (("标签", 24), ("タグ", 8), ("tag-", 8))
    for number in range(1, many + 1)
]
FIRST_DAY = datetime(2012, 1, 1, 8, 0, tzinfo=UTC)
YEARS = 12

WORDS = {
    "zh": [
        "年轮",
        "树木",
        "雨水",
        "山谷",
        "河流",
        "清晨",
        "书桌",
        "旧信",
        "远方",
        "朋友",
        "调度",
        "平台",
        "模型",
        "内存",
        "网络",
        "测试",
        "文章",
        "博客",
        "时间",
        "记忆",
        "灯火",
        "窗外",
    ],
    "ja": [
        "年輪",
        "雨音",
        "山道",
        "手紙",
        "机の上",
        "友人",
        "夕暮れ",
        "記憶",
        "本棚",
        "静けさ",
        "試験",
        "計算",
        "図書館",
        "駅前",
        "珈琲",
        "猫の声",
    ],
    "en": [
        "ring",
        "timber",
        "rainfall",
        "valley",
        "river",
        "morning",
        "desk",
        "letter",
        "distance",
        "friend",
        "schedule",
        "platform",
        "model",
        "memory",
    ],
}
JOIN = {"zh": ("，", "。", ""), "ja": ("、", "。", ""), "en": (", ", ". ", " ")}


@dataclass(frozen=True)
class Sample:
    """One post of the generated blog: ``link`` is the slug of an earlier post, "" for the first."""

    slug: str
    title: str
    description: str
    at: datetime
    language: str
    category: str
    tags: tuple[str, ...]
    body: str


def posts(count: int) -> list[Sample]:
    """Return ``count`` posts, oldest first."""
    step = timedelta(days=365.25 * YEARS) / max(count, 1)
    made: list[Sample] = []
    for number in range(count):
        chance = random.Random(number)
        language = ("zh", "zh", "ja" if number % 2 else "en")[number % 3]
        made.append(
            Sample(
                slug=f"post-{number:05}",
                title=f"{_clause(chance, language)} {number}",
                description=_sentence(chance, language),
                at=FIRST_DAY + step * number,
                language=language,
                category=CATEGORIES[chance.randrange(len(CATEGORIES))],
                tags=tuple(sorted(chance.sample(TAGS, 3))),
                body=_body(chance, language, f"post-{chance.randrange(number):05}" if number else ""),
            )
        )
    return made


def _clause(chance: random.Random, language: str) -> str:
    return JOIN[language][2].join(chance.choices(WORDS[language], k=chance.randint(3, 6)))


def _sentence(chance: random.Random, language: str) -> str:
    comma, stop, _space = JOIN[language]
    return comma.join(_clause(chance, language) for _ in range(chance.randint(2, 4))) + stop


def _paragraph(chance: random.Random, language: str, sentences: int = 5) -> str:
    return "".join(_sentence(chance, language) for _ in range(sentences)).strip()


def _body(chance: random.Random, language: str, link: str) -> str:
    parts = [_paragraph(chance, language)]
    for _ in range(4):
        parts += [
            f"## {_clause(chance, language)}",
            _paragraph(chance, language),
            _paragraph(chance, language),
        ]
    parts.insert(3, "\n".join(f"- {_sentence(chance, language).strip()}" for _ in range(4)))
    parts.insert(
        6, f"```python\ndef ring(year: int) -> float:\n    return year * {chance.randint(2, 9)} / 7\n```"
    )
    parts.insert(9, f"> {_sentence(chance, language).strip()}")
    if link:
        parts.append(f"{_clause(chance, language)} [{link}](./{link}.md)")
    parts.append(f"**{_clause(chance, language)}** `{chance.choice(WORDS['en'])}`")
    return "\n\n".join(parts) + "\n"


def astro(post: Sample) -> str:
    """Return the post with Astro's front matter, which Nenrin takes as it is."""
    tags = "".join(f"  - {tag}\n" for tag in post.tags)
    return (
        f"---\ntitle: {post.title}\ndescription: {post.description.strip()}\npubDate: {post.at.isoformat()}\n"
        f"categories:\n  - {post.category}\ntags:\n{tags}---\n\n{post.body}"
    )


def plain(post: Sample) -> str:
    """Return the post as a page with a heading, for tools that know no posts."""
    return f"---\norphan: true\n---\n\n# {post.title}\n\n{post.body}"


def main() -> None:
    """Write the posts that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for post in posts(options.count):
        (options.folder / f"{post.slug}.md").write_text((plain if options.plain else astro)(post), "utf-8")


if __name__ == "__main__":
    main()
