select article, value, value_high, unit, currency, kind, status, text, start, "end", confidence
from figures where article in (select value from json_each(:ids)) order by article, start
