"""``nenrin new``: each author gets the front matter, the date and the file that he would have made himself."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from nenrin.cli.authoring.front_matter_style import learn, spell
from nenrin.cli.authoring.front_matter_writer import compose
from nenrin.posts.check import BodyFacts, Source, check
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import Settings, read_post

from tests.cli.conftest import Run, write

AT = datetime(2027, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=8)))
CONF = {"conf.py": 'nenrin_timezone = "Asia/Taipei"\n'}

# Posts of an author, the path of the new one, and its text; the clock stands at the beginning of 2027 in UTC.
AUTHORS = {
    "none yet": (
        {},
        "posts/第二圈-年轮.md",
        "---\ntitle: 第二圈 年轮\npubDate: 2027-01-01T08:00:00+08:00\ntags: []\n---\n\n",
    ),
    "Astro": (
        {
            "posts/a.md": "---\ntitle: A\ndescription: x\npubDate: 2026-01-02\ntags: [a]\nheroImage: a.png\n---\n",
            "posts/b.md": "---\ntitle: B\ndescription: y\npubDate: 2026-01-03\ntags: [b]\nupdatedDate: 2026-02-01\n"
            "---\n",
            "posts/c.mdx": "---\ntitle: C\nmood: calm\npubDate: 2026-01-03\ntags: [b]\ndescription: z\n---\n",
        },
        "posts/第二圈-年轮.md",
        "---\ntitle: 第二圈 年轮\npubDate: 2027-01-01\ntags: []\ndescription:\n---\n\n",
    ),
    "AstroPaper, in folders by year": (
        {
            f"posts/{year}/{year}.md": f"---\nauthor: 梅\npubDatetime: {year}-06-01T16:30:00.000Z\ntitle: T\n"
            "draft: false\n---\n"
            for year in (2024, 2025)
        },
        "posts/2027/第二圈-年轮.md",
        "---\nauthor: 梅\npubDatetime: 2027-01-01T00:00:00.000Z\ntitle: 第二圈 年轮\ndraft: false\n---\n\n",
    ),
    "Hexo, without an opening fence": (
        {
            f"posts/{name}.md": f"title: {name}\ndate: 2026-01-0{number} 10:00:00\n"
            "categories:\n  - [a, b]\ntags:\n---\n"
            for number, name in enumerate("一二三", 1)
        },
        "posts/第二圈-年轮.md",
        "title: 第二圈 年轮\ndate: 2027-01-01 08:00:00\ncategories: []\ntags: []\n---\n\n",
    ),
    "Jekyll, in one folder a post": (
        {
            f"posts/2026-02-0{number}-{name}/index.markdown": f"---\nlayout: post\ntitle: {name}\n"
            f"date: 2026-02-0{number} 10:00:00 +0900\n---\n"
            for number, name in enumerate("abc", 1)
        },
        "posts/2027-01-01-第二圈-年轮/index.markdown",
        "---\nlayout: post\ntitle: 第二圈 年轮\ndate: 2027-01-01 08:00:00 +0800\n---\n\n",
    ),
    "Zola": (
        {
            f"posts/{name}.md": f'+++\ntitle = "{name}"\ndate = 2026-03-01\n[taxonomies]\ntags = ["x"]\n+++\n'
            for name in "ab"
        },
        "posts/第二圈-年轮.md",
        '+++\ntitle = "第二圈 年轮"\ndate = 2027-01-01\n\n[taxonomies]\ntags = []\n+++\n\n',
    ),
    "Zenn": (
        {
            f"posts/{name}.md": f"---\ntitle: {name}\nemoji: 🌲\ntype: tech\ntopics: [a]\npublished: true\n"
            "published_at: 2026-03-01 09:00\n---\n"
            for name in "ab"
        },
        "posts/第二圈-年轮.md",
        "---\ntitle: 第二圈 年轮\nemoji: 🌲\ntype: tech\ntopics: []\npublished: true\n"  # noqa: ISC004 - one text
        "published_at: 2027-01-01 08:00\n---\n\n",
    ),
    "MkDocs Material": (
        {f"posts/{name}.md": "---\ndate:\n  created: 2026-03-01\nreadtime: 3\n---\n# A\n" for name in "ab"},
        "posts/第二圈-年轮.md",
        "---\ntitle: 第二圈 年轮\ndate:\n  created: 2027-01-01\nreadtime: 3\n---\n\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("author", AUTHORS)
def test_a_post_begins_as_its_authors_others_do(nenrin: Run, tmp_path: Path, author: str) -> None:
    posts, path, text = AUTHORS[author]
    done = nenrin("new", "第二圈 年轮", cwd=write(tmp_path, {**CONF, **posts}))
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{path}\n")
    assert (tmp_path / path).read_text("utf-8") == text


@pytest.mark.parametrize("author", AUTHORS)
@pytest.mark.parametrize("title", ["a: b # c", 'He said "no"', "- [x] 2024", "C:\\new", "true", "  年轮 "])
def test_what_is_written_is_read_back(author: str, title: str) -> None:
    posts = AUTHORS[author][0]
    sources = [Source(path, path.rpartition(".")[0], text) for path, text in posts.items()]
    settings = Settings(now=AT)
    habits = learn(sources, check(sources, settings, lambda front: BodyFacts()).files)
    for draft in (False, True):
        text = compose(title, AT, habits, draft=draft)
        reading = read_post(read_front_matter(text), "posts/2027-01-02-x", settings)
        assert not reading.problems
        assert reading.post
        assert (reading.post.title, reading.post.draft) == (title.strip(), draft)
        assert reading.post.published.date().isoformat() in {"2027-01-01", "2027-01-02"}


def test_a_draft_goes_where_drafts_are(nenrin: Run, tmp_path: Path) -> None:
    post = "---\nlayout: post\ntitle: A\n---\n"
    write(
        tmp_path,
        {**CONF, "posts/2026-01-01-a.md": post, "posts/2026-01-02-b.md": post, "posts/_drafts/c.md": post},
    )
    assert nenrin("new", "D", "--draft").stdout == "posts/_drafts/d.md\n"
    assert nenrin("new", "E").stdout == "posts/2027-01-01-e.md\n"


def test_a_json_post_is_json(nenrin: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {**CONF, "posts/a.md": '{"title": "A", "date": "2026-01-01", "tags": ["x"], "draft": false}\n\nx\n'},
    )
    nenrin("new", "B")
    text = (tmp_path / "posts/b.md").read_text("utf-8")
    assert json.loads(text) == {"title": "B", "date": "2027-01-01", "tags": [], "draft": False}


def test_the_name_may_be_chosen_or_spelled_in_pinyin(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, CONF)
    assert nenrin("new", "年轮", "--slug", "rings").stdout == "posts/rings.md\n"
    assert nenrin("new", "写给 2027 年的信", "--ascii").stdout == "posts/xie-gei-2027-nian-de-xin.md\n"


def test_a_post_that_is_there_is_kept(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, {**CONF, "posts/a.md": "mine\n"})
    done = nenrin("new", "A")
    assert done.returncode == 2
    assert "posts/a.md is there already; choose another name with --slug" in done.stderr
    assert (tmp_path / "posts/a.md").read_text() == "mine\n"


@pytest.mark.parametrize(
    "args", [(" ",), ("A", "--slug", "a/b"), ("A", "--slug", ".."), ("ひらがな", "--ascii")]
)
def test_a_title_or_name_that_cannot_be_is_refused(
    nenrin: Run, tmp_path: Path, args: tuple[str, ...]
) -> None:
    write(tmp_path, CONF)
    assert nenrin("new", *args).returncode == 2
    assert not (tmp_path / "posts").exists()


def test_the_editor_is_opened_on_demand(nenrin: Run, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text('import sys\nopen(sys.argv[1], "a").write("edited")\n')
    write(tmp_path, CONF)
    done = nenrin("new", "A", "--edit", env={"VISUAL": f"{sys.executable} {editor}"})
    assert done.returncode == 0
    assert (tmp_path / "posts/a.md").read_text().endswith("edited")


def test_it_works_from_any_folder_of_the_blog(nenrin: Run, tmp_path: Path) -> None:
    write(tmp_path, {**CONF, "posts/deep/a.md": "# x\n"})
    done = nenrin("new", "A", cwd=tmp_path / "posts/deep")
    assert Path(done.stdout.strip()) == tmp_path / "posts/a.md"


@pytest.mark.parametrize(
    ("like", "spelled"),
    [
        ("2024-12-31", "2027-01-02"),
        ("2016/11/22", "2027/01/02"),
        ("2024-12-31 13:11", "2027-01-02 03:04"),
        ("2024-12-31 13:11:52", "2027-01-02 03:04:05"),
        ("2024-12-31T13:11:52", "2027-01-02T03:04:05"),
        ("2024-12-31T13:11:52+09:00", "2027-01-02T03:04:05+08:00"),
        ("2024-12-31 13:11:52 -0500", "2027-01-02 03:04:05 +0800"),
        ("2024-12-31T13:11:52Z", "2027-01-01T19:04:05Z"),
        ("2024-12-31T13:11:52.999Z", "2027-01-01T19:04:05.000Z"),
        ("Jul 08 2022", "2027-01-02T03:04:05+08:00"),
    ],
)
def test_a_date_is_spelled_like_another(like: str, spelled: str) -> None:
    assert spell(AT, like) == spelled
    assert spell(AT.astimezone(UTC), "2024-12-31T13:11:52Z") == "2027-01-01T19:04:05Z"
