import { type CareTeamPeriodId, careTeamPeriodId } from '@holdspace/clinic/care-team/care-team'
import type { CareTeamPart } from '@holdspace/clinic/care-team/parts'
import { inPractice } from '@holdspace/db/database'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  type FixturePerson,
  helenAmes,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { signPlan } from '@holdspace/fixture-clinic/plan-fixtures'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { type CalendarDate, dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readNotes } from '../notes/read-notes.ts'
import { readChart } from '../people/read-chart.ts'
import { searchPeople } from '../people/search-people.ts'
import { readPlan } from '../plan/read-plan.ts'
import { findLogin } from '../sign-in/find-login.ts'
import { signInAsDemoPerson } from '../sign-in/sign-in-as-demo-person.ts'
import { addToCareTeam } from './add-to-care-team.ts'
import { endCareTeamMembership, endGuestAccess } from './end-care-team-period.ts'
import { reachHolds } from './guest-reach.ts'
import { readCareTeam, readCareTeamStanding } from './read-care-team.ts'

let clinic: TestHouse
let marisol: PatientId
let ana: PatientId
let rosasToken: string
const { practiceId } = marigoldHouse
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)
const today = () => dateInZone(clinic.clock.now(), marigoldHouse.zone)

const joining = (
  patientId: PatientId,
  person: FixturePerson,
  part: CareTeamPart,
  more: { release?: string; until?: CalendarDate } = {},
) => ({
  periodId: careTeamPeriodId.parse(clinic.house.newId()),
  patientId,
  membershipId: person.membershipId,
  part,
  startsOn: today(),
  until: more.until ?? null,
  reason: 'Named at the first visit',
  release: more.release ?? null,
})
const add = async (...wish: Parameters<typeof joining>): Promise<CareTeamPeriodId> => {
  const added = await addToCareTeam(clinic.house, as(maraQuist), joining(...wish))
  if (!added.ok) throw new Error(added.refusal.sentence)
  return added.value.periodId
}

/** Rosa Vance as her next request finds her: read anew from her login. */
async function rosaNow() {
  const login = await findLogin(clinic.house, rosasToken, { countsAsUse: true })
  if (login.kind !== 'active') throw new Error(`her login is ${login.kind}`)
  return login.actor
}

beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, as(helenAmes))
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  ana = await openChart(clinic.house, as(maraQuist), referralOf(demoReferrals['ready-today']))
  const from = { ipAddress: '198.51.100.7', userAgent: 'a test', deviceToken: null }
  const signedIn = await signInAsDemoPerson(clinic.house, { email: rosaVance.email }, from)
  if (!signedIn.ok) throw new Error(signedIn.refusal.sentence)
  rosasToken = signedIn.value.token
})
afterAll(() => clinic.stop())

describe('given a care team', () => {
  test('then nobody becomes on it what they are not in the practice, and one prescriber leads at a time', async () => {
    const refused = async (...wish: Parameters<typeof joining>) => {
      const answer = await addToCareTeam(clinic.house, as(maraQuist), joining(...wish))
      return answer.ok ? 'added' : answer.refusal.code
    }
    expect(await refused(ana, maraQuist, 'prescriber')).toBe('team-part-not-theirs')
    expect(await refused(ana, helenAmes, 'lead-prescriber')).toBe('added')
    expect(await refused(ana, helenAmes, 'lead-prescriber')).toBe('team-member-already-there')
    expect(await refused(ana, lenaOkafor, 'therapist', { until: plusPeriod(today(), '-P1D') })).toBe(
      'team-period-ends-before-it-begins',
    )
    expect(await refused(ana, rosaVance, 'outside-therapist')).toBe('team-guest-without-release')
    expect(await refused(ana, samReyes, 'prescriber')).toBe('member-not-found')
    expect(await addToCareTeam(clinic.house, as(theoLind), joining(ana, lenaOkafor, 'therapist'))).toMatchObject({
      ok: true,
    })
    expect(await addToCareTeam(clinic.house, as(lenaOkafor), joining(ana, maraQuist, 'nurse'))).toMatchObject({
      refusal: { family: 'not-permitted' },
    })
  })

  test('then who was on it stays to be read, with when and why it ended', async () => {
    const nurse = await add(ana, maraQuist, 'nurse')
    const ending = { periodId: nurse, reason: 'changed-hands' as const, words: 'Works at the other site now' }
    expect((await endCareTeamMembership(clinic.house, as(theoLind), ending)).ok).toBe(true)
    expect(await endCareTeamMembership(clinic.house, as(theoLind), ending)).toMatchObject({
      refusal: { code: 'team-period-already-ended' },
    })
    const read = await readCareTeam(clinic.house, as(helenAmes), { patientId: ana })
    expect(read.ok && read.value.periods.find((period) => period.periodId === nurse)).toMatchObject({
      memberName: 'Mara Quist RN',
      ended: { reason: 'changed-hands', byName: 'Theo Lind' },
    })
    expect(await readCareTeam(clinic.house, as(samReyes), { patientId: ana })).toMatchObject({
      refusal: { code: 'patient-not-found' },
    })
  })
})

describe('given an outside therapist', () => {
  test('when she is on one patient’s team with the release, then she reaches that patient and nobody else (RULINGS 19)', async () => {
    expect((await rosaNow()).guestPatients).not.toContain(marisol)
    await signPlan(clinic.house, marisol, { track: 'kap', therapist: 'outside' })
    const rosa = await rosaNow()
    expect(rosa.guestPatients).toContain(marisol)
    expect(rosa.guestPatients).not.toContain(ana)
    expect((await readPlan(clinic.house, rosa, { patientId: marisol })).ok).toBe(true)
    expect((await readNotes(clinic.house, rosa, { patientId: marisol })).ok).toBe(true)
    expect((await readChart(clinic.house, rosa, { patientId: marisol })).ok).toBe(true)
    for (const answer of [
      await readPlan(clinic.house, rosa, { patientId: ana }),
      await readNotes(clinic.house, rosa, { patientId: ana }),
      await readChart(clinic.house, rosa, { patientId: ana }),
      await readCareTeam(clinic.house, rosa, { patientId: ana }),
    ]) {
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'patient-not-found' } })
    }
    const found = await searchPeople(clinic.house, rosa, { text: 'Rivera', cursor: null })
    expect(JSON.stringify(found)).not.toContain(ana)
  })

  test('when the release to her is withdrawn, then her very next request finds nothing, and the team says so (M19)', async () => {
    const before = await rosaNow()
    expect((await readPlan(clinic.house, before, { patientId: marisol })).ok).toBe(true)
    const guest = { patientId: marisol, membershipId: rosaVance.membershipId }
    const ending = {
      at: clinic.clock.now(),
      reason: 'release-withdrawn' as const,
      words: '',
      by: null,
      byName: 'Marisol',
    }
    await inPractice(clinic.house.db, practiceId, (tx) => endGuestAccess(tx, practiceId, guest, ending))
    const rosa = await rosaNow()
    expect(rosa.guestPatients).not.toContain(marisol)
    // A stream she had open ends as well: it belongs to somebody who reached her.
    expect(await reachHolds(clinic.house, before)).toBe(false)
    expect(await reachHolds(clinic.house, rosa)).toBe(true)
    expect(await readPlan(clinic.house, rosa, { patientId: marisol })).toMatchObject({
      refusal: { code: 'patient-not-found' },
    })
    expect(await readNotes(clinic.house, rosa, { patientId: marisol })).toMatchObject({
      refusal: { code: 'patient-not-found' },
    })
    const standing = await inPractice(clinic.house.db, practiceId, (tx) =>
      readCareTeamStanding(tx, practiceId, marisol, today()),
    )
    expect(standing).toMatchObject({ state: 'withdrawn', because: expect.stringContaining('Rosa Vance') })
  })

  test('when her agreed time runs out by its own last day, then nobody has to remember it', async () => {
    await add(ana, rosaVance, 'outside-therapist', {
      release: 'Signed on paper, in the folder',
      until: plusPeriod(today(), 'P1D'),
    })
    expect((await rosaNow()).guestPatients).toContain(ana)
    clinic.clock.advance(2 * 24 * 60 * 60 * 1000)
    const from = { ipAddress: '198.51.100.8', userAgent: 'a test', deviceToken: null }
    const again = await signInAsDemoPerson(clinic.house, { email: rosaVance.email }, from)
    if (!again.ok) throw new Error(again.refusal.sentence)
    rosasToken = again.value.token
    expect((await rosaNow()).guestPatients).not.toContain(ana)
  })

  test('then the account’s own history says that her reach was changed (45 CFR 170.210(e))', async () => {
    const { rows } = await asOwner(clinic.ownerUrl, (owner) =>
      owner.query(
        `select count(*)::int as n from identity.account_event where kind = 'member-changed' and account_id = $1`,
        [rosaVance.accountId],
      ),
    )
    expect(rows[0].n).toBeGreaterThan(0)
  })
})
