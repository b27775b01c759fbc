"""All spellings of fence infos are read, and MyST's directives are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.markdown.fence_info import FenceInfo, fence_info_plugin, parse_fence_info

from tests.unit.markdown.parsers import myst_parser


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("", FenceInfo("", None, (), linenos=False, diff=False)),
        ("js", FenceInfo("js", None, (), linenos=False, diff=False)),
        ('js title="x" {1,3-4}', FenceInfo("js", "x", (1, 3, 4), linenos=False, diff=False)),
        ("js title='a b.js'", FenceInfo("js", "a b.js", (), linenos=False, diff=False)),
        ("js title=a.js", FenceInfo("js", "a.js", (), linenos=False, diff=False)),
        ('js {1} title="{2}"', FenceInfo("js", "{2}", (1,), linenos=False, diff=False)),
        ('js filename="a.js"', FenceInfo("js", "a.js", (), linenos=False, diff=False)),
        ("python:main.py", FenceInfo("python", "main.py", (), linenos=False, diff=False)),
        ("c++:目录/年.cpp", FenceInfo("c++", "目录/年.cpp", (), linenos=False, diff=False)),
        ("js:a.js {2}", FenceInfo("js", "a.js", (2,), linenos=False, diff=False)),
        ('js {linenos=true,hl_lines=[1,"3-4"]}', FenceInfo("js", None, (1, 3, 4), linenos=True, diff=False)),
        ("js {linenos=table}", FenceInfo("js", None, (), linenos=True, diff=False)),
        ("js {linenos=false}", FenceInfo("js", None, (), linenos=False, diff=False)),
        ('go {hl_lines="2 4-5"}', FenceInfo("go", None, (2, 4, 5), linenos=False, diff=False)),
        ("js{1,3}", FenceInfo("js", None, (1, 3), linenos=False, diff=False)),
        ("js{1,3}:line-numbers", FenceInfo("js", None, (1, 3), linenos=True, diff=False)),
        ("js showLineNumbers", FenceInfo("js", None, (), linenos=True, diff=False)),
        ("js showLineNumbers=false", FenceInfo("js", None, (), linenos=False, diff=False)),
        ("js showLineNumbers {2-2}", FenceInfo("js", None, (2,), linenos=True, diff=False)),
        ("diff", FenceInfo("diff", None, (), linenos=False, diff=True)),
        ("diff js", FenceInfo("js", None, (), linenos=False, diff=True)),
        ("diff_js", FenceInfo("js", None, (), linenos=False, diff=True)),
        ("diff_js:a.js", FenceInfo("js", "a.js", (), linenos=False, diff=True)),
        ("js diff", FenceInfo("js", None, (), linenos=False, diff=True)),
        ('diff lang="js"', FenceInfo("js", None, (), linenos=False, diff=True)),
        ("diff showLineNumbers", FenceInfo("diff", None, (), linenos=True, diff=True)),
        ("{.python .numberLines}", FenceInfo("python", None, (), linenos=True, diff=False)),
        ('{.sh filename="a b"}', FenceInfo("sh", "a b", (), linenos=False, diff=False)),
        ("{1,2}", FenceInfo("", None, (1, 2), linenos=False, diff=False)),
        ("c#", FenceInfo("c#", None, (), linenos=False, diff=False)),
        ("mermaid", FenceInfo("mermaid", None, (), linenos=False, diff=False)),
        ("js {3-1,0,x}", FenceInfo("js", None, (), linenos=False, diff=False)),
        ("  js   ", FenceInfo("js", None, (), linenos=False, diff=False)),
        (
            "bash 运行 一下 https://a.example/ 来源",
            FenceInfo("bash", "运行 一下", (), linenos=False, diff=False),
        ),
        ("yml _config.yml", FenceInfo("yml", "_config.yml", (), linenos=False, diff=False)),
        ("ts [nuxt.config.ts] {2}", FenceInfo("ts", "nuxt.config.ts", (2,), linenos=False, diff=False)),
        ("vue {1} [App.vue]", FenceInfo("vue", "App.vue", (1,), linenos=False, diff=False)),
        ("ts twoslash", FenceInfo("ts", None, (), linenos=False, diff=False)),
        ("json5 // a.b", FenceInfo("json5", None, (), linenos=False, diff=False)),
        ("{r}", FenceInfo("r", None, (), linenos=False, diff=False)),
        ("{python setup, echo=FALSE}", FenceInfo("python", None, (), linenos=False, diff=False)),
        ("{=html}", FenceInfo("html", None, (), linenos=False, diff=False)),
        ("{note}", None),
        ("{code-block} python", None),
        ("{py:function} f", None),
    ],
)
def test_spelling(info: str, expected: FenceInfo | None) -> None:
    assert parse_fence_info(info) == expected


@given(st.text(alphabet="js{}[]().,:=-\"' 123title", max_size=40) | st.text(max_size=40))
def test_any_info_is_read(info: str) -> None:
    found = parse_fence_info(info)
    assert found is None or list(found.highlight) == sorted(set(found.highlight))


def test_fences_carry_what_renderers_look_for() -> None:
    md = myst_parser().use(fence_info_plugin)
    source = '```js title="a" {1,9} showLineNumbers\nb\nc\n```\n\n```{note}\nd\n```\n'
    fence, directive = md.parse(source, {})
    assert fence.meta["nenrin_fence"] == FenceInfo("js", "a", (1, 9), linenos=True, diff=False)
    assert (fence.info, fence.attrs) == ("js", {"emphasize-lines": "1", "lineno-start": "1"})
    assert (directive.info, directive.meta, directive.attrs) == ("{note}", {}, {})


def test_a_fence_of_math_is_a_formula() -> None:
    tokens = myst_parser().use(fence_info_plugin).parse("```math\nx^2\n```", {})
    assert [(token.type, token.content) for token in tokens] == [("math_block", "x^2\n")]
