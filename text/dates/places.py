"""The time zones of sources: where a country has one, it is the country's; written zones that mean another there."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import timezone as tz
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from text.dates.parsing import DateWithPrecision
from text.dates.zones import utc_offset

#: ISO 3166-1 code and zone of the countries whose clocks all show the same time, from zone.tab of tzdata 2026
_ZONES: Final = """
AD=Europe/Andorra AE=Asia/Dubai AF=Asia/Kabul AG=America/Antigua AI=America/Anguilla AL=Europe/Tirane
AM=Asia/Yerevan AO=Africa/Luanda AR=America/Argentina/Buenos_Aires AS=Pacific/Pago_Pago AT=Europe/Vienna
AW=America/Aruba AX=Europe/Mariehamn AZ=Asia/Baku BA=Europe/Sarajevo BB=America/Barbados BD=Asia/Dhaka
BE=Europe/Brussels BF=Africa/Ouagadougou BG=Europe/Sofia BH=Asia/Bahrain BI=Africa/Bujumbura BJ=Africa/Porto-
Novo BL=America/St_Barthelemy BM=Atlantic/Bermuda BN=Asia/Brunei BO=America/La_Paz BQ=America/Kralendijk
BS=America/Nassau BT=Asia/Thimphu BW=Africa/Gaborone BY=Europe/Minsk BZ=America/Belize CC=Indian/Cocos
CF=Africa/Bangui CG=Africa/Brazzaville CH=Europe/Zurich CI=Africa/Abidjan CK=Pacific/Rarotonga CM=Africa/Douala
CO=America/Bogota CR=America/Costa_Rica CU=America/Havana CV=Atlantic/Cape_Verde CW=America/Curacao
CX=Indian/Christmas CY=Asia/Nicosia CZ=Europe/Prague DE=Europe/Berlin DJ=Africa/Djibouti DK=Europe/Copenhagen
DM=America/Dominica DO=America/Santo_Domingo DZ=Africa/Algiers EE=Europe/Tallinn EG=Africa/Cairo
EH=Africa/El_Aaiun ER=Africa/Asmara ET=Africa/Addis_Ababa FI=Europe/Helsinki FJ=Pacific/Fiji FK=Atlantic/Stanley
FO=Atlantic/Faroe FR=Europe/Paris GA=Africa/Libreville GB=Europe/London GD=America/Grenada GE=Asia/Tbilisi
GF=America/Cayenne GG=Europe/Guernsey GH=Africa/Accra GI=Europe/Gibraltar GM=Africa/Banjul GN=Africa/Conakry
GP=America/Guadeloupe GQ=Africa/Malabo GR=Europe/Athens GS=Atlantic/South_Georgia GT=America/Guatemala
GU=Pacific/Guam GW=Africa/Bissau GY=America/Guyana HK=Asia/Hong_Kong HN=America/Tegucigalpa HR=Europe/Zagreb
HT=America/Port-au-Prince HU=Europe/Budapest IE=Europe/Dublin IL=Asia/Jerusalem IM=Europe/Isle_of_Man
IN=Asia/Kolkata IO=Indian/Chagos IQ=Asia/Baghdad IR=Asia/Tehran IS=Atlantic/Reykjavik IT=Europe/Rome
JE=Europe/Jersey JM=America/Jamaica JO=Asia/Amman JP=Asia/Tokyo KE=Africa/Nairobi KG=Asia/Bishkek
KH=Asia/Phnom_Penh KM=Indian/Comoro KN=America/St_Kitts KP=Asia/Pyongyang KR=Asia/Seoul KW=Asia/Kuwait
KY=America/Cayman LA=Asia/Vientiane LB=Asia/Beirut LC=America/St_Lucia LI=Europe/Vaduz LK=Asia/Colombo
LR=Africa/Monrovia LS=Africa/Maseru LT=Europe/Vilnius LU=Europe/Luxembourg LV=Europe/Riga LY=Africa/Tripoli
MA=Africa/Casablanca MC=Europe/Monaco MD=Europe/Chisinau ME=Europe/Podgorica MF=America/Marigot
MG=Indian/Antananarivo MH=Pacific/Majuro MK=Europe/Skopje ML=Africa/Bamako MM=Asia/Yangon MO=Asia/Macau
MP=Pacific/Saipan MQ=America/Martinique MR=Africa/Nouakchott MS=America/Montserrat MT=Europe/Malta
MU=Indian/Mauritius MV=Indian/Maldives MW=Africa/Blantyre MY=Asia/Kuala_Lumpur MZ=Africa/Maputo
NA=Africa/Windhoek NC=Pacific/Noumea NE=Africa/Niamey NF=Pacific/Norfolk NG=Africa/Lagos NI=America/Managua
NL=Europe/Amsterdam NO=Europe/Oslo NP=Asia/Kathmandu NR=Pacific/Nauru NU=Pacific/Niue OM=Asia/Muscat
PA=America/Panama PE=America/Lima PH=Asia/Manila PK=Asia/Karachi PL=Europe/Warsaw PM=America/Miquelon
PN=Pacific/Pitcairn PR=America/Puerto_Rico PS=Asia/Gaza PW=Pacific/Palau PY=America/Asuncion QA=Asia/Qatar
RE=Indian/Reunion RO=Europe/Bucharest RS=Europe/Belgrade RW=Africa/Kigali SA=Asia/Riyadh SB=Pacific/Guadalcanal
SC=Indian/Mahe SD=Africa/Khartoum SE=Europe/Stockholm SG=Asia/Singapore SH=Atlantic/St_Helena
SI=Europe/Ljubljana SJ=Arctic/Longyearbyen SK=Europe/Bratislava SL=Africa/Freetown SM=Europe/San_Marino
SN=Africa/Dakar SO=Africa/Mogadishu SR=America/Paramaribo SS=Africa/Juba ST=Africa/Sao_Tome
SV=America/El_Salvador SX=America/Lower_Princes SY=Asia/Damascus SZ=Africa/Mbabane TC=America/Grand_Turk
TD=Africa/Ndjamena TF=Indian/Kerguelen TG=Africa/Lome TH=Asia/Bangkok TJ=Asia/Dushanbe TK=Pacific/Fakaofo
TL=Asia/Dili TM=Asia/Ashgabat TN=Africa/Tunis TO=Pacific/Tongatapu TR=Europe/Istanbul TT=America/Port_of_Spain
TV=Pacific/Funafuti TW=Asia/Taipei TZ=Africa/Dar_es_Salaam UG=Africa/Kampala UY=America/Montevideo
UZ=Asia/Samarkand VA=Europe/Vatican VC=America/St_Vincent VE=America/Caracas VG=America/Tortola
VI=America/St_Thomas VN=Asia/Ho_Chi_Minh VU=Pacific/Efate WF=Pacific/Wallis WS=Pacific/Apia YE=Asia/Aden
YT=Indian/Mayotte ZA=Africa/Johannesburg ZM=Africa/Lusaka ZW=Africa/Harare
"""
_ZONE_OF: Final = {code: zone for code, _, zone in (pair.partition("=") for pair in _ZONES.split())}
#: abbreviations that a country uses and tzdata does not know
_LOCAL_NAMES: Final = {
    "Asia/Kuala_Lumpur": {"MST", "MYT"},
    "Asia/Manila": {"PST", "PHT", "PHST"},
    "Asia/Dhaka": {"BST", "BDT"},
    "Asia/Singapore": {"SST", "SGT"},
}


def zone_of_country(country: str) -> str:
    """Return the time zone of a country; empty where it has several, or is none."""
    return _ZONE_OF.get(country, "")


def localized(date: DateWithPrecision, zone: str | None) -> DateWithPrecision:
    """Return a time without a zone as the local time of a source; where nobody knows that, only its day is known.

    ``zone`` is None where no source is known, and the time is left as it is.
    """
    if date.precision != "second" or date.zone or zone is None:
        return date
    local = date.local.replace(tzinfo=None)
    span = offset_at(local, zone)
    if span is None:
        return DateWithPrecision(date.when.replace(hour=0, minute=0, second=0, microsecond=0), "day")
    return DateWithPrecision.from_datetime(local.replace(tzinfo=tz(span)))


@cache
def is_zone_name(name: str) -> bool:
    """Return whether a name is that of a time zone, such as "Asia/Manila"."""
    return name in available_timezones()


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def offset_at(local: datetime, zone: str, written: str = "") -> timedelta | None:
    """Return what a source's clock adds to UTC at a local time; ``written`` is the zone behind the time, if any.

    An abbreviation that the source's country uses itself is the local time, whatever it means elsewhere: PST is
    Philippine time in the Philippines, IST Israel's in Israel. None where nobody can say.
    """
    local_span = local.replace(tzinfo=_zone(zone)).utcoffset() if zone else None
    if not written:
        return local_span
    if zone and written.upper() in (_names_of(zone, local) | _LOCAL_NAMES.get(zone, set())):
        return local_span
    return utc_offset(written, by_program=True)


def _names_of(zone: str, local: datetime) -> set[str]:
    """Return the abbreviations of a zone around a year; summer's name is written in winter too."""
    named = (datetime(local.year, month, 15, tzinfo=_zone(zone)).tzname() for month in (1, 7))
    return {name.upper() for name in named if name}
