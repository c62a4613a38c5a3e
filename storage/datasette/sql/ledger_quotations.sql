select article, speaker, text, start, "end"
from quotations where article in (select value from json_each(:ids)) order by article, start
