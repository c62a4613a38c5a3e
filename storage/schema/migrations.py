"""The schema, as a list of migrations: small, named, in order, never edited once released."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("osecwatch")


@migrations()
def first_tables(db: Database) -> None:
    """Sources, pages, articles with their texts, and runs."""
    db.executescript("""
    create table sources (
        slug text primary key,
        name text not null,
        kind text not null,
        country text not null,
        language text not null,
        homepage text not null,
        last_success text,
        last_error text,
        failures integer not null default 0
    );
    create table stories (
        id integer primary key,
        title text not null,
        first_published text,
        last_published text,
        articles integer not null default 0,
        sources integer not null default 0
    );
    create table articles (
        id integer primary key,
        url text not null unique,
        page text not null default '',
        source text not null references sources(slug),
        title text not null,
        authors text not null default '',
        authors_evidence text not null default '',
        title_evidence text not null default '',
        published text,
        published_precision text not null default '',
        published_zone text not null default '',
        published_evidence text not null default '',
        modified text,
        language text not null default '',
        standfirst text not null default '',
        caption text not null default '',
        partial integer not null default 0,
        word_count integer not null,
        first_seen text not null,
        last_seen text not null,
        on_topic integer not null,
        relevance real not null,
        content_hash text not null,
        duplicate_of integer references articles(id),
        story integer references stories(id)
    );
    create index articles_source on articles(source);
    create index articles_published on articles(published);
    create index articles_first_seen on articles(first_seen);
    create index articles_content_hash on articles(content_hash);
    create index articles_duplicate_of on articles(duplicate_of);
    create index articles_story on articles(story);
    create index articles_on_topic on articles(on_topic, published);
    create table pages (
        url text primary key,
        canonical text not null,
        source text not null references sources(slug),
        first_seen text not null,
        last_seen text not null,
        last_fetched text,
        outcome text not null default 'pending',
        reason text not null default '',
        status integer,
        etag text not null default '',
        last_modified text not null default '',
        body_hash text not null default '',
        hint text not null default '',
        attempts integer not null default 0,
        article integer references articles(id)
    );
    create index pages_canonical on pages(canonical);
    create table aliases (
        url text primary key,
        article integer not null references articles(id) on delete cascade
    );
    create index aliases_article on aliases(article);
    create index pages_source on pages(source, outcome);
    create index pages_outcome on pages(outcome);
    create index pages_article on pages(article);
    create table texts (
        article integer primary key references articles(id) on delete cascade,
        text text not null
    );
    create table matches (
        article integer not null references articles(id) on delete cascade,
        topic text not null,
        term text not null,
        count integer not null,
        weight real not null,
        sentence text not null default '',
        primary key (article, topic, term)
    );
    create index matches_term on matches(term);
    create table versions (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        seen_at text not null,
        title text not null,
        text text not null,
        content_hash text not null
    );
    create index versions_article on versions(article);
    create table runs (
        id integer primary key,
        started text not null,
        finished text,
        outcome text not null default 'running',
        sources integer not null default 0,
        answered integer not null default 0,
        found integer not null default 0,
        fetched integer not null default 0,
        new integer not null default 0,
        updated integer not null default 0,
        duplicate integer not null default 0,
        off_topic integer not null default 0,
        failed integer not null default 0,
        waiting integer not null default 0,
        reason text not null default ''
    );
    create table run_sources (
        run integer not null references runs(id) on delete cascade,
        source text not null references sources(slug),
        answered integer not null default 0,
        found integer not null default 0,
        fetched integer not null default 0,
        new integer not null default 0,
        updated integer not null default 0,
        duplicate integer not null default 0,
        off_topic integer not null default 0,
        failed integer not null default 0,
        waiting integer not null default 0,
        why text not null default '',
        primary key (run, source)
    );
    create index run_sources_source on run_sources(source);
    create table discovery (
        url text primary key,
        source text not null references sources(slug),
        mechanism text not null,
        lastmod text,
        last_fetched text,
        last_success text,
        status integer,
        reason text not null default '',
        etag text not null default '',
        last_modified text not null default '',
        body_hash text not null default '',
        found integer not null default 0
    );
    create index discovery_source on discovery(source);
    create table robots (
        site text primary key,
        fetched text not null,
        status integer not null,
        body text not null
    );
    create table lease (
        id integer primary key check (id = 1),
        holder text not null,
        host text not null,
        pid integer not null,
        started text not null,
        heartbeat text not null
    );
    """)


@migrations()
def full_text_search(db: Database) -> None:
    """An index over title, standfirst and text that triggers keep in step; the words stay in their tables."""
    db.executescript("""
    create view articles_text as
        select articles.id, articles.title, articles.standfirst, texts.text
        from articles join texts on texts.article = articles.id;
    create virtual table articles_fts using fts5(
        title, standfirst, text,
        content='articles_text', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2"
    );
    create trigger texts_indexed after insert on texts begin
        insert into articles_fts(rowid, title, standfirst, text)
        select id, title, standfirst, text from articles_text where id = new.article;
    end;
    create trigger texts_reindexed after update on texts begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', id, title, standfirst, old.text from articles where id = old.article;
        insert into articles_fts(rowid, title, standfirst, text)
        select id, title, standfirst, new.text from articles where id = new.article;
    end;
    create trigger titles_reindexed after update of title, standfirst on articles begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', old.id, old.title, old.standfirst, text from texts where article = old.id;
        insert into articles_fts(rowid, title, standfirst, text)
        select new.id, new.title, new.standfirst, text from texts where article = new.id;
    end;
    create trigger texts_unindexed before delete on texts begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', id, title, standfirst, old.text from articles where id = old.article;
    end;
    -- an article takes its text along while its title can still be read by the trigger above
    create trigger articles_unindexed before delete on articles begin
        delete from texts where article = old.id;
    end;
    """)


@migrations()
def grouping(db: Database) -> None:
    """What finds similar articles, what links articles into stories, and what a person has decided of them."""
    db.executescript("""
    create table fingerprints (
        hash integer not null,
        article integer not null,
        primary key (hash, article)
    ) without rowid;
    create table terms (
        term integer not null,
        day integer not null,
        article integer not null,
        primary key (term, day, article)
    ) without rowid;
    create table profiles (
        article integer primary key references articles(id) on delete cascade,
        profile blob not null
    );
    create table words (
        word integer primary key,
        articles integer not null
    );
    create table links (
        article integer not null references articles(id) on delete cascade,
        other integer not null references articles(id) on delete cascade,
        score real not null,
        translated integer not null,
        primary key (article, other)
    ) without rowid;
    create index links_other on links(other);
    create table reuse (
        earlier integer not null references articles(id) on delete cascade,
        later integer not null references articles(id) on delete cascade,
        kind text not null,
        share_of_earlier real not null,
        share_of_later real not null,
        lag_hours real not null,
        sentences text not null default '[]',
        primary key (earlier, later)
    ) without rowid;
    create index reuse_later on reuse(later);
    create table decisions (
        article integer not null references articles(id) on delete cascade,
        other integer not null references articles(id) on delete cascade,
        together integer not null,
        decided_at text not null,
        primary key (article, other)
    ) without rowid;
    create index decisions_other on decisions(other);
    create table moved_stories (
        old integer primary key,
        story integer not null references stories(id)
    );
    alter table stories add column first_publisher text references sources(slug);
    alter table stories add column release integer references articles(id);
    alter table stories add column independent_texts integer not null default 0;
    create index stories_release on stories(release);
    """)


@migrations()
def reading_room(db: Database) -> None:
    """What the reading room's pages ask for most: the newest articles, and counts that triggers keep."""
    db.executescript("""
    -- a date after the day it was found is wrong, and would stay on top for ever
    create index articles_newest on articles(on_topic, min(coalesce(published, first_seen), first_seen));
    create index articles_source_newest on articles(source, on_topic, published);
    create index articles_new on articles(on_topic, first_seen);
    create index articles_language on articles(language);
    create index pages_first_seen on pages(first_seen);
    create index pages_failed on pages(last_fetched)
        where outcome in ('error', 'blocked_by_robots', 'blocked_by_wall', 'too_large');
    -- so that counting texts does not read them all
    create index texts_counted on texts(article);
    create table page_counts (
        hour text not null,
        outcome text not null,
        pages integer not null,
        primary key (hour, outcome)
    ) without rowid;
    insert into page_counts select substr(first_seen, 1, 13), outcome, count(*) from pages group by 1, 2;
    create trigger pages_counted after insert on pages begin
        insert into page_counts values (substr(new.first_seen, 1, 13), new.outcome, 1)
        on conflict (hour, outcome) do update set pages = pages + 1;
    end;
    create trigger pages_recounted after update of outcome on pages when old.outcome <> new.outcome begin
        update page_counts set pages = pages - 1 where hour = substr(old.first_seen, 1, 13) and outcome = old.outcome;
        insert into page_counts values (substr(new.first_seen, 1, 13), new.outcome, 1)
        on conflict (hour, outcome) do update set pages = pages + 1;
    end;
    create trigger pages_uncounted after delete on pages begin
        update page_counts set pages = pages - 1 where hour = substr(old.first_seen, 1, 13) and outcome = old.outcome;
    end;
    """)


@migrations()
def evidence_of_cleaning(db: Database) -> None:
    """Which paragraphs a source repeats, and by what an article was extracted."""
    db.executescript("""
    create table paragraphs (
        hash integer not null,
        article integer not null references articles(id) on delete cascade,
        primary key (hash, article)
    ) without rowid;
    create index paragraphs_article on paragraphs(article);
    alter table articles add column extractor text not null default '';
    alter table articles add column encoding text not null default '';
    """)


@migrations()
def conduct(db: Database) -> None:
    """How sources fare, what hosts ask of us, when something was last fetched whole, and what was not looked at."""
    db.executescript("""
    alter table pages add column last_full text;
    alter table discovery add column last_full text;
    alter table discovery add column polls integer not null default 0;
    alter table discovery add column trouble text not null default '';
    alter table discovery add column parent text not null default '';
    alter table discovery add column parts text not null default '';
    create index discovery_parent on discovery(parent) where parent <> '';
    alter table sources add column expect real;
    alter table sources add column lies text not null default '';
    alter table sources add column weight real not null default 0;
    alter table sources add column next_try text;
    alter table sources add column health text not null default '';
    alter table sources add column health_since text;
    alter table sources add column health_reason text not null default '';
    alter table versions add column kind text not null default '';
    create table holds (
        host text primary key,
        until text not null,
        reason text not null
    ) without rowid;
    create table notices (
        id integer primary key,
        at text not null,
        source text not null references sources(slug),
        health text not null,
        message text not null
    );
    create index notices_source on notices(source);
    create index pages_source_first_seen on pages(source, first_seen);
    create view source_health as
        select slug as source, name, health, health_since as since, health_reason as reason, last_success, last_error,
               failures, next_try, expect, lies
        from sources where kind <> 'file';
    create view completeness as
        select source, substr(first_seen, 1, 10) as day, count(*) as found,
               sum(status is not null) as fetched,
               sum(outcome in ('blocked_by_robots', 'blocked_by_wall')) as refused,
               sum(outcome in ('error', 'too_large')) as failed,
               sum(outcome = 'pending') as waiting,
               sum(article is not null) as stored
        from pages group by source, day;
    create view not_looked_at as
        select source, substr(first_seen, 1, 10) as day, outcome, reason, count(*) as pages
        from pages where outcome in ('pending', 'error', 'blocked_by_robots', 'blocked_by_wall', 'too_large')
        group by source, day, outcome, reason;
    """)


@migrations()
def labels(db: Database) -> None:
    """What a person has said of an article, and how far the archive has been judged again."""
    db.executescript("""
    create table labels (
        article integer primary key references articles(id) on delete cascade,
        on_topic integer not null,
        note text not null default '',
        labelled_at text not null
    );
    create table rescoring (
        id integer primary key check (id = 1),
        topics text not null,
        article integer not null
    );
    """)


@migrations()
def reading_room_at_size(db: Database) -> None:
    """Counts of articles by what readers narrow them by, kept by triggers, and what the charts of stories count by."""
    db.executescript("""
    create table article_counts (
        source text not null,
        month text not null,
        language text not null,
        on_topic integer not null,
        copy integer not null,
        articles integer not null,
        primary key (source, month, language, on_topic, copy)
    ) without rowid;
    insert into article_counts
        select source, substr(min(coalesce(published, first_seen), first_seen), 1, 7), language, on_topic,
               duplicate_of is not null, count(*)
        from articles group by 1, 2, 3, 4, 5;
    create trigger articles_counted after insert on articles begin
        insert into article_counts values (
            new.source, substr(min(coalesce(new.published, new.first_seen), new.first_seen), 1, 7), new.language,
            new.on_topic, new.duplicate_of is not null, 1)
        on conflict do update set articles = articles + 1;
    end;
    create trigger articles_recounted
    after update of source, published, first_seen, language, on_topic, duplicate_of on articles
    when old.source <> new.source or old.published is not new.published or old.first_seen <> new.first_seen
        or old.language <> new.language or old.on_topic <> new.on_topic
        or (old.duplicate_of is null) <> (new.duplicate_of is null)
    begin
        update article_counts set articles = articles - 1
        where source = old.source
          and month = substr(min(coalesce(old.published, old.first_seen), old.first_seen), 1, 7)
          and language = old.language and on_topic = old.on_topic and copy = (old.duplicate_of is not null);
        insert into article_counts values (
            new.source, substr(min(coalesce(new.published, new.first_seen), new.first_seen), 1, 7), new.language,
            new.on_topic, new.duplicate_of is not null, 1)
        on conflict do update set articles = articles + 1;
    end;
    create trigger articles_uncounted after delete on articles begin
        update article_counts set articles = articles - 1
        where source = old.source
          and month = substr(min(coalesce(old.published, old.first_seen), old.first_seen), 1, 7)
          and language = old.language and on_topic = old.on_topic and copy = (old.duplicate_of is not null);
    end;
    create index stories_first_published on stories(first_published);
    create index articles_alone on articles(min(coalesce(published, first_seen), first_seen))
        where story is null and on_topic = 1 and duplicate_of is null;
    """)


@migrations()
def sources_of_files(db: Database) -> None:
    """A source that only loaded files come from has a kind where they say it, and still no health to watch."""
    db.executescript("""
    drop view source_health;
    create view source_health as
        select slug as source, name, health, health_since as since, health_reason as reason, last_success, last_error,
               failures, next_try, expect, lies
        from sources where homepage <> '';
    """)


@migrations()
def takedowns(db: Database) -> None:
    """The addresses of articles that a person has taken down, which are not stored again."""
    db.executescript("""
    create table takedowns (
        url text primary key,
        reason text not null,
        taken_down_at text not null
    ) without rowid;
    """)


@migrations()
def terms_by_period(db: Database) -> None:
    """Terms are kept by period, so that those of the present stand close together; frequent words are noted."""
    db.executescript("""
    create table terms_by_period (
        period integer not null,
        term integer not null,
        day integer not null,
        article integer not null,
        primary key (period, term, day, article)
    ) without rowid;
    insert into terms_by_period select day / 16, term, day, article from terms order by 1, 2, 3, 4;
    drop table terms;
    alter table terms_by_period rename to terms;
    create table frequent_words (
        word integer primary key,
        articles integer not null
    );
    """)


@migrations()
def article_time(db: Database) -> None:
    """One definition of an article's time, as a generated column, in place of the expressions that repeated it."""
    db.executescript("""
    -- a date before the web, or after the day it was found, is wrong; '1995' is text.dates.parsing.EARLIEST
    alter table articles add column time text generated always as (
        case when published between '1995' and first_seen then published else first_seen end
    ) virtual;
    drop index articles_newest;
    create index articles_newest on articles(on_topic, time);
    drop index articles_source_newest;
    create index articles_source_newest on articles(source, on_topic, time);
    drop index articles_alone;
    create index articles_alone on articles(time) where story is null and on_topic = 1 and duplicate_of is null;
    drop trigger articles_counted;
    drop trigger articles_recounted;
    drop trigger articles_uncounted;
    delete from article_counts;
    insert into article_counts
        select source, substr(time, 1, 7), language, on_topic, duplicate_of is not null, count(*)
        from articles group by 1, 2, 3, 4, 5;
    create trigger articles_counted after insert on articles begin
        insert into article_counts values (
            new.source, substr(new.time, 1, 7), new.language, new.on_topic, new.duplicate_of is not null, 1)
        on conflict do update set articles = articles + 1;
    end;
    create trigger articles_recounted
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
    create trigger articles_uncounted after delete on articles begin
        update article_counts set articles = articles - 1
        where source = old.source and month = substr(old.time, 1, 7) and language = old.language
          and on_topic = old.on_topic and copy = (old.duplicate_of is not null);
    end;
    """)


@migrations()
def extractors_of_pages(db: Database) -> None:
    """What read a page is noted with the page too, so that one that it failed on is read again by a later version."""
    db.executescript("""
    alter table pages add column extractor text not null default '';
    create index pages_failed_extractions on pages(extractor) where outcome = 'error' and extractor <> '';
    """)


@migrations()
def url_parameters(db: Database) -> None:
    """What texts have shown of the parameters in a host's addresses: whether another value is another page."""
    db.executescript("""
    create table url_parameters (
        host text not null,
        name text not null,
        same integer not null,
        different integer not null,
        needed integer not null,
        learned text not null,
        primary key (host, name)
    ) without rowid;
    """)


@migrations()
def order_of_pages(db: Database) -> None:
    """Pages are fetched by when they came out, lists have notes, and a lastmod that proves wrong is remembered."""
    db.executescript("""
    alter table pages add column listed_date text not null default '';
    update pages set listed_date = first_seen where outcome in ('pending', 'error', 'blocked_by_wall');
    create index pages_listed_date on pages(source, listed_date) where outcome = 'pending';
    alter table discovery add column newest text not null default '';
    alter table discovery add column note text not null default '';
    alter table sources add column lastmod_wrong integer not null default 0;
    drop view source_health;
    create view source_health as
        select slug as source, name, health, health_since as since, health_reason as reason, last_success, last_error,
               failures, next_try, expect, lies, lastmod_wrong,
               (select group_concat(mechanism || ' ' || url || ': ' || note, '; ') from discovery
                where discovery.source = slug and note <> '') as notes
        from sources where homepage <> '';
    """)


@migrations()
def headlines_without_pages(db: Database) -> None:
    """An article may rest on a headline or on the feed's text, where its page cannot be had."""
    db.executescript("""
    alter table articles add column basis text not null default 'page';
    alter table articles add column outlet text not null default '';
    create table feed_texts (
        page text primary key,
        text text not null
    ) without rowid;
    """)


@migrations()
def validators_proved_right(db: Database) -> None:
    """A server whose validators were caught out is believed again when they are right for a while."""
    db.executescript("""
    alter table sources add column validators_right integer not null default 0;
    """)


@migrations()
def sites_probed(db: Database) -> None:
    """What a probe of a site found in place of the addresses in its entry, and how each source is reached."""
    db.executescript("""
    create table seeds (
        source text not null references sources(slug),
        url text not null,
        mechanism text not null,
        origin text not null,
        used integer not null,
        score real not null,
        evidence text not null,
        section text not null default '',
        found text not null,
        primary key (source, url)
    ) without rowid;
    alter table discovery add column failures integer not null default 0;
    alter table sources add column probed text;
    alter table sources add column probes_empty integer not null default 0;
    alter table sources add column access text not null default '';
    alter table sources add column tried text not null default '';
    alter table sources add column remedy text not null default '';
    drop view source_health;
    create view source_health as
        select slug as source, name, health, health_since as since, health_reason as reason, access, last_success,
               last_error, failures, next_try, probed, tried, remedy, expect, lies, lastmod_wrong,
               (select group_concat(mechanism || ' ' || url || ': ' || note, '; ') from discovery
                where discovery.source = slug and note <> '') as notes
        from sources where homepage <> '';
    """)


@migrations()
def second_look(db: Database) -> None:
    """What befell an article since it was stored, and how far its page can still be read."""
    db.executescript("""
    alter table articles add column availability text not null default '';
    alter table articles add column availability_since text;
    create index articles_availability on articles(availability, availability_since) where availability <> '';
    -- autoincrement: no number is given twice, so that who has read up to one misses nothing
    create table events (
        id integer primary key autoincrement,
        at text not null,
        article integer not null references articles(id) on delete cascade,
        kind text not null,
        detail text not null default ''
    );
    create index events_article on events(article);
    create table unsteady_places (
        article integer not null references articles(id) on delete cascade,
        place integer not null,
        changes integer not null,
        primary key (article, place)
    ) without rowid;
    """)


@migrations()
def takedown_of_texts(db: Database) -> None:
    """What is known of texts that were taken down, what was kept out or may follow, and what people asked for."""
    db.executescript("""
    create table takedown_texts (
        id integer primary key autoincrement,
        reason text not null,
        taken_down_at text not null,
        shingles integer not null,
        facts integer not null
    );
    create table takedown_fingerprints (
        hash integer not null,
        text integer not null references takedown_texts(id) on delete cascade,
        primary key (hash, text)
    ) without rowid;
    create table takedown_candidates (
        id integer primary key autoincrement,
        text integer not null references takedown_texts(id) on delete cascade,
        address text not null,
        source text not null,
        article integer references articles(id) on delete set null,
        kind text not null,
        share_of_removed real not null,
        share_of_text real not null,
        state text not null,
        found_at text not null,
        decided_at text,
        unique (text, address)
    );
    create index takedown_candidates_address on takedown_candidates(address);
    create index takedown_candidates_article on takedown_candidates(article);
    create table instructions (
        id integer primary key autoincrement,
        given_at text not null,
        command text not null,
        words text not null,
        done_at text,
        succeeded integer,
        answer text not null default ''
    );
    create index instructions_waiting on instructions(id) where done_at is null;
    """)


@migrations()
def articles_over_several_pages(db: Database) -> None:
    """A page may continue the article of another one, and an article says why only a part of it was read."""
    db.executescript("""
    alter table pages add column continues text not null default '';
    create index pages_continues on pages(continues) where continues <> '';
    alter table articles add column partial_reason text not null default '';
    update articles set partial_reason = coalesce(
        (select reason from pages where pages.url = articles.page and pages.reason like 'the answer came incomplete%'),
        'only the beginning is given, the rest is for subscribers') where partial;
    """)


@migrations()
def loaded_files(db: Database) -> None:
    """A ledger of loaded files, by which a load that was ended goes on where it was."""
    db.executescript("""
    create table loaded_files (
        name text primary key,
        size integer not null,
        modified integer not null,
        rules text not null,
        documents integer not null default 0,
        bytes_read integer not null default 0,
        tally text not null default '{}',
        sha256 text not null default '',
        fault text not null default '',
        started text not null,
        finished text
    ) without rowid;
    """)


@migrations()
def cases(db: Database) -> None:
    """The names by which chapters of a case find each other, the links between them, and the cases these make."""
    db.executescript("""
    create table case_names (
        name integer not null,
        article integer not null references articles(id) on delete cascade,
        flags integer not null,
        primary key (name, article)
    ) without rowid;
    create table case_links (
        article integer primary key references articles(id) on delete cascade,
        earlier integer not null references articles(id) on delete cascade,
        score real not null,
        certain integer not null,
        evidence text not null default '[]',
        confirmed integer,
        decided_by text not null default '',
        decided_at text
    );
    create index case_links_earlier on case_links(earlier);
    create table case_stories (
        story integer primary key references stories(id) on delete cascade,
        number integer not null
    );
    create index case_stories_number on case_stories(number);
    """)


@migrations()
def stories_by_their_latest(db: Database) -> None:
    """The latest article of a story is found without reading its others."""
    db.executescript("""
    drop index articles_story;
    create index articles_story on articles(story, on_topic, time);
    """)


@migrations()
def silence(db: Database) -> None:
    """How often runs are due, and how often a list became empty that was not."""
    db.executescript("""
    alter table runs add column every_hours real not null default 1;
    alter table discovery add column emptied integer not null default 0;
    """)


@migrations()
def ledgers(db: Database) -> None:
    """Figures and quotations of the articles on topic, each with its place, and what has read them."""
    db.executescript("""
    create table figures (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        value not null,
        value_high real,
        unit text not null,
        currency text not null,
        kind text not null,
        status text not null,
        text text not null,
        start integer not null,
        "end" integer not null,
        confidence real not null
    );
    create index figures_article on figures(article);
    create table quotations (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        speaker text not null,
        text text not null,
        start integer not null,
        "end" integer not null
    );
    create index quotations_article on quotations(article);
    create table ledger_articles (
        article integer primary key references articles(id) on delete cascade,
        content_hash text not null,
        reader text not null
    );
    """)


@migrations()
def alerts(db: Database) -> None:
    """What came on topic, in order; how far each alerting rule has read; what matched; what was sent where."""
    db.executescript("""
    create table arrivals (
        id integer primary key autoincrement,
        article integer not null references articles(id) on delete cascade
    );
    create index arrivals_article on arrivals(article);
    create trigger articles_arrived after insert on articles when new.on_topic = 1 begin
        insert into arrivals (article) values (new.id);
    end;
    create trigger articles_arrived_later after update of on_topic on articles
    when new.on_topic = 1 and old.on_topic = 0 begin
        insert into arrivals (article) values (new.id);
    end;
    create table alert_rules (
        name text primary key,
        arrival integer not null,
        event integer not null,
        since text not null,
        told text
    );
    create table alert_messages (
        id integer primary key autoincrement,
        rule text not null,
        period text not null default '',
        decided text not null
    );
    create unique index alert_messages_period on alert_messages(rule, period) where period <> '';
    create table alert_matches (
        id integer primary key,
        rule text not null,
        about text not null,
        key text not null,
        article integer references articles(id) on delete cascade,
        size integer not null default 0,
        at text not null,
        message integer references alert_messages(id) on delete cascade,
        unique (rule, about, key, size)
    );
    create index alert_matches_article on alert_matches(article, rule);
    create index alert_matches_pending on alert_matches(rule) where message is null;
    create index alert_matches_message on alert_matches(message);
    create table alert_deliveries (
        message integer not null references alert_messages(id) on delete cascade,
        channel text not null,
        state text not null default 'waiting',
        attempts integer not null default 0,
        next_try text not null,
        sent text,
        reason text not null default '',
        primary key (message, channel)
    ) without rowid;
    create index alert_deliveries_waiting on alert_deliveries(channel) where state = 'waiting';
    """)


@migrations()
def desk(db: Database) -> None:
    """Who gave an instruction, about what, and the way back; what accounts have marked; what needs a person."""
    db.executescript("""
    alter table instructions add column given_by text not null default '';
    alter table instructions add column about text not null default '';
    alter table instructions add column way_back text not null default '';
    alter table instructions add column undone integer not null default 0;
    create index instructions_about on instructions(about) where about <> '';
    create index instructions_given_by on instructions(given_by);
    create table marks (
        account text not null,
        article integer not null references articles(id) on delete cascade,
        kind text not null,
        text text not null default '',
        marked_at text not null,
        primary key (account, kind, text, article)
    ) without rowid;
    create index marks_article on marks(article);
    create index articles_near on articles(relevance) where duplicate_of is null;
    create index articles_headline_only on articles(time) where basis = 'headline_only' and on_topic = 1;
    create index case_links_suggested on case_links(score) where confirmed is null and certain = 0;
    """)


@migrations()
def places_bodies_laws(db: Database) -> None:
    """Places, bodies and laws that the articles on topic name, each with its place in the text."""
    db.executescript("""
    create table places (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        code text not null,
        name text not null,
        kind text not null,
        province text not null,
        region text not null,
        surface text not null,
        ambiguous integer not null,
        start integer not null,
        "end" integer not null
    );
    create index places_article on places(article);
    create index places_code on places(code, article);
    create index places_province on places(province, article) where province <> '';
    create index places_region on places(region, article) where region <> '';
    create table bodies (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        body text not null,
        name text not null,
        kind text not null,
        country text not null,
        branch text not null,
        surface text not null,
        ambiguous integer not null,
        start integer not null,
        "end" integer not null
    );
    create index bodies_article on bodies(article);
    create index bodies_body on bodies(body, article);
    create table laws (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        number text not null,
        name text not null,
        surface text not null,
        start integer not null,
        "end" integer not null
    );
    create index laws_article on laws(article);
    """)


@migrations()
def captures(db: Database) -> None:
    """When a web archive fetched a page, apart from every date of its article."""
    db.executescript("""
    alter table pages add column captured text;
    """)


@migrations()
def searched_places(db: Database) -> None:
    """By which places articles are searched: never by one smaller than a city."""
    db.executescript("""
    create view searched_places as
    select article, code from places where kind in ('region', 'province', 'city')
    union all
    select article, province from places where province <> ''
    union all
    select article, region from places where region <> '';
    """)


@migrations()
def care_for_survivors(db: Database) -> None:
    """What may identify a child in an article, what is shown of it until a person decides, and who read it whole.

    The full-text index reads the masked words of a held article, so that no search finds what is masked.
    """
    db.executescript("""
    create table guard_findings (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        field text not null,
        rule text not null,
        severity text not null,
        start integer not null,
        "end" integer not null,
        found_at text not null,
        decided text not null default '',
        by text not null default '',
        at text
    );
    create index guard_findings_article on guard_findings(article);
    create index guard_findings_open on guard_findings(severity, article) where decided = '';
    create table guarded_articles (
        article integer primary key references articles(id) on delete cascade,
        rules text not null
    );
    create table masked_articles (
        article integer primary key references articles(id) on delete cascade,
        title text not null,
        standfirst text not null,
        caption text not null,
        text text not null
    );
    create trigger articles_to_guard after update of title, standfirst, caption on articles begin
        delete from guarded_articles where article = new.id;
    end;
    create trigger texts_to_guard after update of text on texts begin
        delete from guarded_articles where article = new.article;
    end;

    create trigger versions_to_guard after insert on versions begin
        delete from guarded_articles where article = new.article;
    end;

    drop view articles_text;
    create view articles_text as
        select articles.id, coalesce(masked.title, articles.title) as title,
               coalesce(masked.standfirst, articles.standfirst) as standfirst,
               coalesce(masked.text, texts.text) as text
        from articles join texts on texts.article = articles.id
        left join masked_articles as masked on masked.article = articles.id;
    drop trigger titles_reindexed;
    drop trigger texts_reindexed;
    drop trigger texts_unindexed;
    create trigger titles_reindexed after update of title, standfirst on articles
    when not exists (select 1 from masked_articles where article = new.id) begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', old.id, old.title, old.standfirst, text from texts where article = old.id;
        insert into articles_fts(rowid, title, standfirst, text)
        select new.id, new.title, new.standfirst, text from texts where article = new.id;
    end;
    create trigger texts_reindexed after update on texts
    when not exists (select 1 from masked_articles where article = new.article) begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', id, title, standfirst, old.text from articles where id = old.article;
        insert into articles_fts(rowid, title, standfirst, text)
        select id, title, standfirst, new.text from articles where id = new.article;
    end;
    create trigger texts_unindexed before delete on texts begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', id, title, standfirst, text from articles_text where id = old.article;
    end;
    create trigger masks_indexed after insert on masked_articles begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', id, title, standfirst, text from articles join texts on article = id where id = new.article;
        insert into articles_fts(rowid, title, standfirst, text)
        select new.article, new.title, new.standfirst, new.text from texts where article = new.article;
    end;
    create trigger masks_reindexed after update on masked_articles begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', old.article, old.title, old.standfirst, old.text from texts where article = old.article;
        insert into articles_fts(rowid, title, standfirst, text)
        select new.article, new.title, new.standfirst, new.text from texts where article = new.article;
    end;
    create trigger masks_unindexed after delete on masked_articles begin
        insert into articles_fts(articles_fts, rowid, title, standfirst, text)
        select 'delete', old.article, old.title, old.standfirst, old.text from texts where article = old.article;
        insert into articles_fts(rowid, title, standfirst, text)
        select id, title, standfirst, text from articles join texts on article = id where id = old.article;
    end;
    """)


@migrations()
def masks_of_bylines_and_addresses(db: Database) -> None:
    """Mask authors and addresses of held articles, and have a text guarded again when it joins a story that is held."""
    db.executescript("""
    alter table masked_articles add column authors text not null default '';
    alter table masked_articles add column site text not null default '';
    update masked_articles set site = (
        select iif(url like 'http%', substr(url || '/', 1, 8 + instr(substr(url || '/', 9), '/')) || '#held-' || id,
            url) from articles where id = article);
    create trigger articles_joined_held after update of story on articles
    when new.story is not null and new.story is not old.story and exists (
        select 1 from articles join masked_articles on masked_articles.article = articles.id
        where articles.story = new.story)
    begin
        delete from guarded_articles where article in (select id from articles where story = new.story);
    end;
    """)


@migrations()
def asked_alerts_and_collections(db: Database) -> None:
    """Alerting rules that were asked for from a search; named lists of articles that accounts share."""
    db.executescript("""
    create table asked_alerts (
        id integer primary key autoincrement,
        name text not null unique,
        rule text not null,
        asked_by text not null,
        asked_at text not null,
        ended_by text not null default '',
        ended_at text
    );
    create table collections (
        id integer primary key autoincrement,
        name text not null,
        note text not null default '',
        made_by text not null,
        made_at text not null,
        removed_by text not null default '',
        removed_at text
    );
    create table collected_articles (
        collection integer not null references collections(id) on delete cascade,
        article integer not null references articles(id) on delete cascade,
        note text not null default '',
        added_by text not null,
        added_at text not null,
        removed_by text not null default '',
        removed_at text,
        primary key (collection, article)
    ) without rowid;
    create index collected_articles_article on collected_articles(article);
    """)


@migrations()
def care_by_people(db: Database) -> None:
    """Who read a held text whole and why, what was redacted for good, and by what its words are known again."""
    db.executescript("""
    create table care_reveals (
        id integer primary key,
        article integer references articles(id) on delete set null,
        account text not null,
        reason text not null,
        at text not null
    );
    create index care_reveals_article on care_reveals(article);
    create table care_redactions (
        id integer primary key,
        article integer references articles(id) on delete set null,
        account text not null,
        reason text not null,
        stretches integer not null,
        at text not null
    );
    create index care_redactions_article on care_redactions(article);
    create table care_fingerprints (
        hash integer not null,
        redaction integer not null references care_redactions(id) on delete cascade,
        rule text not null,
        words integer not null,
        start integer not null,
        length integer not null,
        primary key (hash, redaction)
    ) without rowid;
    create trigger hints_redacted after update of hint on pages when new.hint <> '' and exists (
        select 1 from care_redactions where article = new.article)
    begin
        update pages set hint = '' where url = new.url;
    end;
    """)


@migrations()
def hints_of_redacted_copies(db: Database) -> None:
    """Forget what a list says of any page whose article was redacted, as it came or later."""
    db.executescript("""
    drop trigger hints_redacted;
    create trigger hints_redacted after update of hint on pages when new.hint <> '' and exists (
        select 1 from guard_findings where article = new.article and decided = 'redacted')
    begin
        update pages set hint = '' where url = new.url;
    end;
    """)


@migrations()
def speakers_in_office(db: Database) -> None:
    """Who is quoted in an office; and laws are found by their number."""
    db.executescript("""
    create table speakers (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        speaker text not null,
        fingerprint integer not null,
        name text not null,
        office text not null,
        quoted_as text not null,
        start integer not null,
        "end" integer not null
    );
    create index speakers_article on speakers(article);
    create index speakers_speaker on speakers(speaker, article) where speaker <> '';
    create index speakers_private on speakers(fingerprint) where speaker = '';
    create index laws_number on laws(number, article);
    """)


@migrations()
def figures_by_value(db: Database) -> None:
    """Have values of figures compared as numbers with what an address gives as text; "life" stays a word."""
    db.executescript("""
    create table figures_by_value (
        id integer primary key,
        article integer not null references articles(id) on delete cascade,
        value real not null,
        value_high real,
        unit text not null,
        currency text not null,
        kind text not null,
        status text not null,
        text text not null,
        start integer not null,
        "end" integer not null,
        confidence real not null
    );
    insert into figures_by_value
    select id, article, value, value_high, unit, currency, kind, status, text, start, "end", confidence from figures;
    drop table figures;
    alter table figures_by_value rename to figures;
    create index figures_article on figures(article);
    """)
