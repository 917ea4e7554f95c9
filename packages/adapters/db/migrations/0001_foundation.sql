-- The ground every table stands on.
--
-- Two schemas: `identity` holds what sign-in, links and client lookup need before a practice is known, and no patient
-- data; `clinic` holds everything else, each row belonging to one practice (HOUSE section 7).
--
-- The server works only as `holdspace_app`, which the migrator makes before the first file runs. It owns nothing and by
-- default may read and add rows. A table whose rows may change says so itself, in its own migration:
--     grant update on clinic.patient to holdspace_app;
-- so that forgetting a line makes a row unchangeable rather than a record rewritable (S50).

create schema identity;
create schema clinic;

grant usage on schema identity, clinic, upkeep to holdspace_app;
grant select on all tables in schema upkeep to holdspace_app;
alter default privileges in schema identity grant select, insert on tables to holdspace_app;
alter default privileges in schema clinic grant select, insert on tables to holdspace_app;
alter default privileges in schema identity grant execute on functions to holdspace_app;
alter default privileges in schema clinic grant execute on functions to holdspace_app;

-- Call once for every table of schema clinic, right after creating it:
--     select upkeep.belongs_to_practice('clinic.patient');
-- A row shows only while `set_config('app.practice', …, true)` names its practice; a forgotten practice sees nothing,
-- instead of failing or seeing everything. FORCE binds the owner too, so that a migration or a backup that forgets the practice finds nothing either.
create function upkeep.belongs_to_practice(table_name regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format(
    'create policy within_practice on %s using (practice_id = nullif(current_setting(''app.practice'', true), '''')::uuid)',
    table_name);
end
$$;
revoke execute on function upkeep.belongs_to_practice(regclass) from public;

-- A practice is the tenant. Its slug appears in addresses and in the origin of its ledger; the letterhead on its papers.
create table identity.practice (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  zone text not null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  letterhead jsonb not null default '{}'
);
grant update on identity.practice to holdspace_app;
