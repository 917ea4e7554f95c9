/**
 * Whose token ($1) this is at the real time ($2), asked anew by every request: a partner that was revoked a moment ago is
 * nobody, and no row comes. Where the token does not reach as far as `needs` (an SQL array like `{Patient.r}`) the outcome
 * is `scope` and no practice is named. Otherwise the practice is set for this transaction alone, and the trace of a read
 * may reach the disk a moment after the answer (HOUSE section 6); acts never take this path.
 */
export function callerNeeding(needs: string): string {
  return `
  select known.outcome, case when known.outcome = 'ok' then known.practice_id end as practice_id, known.partner_id, known.name,
         known.purpose, known.zone, known.grants,
         case when known.outcome = 'ok' then set_config('app.practice', known.practice_id::text, true)
           || set_config('synchronous_commit', 'off', true) end as entered
  from (
    select c.practice_id, c.id as partner_id, c.name, c.purpose, p.zone, t.grants,
           case when (select coalesce(bool_and(need = any (t.grants) or '*' || right(need, 2) = any (t.grants)), true)
                      from unnest(${needs}::text[]) as need) then 'ok' else 'scope' end as outcome
    from identity.partner_token t
    join identity.partner_client c on c.id = t.partner_id
    join identity.practice p on p.id = c.practice_id
    where t.token_sha256 = $1::text and t.expires_at > $2::timestamptz and c.status = 'active'
    offset 0
  ) known`
}

/**
 * Every label that `release` allows its partner to see: handling, the sensitive subjects the patient named, the parts
 * released, and what names this very partner (`FhirWrite.labels`).
 */
export function allowedLabels(release: string): string {
  return `${release}.sensitive || ${release}.kinds || array['N', 'R', 'to:' || ${release}.partner_id::text]`
}

/**
 * The release that opens resource `row` to `caller` at the practice's time ($3), asked for every row in the statement
 * itself, so that a withdrawal closes the very next request (FHIR.md rule 6). The oldest one when several do.
 */
export function releaseInForce(row: string): string {
  return `
      select release.id from clinic.release_of_information release
      where release.practice_id = caller.practice_id and release.patient_id = ${row}.patient_id
        and release.partner_id = caller.partner_id and release.purpose = caller.purpose and release.withdrawn_at is null
        and release.valid_from <= $3::timestamptz and release.valid_until > $3::timestamptz
        and ${row}.type = any (release.types) and ${row}.labels <@ (${allowedLabels('release')})
      order by release.recorded_at limit 1`
}
