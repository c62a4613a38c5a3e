-- What the reading room sees in place of the tables of the archive: the masked words of held articles, and no entries of
-- ledgers that lie within a masked stretch. Each view has the name and the columns of its table; {columns} are the others.
-- Of a held article only the site is shown, for an address often holds the words of a headline, and the evidence of a
-- field may quote it; the id that a loaded document was given stays, since evaluations go by it. What is made of its single
-- words is not shown either: whoever guesses a word could ask by its fingerprint.
-- articles
select {columns},
  coalesce((select site from main.masked_articles where article = articles.id), url) as url,
  iif(exists (select 1 from main.masked_articles where article = articles.id), '', page) as page,
  coalesce((select title from main.masked_articles where article = articles.id), title) as title,
  coalesce((select authors from main.masked_articles where article = articles.id), authors) as authors,
  iif(exists (select 1 from main.masked_articles where article = articles.id), '', title_evidence) as title_evidence,
  iif(exists (select 1 from main.masked_articles where article = articles.id), '', authors_evidence) as authors_evidence,
  iif(exists (select 1 from main.masked_articles where article = articles.id), '', published_evidence) as published_evidence,
  coalesce((select standfirst from main.masked_articles where article = articles.id), standfirst) as standfirst,
  coalesce((select caption from main.masked_articles where article = articles.id), caption) as caption
from main.articles
-- texts
select article, coalesce((select text from main.masked_articles where article = texts.article), text) as text
from main.texts
-- versions
select {columns},
  iif(article in (select article from main.masked_articles), '█', title) as title,
  iif(article in (select article from main.masked_articles), '█', text) as text
from main.versions
-- matches
select {columns},
  iif(exists (select 1 from main.masked_articles as masked where masked.article = matches.article
    and instr(masked.text, sentence) = 0 and instr(masked.title, sentence) = 0
    and instr(masked.standfirst, sentence) = 0), '█', sentence) as sentence
from main.matches
-- stories
select {columns},
  coalesce((select masked.title from main.articles as telling join main.masked_articles as masked
    on masked.article = telling.id where telling.story = stories.id and telling.title = stories.title limit 1),
    iif(exists (select 1 from main.articles as telling join main.masked_articles as masked
        on masked.article = telling.id where telling.story = stories.id)
      and not exists (select 1 from main.articles as telling
        where telling.story = stories.id and telling.title = stories.title), '█', title)) as title
from main.stories
-- case_links
select {columns},
  iif(article in (select article from main.masked_articles)
    or earlier in (select article from main.masked_articles), '[]', evidence) as evidence
from main.case_links
-- pages
select {columns}, '' as hint,
  iif(instr(reason, '://') and exists (select 1 from main.articles as copy join main.masked_articles as masked
    on masked.article = copy.duplicate_of where copy.id = pages.article), '', reason) as reason
from main.pages where not exists (select 1 from main.masked_articles as masked where masked.article = pages.article)
  and not exists (select 1 from main.masked_articles as masked
    cross join main.aliases on aliases.article = masked.article
    where aliases.url = pages.canonical)
  and (continues = '' or not exists (select 1 from main.pages as first join main.masked_articles as masked
    on masked.article = first.article where first.url = pages.continues))
-- aliases
select * from main.aliases
where url like 'urn:id:%' or not exists (select 1 from main.masked_articles as masked where masked.article = aliases.article)
-- feed_texts
select page, '' as text from main.feed_texts
-- takedown_candidates
select {columns},
  iif(article in (select article from main.masked_articles), '', address) as address
from main.takedown_candidates
-- instructions
select {columns},
  iif(exists (select 1 from main.masked_articles as masked cross join main.articles on articles.id = masked.article
    where articles.title <> '' and instr(instructions.answer, articles.title) > 0
      or instr(instructions.answer, articles.url) > 0), '█', answer) as answer,
  iif(instr(words, '://') and exists (select 1 from main.masked_articles as masked
    cross join main.aliases on aliases.article = masked.article where instr(instructions.words, aliases.url) > 0), '["█"]', words) as words,
  iif(instr(way_back, '://'), '█', way_back) as way_back
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
-- speakers
select * from main.speakers as entry where {entry} and not exists (
  select 1 from main.masked_articles as masked where masked.article = entry.article and speaker <> ''
  and instr(masked.text, name) = 0)
-- searched_places
select article, code from main.places as entry where kind in ('region', 'province', 'city') and {entry}
union all select article, province from main.places as entry where province <> '' and {entry}
union all select article, region from main.places as entry where region <> '' and {entry}
-- fingerprints
select * from main.fingerprints where not exists (
  select 1 from main.masked_articles as masked where masked.article = fingerprints.article)
-- terms
select * from main.terms where not exists (
  select 1 from main.masked_articles as masked where masked.article = terms.article)
-- profiles
select * from main.profiles where not exists (
  select 1 from main.masked_articles as masked where masked.article = profiles.article)
-- case_names
select * from main.case_names where not exists (
  select 1 from main.masked_articles as masked where masked.article = case_names.article)
-- paragraphs
select * from main.paragraphs where not exists (
  select 1 from main.masked_articles as masked where masked.article = paragraphs.article)
-- care_fingerprints
select * from main.care_fingerprints where false
-- articles_fts_data
select * from main.articles_fts_data where false
-- articles_fts_idx
select * from main.articles_fts_idx where false
