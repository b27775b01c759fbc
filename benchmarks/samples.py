"""Make up the posts of a blog of any size, the same ones everywhere.

Every post has headings, a list, code, a quote and a link to an earlier post; two in three are Chinese, the
others Japanese or English. 8 categories, 40 tags, 12 years. The same N gives the same posts everywhere.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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
    """One post of the generated blog.

    ``body`` is Markdown, with a link such as ``[post-00003](./post-00003.md)`` to the earlier post whose slug
    ``link`` is; the first post links to none, and its ``link`` is "".
    """

    slug: str
    title: str
    description: str
    at: datetime
    language: str
    category: str
    tags: tuple[str, ...]
    link: str
    body: str


def posts(count: int) -> list[Sample]:
    """Return ``count`` posts, oldest first."""
    return [sample(number, count) for number in range(count)]


def sample(number: int, count: int) -> Sample:
    """Return the post of that number, from 0, in a blog of ``count``; number ``count`` is the next to be written."""
    chance = random.Random(number)
    language = ("zh", "zh", "ja" if number % 2 else "en")[number % 3]
    title, description = f"{_clause(chance, language)} {number}", _sentence(chance, language).strip()
    category = CATEGORIES[chance.randrange(len(CATEGORIES))]
    tags = tuple(sorted(chance.sample(TAGS, 3)))
    link = f"post-{chance.randrange(number):05}" if number else ""
    return Sample(
        slug=f"post-{number:05}",
        title=title,
        description=description,
        at=FIRST_DAY + timedelta(days=365.25 * YEARS) / count * number,
        language=language,
        category=category,
        tags=tags,
        link=link,
        body=_body(chance, language, link),
    )


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
