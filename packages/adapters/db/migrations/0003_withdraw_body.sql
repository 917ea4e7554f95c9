-- The one way a body leaves the ledger (RULINGS 10): its own role, through one function, and never without an entry of
-- the same session, recorded after it, that names it as withdrawn. Header and leaf hash stay for ever.

grant usage on schema clinic, upkeep to holdspace_redaction;
grant select on clinic.entry, clinic.entry_body to holdspace_redaction;
grant delete on clinic.entry_body to holdspace_redaction;

create function clinic.withdraw_body(p_practice uuid, p_session uuid, p_seq integer) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_practice is distinct from nullif(current_setting('app.practice', true), '')::uuid then
    raise exception 'A body is withdrawn only inside its own practice';
  end if;
  if not exists (
    select from clinic.entry e join clinic.entry_body b using (practice_id, session_id, seq)
    where e.practice_id = p_practice and e.session_id = p_session and e.seq > p_seq
      and e.kind = 'entry-withdrawn' and (b.body ->> 'withdrawsSeq')::integer = p_seq
  ) then
    raise exception 'Entry % of session % has no entry that withdraws it', p_seq, p_session;
  end if;
  delete from clinic.entry_body where practice_id = p_practice and session_id = p_session and seq = p_seq;
  return found;
end
$$;

-- A function runs as its owner; owning asks for CREATE on the schema for this one moment.
grant create on schema clinic to holdspace_redaction;
alter function clinic.withdraw_body(uuid, uuid, integer) owner to holdspace_redaction;
revoke create on schema clinic from holdspace_redaction;
revoke execute on function clinic.withdraw_body(uuid, uuid, integer) from public;
grant execute on function clinic.withdraw_body(uuid, uuid, integer) to holdspace_app;
