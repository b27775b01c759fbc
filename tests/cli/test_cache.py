"""``nenrin cache`` says what builds keep, and deletes it on request; the next build makes it again."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.cli.conftest import Run, write
from tests.cli.test_build import BLOG


def test_the_cache_is_told_and_cleared(nenrin: Run, tmp_path: Path) -> None:
    blog = write(tmp_path, {**BLOG, "posts/one.md": BLOG["posts/one.md"] + "![](oak.png)\n"})
    out = io.BytesIO()
    Image.new("RGB", (700, 400), "brown").save(out, "PNG")
    (blog / "posts/oak.png").write_bytes(out.getvalue())
    assert nenrin("cache", cwd=blog).stdout == "nothing is kept\n"
    assert nenrin("build", cwd=blog).returncode == 0
    said = nenrin("cache", cwd=blog).stdout
    assert "_build/doctrees/html/nenrin-pictures" in said
    assert "2 avif, 2 webp" in said
    assert "MB" in said
    made = sorted((blog / "_build/html").rglob("*.webp"))
    assert nenrin("cache", "--clear", cwd=blog).stdout.endswith("deleted\n")
    assert nenrin("cache", cwd=blog).stdout == "nothing is kept\n"
    assert sorted((blog / "_build/html").rglob("*.webp")) == made
    assert nenrin("build", cwd=blog).returncode == 0
    assert "2 avif, 2 webp" in nenrin("cache", cwd=blog).stdout
