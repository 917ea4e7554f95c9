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
        and ${row}.type = any (release.types) and ${row}.labels <@ (release.sensitive || array['N', 'R'])
      order by release.recorded_at limit 1`
}
