-- What the machines of an engine share, beside the tables of procrastinate. docs/scaling.md says how they are used.

-- A host: when it may be asked next, and which task is asking it now.
create table if not exists engine_hosts (
    host text primary key,
    next_request timestamptz not null default now(),
    hold_until timestamptz,
    hold_reason text not null default '',
    task bigint,
    worker text not null default '',
    leased_until timestamptz
);
create index if not exists engine_hosts_leased on engine_hosts (worker) where task is not null;

-- A request to be made, and what came of it.
create table if not exists engine_tasks (
    id bigserial primary key,
    key text not null unique,
    url text not null,
    host text not null,
    is_page boolean not null,
    priority integer not null default 0,
    message bytea not null,
    created timestamptz not null default now(),
    -- no request of the present watch waits for it
    parked boolean not null default false,
    -- workers that died while they were at it and at other tasks; while it was alone with them
    deaths integer not null default 0,
    deaths_alone integer not null default 0,
    -- how often its host asked for time when it was its turn
    holds integer not null default 0,
    answer bytea,
    answered timestamptz
);
create index if not exists engine_tasks_open on engine_tasks (host, priority desc, id) where answer is null;
create index if not exists engine_tasks_answered on engine_tasks (id) where answer is not null and not parked;

create table if not exists engine_robots (
    site text primary key,
    fetched timestamptz not null default now(),
    status integer not null,
    body bytea not null
);

-- procrastinate asks for each job whether another one of its lock is under way
create index if not exists engine_jobs_by_lock on procrastinate_jobs (lock) where status in ('todo', 'doing');
