"""Draw social cards: measure many of them, or put the hard ones on a sheet to look at.

    python benchmarks/cards/draw.py 1000                 # prints a line of a Markdown table
    python benchmarks/cards/draw.py --sheet sheet.png    # Chinese, Japanese, Korean, mixed, very long, one letter

The fonts are those of this machine.
"""

from __future__ import annotations

import argparse
import time
from io import BytesIO
from pathlib import Path

from nenrin.outputs.cards import fonts
from nenrin.outputs.cards.card import Card
from nenrin.outputs.cards.painter import Painter
from PIL import Image

TITLES = (
    ("zh-CN", "年终总结 | 2024 年终总结：「变」"),
    ("ja", "森を歩いて考えたこと、そして「年輪」という名前の由来について（後編）"),
    ("zh-TW", "在 Kubernetes 上用 Kueue 調度 GPU 任務：從 KubeCon China 2024 回來以後"),
    ("en", "Reading rings: what a tree keeps of a dry year, and what it gives away"),
    ("ko", "나이테로 읽는 나무의 역사와 우리가 기억하는 여름"),
    ("en", "A title that goes on and on, 写到后来连作者也忘了开头说的是什么，" * 12),
    ("ja", "変"),
    ("zh-CN", "《书名》……“引号”！？（括号），以及——破折号；Ｆｕｌｌ　ｗｉｄｔｈ"),
)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--sheet", type=Path, help="write the hard titles there instead, two in a row")
    options = parser.parse_args()
    painters = {
        language: Painter(fonts.preferred(fonts.folders(), language))
        for language in {each for each, _ in TITLES}
    }
    if options.sheet:
        draw_sheet(painters, options.sheet)
    else:
        measure(painters, options.count)


def card(number: int) -> tuple[str, Card]:
    """Return one of a row of cards, no two of them alike, and its language."""
    language, title = TITLES[number % len(TITLES)]
    years = tuple(3 + (number * year) % 17 for year in range(1, 2 + number % 12))
    return language, Card(f"{title} {number}", "年輪 Nenrin", "2024年12月31日", "写作 / Writing", years)


def measure(painters: dict[str, Painter], count: int) -> None:
    """Draw ``count`` cards and print what they cost."""
    cards = [card(number) for number in range(count)]
    sizes = []
    begun = time.process_time()
    for language, each in cards:
        painter = painters[language]
        if unseen := fonts.missing(each.text, painter.faces):
            raise SystemExit(f"no font here has {unseen!r}")
        sizes.append(len(painter.draw(each)))
    seconds = time.process_time() - begun
    print("| cards | CPU s | ms a card | KB a card | MB |\n| ---: | ---: | ---: | ---: | ---: |")
    print(
        f"| {count} | {seconds:.1f} | {1000 * seconds / count:.1f} | {sum(sizes) / count / 1000:.0f} | "
        f"{sum(sizes) / 1e6:.1f} |"
    )


def draw_sheet(painters: dict[str, Painter], path: Path) -> None:
    """Write the hard titles as one picture."""
    rows = (len(TITLES) + 1) // 2
    sheet = Image.new("RGB", (1220, 10 + 325 * rows), "grey")
    for number in range(len(TITLES)):
        language, each = card(number)
        picture = Image.open(BytesIO(painters[language].draw(each))).convert("RGB").resize((600, 315))
        sheet.paste(picture, (5 + number % 2 * 610, 10 + number // 2 * 325))
    sheet.save(path)
    print(path)


if __name__ == "__main__":
    main()
