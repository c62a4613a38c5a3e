-- What the reading room sees in place of the tables of the archive: the masked words of held articles, and no entries of
-- ledgers that lie within a masked stretch. Each view has the name and the columns of its table; {columns} are the others.
-- articles
select {columns},
  coalesce((select title from main.masked_articles where article = articles.id), title) as title,
  coalesce((select standfirst from main.masked_articles where article = articles.id), standfirst) as standfirst,
  coalesce((select caption from main.masked_articles where article = articles.id), caption) as caption
from main.articles
-- texts
select article, coalesce((select text from main.masked_articles where article = texts.article), text) as text
from main.texts
-- versions
select {columns},
  iif(article in (select article from main.guard_findings where {masking}), '█', title) as title,
  iif(article in (select article from main.guard_findings where {masking}), '█', text) as text
from main.versions
-- matches
select {columns},
  iif(exists (select 1 from main.masked_articles as masked where masked.article = matches.article
    and instr(masked.text, sentence) = 0 and instr(masked.title, sentence) = 0), '█', sentence) as sentence
from main.matches
-- stories
select {columns},
  coalesce((select masked.title from main.articles as telling join main.masked_articles as masked
    on masked.article = telling.id where telling.story = stories.id and telling.title = stories.title limit 1), title) as title
from main.stories
-- case_links
select {columns},
  iif(article in (select article from main.masked_articles)
    or earlier in (select article from main.masked_articles), '[]', evidence) as evidence
from main.case_links
-- pages
select {columns}, iif(article in (select article from main.masked_articles), '', hint) as hint from main.pages
-- feed_texts
select page, '' as text from main.feed_texts
-- instructions
select {columns},
  iif(exists (select 1 from main.articles join main.masked_articles as masked on masked.article = articles.id
    where instr(instructions.answer, articles.title) > 0), '█', answer) as answer
from main.instructions
-- figures
select * from main.figures as entry where {entry}
-- quotations
select * from main.quotations as entry where {entry} and not exists (
  select 1 from main.masked_articles as masked where masked.article = entry.article and speaker <> ''
  and instr(masked.text, speaker) = 0)
-- places
select * from main.places as entry where {entry}
-- bodies
select * from main.bodies as entry where {entry}
-- laws
select * from main.laws as entry where {entry}
