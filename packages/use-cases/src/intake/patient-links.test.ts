import { listAudit } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { listMails } from '@holdspace/db/mail-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import {
  openPacketLink,
  patientWithCookie,
  sendPacket,
  tokenOf,
  usualForms,
} from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { maraQuist, marigoldHouse, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { Decision } from '@holdspace/kit/decision'
import { type PatientId, packetId, patientId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokePacket, sendPacketAgain } from './change-packet.ts'
import { exchangePacketLink } from './exchange-link.ts'
import { findPacketPatient } from './find-packet-patient.ts'
import { joinWithCode, sendPacketCode } from './join-device.ts'
import { readOwnPacket } from './read-own-packet.ts'
import { renewPacketLink } from './renew-link.ts'
import { saveAnswer } from './save-answer.ts'
import { sendPacket as sendPacketOf } from './send-packet.ts'
import { showIdentity } from './show-identity.ts'
import { submitForm } from './submit-form.ts'

const hourMs = 60 * 60 * 1000
const nobody = { kind: 'none' } as const
const marisol = { given: 'Marisol', family: 'Ybarra', birthDate: '1985-07-14' }

let clinic: TestHouse
let marisolId: PatientId
const desk = () => actAs(theoLind, clinic.clock.now)
/** Every test from an address of its own, so that one test's guesses never throttle another. */
let lastAddress = 0
const somewhere = () => {
  lastAddress += 1
  return { ipAddress: `198.51.100.${lastAddress}` }
}

beforeAll(async () => {
  clinic = await testHouse()
  const nurse = actAs(maraQuist, clinic.clock.now)
  marisolId = patientId.parse(await openChart(clinic.house, nurse, marisolFromValley))
  await asOwner(clinic.ownerUrl, (owner) =>
    owner.query(
      `select set_config('app.practice', '${marigoldHouse.practiceId}', false);
       update clinic.patient set birth_date = '1985-07-14', family = 'Ybarra', given = array['Marisol'],
         details = jsonb_set(details, '{telecoms}', '[{"system":"email","value":"marisol@example.org"}]')
       where id = '${marisolId}'`,
    ),
  )
})
// Time only goes on, so that the newest message is this test's own.
beforeEach(() => clinic.clock.advance(60_000))
afterAll(() => clinic.stop())

function codeOf(decision: Decision<unknown>): string | null {
  return decision.ok ? null : decision.refusal.code
}

const exchange = (link: string, held: Parameters<typeof exchangePacketLink>[2] = nobody, from = somewhere()) =>
  exchangePacketLink(clinic.house, { token: tokenOf(link) }, held, from)

async function newestMail() {
  const { db } = clinic.house
  const [mail] = await inPractice(db, marigoldHouse.practiceId, (tx) =>
    listMails(tx, marigoldHouse.practiceId, { limit: 1 }),
  )
  if (mail === undefined) throw new Error('No message was queued.')
  return mail
}

describe('a link (RULINGS 15)', () => {
  it('is kept as a hash only, in a place that knows no patient (S30)', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    expect(tokenOf(link)).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const found = await asOwner(clinic.ownerUrl, async (owner) => {
      const rows = await owner.query('select row_to_json(l)::text as row from identity.packet_link l')
      return rows.rows.map(({ row }: { row: string }) => row).join()
    })
    expect(found).not.toContain(tokenOf(link))
    expect(found).not.toContain(marisolId)
  })

  it('given one browser exchanged it, then the same browser goes on and another is asked for a code', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    const cookie = await openPacketLink(clinic.house, link)
    const held = await findPacketPatient(clinic.house, cookie)
    expect(await exchange(link, held)).toEqual({ ok: true, value: { deviceToken: null } })
    expect(codeOf(await exchange(link))).toBe('code-needed')
  })

  it('given two browsers at the same moment, then exactly one gets in', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    const both = await Promise.all([exchange(link), exchange(link)])
    expect(both.map(codeOf).toSorted()).toEqual(['code-needed', null])
  })

  it('given a cookie of another packet, then that browser is still asked for a code', async () => {
    const other = await sendPacket(clinic.house, desk(), marisolId)
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    await openPacketLink(clinic.house, link)
    const held = await findPacketPatient(clinic.house, await openPacketLink(clinic.house, other.link))
    expect(codeOf(await exchange(link, held))).toBe('code-needed')
  })

  it('given it was taken back, then neither link nor cookie opens anything on the next request', async () => {
    const { link, packetId: id } = await sendPacket(clinic.house, desk(), marisolId)
    const cookie = await openPacketLink(clinic.house, link)
    expect(await revokePacket(clinic.house, desk(), { packetId: id })).toMatchObject({ ok: true })
    expect(await findPacketPatient(clinic.house, cookie)).toEqual(nobody)
    expect(codeOf(await exchange(link))).toBe('link-not-usable')
    expect(codeOf(await renewPacketLink(clinic.house, { token: tokenOf(link) }, somewhere()))).toBe('link-not-usable')
    expect(codeOf(await sendPacketAgain(clinic.house, desk(), { packetId: id, how: 'hand' }))).toBe('packet-not-open')
  })

  it('given 72 hours have passed, then it renews itself to the address on file and nowhere else (S30)', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    clinic.clock.advance(72 * hourMs + 1)
    expect(codeOf(await exchange(link))).toBe('link-expired')
    expect(await renewPacketLink(clinic.house, { token: tokenOf(link) }, somewhere())).toEqual({
      ok: true,
      value: { sent: true },
    })
    const mail = await newestMail()
    expect(mail).toMatchObject({ to: 'marisol@example.org', template: 'link-renewed' })
    expect(mail.body).not.toMatch(/ketamin|infusion|depress/i)
    const renewed = /http\S+\/p\/\S+/.exec(mail.body ?? '')?.[0] ?? ''
    expect(codeOf(await exchange(link))).toBe('link-not-usable')
    expect(codeOf(await exchange(renewed))).toBeNull()
  })

  it('given the packet’s own last day has passed, then nothing opens and nothing renews', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    clinic.clock.advance(30 * 24 * hourMs + 1)
    expect(codeOf(await exchange(link))).toBe('link-not-usable')
    expect(codeOf(await renewPacketLink(clinic.house, { token: tokenOf(link) }, somewhere()))).toBe('link-not-usable')
  })

  it('given somebody guesses, then after twenty guesses none is looked at, not even a right one (S19)', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    const from = somewhere()
    const guesses = []
    for (let n = 0; n < 21; n += 1) guesses.push(codeOf(await exchange(`/p/${'a'.repeat(43)}`, nobody, from)))
    expect(guesses.slice(0, 20).every((code) => code === 'link-not-usable')).toBe(true)
    expect(guesses[20]).toBe('too-many-attempts')
    expect(codeOf(await exchange(link, nobody, from))).toBe('too-many-attempts')
    expect(codeOf(await exchange(link))).toBeNull()
  })
})

describe('another device', () => {
  async function asked() {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    await openPacketLink(clinic.house, link)
    const token = tokenOf(link)
    expect(await sendPacketCode(clinic.house, { token }, somewhere())).toMatchObject({ ok: true })
    const mail = await newestMail()
    return { token, code: /\b(\d{6})\b/.exec(mail.subject)?.[1] ?? '', mail }
  }

  it('given the code from the message, then it is in; the code works once', async () => {
    const { token, code, mail } = await asked()
    expect(mail).toMatchObject({ to: 'marisol@example.org', template: 'code-for-new-device' })
    expect(codeOf(await joinWithCode(clinic.house, { token, code }, somewhere()))).toBeNull()
    expect(codeOf(await joinWithCode(clinic.house, { token, code }, somewhere()))).toBe('code-refused')
  })

  it('given five wrong codes, then the right one is worthless too', async () => {
    const { token, code } = await asked()
    const wrong = code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n += 1) {
      expect(codeOf(await joinWithCode(clinic.house, { token, code: wrong }, somewhere()))).toBe('code-refused')
    }
    expect(codeOf(await joinWithCode(clinic.house, { token, code }, somewhere()))).toBe('code-refused')
  })

  it('given ten minutes have passed, then the code is too old', async () => {
    const { token, code } = await asked()
    clinic.clock.advance(10 * 60_000 + 1)
    expect(codeOf(await joinWithCode(clinic.house, { token, code }, somewhere()))).toBe('code-refused')
  })

  it('given a sixth code within the hour, then it is not sent: nobody’s mailbox is filled', async () => {
    const { token } = await asked()
    const sent = []
    for (let n = 0; n < 5; n += 1) sent.push(codeOf(await sendPacketCode(clinic.house, { token }, somewhere())))
    expect(sent).toEqual([null, null, null, null, 'too-many-attempts'])
  })
})

describe('a patient in their packet', () => {
  it('sees nothing of the packet before they have shown who they are: the forms tell what is treated', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    const patient = await patientWithCookie(clinic.house, await openPacketLink(clinic.house, link))
    const own = await readOwnPacket(clinic.house, patient)
    expect(own.ok && own.value.items.map((item) => item.kind)).toEqual(['identity'])
    expect(JSON.stringify(own)).not.toMatch(/Ybarra|1985-07/)
    const saved = await saveAnswer(clinic.house, patient, {
      answerId: clinic.house.newId(),
      itemId: 'history:1.0.0',
      questionId: 'stroke',
      value: 'no',
      language: 'en',
    })
    expect(codeOf(saved)).toBe('identity-not-shown')
  })

  it('given three wrong birth dates, then the packet stops and the front desk has one task (M17)', async () => {
    const { link, packetId: id } = await sendPacket(clinic.house, desk(), marisolId)
    const cookie = await openPacketLink(clinic.house, link)
    const patient = await patientWithCookie(clinic.house, cookie)
    const wrong = { ...marisol, birthDate: '1985-07-15' }
    const tries = []
    for (let n = 0; n < 4; n += 1) tries.push(codeOf(await showIdentity(clinic.house, patient, wrong)))
    expect(tries).toEqual(['identity-does-not-match', 'identity-does-not-match', 'packet-stopped', 'packet-stopped'])
    expect(codeOf(await showIdentity(clinic.house, patient, marisol))).toBe('packet-stopped')
    expect(await findPacketPatient(clinic.house, cookie)).toMatchObject({ standing: 'stopped' })
    const tasks = await asOwner(clinic.ownerUrl, async (owner) => {
      const rows = await owner.query(
        `select set_config('app.practice', '${marigoldHouse.practiceId}', false);
         select kind, owner_role, patient_id from clinic.task where evidence_id = '${id}'`,
      )
      return (rows as unknown as { rows: unknown[] }[])[1]?.rows
    })
    expect(tasks).toEqual([{ kind: 'identity-not-matched', owner_role: 'front-desk', patient_id: marisolId }])
  })

  it('given two tries at once, then each is counted', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId)
    const patient = await patientWithCookie(clinic.house, await openPacketLink(clinic.house, link))
    const wrong = { ...marisol, family: 'Somebody' }
    const tries = await Promise.all([1, 2, 3, 4, 5].map(() => showIdentity(clinic.house, patient, wrong)))
    expect(tries.filter((one) => codeOf(one) === 'identity-does-not-match')).toHaveLength(2)
  })

  it('answers, comes back to the newest answer, submits once; then the form is closed and the history is kept', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId, [{ kind: 'identity' }, { kind: 'medicines' }])
    const cookie = await openPacketLink(clinic.house, link)
    await showIdentity(clinic.house, await patientWithCookie(clinic.house, cookie), marisol)
    const patient = await patientWithCookie(clinic.house, cookie)
    const itemId = 'medicines:1.0.0'
    const say = (
      questionId: string,
      value: Parameters<typeof saveAnswer>[2]['value'],
      answerId = clinic.house.newId(),
    ) => saveAnswer(clinic.house, patient, { answerId, itemId, questionId, value, language: 'en' })
    await say('medicines', { takes: 'not-sure', list: [] })
    await say('medicines', null)
    const twice = clinic.house.newId()
    await say('medicines', { takes: 'no', list: [] }, twice)
    await say('medicines', { takes: 'no', list: [] }, twice)
    const missing = await submitForm(clinic.house, patient, { itemId })
    expect(missing).toMatchObject({ ok: false, refusal: { code: 'answers-missing', field: 'allergies' } })
    await say('allergies', { status: 'none-known', list: [] })
    const own = await readOwnPacket(clinic.house, patient)
    expect(own.ok && own.value.answers.find((one) => one.questionId === 'medicines')?.value).toEqual({
      takes: 'no',
      list: [],
    })
    expect(await submitForm(clinic.house, patient, { itemId })).toEqual({ ok: true, value: { isLast: true } })
    expect(codeOf(await submitForm(clinic.house, patient, { itemId }))).toBe('form-submitted')
    expect(codeOf(await say('allergies', { status: 'unavailable', list: [] }))).toBe('form-submitted')
    const kept = await asOwner(clinic.ownerUrl, async (owner) => {
      const rows = await owner.query(
        `select set_config('app.practice', '${marigoldHouse.practiceId}', false);
         select count(*)::int as n from clinic.packet_answer where packet_id = '${patient.packetId}'`,
      )
      return (rows as unknown as { rows: { n: number }[] }[])[1]?.rows[0]?.n
    })
    expect(kept).toBe(4)
    const again = await readOwnPacket(clinic.house, patient)
    expect(again).toMatchObject({ ok: true, value: { standing: 'complete', answers: [] } })
  })

  it('is refused a form that is not in their packet, and leaves a trace of what they did as a patient (S50)', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId, [{ kind: 'medicines' }])
    const patient = await patientWithCookie(clinic.house, await openPacketLink(clinic.house, link))
    const input = { answerId: clinic.house.newId(), questionId: 'stroke', value: 'no', language: 'en' } as const
    expect(codeOf(await saveAnswer(clinic.house, patient, { ...input, itemId: 'history:1.0.0' }))).toBe(
      'form-not-found',
    )
    await readOwnPacket(clinic.house, patient)
    const { events } = await inPractice(clinic.house.db, marigoldHouse.practiceId, (tx) =>
      listAudit(tx, marigoldHouse.practiceId, { patientId: marisolId, act: 'packet.read-own' }),
    )
    expect(events[0]).toMatchObject({ actor: { kind: 'patient', id: marisolId }, deviceId: patient.deviceId })
  })

  it('given an actor bent to another packet or another practice, then nothing is found (S05)', async () => {
    const { link } = await sendPacket(clinic.house, desk(), marisolId, [{ kind: 'medicines' }])
    const patient = await patientWithCookie(clinic.house, await openPacketLink(clinic.house, link))
    const stranger = patientId.parse(clinic.house.newId())
    expect(codeOf(await readOwnPacket(clinic.house, { ...patient, patientId: stranger }))).toBe('packet-not-found')
    const elsewhere = { ...patient, practiceId: samReyes.practiceId }
    expect(codeOf(await readOwnPacket(clinic.house, elsewhere))).toBe('packet-not-found')
    const otherPacket = { ...patient, packetId: packetId.parse(clinic.house.newId()) }
    expect(codeOf(await submitForm(clinic.house, otherPacket, { itemId: 'medicines:1.0.0' }))).toBe('forms-closed')
  })
})

describe('sending a packet', () => {
  const input = (over: object) => ({
    packetId: packetId.parse(clinic.house.newId()),
    patientId: marisolId,
    items: [...usualForms],
    language: 'en' as 'en' | 'es' | null,
    how: 'mail' as const,
    ...over,
  })

  it('goes to the address on file, and the answer to the desk holds no link', async () => {
    const sent = await sendPacketOf(clinic.house, desk(), input({ language: 'es' }))
    expect(sent).toMatchObject({ ok: true, value: { link: null } })
    expect(await newestMail()).toMatchObject({ to: 'marisol@example.org', template: 'forms-to-fill-in' })
    expect((await newestMail()).subject).toContain('Formularios')
  })

  it('goes in the language of the chart where nobody chose one', async () => {
    const speaks = (code: string) =>
      asOwner(clinic.ownerUrl, (owner) =>
        owner.query(
          `select set_config('app.practice', '${marigoldHouse.practiceId}', false);
           update clinic.patient set details = jsonb_set(details, '{language}',
             '{"system":"urn:ietf:bcp:47","code":"${code}"}') where id = '${marisolId}'`,
        ),
      )
    await speaks('es-US')
    expect((await sendPacketOf(clinic.house, desk(), input({ language: null }))).ok).toBe(true)
    expect((await newestMail()).subject).toContain('Formularios')
    await speaks('en-US')
    clinic.clock.advance(60_000)
    expect((await sendPacketOf(clinic.house, desk(), input({ language: null }))).ok).toBe(true)
    expect((await newestMail()).subject).not.toContain('Formularios')
  })

  it('sent twice with one id is one packet', async () => {
    const twice = input({ how: 'hand' })
    const first = await sendPacketOf(clinic.house, desk(), twice)
    const second = await sendPacketOf(clinic.house, desk(), twice)
    expect(first.ok && first.value.link).not.toBeNull()
    expect(second).toMatchObject({ ok: true, value: { link: null } })
    const otherForms = { ...twice, items: twice.items.slice(1) }
    const other = await sendPacketOf(clinic.house, desk(), otherForms)
    expect(codeOf(other), 'the same id with other forms (R5)').toBe('id-taken')
  })

  it('is refused for a person of another practice, and the same form twice', async () => {
    const stranger = actAs(samReyes, clinic.clock.now)
    expect(codeOf(await sendPacketOf(clinic.house, stranger, input({})))).toBe('patient-not-found')
    const items = [{ kind: 'history' }, { kind: 'history' }]
    expect(codeOf(await sendPacketOf(clinic.house, desk(), input({ items })))).toBe('form-chosen-twice')
    const unknown = [{ kind: 'instrument', ref: 'madrs' }]
    expect(codeOf(await sendPacketOf(clinic.house, desk(), input({ items: unknown })))).toBe('form-not-known')
  })
})
