import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols, shownHashOf } from '@holdspace/fixture-clinic/approve-protocols'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { helenAmes, lenaOkafor, maraQuist, samReyes } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { openRoom } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLedger } from '../session/ledger.ts'
import { approveProtocol } from './approve-protocol.ts'
import { draftVersion } from './draft-version.ts'
import { proposeProtocol } from './propose-protocol.ts'
import { readProtocols } from './read-protocols.ts'
import { retireProtocol } from './retire-protocol.ts'
import { returnToDraft } from './return-to-draft.ts'
import { submitDraft } from './submit-draft.ts'

let clinic: TestHouse
beforeAll(async () => {
  clinic = await testHouse()
  await approveProtocols(clinic.house, helen())
})
afterAll(() => clinic.stop())

const helen = () => actAs(helenAmes, clinic.clock.now)
const kap = 'kap-iv-6-in-3wk'
const running = { protocolId: kap, version: '1.0.0' }
const changed = { protocolId: kap, version: '1.1.0' }
const wish = {
  from: running,
  version: '1.1.0',
  changeNote: 'Two people were dizzy at 0.75 mg/kg; the range ends earlier.',
  values: [{ path: 'drug.dose.max', value: 600, policy: 'Dosing policy 2026-11, section 2' }],
}
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code ?? 'ok'
const statusOf = async ({ protocolId, version }: typeof running) => {
  const shelf = await readProtocols(clinic.house, helen())
  if (!shelf.ok) throw new Error(shelf.refusal.sentence)
  return shelf.value.held.find((one) => one.id === protocolId && one.version === version)?.status ?? 'none'
}

describe('a change of a protocol', () => {
  it('goes from draft to review, back, and again; a running session keeps what it pinned', async () => {
    const nurse = actAs(maraQuist, clinic.clock.now, 2)
    const patientId = await openChart(clinic.house, nurse, marisolFromValley)
    const session = await openRoom(clinic.house, nurse, { patientId, protocolId: kap, room: 'Cedar' })
    expect(codeOf(await draftVersion(clinic.house, helen(), wish))).toBe('ok')
    expect(codeOf(await submitDraft(clinic.house, helen(), changed))).toBe('ok')
    expect(codeOf(await returnToDraft(clinic.house, helen(), changed))).toBe('ok')
    expect(await statusOf(changed)).toBe('draft')
    const milder = {
      ...wish,
      values: [{ path: 'drug.dose.max', value: 650, policy: 'Dosing policy 2026-11, section 2' }],
    }
    expect(codeOf(await draftVersion(clinic.house, helen(), milder))).toBe('ok')
    await submitDraft(clinic.house, helen(), changed)
    const inForce = {
      ...changed,
      shownHash: await shownHashOf(clinic.house, helen(), changed),
      effectiveFrom: calendarDate.parse('2026-11-21'),
      reviewBy: calendarDate.parse('2027-11-21'),
    }
    expect(codeOf(await approveProtocol(clinic.house, helen(), inForce))).toBe('ok')
    expect(codeOf(await retireProtocol(clinic.house, helen(), running))).toBe('ok')
    expect([await statusOf(running), await statusOf(changed)]).toEqual(['retired', 'approved'])
    const ledger = await readLedger(clinic.house, helenAmes.practiceId, session)
    expect(ledger?.protocol).toMatchObject({ version: '1.0.0', drug: { dose: { max: { value: 750 } } } })
  })

  it('is put up for review from its page by the medical director, with the draft’s own content', async () => {
    const next = { ...wish, from: changed, version: '1.3.0' }
    expect(codeOf(await draftVersion(clinic.house, helen(), next))).toBe('ok')
    const shelf = await readProtocols(clinic.house, helen())
    const draft = shelf.ok ? shelf.value.held.find((one) => one.id === kap && one.version === '1.3.0') : undefined
    if (draft === undefined) throw new Error('The draft is not on the shelf.')
    const { contentHash, status, approvals, effectiveFrom, effectiveTo, reviewBy, ...content } = draft
    expect(await proposeProtocol(clinic.house, helen(), { content })).toMatchObject({
      ok: true,
      value: { status: 'in-review', version: '1.3.0' },
    })
  })

  it('is not made under a number that is in review, approved or retired', async () => {
    expect(codeOf(await draftVersion(clinic.house, helen(), wish))).toBe('protocol-version-taken')
    expect(codeOf(await draftVersion(clinic.house, helen(), { ...wish, from: changed }))).toBe('VERSION_NOT_LATER')
    expect(codeOf(await retireProtocol(clinic.house, helen(), running))).toBe('PROTOCOL_STATUS')
    expect(codeOf(await submitDraft(clinic.house, helen(), changed))).toBe('PROTOCOL_STATUS')
  })

  it('is drafted by a prescriber, and moved on by the medical director alone, who gives the password again', async () => {
    const withoutDuty = { ...helen(), duties: [] }
    const next = { ...wish, from: changed, version: '1.2.0' }
    expect(codeOf(await draftVersion(clinic.house, withoutDuty, next))).toBe('ok')
    expect(codeOf(await submitDraft(clinic.house, withoutDuty, { protocolId: kap, version: '1.2.0' }))).toBe('ok')
    for (const actor of [actAs(maraQuist, clinic.clock.now), actAs(lenaOkafor, clinic.clock.now)])
      expect(codeOf(await draftVersion(clinic.house, actor, next))).toBe('may-not-protocol-draft')
    expect(codeOf(await retireProtocol(clinic.house, withoutDuty, changed))).toBe('may-not-protocol-approve')
    expect(codeOf(await retireProtocol(clinic.house, { ...helen(), lastStepUpAt: null }, changed))).toBe(
      'step-up-required',
    )
    expect(await statusOf(changed)).toBe('approved')
  })

  it('is another practice’s to make, and not to touch here (S06)', async () => {
    const sam = actAs(samReyes, clinic.clock.now)
    expect(codeOf(await retireProtocol(clinic.house, { ...sam, duties: ['medical-director'] }, changed))).toBe(
      'protocol-not-found',
    )
  })
})
