import { actAs } from '@holdspace/fixture-clinic/act-as'
import { shownHashOf } from '@holdspace/fixture-clinic/approve-protocols'
import { helenAmes, maraQuist, samReyes } from '@holdspace/fixture-clinic/people'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { suppliedProtocol } from '@holdspace/protocols/library/supplied'
import { settleLimits } from '@holdspace/protocols/settle-limits'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveProtocol } from './approve-protocol.ts'
import { proposeProtocol } from './propose-protocol.ts'
import { readProtocols } from './read-protocols.ts'

let clinic: TestHouse
beforeAll(async () => {
  clinic = await testHouse()
})
afterAll(() => clinic.stop())

const today = calendarDate.parse('2026-11-21')
const helen = () => actAs(helenAmes, clinic.clock.now)
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code ?? 'ok'

function settled(id: string, absoluteMaxMcg = 100_000) {
  const policy = 'Marigold House dosing policy 2026-01'
  const content = settleLimits(
    suppliedProtocol(id),
    [{ path: 'drug.absoluteMax', value: absoluteMaxMcg, policy }],
    today,
  )
  if (!content.ok) throw new Error(content.refusal.sentence)
  return content.value
}

function untouched(id: string) {
  const content = settleLimits(suppliedProtocol(id), [], today)
  if (!content.ok) throw new Error(content.refusal.sentence)
  return content.value
}

const inForce = async (protocolId: string) => ({
  protocolId,
  version: '1.0.0',
  shownHash: await shownHashOf(clinic.house, helen(), { protocolId, version: '1.0.0' }),
  effectiveFrom: today,
  reviewBy: calendarDate.parse('2027-11-21'),
})

describe('taking a protocol into use', () => {
  it('draft, review, approved: the shelf shows it as the practice’s own, with who approved it', async () => {
    const content = settled('kap-iv-6-in-3wk')
    expect(await proposeProtocol(clinic.house, helen(), { content })).toMatchObject({
      ok: true,
      value: { status: 'in-review' },
    })
    const approved = await approveProtocol(clinic.house, helen(), await inForce(content.id))
    expect(approved).toMatchObject({
      ok: true,
      value: { status: 'approved', approvals: [{ legalName: 'Dr Helen Ames' }] },
    })
    const shelf = await readProtocols(clinic.house, helen())
    expect(shelf.ok && shelf.value.held.map((one) => [one.id, one.status])).toEqual([['kap-iv-6-in-3wk', 'approved']])
    expect(shelf.ok && shelf.value.supplied.some((one) => one.id === content.id)).toBe(false)
    expect(shelf.ok && shelf.value.whyNotApprove).toBeNull()
  })

  it('an approved version is not put up again: what ran must not change under it', async () => {
    const again = await proposeProtocol(clinic.house, helen(), { content: settled('kap-iv-6-in-3wk') })
    expect(codeOf(again)).toBe('protocol-version-taken')
  })

  it('refuses a nurse, a prescriber without the duty and one whose licence ended; each reads why', async () => {
    const content = settled('kap-im')
    const withoutDuty = { ...helen(), duties: [] }
    const lapsed = {
      ...helen(),
      credentials: [{ kind: 'licence', number: 'NY-1', expires: calendarDate.parse('2026-11-20') } as const],
    }
    for (const [actor, code] of [
      [actAs(maraQuist, clinic.clock.now), 'may-not-protocol-approve'],
      [withoutDuty, 'may-not-protocol-approve'],
      [lapsed, 'licence-not-in-force'],
    ] as const) {
      expect(codeOf(await proposeProtocol(clinic.house, actor, { content }))).toBe(code)
      expect(codeOf(await approveProtocol(clinic.house, actor, await inForce('kap-im')))).toBe(code)
      const shelf = await readProtocols(clinic.house, actor)
      expect(shelf.ok && shelf.value.whyNotApprove?.code).toBe(code)
    }
  })

  it('asks for the password again: never given, or given more than five minutes ago (S29)', async () => {
    const content = settled('kap-im-split')
    expect((await proposeProtocol(clinic.house, helen(), { content })).ok).toBe(true)
    const before = instant.parse('2026-11-21T13:54:59.000Z')
    for (const lastStepUpAt of [null, before]) {
      const answer = await approveProtocol(clinic.house, { ...helen(), lastStepUpAt }, await inForce(content.id))
      expect(answer).toMatchObject({ ok: false, refusal: { family: 'step-up-required' } })
    }
  })

  it('refuses an open limit, names it, and leaves the version in review', async () => {
    const content = untouched('infusion-iv-6-in-3wk')
    expect((await proposeProtocol(clinic.house, helen(), { content })).ok).toBe(true)
    expect(await approveProtocol(clinic.house, helen(), await inForce(content.id))).toMatchObject({
      ok: false,
      refusal: { code: 'LIMITS_NOT_SET', details: ['Never more at once than (not set)'] },
    })
    const mended = await proposeProtocol(clinic.house, helen(), { content: settled('infusion-iv-6-in-3wk') })
    expect(mended).toMatchObject({ ok: true, value: { status: 'in-review' } })
  })

  it('refuses what was put up again since the page was opened, and approves nothing (S29)', async () => {
    const id = 'infusion-iv-6-in-3wk'
    await proposeProtocol(clinic.house, helen(), { content: settled(id) })
    const asShown = await inForce(id)
    await proposeProtocol(clinic.house, helen(), { content: settled(id, 120_000) })
    const refused = await approveProtocol(clinic.house, helen(), asShown)
    expect(refused).toMatchObject({ ok: false, refusal: { family: 'conflict', code: 'PROTOCOL_CHANGED' } })
    const shelf = await readProtocols(clinic.house, helen())
    expect(shelf.ok && shelf.value.held.find((one) => one.id === id)?.status).toBe('in-review')
    expect((await approveProtocol(clinic.house, helen(), await inForce(id))).ok).toBe(true)
  })

  it('refuses a version that was never put up, and another practice’s', async () => {
    expect(codeOf(await approveProtocol(clinic.house, helen(), await inForce('esketamine-nasal')))).toBe(
      'protocol-not-found',
    )
    const sam = actAs(samReyes, clinic.clock.now)
    expect(codeOf(await approveProtocol(clinic.house, sam, await inForce('kap-im-split')))).toBe('protocol-not-found')
  })
})
