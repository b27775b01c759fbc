"""Time the Markdown parser on long texts of one kind: signs that nobody closes, correct tags, one endless line.

Prints a table: a row a kind, the processor seconds for texts of four sizes, and the exponent by which they grow
(1 is linear). Run it with the Python that Nenrin is installed in::

    python benchmarks/long_texts.py [--longest 256] [--only WORD] [--limit 20]
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from nenrin.markdown import problems_of, use_plugins
from nenrin.markdown.outline import first_heading, with_title
from nenrin.markdown.plain_text import excerpt, plain_text
from nenrin.markdown.syntax import MYST_EXTENSIONS

KIBIBYTES = (4, 16, 64, 256)
OPENED = (
    "{%", "{% a ", "{%- a", "{{%", "{{% a ", "{{<", '{{< a "', "{{< a >}}", "{{", "{{ a(", "{{</*", "{{/*",
    "{% raw %}", "{% comment %}", "{% highlight %}", ":::a[", "::a[", ":u[", ":a", "a:b:", "@[a](", "<A b={{",
    "<A b='", "<A>", "<Note>", "<div>", "<div a={", "{/*", "{/* a", "import {", "export const a = {", "{::", "{:",
    "{: a", "{::comment}", "\\[", "\\(", "\\\\[", "$", "$$", "$a ", "$$a\n", "==", "==a ", "`", "``a ", "```a\n",
    "~~", "~~~\n", "**a ", "*a ", "_a", "***", "[", "![", "[a](", "[a](<", "[a]: ", "[^", "[^a]: ", "^[", "[[",
    "![[", "%%", "%%a ", "<", "<img ", "<a ", "<a href='", "<!--", "<!-- a", "<style", "<script>", "<?", "<![CDATA[",
    "&", "&#", "http://", "www.a", "a@b.", "{a}`", "{ref}`", "[a]{", "(a)=", "> ", "- ", "1. ", "| a |", "|", ": a",
    ":::", ":::note\n", "::: {.a ", "\\", "!", "#", "# ", "---\n", "+++", "> [!note]\n", "[toc]", "<!-- tab",
    "{% tabs %}<!-- tab a -->",
)  # fmt: skip
CLOSED = (
    "{% x %}", "{{< x >}}", "{{% x %}}", "{{ x() }}", "{% post_url a %}", "[a]({{< ref b >}})",
    "{{< x >}}a{{< /x >}}", "{% raw %}a{% endraw %}", "{{</* a */>}}", "{{/* a */}}", "<A />", "<A>a</A>",
    "<A b={1} />", ":u[a]", "::a[b]", ":::a\nb\n:::", "{/* a */}", "<!-- a -->", "`a` ", "``a`b`` ", "==a== ",
    "~~a~~ ", "**a** ", "*a* ", "[a](b) ", "![a](b) ", "[^a] ", "^[a] ", "$a$ ", "$$a$$ ", "\\(a\\) ", "\\[a\\] ",
    "{: .a}", "# a {#b}\n", ":tada: ", "<b>a</b>", "<https://a.b> ", "https://a.b ", "[[a]] ", "%%a%% ", "a\\\n",
    "你\n", "a 你\n", "word ", "字", "&amp;", "{.a}", "@[card](https://a.b) ", "1 ", "![a](b =1x1) ", "(a)=\n", "> a\n",
    "- a\n", "a\n\n", "| a |\n", "a\n: b\n\n", "# a\n", "[a]: b\n",
)  # fmt: skip
SHAPES: dict[str, Callable[[str, int], str]] = {
    "line": lambda sign, size: sign * (size // len(sign)),
    "lines": lambda sign, size: f"{sign}\n" * (size // (len(sign) + 1)),
    "blocks": lambda sign, size: f"{sign}\n\n" * (size // (len(sign) + 2)),
}


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--longest", type=int, default=64, help="the longest text, in KiB")
    arguments.add_argument("--only", default="", help="only kinds that hold this text")
    arguments.add_argument("--limit", type=int, default=20, help="give a text up after so many seconds")
    arguments.add_argument(
        "--slow", type=float, default=0.0, help="print only kinds that took longer at the end"
    )
    given = arguments.parse_args()
    signal.signal(signal.SIGPROF, _give_up)
    sizes = [size for size in KIBIBYTES if size <= given.longest]
    print(f"{'kind':32}", *(f"{size:>7}K" for size in sizes), "  grows", sep="")
    for sign in (*OPENED, *CLOSED):
        for shape, text in SHAPES.items():
            if given.only in sign:
                _row(f"{shape} {sign!r}", [text(sign, size * 1024) for size in sizes], given)
    sys.stdout.flush()


def _row(name: str, texts: list[str], given: argparse.Namespace) -> None:
    seconds: list[float] = []
    for text in texts:
        if seconds and math.isinf(seconds[-1]):
            break
        seconds.append(_seconds(text, given.limit))
    if seconds[-1] < given.slow:
        return
    known = [second for second in seconds if not math.isinf(second)]
    grows = f"{math.log(known[-1] / known[-2], 4):7.2f}" if len(known) > 1 else "      ?"
    shown = "".join(
        f"{second:8.2f}" if not math.isinf(second) else f"    >{given.limit:3}" for second in seconds
    )
    print(f"{name:32}{shown:{8 * len(texts)}}{grows}", flush=True)


def _seconds(text: str, limit: int) -> float:
    md = use_plugins(
        create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML),
        known_roles={"ref"}.__contains__,
    )
    signal.setitimer(signal.ITIMER_PROF, limit)
    begin = time.process_time()
    try:
        env: dict[str, object] = {}
        tokens = md.parse(text, env)
        plain_text(tokens), excerpt(tokens), first_heading(tokens), problems_of(env)
        with_title(tokens, "Title")
    except TimeoutError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begin


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
