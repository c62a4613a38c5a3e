-- The database's schema as the migrations leave it, with the descriptions of storage/datasette/database.yaml.
-- This file is generated: python -m storage.schema.dump > docs/schema.sql

-- One row for each article that was kept, on topic or near it. The text stands in texts.
CREATE TABLE articles (
    -- id: number of the article, the last part of its address in the reading room
    id integer primary key,
    -- url: address of the original
    url text not null unique,
    -- page: address that it was fetched from
    page text not null default '',
    -- source: the source it was found at
    source text not null references sources(slug),
    -- title: headline
    title text not null,
    -- authors: names as the page gives them, separated by "; "
    authors text not null default '',
    -- authors_evidence: where the authors were read from
    authors_evidence text not null default '',
    -- title_evidence: where the headline was read from
    title_evidence text not null default '',
    -- published: when the original was published, as far as published_precision says
    published text,
    -- published_precision: how exactly that is known, as second, day or month; empty where no date was found
    published_precision text not null default '',
    -- published_zone: zone the date was written in, such as +08:00; empty where none was given
    published_zone text not null default '',
    -- published_evidence: where the date was read from
    published_evidence text not null default '',
    -- modified: when the page says that it was last changed
    modified text,
    -- language: language of the text, as its two-letter code
    language text not null default '',
    -- standfirst: the lines between headline and text
    standfirst text not null default '',
    -- caption: words under a picture; pictures themselves are never kept
    caption text not null default '',
    -- partial: 1 where only a part of it could be read
    partial integer not null default 0,
    -- word_count: number of words in the text
    word_count integer not null,
    -- first_seen: when it was first fetched
    first_seen text not null,
    -- last_seen: when it was last fetched or met again
    last_seen text not null,
    -- on_topic: 1 on topic, 0 a near miss whose relevance stays below the threshold
    on_topic integer not null,
    -- relevance: weight of the terms found, for the topic that fits best
    relevance real not null,
    -- content_hash: fingerprint of the text's words, the same for the same words
    content_hash text not null,
    -- duplicate_of: the earlier article of which this one is a copy
    duplicate_of integer references articles(id),
    -- story: the story it belongs to
    story integer references stories(id),
    -- extractor: what found the text on the page
    extractor text not null default '',
    -- encoding: encoding that the page was read in, with what named it
    encoding text not null default '',
    -- time: when it was published, or first_seen where that is not known or cannot be true; what articles are ordered by
    time text generated always as ( case when published between '1995' and first_seen then published else first_seen end ) virtual,
    -- basis: what it was read from, as page, or where the page could not be had feed_text (the feed's own full text) or headline_only (headline and summary); the reason stands with its page
    basis text not null default 'page',
    -- outlet: the outlet that a search or an aggregator names for it; empty where the source is the outlet
    outlet text not null default '',
    -- availability: empty where its page can still be read as it is kept here, else behind a wall, cut short, withdrawn or replaced; the text kept here stays the fullest that was read
    availability text not null default '',
    -- availability_since: when that was first seen
    availability_since text,
    -- partial_reason: why only a part of it could be read; empty where it was read whole
    partial_reason text not null default ''
);
CREATE INDEX articles_alone on articles(time) where story is null and on_topic = 1 and duplicate_of is null;
CREATE INDEX articles_availability on articles(availability, availability_since) where availability <> '';
CREATE INDEX articles_content_hash on articles(content_hash);
CREATE INDEX articles_duplicate_of on articles(duplicate_of);
CREATE INDEX articles_first_seen on articles(first_seen);
CREATE INDEX articles_headline_only on articles(time) where basis = 'headline_only' and on_topic = 1;
CREATE INDEX articles_language on articles(language);
CREATE INDEX articles_near on articles(relevance) where duplicate_of is null;
CREATE INDEX articles_new on articles(on_topic, first_seen);
CREATE INDEX articles_newest on articles(on_topic, time);
CREATE INDEX articles_on_topic on articles(on_topic, published);
CREATE INDEX articles_published on articles(published);
CREATE INDEX articles_source on articles(source);
CREATE INDEX articles_source_newest on articles(source, on_topic, time);
CREATE INDEX articles_story on articles(story, on_topic, time);
CREATE TRIGGER articles_arrived after insert on articles when new.on_topic = 1 begin
    insert into arrivals (article) values (new.id);
end;
CREATE TRIGGER articles_arrived_later after update of on_topic on articles
when new.on_topic = 1 and old.on_topic = 0 begin
    insert into arrivals (article) values (new.id);
end;
CREATE TRIGGER articles_counted after insert on articles begin
    insert into article_counts values (
        new.source, substr(new.time, 1, 7), new.language, new.on_topic, new.duplicate_of is not null, 1)
    on conflict do update set articles = articles + 1;
end;
CREATE TRIGGER articles_joined_held after update of story on articles
when new.story is not null and new.story is not old.story and exists (
    select 1 from articles join masked_articles on masked_articles.article = articles.id
    where articles.story = new.story)
begin
    delete from guarded_articles where article in (select id from articles where story = new.story);
end;
CREATE TRIGGER articles_recounted
after update of source, published, first_seen, language, on_topic, duplicate_of on articles
when old.source <> new.source or old.time <> new.time or old.language <> new.language
    or old.on_topic <> new.on_topic or (old.duplicate_of is null) <> (new.duplicate_of is null)
begin
    update article_counts set articles = articles - 1
    where source = old.source and month = substr(old.time, 1, 7) and language = old.language
      and on_topic = old.on_topic and copy = (old.duplicate_of is not null);
    insert into article_counts values (
        new.source, substr(new.time, 1, 7), new.language, new.on_topic, new.duplicate_of is not null, 1)
    on conflict do update set articles = articles + 1;
end;
CREATE TRIGGER articles_to_guard after update of title, standfirst, caption on articles begin
    delete from guarded_articles where article = new.id;
end;
CREATE TRIGGER articles_uncounted after delete on articles begin
    update article_counts set articles = articles - 1
    where source = old.source and month = substr(old.time, 1, 7) and language = old.language
      and on_topic = old.on_topic and copy = (old.duplicate_of is not null);
end;
CREATE TRIGGER articles_unindexed before delete on articles begin
    delete from texts where article = old.id;
end;
CREATE TRIGGER titles_reindexed after update of title, standfirst on articles
when not exists (select 1 from masked_articles where article = new.id) begin
    insert into articles_fts(articles_fts, rowid, title, standfirst, text)
    select 'delete', old.id, old.title, old.standfirst, text from texts where article = old.id;
    insert into articles_fts(rowid, title, standfirst, text)
    select new.id, new.title, new.standfirst, text from texts where article = new.id;
end;

-- Articles that tell of the same event, with what is known of them together.
CREATE TABLE stories (
    -- id: number of the story, the last part of its address in the reading room
    id integer primary key,
    -- title: headline of the release where there is one, else of the first article
    title text not null,
    -- first_published: when the first of its articles was published
    first_published text,
    -- last_published: when the latest of its articles was published
    last_published text,
    -- articles: number of its articles, copies included
    articles integer not null default 0,
    -- sources: number of different sources
    sources integer not null default 0,
    -- first_publisher: source that published first
    first_publisher text references sources(slug),
    -- release: article of an organisation or authority that the others draw on
    release integer references articles(id),
    -- independent_texts: number of its articles that are no copies
    independent_texts integer not null default 0
);
CREATE INDEX stories_first_published on stories(first_published);
CREATE INDEX stories_release on stories(release);

-- The sites that are watched, and how they fared last.
CREATE TABLE sources (
    -- slug: short name, as in the list of sources
    slug text primary key,
    -- name: name of the site
    name text not null,
    -- kind: ngo, government, newspaper, broadcaster, wire, aggregator, blog or search; of a loaded document what its file says, else file
    kind text not null,
    -- country: country, as its two-letter code
    country text not null,
    -- language: main language, as its two-letter code
    language text not null,
    -- homepage: address of the site
    homepage text not null,
    -- last_success: when it last gave something that could be read
    last_success text,
    -- last_error: why it last gave nothing; empty once it answers again
    last_error text,
    -- failures: how often in a row it gave nothing
    failures integer not null default 0,
    -- expect: articles a week to be expected of it, from the list of sources
    expect real,
    -- lies: why its word that nothing has changed is no longer trusted; empty where it is
    lies text not null default '',
    -- weight: failures in a row, grave ones counting more, which puts off the next try
    weight real not null default 0,
    -- next_try: when it will be asked again; empty when it is asked in every run
    next_try text,
    -- health: healthy, late, quiet, failing, blocked, broken feed, suddenly empty or changed layout, as the last run judged it; empty before it is known
    health text not null default '',
    -- health_since: since when
    health_since text,
    -- health_reason: why, in a few words
    health_reason text not null default '',
    -- lastmod_wrong: how often in a row its sitemaps called a page changed that had not; from 2 on they are not believed
    lastmod_wrong integer not null default 0,
    -- validators_right: changes in a row that its validators told of since then
    validators_right integer not null default 0,
    -- probed: when its site was last looked through for feeds, sitemaps and listings; empty where that was not needed
    probed text,
    -- probes_empty: how often in a row that found nothing of use
    probes_empty integer not null default 0,
    -- access: confirmed, discovered, failing, refuses robots or needs a hand; empty before it is known
    access text not null default '',
    -- tried: what that look found and what was tried, in words
    tried text not null default '',
    -- remedy: the line for the list of sources that would mend it; empty where none is needed
    remedy text not null default ''
);

-- One row for every address ever met, and what became of it.
CREATE TABLE pages (
    -- url: address as it was met
    url text primary key,
    -- canonical: the address without trackers and the like, by which the same page is known again
    canonical text not null,
    -- source: source that listed it
    source text not null references sources(slug),
    -- first_seen: when it was first met
    first_seen text not null,
    -- last_seen: when a source last listed it
    last_seen text not null,
    -- last_fetched: when it was last asked for
    last_fetched text,
    -- outcome: stored, off_topic, duplicate, not_modified, blocked_by_robots, blocked_by_wall, not_an_article, too_short, too_large, error, or pending while it is still to be looked at
    outcome text not null default 'pending',
    -- reason: why, in a few words
    reason text not null default '',
    -- status: HTTP status of the last answer
    status integer,
    -- etag: mark of the version that the site sent, given back to ask for changes only
    etag text not null default '',
    -- last_modified: time of change that the site sent, given back to ask for changes only
    last_modified text not null default '',
    -- body_hash: fingerprint of the last answer
    body_hash text not null default '',
    -- hint: what the source's list said of the page, as JSON
    hint text not null default '',
    -- attempts: failures in a row
    attempts integer not null default 0,
    -- article: the article that it became or belongs to
    article integer references articles(id),
    -- last_full: when it was last fetched whole, rather than asked for changes only
    last_full text,
    -- extractor: what read it, with its version; where the outcome is error, a later version reads it again
    extractor text not null default '',
    -- listed_date: when it came out as far as its list says, else when it was listed; the latest are fetched first
    listed_date text not null default '',
    -- continues: the first page of the article that this page continues; empty where it continues none
    continues text not null default '',
    -- captured: when a web archive fetched it, as its record says; empty for a page that was fetched from the web
    captured text
);
CREATE INDEX pages_article on pages(article);
CREATE INDEX pages_canonical on pages(canonical);
CREATE INDEX pages_continues on pages(continues) where continues <> '';
CREATE INDEX pages_failed on pages(last_fetched)
    where outcome in ('error', 'blocked_by_robots', 'blocked_by_wall', 'too_large');
CREATE INDEX pages_failed_extractions on pages(extractor) where outcome = 'error' and extractor <> '';
CREATE INDEX pages_first_seen on pages(first_seen);
CREATE INDEX pages_listed_date on pages(source, listed_date) where outcome = 'pending';
CREATE INDEX pages_outcome on pages(outcome);
CREATE INDEX pages_source on pages(source, outcome);
CREATE INDEX pages_source_first_seen on pages(source, first_seen);
CREATE TRIGGER hints_redacted after update of hint on pages when new.hint <> '' and exists (
    select 1 from guard_findings where article = new.article and decided = 'redacted')
begin
    update pages set hint = '' where url = new.url;
end;
CREATE TRIGGER pages_counted after insert on pages begin
    insert into page_counts values (substr(new.first_seen, 1, 13), new.outcome, 1)
    on conflict (hour, outcome) do update set pages = pages + 1;
end;
CREATE TRIGGER pages_recounted after update of outcome on pages when old.outcome <> new.outcome begin
    update page_counts set pages = pages - 1 where hour = substr(old.first_seen, 1, 13) and outcome = old.outcome;
    insert into page_counts values (substr(new.first_seen, 1, 13), new.outcome, 1)
    on conflict (hour, outcome) do update set pages = pages + 1;
end;
CREATE TRIGGER pages_uncounted after delete on pages begin
    update page_counts set pages = pages - 1 where hour = substr(old.first_seen, 1, 13) and outcome = old.outcome;
end;

-- The text of each article, in paragraphs. It belongs to its publisher and is kept for reading here only.
CREATE TABLE texts (
    -- article: the article
    article integer primary key references articles(id) on delete cascade,
    -- text: paragraphs, with an empty line between two
    text text not null
);
CREATE INDEX texts_counted on texts(article);
CREATE TRIGGER texts_indexed after insert on texts begin
    insert into articles_fts(rowid, title, standfirst, text)
    select id, title, standfirst, text from articles_text where id = new.article;
end;
CREATE TRIGGER texts_reindexed after update on texts
when not exists (select 1 from masked_articles where article = new.article) begin
    insert into articles_fts(articles_fts, rowid, title, standfirst, text)
    select 'delete', id, title, standfirst, old.text from articles where id = old.article;
    insert into articles_fts(rowid, title, standfirst, text)
    select id, title, standfirst, new.text from articles where id = new.article;
end;
CREATE TRIGGER texts_to_guard after update of text on texts begin
    delete from guarded_articles where article = new.article;
end;
CREATE TRIGGER texts_unindexed before delete on texts begin
    insert into articles_fts(articles_fts, rowid, title, standfirst, text)
    select 'delete', id, title, standfirst, text from articles_text where id = old.article;
end;

-- The terms that were found in an article, which is why it was kept.
CREATE TABLE matches (
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- topic: topic that the term speaks for
    topic text not null,
    -- term: the term as the list of topics has it
    term text not null,
    -- count: how often it was found
    count integer not null,
    -- weight: what it adds to the relevance, or takes from it
    weight real not null,
    -- sentence: first sentence it was found in
    sentence text not null default '',
    primary key (article, topic, term)
);
CREATE INDEX matches_term on matches(term);

-- What a person has said of an article (scrapy label); it wins over the score.
CREATE TABLE labels (
    -- article: the article
    article integer primary key references articles(id) on delete cascade,
    -- on_topic: 1 on topic, 0 off topic
    on_topic integer not null,
    -- note: why, in the person's words
    note text not null default '',
    -- labelled_at: when that was said
    labelled_at text not null
);

-- How far an unfinished scrapy judge --apply has come; one row at most.
CREATE TABLE rescoring (
    -- id: always 1
    id integer primary key check (id = 1),
    -- topics: fingerprint of the file of topics that it judges by
    topics text not null,
    -- article: number of the last article that it has judged
    article integer not null
);

-- What an article said before its page was changed.
CREATE TABLE versions (
    -- id: number of the version
    id integer primary key,
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- seen_at: when the change was seen, so until then it read as here
    seen_at text not null,
    -- title: headline before the change
    title text not null,
    -- text: text before the change
    text text not null,
    -- content_hash: fingerprint of the text before the change
    content_hash text not null,
    -- kind: kind of the change, such as figure, name, term, headline, correction or small; behind a wall, cut short or withdrawn is no earlier text but what the page showed in its place, which was not taken over
    kind text not null default ''
);
CREATE INDEX versions_article on versions(article);
CREATE TRIGGER versions_to_guard after insert on versions begin
    delete from guarded_articles where article = new.article;
end;

-- What befell articles after they were stored, each once; numbers grow with time and are never given twice.
CREATE TABLE events (
    -- id: number; who has read up to one finds what is new above it
    id integer primary key autoincrement,
    -- at: when it was noticed
    at text not null,
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- kind: edited, corrected, behind a wall, cut short, withdrawn, replaced, readable again, on topic, off topic, regrouped or full text
    kind text not null,
    -- detail: more of it in a few words, such as the kind of an edit as in versions, or the former story
    detail text not null default ''
);
CREATE INDEX events_article on events(article);

-- Places in an article at which its page shows something else at each look, such as a counter; from the second change on they make no versions.
CREATE TABLE unsteady_places (
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- place: fingerprint of the paragraphs before and behind the place
    place integer not null,
    -- changes: how often something else stood there
    changes integer not null,
    primary key (article, place)
) without rowid;

-- Every address that an article is known by.
CREATE TABLE aliases (
    -- url: address without trackers and the like, or urn:id:... with the id of a loaded document
    url text primary key,
    -- article: the article
    article integer not null references articles(id) on delete cascade
);
CREATE INDEX aliases_article on aliases(article);

-- One row for every time the watch ran, with what it met.
CREATE TABLE runs (
    -- id: number of the run
    id integer primary key,
    -- started: when it began
    started text not null,
    -- finished: when it ended
    finished text,
    -- outcome: how it ended, or running
    outcome text not null default 'running',
    -- sources: sources that were asked
    sources integer not null default 0,
    -- answered: sources that answered
    answered integer not null default 0,
    -- found: pages listed by the sources
    found integer not null default 0,
    -- fetched: pages fetched
    fetched integer not null default 0,
    -- new: new articles
    new integer not null default 0,
    -- updated: articles that had changed
    updated integer not null default 0,
    -- duplicate: copies and further addresses of what was known
    duplicate integer not null default 0,
    -- off_topic: pages off topic
    off_topic integer not null default 0,
    -- failed: pages that could not be read
    failed integer not null default 0,
    -- waiting: pages still to be fetched at the end
    waiting integer not null default 0,
    -- reason: why it ended as it did
    reason text not null default '',
    -- every_hours: hours from one run to the next, by the settings
    every_hours real not null default 1
);

-- What one run did with one source.
CREATE TABLE run_sources (
    -- run: the run
    run integer not null references runs(id) on delete cascade,
    -- source: the source
    source text not null references sources(slug),
    -- answered: 1 where the source answered
    answered integer not null default 0,
    -- found: pages it listed
    found integer not null default 0,
    -- fetched: pages fetched
    fetched integer not null default 0,
    -- new: new articles
    new integer not null default 0,
    -- updated: articles that had changed
    updated integer not null default 0,
    -- duplicate: copies and further addresses of what was known
    duplicate integer not null default 0,
    -- off_topic: pages off topic
    off_topic integer not null default 0,
    -- failed: pages that could not be read
    failed integer not null default 0,
    -- waiting: pages still to be fetched at the end
    waiting integer not null default 0,
    -- why: what went wrong, in a few words
    why text not null default '',
    primary key (run, source)
);
CREATE INDEX run_sources_source on run_sources(source);

-- The feeds, sitemaps and listings that lead to pages.
CREATE TABLE discovery (
    -- url: address of the list
    url text primary key,
    -- source: source it belongs to
    source text not null references sources(slug),
    -- mechanism: feed, sitemap or listing
    mechanism text not null,
    -- lastmod: time of change that the list above it gave for it
    lastmod text,
    -- last_fetched: when it was last asked for
    last_fetched text,
    -- last_success: when it last could be read
    last_success text,
    -- status: HTTP status of the last answer
    status integer,
    -- reason: why it could not be read
    reason text not null default '',
    -- etag: mark of the version that the site sent, given back to ask for changes only
    etag text not null default '',
    -- last_modified: time of change that the site sent, given back to ask for changes only
    last_modified text not null default '',
    -- body_hash: fingerprint of the last answer
    body_hash text not null default '',
    -- found: number of pages it listed last
    found integer not null default 0,
    -- last_full: when it was last fetched whole, rather than asked for changes only
    last_full text,
    -- polls: how often it was asked for changes only since then
    polls integer not null default 0,
    -- trouble: kind of failure, for the health of its source; empty where it could be read
    trouble text not null default '',
    -- parent: sitemap index that lists it without saying when it changed
    parent text not null default '',
    -- parts: dated or undated, where it is a sitemap index
    parts text not null default '',
    -- newest: date of the newest page it listed last
    newest text not null default '',
    -- note: what is to be known of it though it could be read, such as how much of it was left out
    note text not null default '',
    -- failures: how often in a row it could not be read
    failures integer not null default 0,
    -- emptied: how often it listed nothing after it had listed something
    emptied integer not null default 0
);
CREATE INDEX discovery_parent on discovery(parent) where parent <> '';
CREATE INDEX discovery_source on discovery(source);

-- The feeds, sitemaps and listings that were found on the sites of sources, with the evidence for each.
CREATE TABLE seeds (
    -- source: the source
    source text not null references sources(slug),
    -- url: address of the list
    url text not null,
    -- mechanism: feed, sitemap or listing
    mechanism text not null,
    -- origin: where its address was found
    origin text not null,
    -- used: 1 where it is read in every run
    used integer not null,
    -- score: how good it is, from 0 to 1
    score real not null,
    -- evidence: what was seen in it, or why it is of no use
    evidence text not null,
    -- section: the beginning of the addresses that are taken from it, without scheme and www.
    section text not null default '',
    -- found: when it was tried
    found text not null,
    primary key (source, url)
) without rowid;

-- Full texts that feeds carry, until their pages are fetched.
CREATE TABLE feed_texts (
    -- page: address of the page
    page text primary key,
    -- text: its text, as paragraphs
    text text not null
) without rowid;

-- What each site allows robots to fetch, as last read.
CREATE TABLE robots (
    -- site: address of the site
    site text primary key,
    -- fetched: when its robots.txt was read
    fetched text not null,
    -- status: HTTP status of the answer
    status integer not null,
    -- body: the answer
    body text not null
);

-- Hosts that asked to be left alone for a while.
CREATE TABLE holds (
    -- host: the host
    host text primary key,
    -- until: when it may be asked again
    until text not null,
    -- reason: why, in a few words
    reason text not null
) without rowid;

-- What the texts of a host's pages have shown of the parameters in its addresses.
CREATE TABLE url_parameters (
    -- host: the host
    host text not null,
    -- name: the parameter's name, in small letters
    name text not null,
    -- same: pairs of pages with different values that had the same text
    same integer not null,
    -- different: pairs of pages with different values that had different texts; one is enough, the value tells pages apart
    different integer not null,
    -- needed: pairs with the same text after which the parameter is ignored
    needed integer not null,
    -- learned: when this was last seen
    learned text not null,
    primary key (host, name)
) without rowid;

-- What was reported of the sources, once when one fell ill and once when it recovered.
CREATE TABLE notices (
    -- id: number
    id integer primary key,
    -- at: when it was reported
    at text not null,
    -- source: the source
    source text not null references sources(slug),
    -- health: its health from then on
    health text not null,
    -- message: what was reported
    message text not null
);
CREATE INDEX notices_source on notices(source);

-- Articles in the order in which they came on topic, from which alerting rules read what is new to them.
CREATE TABLE arrivals (
    -- id: number; a rule that has read up to one finds what is new above it
    id integer primary key autoincrement,
    -- article: the article
    article integer not null references articles(id) on delete cascade
);
CREATE INDEX arrivals_article on arrivals(article);

-- How far each alerting rule of the alerts file has read.
CREATE TABLE alert_rules (
    -- name: name of the rule, as in the alerts file
    name text primary key,
    -- arrival: the last number of arrivals that it has read
    arrival integer not null,
    -- event: the last number of events that it has read
    event integer not null,
    -- since: when the rule was met first; nothing from before is told
    since text not null,
    -- told: when its last message was decided; empty where there was none
    told text
);

-- The messages that were decided, one for all that a rule had to tell at the time. Its text is made when it is sent, and is not kept.
CREATE TABLE alert_messages (
    -- id: number
    id integer primary key autoincrement,
    -- rule: the rule
    rule text not null,
    -- period: what a digest is about, as in day 2026-11-28; empty for an alert
    period text not null default '',
    -- decided: when it was decided to send it
    decided text not null
);
CREATE UNIQUE INDEX alert_messages_period on alert_messages(rule, period) where period <> '';

-- What alerting rules have found, each thing once, and a story once more where it has passed a step in size.
CREATE TABLE alert_matches (
    -- id: number
    id integer primary key,
    -- rule: the rule
    rule text not null,
    -- about: story, event, figure, source or silence
    about text not null,
    -- key: which one; of a story the number of one of its articles
    key text not null,
    -- article: the article that matched; empty where it is about none
    article integer references articles(id) on delete cascade,
    -- size: articles of the story at that time
    size integer not null default 0,
    -- at: when it was found
    at text not null,
    -- message: the message that tells it; empty while it waits for the next one of its rule
    message integer references alert_messages(id) on delete cascade,
    unique (rule, about, key, size)
);
CREATE INDEX alert_matches_article on alert_matches(article, rule);
CREATE INDEX alert_matches_message on alert_matches(message);
CREATE INDEX alert_matches_pending on alert_matches(rule) where message is null;

-- What became of each message on each of its channels.
CREATE TABLE alert_deliveries (
    -- message: the message
    message integer not null references alert_messages(id) on delete cascade,
    -- channel: name of the channel; its address is a secret and stands nowhere here
    channel text not null,
    -- state: waiting, sent, empty (nothing of it is kept any longer), given up, or dropped by the operator
    state text not null default 'waiting',
    -- attempts: how often it was tried
    attempts integer not null default 0,
    -- next_try: when it is tried next
    next_try text not null,
    -- sent: when the channel took it
    sent text,
    -- reason: why it waits or was given up
    reason text not null default '',
    primary key (message, channel)
) without rowid;
CREATE INDEX alert_deliveries_waiting on alert_deliveries(channel) where state = 'waiting';

-- For every source and day, how many of the pages first listed on that day were fetched and kept.
-- source: the source
-- day: day in UTC
-- found: pages first met on that day
-- fetched: of these, pages fetched
-- refused: refused to robots or behind a wall
-- failed: failed or too large
-- waiting: still to be fetched
-- stored: pages that became an article or belong to one
CREATE VIEW completeness as
    select source, substr(first_seen, 1, 10) as day, count(*) as found,
           sum(status is not null) as fetched,
           sum(outcome in ('blocked_by_robots', 'blocked_by_wall')) as refused,
           sum(outcome in ('error', 'too_large')) as failed,
           sum(outcome = 'pending') as waiting,
           sum(article is not null) as stored
    from pages group by source, day;

-- For every source and day, the pages first listed on that day that were not looked at, and why.
-- source: the source
-- day: day in UTC
-- outcome: as in pages
-- reason: as in pages
-- pages: number of pages
CREATE VIEW not_looked_at as
    select source, substr(first_seen, 1, 10) as day, outcome, reason, count(*) as pages
    from pages where outcome in ('pending', 'error', 'blocked_by_robots', 'blocked_by_wall', 'too_large')
    group by source, day, outcome, reason;

-- How the sources fare, as the ready-made question of the same name tells it.
-- source: the source
-- name: name of the site
-- health: as in sources
-- since: since when
-- reason: why, in a few words
-- access: as in sources
-- last_success: when it last gave something that could be read
-- last_error: why it last gave nothing
-- failures: how often in a row it gave nothing
-- next_try: when it will be asked again
-- probed: as in sources
-- tried: as in sources
-- remedy: as in sources
-- expect: articles a week to be expected of it
-- lies: why its word that nothing has changed is no longer trusted
-- lastmod_wrong: how often in a row its sitemaps called a page changed that had not; from 2 on they are not believed
-- notes: what is to be known of its lists though they could be read
CREATE VIEW source_health as
    select slug as source, name, health, health_since as since, health_reason as reason, access, last_success,
           last_error, failures, next_try, probed, tried, remedy, expect, lies, lastmod_wrong,
           (select group_concat(mechanism || ' ' || url || ': ' || note, '; ') from discovery
            where discovery.source = slug and note <> '') as notes
    from sources where homepage <> '';

-- Which run may write at the moment; one row at most.
CREATE TABLE lease (
    -- id: always 1
    id integer primary key check (id = 1),
    -- holder: name of the run that may write
    holder text not null,
    -- host: machine it runs on
    host text not null,
    -- pid: number of its process there
    pid integer not null,
    -- started: when it took the lease
    started text not null,
    -- heartbeat: when it last said that it is alive
    heartbeat text not null
);

-- Fingerprints of runs of words, by which copies and rewrites of an article are found.
CREATE TABLE fingerprints (
    -- hash: fingerprint
    hash integer not null,
    -- article: an article that contains it
    article integer not null,
    primary key (hash, article)
) without rowid;

-- Telling words of articles by day, by which others on the same event are found.
CREATE TABLE "terms" (
    -- period: sixteen days that the day is one of, counted from 1 January 1970
    period integer not null,
    -- term: fingerprint of the word
    term integer not null,
    -- day: day of the article, counted from 1 January 1970
    day integer not null,
    -- article: an article that contains it
    article integer not null,
    primary key (period, term, day, article)
) without rowid;

-- Fingerprints of paragraphs, by which those that a source repeats on every page are left out.
CREATE TABLE paragraphs (
    -- hash: fingerprint of the paragraph at its source
    hash integer not null,
    -- article: an article that came with it
    article integer not null references articles(id) on delete cascade,
    primary key (hash, article)
) without rowid;
CREATE INDEX paragraphs_article on paragraphs(article);

-- The telling words of each article with their weights, by which two articles are compared.
CREATE TABLE profiles (
    -- article: the article
    article integer primary key references articles(id) on delete cascade,
    -- profile: its words and weights, packed
    profile blob not null
);

-- In how many articles each word occurs, so that rare words tell more than common ones.
CREATE TABLE words (
    -- word: fingerprint of the word
    word integer primary key,
    -- articles: number of articles
    articles integer not null
);

-- The words that stood in many articles when they were counted last.
CREATE TABLE frequent_words (
    -- word: fingerprint of the word
    word integer primary key,
    -- articles: number of articles
    articles integer not null
);

-- How surely two articles tell the same event.
CREATE TABLE links (
    -- article: one article
    article integer not null references articles(id) on delete cascade,
    -- other: the other, with the higher number
    other integer not null references articles(id) on delete cascade,
    -- score: how sure that is, as log-odds; above zero means rather yes
    score real not null,
    -- translated: 1 where the two are in different languages
    translated integer not null,
    primary key (article, other)
) without rowid;
CREATE INDEX links_other on links(other);

-- The figures in the texts of the articles on topic, each with its place, so that it is checked in one click.
CREATE TABLE "figures" (
    -- id: number of the entry
    id integer primary key,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- value: its value, or life for a sentence to life
    value real not null,
    -- value_high: the upper end, where it is a range
    value_high real,
    -- unit: what it counts, in the singular; of money the ISO 4217 code
    unit text not null,
    -- currency: the ISO 4217 code of money
    currency text not null,
    -- kind: what it says: rescued, arrested, convicted, victims, assisted, trained, reports, age, sentence, fine, damages, funding, study_estimate or other
    kind text not null,
    -- status: achieved, planned, maximum or estimate
    status text not null,
    -- text: how it is written
    text text not null,
    -- start: where it begins in the text, in characters
    start integer not null,
    -- end: where it ends
    "end" integer not null,
    -- confidence: how often an entry of its kind was right on labelled documents, 0 to 1; below 0.95 it is uncertain
    confidence real not null
);
CREATE INDEX figures_article on figures(article);

-- The statements that the articles on topic quote, each with its speaker as the text names them.
CREATE TABLE quotations (
    -- id: number of the entry
    id integer primary key,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- speaker: who says it; empty where the text does not tell
    speaker text not null,
    -- text: the words
    text text not null,
    -- start: where they begin in the text, in characters
    start integer not null,
    -- end: where they end
    "end" integer not null
);
CREATE INDEX quotations_article on quotations(article);

-- Places of the Philippines that the articles on topic name, each with its place in the text.
CREATE TABLE places (
    -- id: number of the entry
    id integer primary key,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- code: its code in the Philippine Standard Geographic Code; empty where several places are as likely
    code text not null,
    -- name: its name there; of an ambiguous one as the text writes it
    name text not null,
    -- kind: region, province, city, municipality or barangay; empty where it is ambiguous
    kind text not null,
    -- province: code of the province it lies in; empty for others than cities and municipalities, and in Metro Manila
    province text not null,
    -- region: code of its region; empty for a barangay, by which nothing is searched
    region text not null,
    -- surface: how the text writes it
    surface text not null,
    -- ambiguous: 1 where the text does not tell which of several places it is
    ambiguous integer not null,
    -- start: where it begins in the text, in characters
    start integer not null,
    -- end: where it ends
    "end" integer not null
);
CREATE INDEX places_article on places(article);
CREATE INDEX places_code on places(code, article);
CREATE INDEX places_province on places(province, article) where province <> '';
CREATE INDEX places_region on places(region, article) where region <> '';

-- Courts, agencies and organisations that the articles on topic name, each with its place in the text.
CREATE TABLE bodies (
    -- id: number of the entry
    id integer primary key,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- body: its short name in text/bodies/bodies.toml; foreign-court for a court elsewhere; empty where a short form is several's
    body text not null,
    -- name: its name
    name text not null,
    -- kind: what it is: court, police, prosecution, military, ministry, agency, council, ngo, international or press
    kind text not null,
    -- country: where it belongs, as ISO 3166 code, or INT
    country text not null,
    -- branch: number of a court's branch
    branch text not null,
    -- surface: how the text writes it
    surface text not null,
    -- ambiguous: 1 where the text does not tell which of several bodies its short form stands for
    ambiguous integer not null,
    -- start: where it begins in the text, in characters
    start integer not null,
    -- end: where it ends
    "end" integer not null
);
CREATE INDEX bodies_article on bodies(article);
CREATE INDEX bodies_body on bodies(body, article);

-- By which places articles are searched: each region, province and city that an article names, and the province and region that it lies in. Towns stand here by their province, barangays not at all.
-- article: the article
-- code: code of the place
CREATE VIEW searched_places as
select article, code from places where kind in ('region', 'province', 'city')
union all
select article, province from places where province <> ''
union all
select article, region from places where region <> '';

-- Laws that the articles on topic name by number or by name, each with its place in the text.
CREATE TABLE laws (
    -- id: number of the entry
    id integer primary key,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- number: its number, as in RA 11930
    number text not null,
    -- name: its name, where it is known
    name text not null,
    -- surface: how the text writes it
    surface text not null,
    -- start: where it begins in the text, in characters
    start integer not null,
    -- end: where it ends
    "end" integer not null
);
CREATE INDEX laws_article on laws(article);
CREATE INDEX laws_number on laws(number, article);

-- Who is quoted in an office in the articles on topic, by titles and offices only. Of somebody whom a text calls a survivor, a relative, a witness or a suspect only a fingerprint is kept, so that no other text gives them a page.
CREATE TABLE speakers (
    -- id: number of the entry
    id integer primary key,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- speaker: the same for all spellings of a name; empty of a private person
    speaker text not null,
    -- fingerprint: fingerprint of that
    fingerprint integer not null,
    -- name: the name without titles
    name text not null,
    -- office: the office in the words of the text
    office text not null,
    -- quoted_as: how the quotations of the article call them
    quoted_as text not null,
    -- start: where the name begins in the text, in characters
    start integer not null,
    -- end: where it ends
    "end" integer not null
);
CREATE INDEX speakers_article on speakers(article);
CREATE INDEX speakers_private on speakers(fingerprint) where speaker = '';
CREATE INDEX speakers_speaker on speakers(speaker, article) where speaker <> '';

-- Which articles have been read for the ledgers, in which state.
CREATE TABLE ledger_articles (
    -- article: the article
    article integer primary key references articles(id) on delete cascade,
    -- content_hash: fingerprint of the text that was read
    content_hash text not null,
    -- reader: version of what read it
    reader text not null
);

-- The names, docket numbers and names of operations in the articles, by which chapters of one case find each other.
CREATE TABLE case_names (
    -- name: fingerprint of the name
    name integer not null,
    -- article: the article it stands in
    article integer not null references articles(id) on delete cascade,
    -- flags: 1 where it may be a person's, 2 where the article is about it, 4 for a docket number or an operation, 8 for a single word, 16 where police or courts are spoken of, 32 where it only begins sentences; added up
    flags integer not null,
    primary key (name, article)
) without rowid;

-- For an article the earlier chapter of its case, in another story, that it most likely goes on with.
CREATE TABLE case_links (
    -- article: the later chapter
    article integer primary key references articles(id) on delete cascade,
    -- earlier: the earlier chapter
    earlier integer not null references articles(id) on delete cascade,
    -- score: how sure that is, from 0 to 1
    score real not null,
    -- certain: 1 where the score is high enough for the link to hold without a person's word; the others are suggestions
    certain integer not null,
    -- evidence: the names and numbers that both have, each with the number of cases in which it was known by then, as JSON
    evidence text not null default '[]',
    -- confirmed: 1 where a person has confirmed the link, 0 where one has refused it; empty where nobody has decided
    confirmed integer,
    -- decided_by: who decided
    decided_by text not null default '',
    -- decided_at: when
    decided_at text
);
CREATE INDEX case_links_earlier on case_links(earlier);
CREATE INDEX case_links_suggested on case_links(score) where confirmed is null and certain = 0;

-- Which stories are chapters of one case, by the links that hold. A story that is in no row is a case by itself.
CREATE TABLE case_stories (
    -- story: the story
    story integer primary key references stories(id) on delete cascade,
    -- number: the case, by the number of its first story
    number integer not null
);
CREATE INDEX case_stories_number on case_stories(number);

-- How a later article draws on an earlier one.
CREATE TABLE reuse (
    -- earlier: the article drawn on
    earlier integer not null references articles(id) on delete cascade,
    -- later: the article that draws on it
    later integer not null references articles(id) on delete cascade,
    -- kind: verbatim, edited, paraphrased, quote only or figures only
    kind text not null,
    -- share_of_earlier: share of the earlier text's words that stand in the later one, 0 to 1
    share_of_earlier real not null,
    -- share_of_later: share of the later text's words that stand in the earlier one, 0 to 1
    share_of_later real not null,
    -- lag_hours: hours between the two
    lag_hours real not null,
    -- sentences: sentences that answer to each other, as a JSON list of where each begins and ends, in characters, in the earlier and in the later text
    sentences text not null default '[]',
    primary key (earlier, later)
) without rowid;
CREATE INDEX reuse_later on reuse(later);

-- What a person has decided of two articles; it holds against any score.
CREATE TABLE decisions (
    -- article: one article
    article integer not null references articles(id) on delete cascade,
    -- other: the other
    other integer not null references articles(id) on delete cascade,
    -- together: 1 the same story, 0 not the same
    together integer not null,
    -- decided_at: when that was decided
    decided_at text not null,
    primary key (article, other)
) without rowid;
CREATE INDEX decisions_other on decisions(other);

-- Addresses of articles that a person has taken down (scrapy takedown); they are not stored again.
CREATE TABLE takedowns (
    -- url: address of the article, as in aliases
    url text primary key,
    -- reason: why, in the person's words
    reason text not null,
    -- taken_down_at: when that was done
    taken_down_at text not null
) without rowid;

-- Texts that a person has taken down; of each only fingerprints are kept, by which the same text is known again.
CREATE TABLE takedown_texts (
    -- id: number
    id integer primary key autoincrement,
    -- reason: why, in the person's words
    reason text not null,
    -- taken_down_at: when that was done
    taken_down_at text not null,
    -- shingles: number of its fingerprints of four words in a row
    shingles integer not null,
    -- facts: number of its fingerprints of two names or numbers that stand in it together
    facts integer not null
);

-- Fingerprints of texts that were taken down; the words cannot be read from them.
CREATE TABLE takedown_fingerprints (
    -- hash: fingerprint
    hash integer not null,
    -- text: number in takedown_texts
    text integer not null references takedown_texts(id) on delete cascade,
    primary key (hash, text)
) without rowid;

-- What holds the same or nearly the same text as one that was taken down, for a person to confirm or release (scrapy takedown --list).
CREATE TABLE takedown_candidates (
    -- id: number, by which it is confirmed or released
    id integer primary key autoincrement,
    -- text: number in takedown_texts
    text integer not null references takedown_texts(id) on delete cascade,
    -- address: address that it stands at
    address text not null,
    -- source: source it was found at
    source text not null,
    -- article: the article, where one is stored
    article integer references articles(id) on delete set null,
    -- kind: same text, quote or same case
    kind text not null,
    -- share_of_removed: share of the removed text's fingerprints that stand in it, 0 to 1
    share_of_removed real not null,
    -- share_of_text: share of its own fingerprints that stand in the removed text, 0 to 1
    share_of_text real not null,
    -- state: kept out (not stored), offered (stored, and may be taken down), confirmed or released
    state text not null,
    -- found_at: when it was found
    found_at text not null,
    -- decided_at: when a person decided
    decided_at text,
    unique (text, address)
);
CREATE INDEX takedown_candidates_address on takedown_candidates(address);
CREATE INDEX takedown_candidates_article on takedown_candidates(article);

-- What may identify a child in an article on topic, by the rules of docs/care.md. Places only, never the words. That an article has none does not mean that it is safe.
CREATE TABLE guard_findings (
    -- id: number
    id integer primary key,
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- field: title, standfirst, caption, authors or text; versions where it stands in an earlier version, which is withheld whole
    field text not null,
    -- rule: what was found, such as child_name, school or incest
    rule text not null,
    -- severity: block and hold mask the words until a person decides; note masks nothing
    severity text not null,
    -- start: first character of it in the field, from 0
    start integer not null,
    -- end: character behind its last
    "end" integer not null,
    -- found_at: when it was found
    found_at text not null,
    -- decided: empty until a person decides, then release (shown), keep (masked for good) or redacted (deleted)
    decided text not null default '',
    -- by: who decided
    by text not null default '',
    -- at: when that was
    at text
);
CREATE INDEX guard_findings_article on guard_findings(article);
CREATE INDEX guard_findings_open on guard_findings(severity, article) where decided = '';

-- Articles that the rules have been applied to since they last changed.
CREATE TABLE guarded_articles (
    -- article: the article
    article integer primary key references articles(id) on delete cascade,
    -- rules: version of the rules
    rules text not null
);

-- What is shown of a held article; the full-text index reads it too, so that no search finds what is masked.
CREATE TABLE masked_articles (
    -- article: the article
    article integer primary key references articles(id) on delete cascade,
    -- title: headline, masked
    title text not null,
    -- standfirst: the lines between headline and text, masked
    standfirst text not null,
    -- caption: caption, masked
    caption text not null,
    -- text: text, masked
    text text not null,
    -- authors: names of the authors, masked
    authors text not null default '',
    -- site: address of the site, with the number of the article; the article's own address may hold the words of its headline
    site text not null default ''
);
CREATE TRIGGER masks_indexed after insert on masked_articles begin
    insert into articles_fts(articles_fts, rowid, title, standfirst, text)
    select 'delete', id, title, standfirst, text from articles join texts on article = id where id = new.article;
    insert into articles_fts(rowid, title, standfirst, text)
    select new.article, new.title, new.standfirst, new.text from texts where article = new.article;
end;
CREATE TRIGGER masks_reindexed after update on masked_articles begin
    insert into articles_fts(articles_fts, rowid, title, standfirst, text)
    select 'delete', old.article, old.title, old.standfirst, old.text from texts where article = old.article;
    insert into articles_fts(rowid, title, standfirst, text)
    select new.article, new.title, new.standfirst, new.text from texts where article = new.article;
end;
CREATE TRIGGER masks_unindexed after delete on masked_articles begin
    insert into articles_fts(articles_fts, rowid, title, standfirst, text)
    select 'delete', old.article, old.title, old.standfirst, old.text from texts where article = old.article;
    insert into articles_fts(rowid, title, standfirst, text)
    select id, title, standfirst, text from articles join texts on article = id where id = old.article;
end;

-- Who has read a held text whole in the reading room, when and for what reason.
CREATE TABLE care_reveals (
    -- id: number
    id integer primary key,
    -- article: the article; empty where it was taken down since
    article integer references articles(id) on delete set null,
    -- account: who read it; operator in a room for this machine only
    account text not null,
    -- reason: why, in the person's words
    reason text not null,
    -- at: when
    at text not null
);
CREATE INDEX care_reveals_article on care_reveals(article);

-- What was deleted for good of texts that identify a child (scrapy care --redact); the words stand nowhere any longer.
CREATE TABLE care_redactions (
    -- id: number
    id integer primary key,
    -- article: the article; empty where it was taken down since
    article integer references articles(id) on delete set null,
    -- account: who decided
    account text not null,
    -- reason: why, in the person's words
    reason text not null,
    -- stretches: how many stretches were deleted, earlier versions included
    stretches integer not null,
    -- at: when
    at text not null
);
CREATE INDEX care_redactions_article on care_redactions(article);

-- Fingerprints of redacted words, by which they are known again in the same text from elsewhere; the words cannot be read from them.
CREATE TABLE care_fingerprints (
    -- hash: fingerprint of several words in a row
    hash integer not null,
    -- redaction: number in care_redactions
    redaction integer not null references care_redactions(id) on delete cascade,
    -- rule: what they were found by
    rule text not null,
    -- words: how many words the fingerprint is made of
    words integer not null,
    -- start: the first of them that was redacted, from 0
    start integer not null,
    -- length: how many of them were redacted
    length integer not null,
    primary key (hash, redaction)
) without rowid;

-- What people asked for in the reading room or with scrapy label, story, case or takedown; carried out within seconds.
CREATE TABLE instructions (
    -- id: number
    id integer primary key autoincrement,
    -- given_at: when it was asked for
    given_at text not null,
    -- command: the command
    command text not null,
    -- words: what stood behind it, as a JSON list
    words text not null,
    -- done_at: when it was carried out; null while it waits
    done_at text,
    -- succeeded: 1 where it could be done
    succeeded integer,
    -- answer: what came of it
    answer text not null default '',
    -- given_by: the account that asked; operator at the command line and in a room for this machine only
    given_by text not null default '',
    -- about: the path of the page that it concerns, as in /article/12; empty where it was asked for by a command
    about text not null default '',
    -- way_back: what undoing it puts back, as JSON; empty where it cannot be undone
    way_back text not null default '',
    -- undone: 1 where another instruction, undo, has put back what stood before
    undone integer not null default 0
);
CREATE INDEX instructions_about on instructions(about) where about <> '';
CREATE INDEX instructions_given_by on instructions(given_by);
CREATE INDEX instructions_waiting on instructions(id) where done_at is null;

-- Alerting rules that were asked for from a search of the reading room, beside those of the alerts file.
CREATE TABLE asked_alerts (
    -- id: number, the end of its name
    id integer primary key autoincrement,
    -- name: its name, by which alert_rules and alert_matches know it
    name text not null unique,
    -- rule: its keys as a table of the alerts file has them, as JSON
    rule text not null,
    -- asked_by: account that asked for it; operator in a room for this machine only
    asked_by text not null,
    -- asked_at: when
    asked_at text not null,
    -- ended_by: account that ended it; empty while it lasts
    ended_by text not null default '',
    -- ended_at: when; empty while it lasts
    ended_at text
);

-- Named lists of articles that accounts share, such as those for a report, a court case or a quarter.
CREATE TABLE collections (
    -- id: number, the last part of its address
    id integer primary key autoincrement,
    -- name: what it is called
    name text not null,
    -- note: what it is for
    note text not null default '',
    -- made_by: account that made it; operator in a room for this machine only
    made_by text not null,
    -- made_at: when
    made_at text not null,
    -- removed_by: account that removed it; empty while it is there
    removed_by text not null default '',
    -- removed_at: when; empty while it is there
    removed_at text
);

-- Which articles are in which collection, and those that were taken out of it again.
CREATE TABLE collected_articles (
    -- collection: the collection
    collection integer not null references collections(id) on delete cascade,
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- note: why it is in it
    note text not null default '',
    -- added_by: account that put it there, or put it back
    added_by text not null,
    -- added_at: when
    added_at text not null,
    -- removed_by: account that took it out; empty while it is in it
    removed_by text not null default '',
    -- removed_at: when; empty while it is in it
    removed_at text,
    primary key (collection, article)
) without rowid;
CREATE INDEX collected_articles_article on collected_articles(article);

-- What an account has marked for itself in the reading room, for its own search; nothing in the archive depends on it.
CREATE TABLE marks (
    -- account: whose mark it is; operator in a room for this machine only
    account text not null,
    -- article: the article
    article integer not null references articles(id) on delete cascade,
    -- kind: star, read, tag or note
    kind text not null,
    -- text: the tag, or the note
    text text not null default '',
    -- marked_at: when
    marked_at text not null,
    primary key (account, kind, text, article)
) without rowid;
CREATE INDEX marks_article on marks(article);

-- Numbers of stories that became part of another, so that old addresses still lead there.
CREATE TABLE moved_stories (
    -- old: the former number
    old integer primary key,
    -- story: the story it leads to now
    story integer not null references stories(id)
);

-- The ledger of files that scrapy load has read, and of the times of sources that scrapy backfill has; what was not read to its end is gone on with.
CREATE TABLE loaded_files (
    -- name: name of the file, with a digest of its folder, and behind "#" the part of a WACZ; of a backfill "captures:", source, domain and days
    name text primary key,
    -- size: bytes of the file
    size integer not null,
    -- modified: when the file was last changed, in nanoseconds since 1970; a file that differs in size or time is read anew
    modified integer not null,
    -- rules: the extractor, a digest of the topics, and whether all was taken as on topic; by other rules it is read anew
    rules text not null,
    -- documents: how many documents from the first on have an outcome; the next load begins behind them
    documents integer not null default 0,
    -- bytes_read: bytes of the file that hold them
    bytes_read integer not null default 0,
    -- tally: as JSON, how many documents came to which outcome for which reason
    tally text not null default '{}',
    -- sha256: SHA-256 of the file, once it was read to its end
    sha256 text not null default '',
    -- fault: what was wrong with the file itself, such as that it is cut off; empty where nothing was
    fault text not null default '',
    -- started: when it was first opened
    started text not null,
    -- finished: when its last document had an outcome; null until then
    finished text
) without rowid;

-- How many pages were first met in each hour, by what became of them; kept by triggers.
CREATE TABLE page_counts (
    -- hour: hour in UTC, such as 2026-11-22T01
    hour text not null,
    -- outcome: as in pages
    outcome text not null,
    -- pages: number of pages
    pages integer not null,
    primary key (hour, outcome)
) without rowid;

-- How many articles there are by source, month, language and the like; kept by triggers.
CREATE TABLE article_counts (
    -- source: the source
    source text not null,
    -- month: month in UTC, such as 2026-11, that the article was published in, or found in where that is not known
    month text not null,
    -- language: as in articles
    language text not null,
    -- on_topic: as in articles
    on_topic integer not null,
    -- copy: 1 for copies of earlier articles
    copy integer not null,
    -- articles: number of articles
    articles integer not null,
    primary key (source, month, language, on_topic, copy)
) without rowid;

-- What the full-text index reads, headline, lines below it, and text.
-- id: the article
-- title: headline
-- standfirst: the lines between headline and text
-- text: the text
CREATE VIEW articles_text as
    select articles.id, coalesce(masked.title, articles.title) as title,
           coalesce(masked.standfirst, articles.standfirst) as standfirst,
           coalesce(masked.text, texts.text) as text
    from articles join texts on texts.article = articles.id
    left join masked_articles as masked on masked.article = articles.id;

-- The full-text index. Ask it with match_expression(), which takes what people type and never fails.
-- title: headline
-- standfirst: the lines between headline and text
-- text: the text
CREATE VIRTUAL TABLE articles_fts using fts5(
    title, standfirst, text,
    content='articles_text', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"
);

-- The steps by which the database got its present form.
CREATE TABLE "_sqlite_migrations" (
    -- id: number
    "id" INTEGER PRIMARY KEY,
    -- migration_set: the program they belong to
    "migration_set" TEXT,
    -- name: name of the step
    "name" TEXT,
    -- applied_at: when it was taken
    "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
ON "_sqlite_migrations" ("migration_set", "name");
