"""How close a watch comes to what its delays demand, and what an idle one costs.

Two watches over 60 hosts of 20 pages each, with a delay of 1 s, on loopback. Prints the wall time of the first beside
the time that the busiest host's delays demand, and requests, bytes and CPU time of the second, which finds nothing new.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

# a script's own folder is on the path, the project's root is not
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.hostileweb.content import article, feed, html, plain, xml
from tests.hostileweb.server import HostileWeb, serving
from tests.sampleweb.world import Reply

ROOT = Path(__file__).resolve().parents[2]
HOSTS, PAGES, DELAY = 60, 20, 1.0
#: bytes of markup and scripts around an article, as news pages have them
FURNITURE = 60_000


def world() -> dict[str, Reply]:
    """Every address and what it answers."""
    replies = {}
    furniture = f"<script>/* {'x' * 80} */</script>" * (FURNITURE // 103)
    for number in range(HOSTS):
        host = f"host-{number}.example"
        paths = [f"/2026/03/01/page-{page}-of-twenty" for page in range(PAGES)]
        replies[f"{host}/robots.txt"] = plain("User-agent: *\nAllow: /")
        replies[f"{host}/feed"] = xml(feed(host, paths))
        replies |= {f"{host}{path}": html(article(f"{host} {path}", body=furniture)) for path in paths}
    return replies


def sources() -> str:
    return "\n".join(
        f'[host-{number}]\nname = "Host {number}"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
        f'homepage = "http://host-{number}.example/"\nfeed = "http://host-{number}.example/feed"'
        for number in range(HOSTS)
    )


def watch(web: HostileWeb, folder: Path) -> tuple[float, float, list[dict[str, object]]]:
    """Wall seconds and CPU seconds of one watch, and what was asked."""
    seen, before, began = len(web.log), children(), time.monotonic()
    settings = {"SOURCES": folder / "sources.toml", "DATABASE": folder / "a.db", "DOWNLOAD_DELAY": DELAY}
    command = [sys.executable, "-m", "scrapy", "watch", *(w for k, v in settings.items() for w in ("-s", f"{k}={v}"))]
    with (folder / "output.txt").open("a") as output:
        subprocess.run(command, cwd=ROOT, env=os.environ | web.environment(), stdout=output, stderr=output, check=True)
    return time.monotonic() - began, children() - before, web.log[seen:]


def children() -> float:
    """CPU seconds of all child processes so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as name, serving(world(), {}) as web:
        folder = Path(name)
        (folder / "sources.toml").write_text(sources(), "utf-8")
        wall, cpu, log = watch(web, folder)
        asked = Counter(str(entry["host"]) for entry in log)
        demanded = (max(asked.values()) - 1) * DELAY
        span = max(float(str(e["time"])) for e in log) - min(float(str(e["time"])) for e in log)
        print(f"first watch: {len(log)} requests in {wall:.1f} s, {cpu:.1f} s of CPU")
        print(
            f"the delays demand {demanded:.1f} s; first to last request {span:.1f} s, {span / demanded:.3f} times that"
        )
        print(f"start-up and end {wall - span:.1f} s")
        bytes_of = sum(int(str(entry["bytes"])) for entry in log)
        wall, cpu, log = watch(web, folder)
        again = sum(int(str(entry["bytes"])) for entry in log)
        print(f"second watch: {len(log) / HOSTS:.2f} requests a source, {again / bytes_of:.2%} of the bytes")
        print(f"{wall:.1f} s, {cpu:.1f} s of CPU")


if __name__ == "__main__":
    main()
