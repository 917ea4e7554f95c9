-- Money: what the practice charges, what it charged, each patient's account as double entry, packages, and the papers.
-- Everything is added to and nothing changed: a mistake is answered by another row. Amounts are whole cents.

-- What the practice charges, version by version. A version's content never changes; approving it is the one change.
create table clinic.fee_schedule (
  practice_id uuid not null,
  version integer not null check (version > 0),
  effective_from date not null,
  document jsonb not null,
  proposed_at timestamptz(3) not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  approved_at timestamptz(3),
  approved_by uuid,
  approved_by_name text,
  primary key (practice_id, version),
  check (num_nulls(approved_at, approved_by, approved_by_name) in (0, 3))
);
select upkeep.belongs_to_practice('clinic.fee_schedule');
grant update (approved_at, approved_by, approved_by_name) on clinic.fee_schedule to holdspace_app;

-- Who bills, as it stands on every money paper; the newest row counts.
create table clinic.billing_profile (
  practice_id uuid not null,
  version integer not null check (version > 0),
  document jsonb not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  primary key (practice_id, version)
);
select upkeep.belongs_to_practice('clinic.billing_profile');

-- One row an account: locked by whoever writes money, so that two payments at once are decided one after the other.
create table clinic.patient_account (
  practice_id uuid not null,
  patient_id uuid not null,
  primary key (practice_id, patient_id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.patient_account');
grant update on clinic.patient_account to holdspace_app;

create table clinic.money_entry (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('charge', 'package-sold', 'package-expired', 'package-refunded', 'package-sent',
    'package-received', 'payment', 'credit-applied', 'refund', 'write-off', 'reversal')),
  at timestamptz(3) not null,
  -- In the practice's zone: the day the money is counted on.
  day date not null,
  words text not null check (length(words) between 1 and 300),
  -- A terminal's slip or a check's number. Never a card number: thirteen digits or more are not a reference.
  reference text check (reference !~ '([0-9][ -]?){13,}'),
  reason text,
  reverses uuid,
  recorded_by uuid not null,
  recorded_by_name text not null,
  primary key (practice_id, id),
  -- Taken back once at most.
  unique (practice_id, reverses),
  foreign key (practice_id, patient_id) references clinic.patient_account (practice_id, patient_id),
  foreign key (practice_id, reverses) references clinic.money_entry (practice_id, id),
  check ((kind = 'reversal') = (reverses is not null))
);
select upkeep.belongs_to_practice('clinic.money_entry');
create index money_entry_of_patient on clinic.money_entry (practice_id, patient_id, at, id);
create index money_entry_of_day on clinic.money_entry (practice_id, day, at, id);

create table clinic.money_posting (
  practice_id uuid not null,
  entry_id uuid not null,
  line integer not null check (line > 0),
  account text not null check (account in ('receivable', 'patient-credit', 'deferred', 'revenue', 'cash', 'card', 'check',
    'adjustment', 'package-transfer')),
  cents bigint not null check (cents <> 0 and abs(cents) <= 1000000000),
  item_id uuid,
  primary key (practice_id, entry_id, line),
  foreign key (practice_id, entry_id) references clinic.money_entry (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.money_posting');

-- The database's own word on double entry: at the commit every entry has at least two postings and they make zero.
create function clinic.entry_is_balanced() returns trigger
  language plpgsql as $$
declare
  -- An entry names itself `id`, a posting names its entry `entry_id`.
  of_entry uuid := coalesce(to_jsonb(new) ->> 'entry_id', to_jsonb(new) ->> 'id');
  total bigint;
  lines integer;
begin
  select coalesce(sum(cents), 0), count(*) into total, lines
  from clinic.money_posting where practice_id = new.practice_id and entry_id = of_entry;
  if total <> 0 or lines < 2 then
    raise exception 'money entry % has % postings that make % cents', of_entry, lines, total using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger entry_balanced after insert on clinic.money_entry
  deferrable initially deferred for each row execute function clinic.entry_is_balanced();
create constraint trigger postings_balanced after insert on clinic.money_posting
  deferrable initially deferred for each row execute function clinic.entry_is_balanced();

-- What a person confirmed for a session, or without one. Taken back by `charge_sheet_void`; then another may follow.
create table clinic.charge_sheet (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  session_id uuid,
  -- 1 for the first sheet of a session, one more each time the one before was taken back.
  turn integer not null check (turn > 0),
  service_date date not null,
  schedule_version integer not null,
  -- Null when nothing was charged.
  entry_id uuid,
  document jsonb not null,
  confirmed_at timestamptz(3) not null,
  confirmed_by uuid not null,
  confirmed_by_name text not null,
  primary key (practice_id, id),
  unique (practice_id, session_id, turn),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, schedule_version) references clinic.fee_schedule (practice_id, version),
  foreign key (practice_id, entry_id) references clinic.money_entry (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.charge_sheet');
create index charge_sheet_of_patient on clinic.charge_sheet (practice_id, patient_id, confirmed_at);

create table clinic.charge_sheet_void (
  practice_id uuid not null,
  sheet_id uuid not null,
  reason text not null check (length(reason) between 3 and 500),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, sheet_id),
  foreign key (practice_id, sheet_id) references clinic.charge_sheet (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.charge_sheet_void');

create table clinic.package_sale (
  practice_id uuid not null,
  -- The id of the entry that sold it.
  id uuid not null,
  patient_id uuid not null,
  document jsonb not null,
  sold_on date not null,
  valid_until date not null,
  -- Where it came from, when another patient gave it.
  from_sale uuid,
  primary key (practice_id, id),
  foreign key (practice_id, id) references clinic.money_entry (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.package_sale');
create index package_sale_of_patient on clinic.package_sale (practice_id, patient_id, sold_on);

-- What became of each unit. A unit is used once: the turn counts on only when a use was taken back.
create table clinic.package_unit_event (
  practice_id uuid not null,
  sale_id uuid not null,
  unit integer not null check (unit > 0),
  turn integer not null check (turn > 0),
  what text not null check (what in ('used', 'restored', 'expired', 'transferred', 'refunded')),
  sheet_id uuid,
  on_day date not null,
  at timestamptz(3) not null,
  by_name text not null,
  reason text not null default '',
  primary key (practice_id, sale_id, unit, turn),
  foreign key (practice_id, sale_id) references clinic.package_sale (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.package_unit_event');

-- Numbered papers: issued once, never edited; a newer version supersedes, a void says why.
create table clinic.money_paper (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('superbill', 'invoice', 'receipt', 'statement', 'estimate', 'credit-note')),
  number text not null,
  version integer not null check (version > 0),
  -- What the paper tells of: ids and figures, from which it can be drawn again.
  document jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  blocks bytea not null,
  pdf_hash text not null check (pdf_hash ~ '^[0-9a-f]{64}$'),
  issued_at timestamptz(3) not null,
  issued_on date not null,
  issued_by uuid not null,
  issued_by_name text not null,
  supersedes uuid,
  primary key (practice_id, id),
  unique (practice_id, number, version),
  unique (practice_id, supersedes),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, supersedes) references clinic.money_paper (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.money_paper');
create index money_paper_of_patient on clinic.money_paper (practice_id, patient_id, issued_at);

create table clinic.money_paper_void (
  practice_id uuid not null,
  paper_id uuid not null,
  reason text not null check (length(reason) between 3 and 500),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, paper_id),
  foreign key (practice_id, paper_id) references clinic.money_paper (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.money_paper_void');

-- The last number given out, a row a kind and year. Its lock makes numbers run without a gap.
create table clinic.money_paper_counter (
  practice_id uuid not null,
  series text not null,
  last_number integer not null,
  primary key (practice_id, series)
);
select upkeep.belongs_to_practice('clinic.money_paper_counter');
grant update on clinic.money_paper_counter to holdspace_app;
