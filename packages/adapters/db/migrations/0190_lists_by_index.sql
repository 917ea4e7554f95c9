-- Two lists that grew with the clinic: entries that wait for their place in the practice's log, and tasks that are done.

-- How far a session's entries stand in the log. It only says where to look: the verifier counts everything again.
alter table clinic.session add column logged_seq integer not null default 0 check (logged_seq >= 0);
grant update (logged_seq) on clinic.session to holdspace_app;
create index session_to_log on clinic.session (practice_id, opened_at, id) where next_seq - 1 > logged_seq;

create index task_done on clinic.task (practice_id, done_at desc, id desc) where status = 'done';

alter table clinic.session no force row level security;
alter table clinic.log_leaf no force row level security;
update clinic.session s set logged_seq = taken.seq
from (
  select practice_id, session_id, max(seq) as seq from clinic.log_leaf where kind = 'entry' group by practice_id, session_id
) as taken
where taken.practice_id = s.practice_id and taken.session_id = s.id;
do $$
begin
  if (select count(*) from clinic.session where logged_seq > 0)
     <> (select count(*) from (select distinct practice_id, session_id from clinic.log_leaf where kind = 'entry') as one)
  then raise exception 'A session with entries in the log was not found.';
  end if;
end $$;
alter table clinic.session force row level security;
alter table clinic.log_leaf force row level security;
