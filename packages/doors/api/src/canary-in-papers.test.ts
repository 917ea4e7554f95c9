import { privateNoteId } from '@holdspace/clinic/notes/psychotherapy-note'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { chargeSession, giveEstimate, openBilling, payAtDesk } from '@holdspace/fixture-clinic/billing-fixtures'
import { publishConsents, signOne } from '@holdspace/fixture-clinic/consent-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { sendPacket, usualForms } from '@holdspace/fixture-clinic/intake-fixtures'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { type FixturePerson, helenAmes, lenaOkafor, marigoldHouse, theoLind } from '@holdspace/fixture-clinic/people'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import { issuePaper } from '@holdspace/use-cases/bill/issue-paper'
import { readConsentPaper } from '@holdspace/use-cases/consent/read-consent-paper'
import type { House } from '@holdspace/use-cases/house'
import { keepPsychotherapyNote } from '@holdspace/use-cases/notes/psychotherapy-notes'
import { accountForDisclosures } from '@holdspace/use-cases/share/account-for-disclosures'
import { readPaper } from '@holdspace/use-cases/sign/read-paper'
import { PDFParse } from 'pdf-parse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** In a psychotherapy note, and said nowhere else in the house. */
const canary = 'cinnabar-plover-93'
/** Charted in the session: shared with the care team and permanent, and nobody else's (RULINGS 10). */
const ofTheRoom = ['floating above my own kitchen', 'hands resting open']

let clinic: TestHouse
let house: House
let wren: PatientId
let session: SessionId
let sheetId: string
let consentId: string
const drawn: Uint8Array[] = []
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)

/** Somebody with everything a paper can be about; and a therapist's own note of it all. */
beforeAll(async () => {
  clinic = await testHouse()
  house = { ...clinic.house, drawPdf: keepingWhatIsDrawn(clinic.house.drawPdf) }
  await approveProtocols(house, as(helenAmes))
  await openBilling(house)
  wren = await openChart(house, as(theoLind), referralOf(demoReferrals['self-pay-package']))
  const noteId = privateNoteId.parse('018f4444-0000-7000-8000-000000000093')
  const note = { noteId, patientId: wren, version: 1, title: canary, words: `The dream of the ${canary}.` }
  must(await keepPsychotherapyNote(house, as(lenaOkafor), note))
  await publishConsents(house)
  consentId = await signOne(house, { patientId: wren, kind: 'touch' })
  const escort = { name: 'Ike Abara', phone: '518-555-0190', relationship: 'brother' }
  const body = { weightGrams: 74_000, heightMm: 1780, untilMinute: 90, isFinished: true }
  session = await seedSession(house, clinic.clock, { patientId: wren, room: 'Willow', escort, ...body })
  sheetId = await chargeSession(house, session)
})
afterAll(() => clinic.stop())

function keepingWhatIsDrawn(draw: House['drawPdf']): House['drawPdf'] {
  return async (drawing) => {
    const pdf = await draw(drawing)
    drawn.push(pdf)
    return pdf
  }
}

function must<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error([decision.refusal.sentence, ...(decision.refusal.details ?? [])].join('\n'))
  return decision.value
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const parser = new PDFParse({ data: new Uint8Array(pdf) })
  const { text } = await parser.getText()
  await parser.destroy()
  return text.replace(/\s+/g, ' ')
}

/** What is drawn while `work` runs, read back as a stranger's program reads it. */
async function papersOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = drawn.length
  await work()
  return Promise.all(drawn.slice(before).map(textOf))
}

async function issue(paper: Parameters<typeof issuePaper>[2]['paper']) {
  return must(await issuePaper(house, as(theoLind), { paperId: house.newId(), patientId: wren, paper }))
}

const day = calendarDate.parse('2026-01-01')
const papers: Readonly<Record<string, { readonly says: RegExp; readonly make: () => Promise<unknown> }>> = {
  superbill: {
    says: /Superbill/i,
    make: () =>
      issue({
        kind: 'superbill',
        sheetIds: [sheetId],
        diagnoses: [{ code: 'F33.1', words: 'Depression' }],
        referring: null,
      }),
  },
  invoice: { says: /Invoice/i, make: () => issue({ kind: 'invoice', itemIds: [sheetId] }) },
  receipt: {
    says: /Receipt/i,
    make: async () => issue({ kind: 'receipt', paymentId: await payAtDesk(house, wren, 10_000) }),
  },
  statement: {
    says: /Statement/i,
    make: () => issue({ kind: 'statement', from: day, until: calendarDate.parse('2026-12-31') }),
  },
  estimate: { says: /Good Faith Estimate/i, make: () => giveEstimate(house, wren) },
  'consent copy': {
    says: /Certificate/i,
    make: async () => {
      must(await readConsentPaper(house, as(theoLind), { consentId, paper: 'a4' }))
    },
  },
}

describe('given a therapist’s own note and words charted in the room (M18, RULINGS 10)', () => {
  test('the signed record of the care team has the words of the room, and nothing of the note', async () => {
    const text = await textOf(must(await readPaper(house, as(helenAmes), { sessionId: session, paper: 'a4' })).pdf)
    for (const words of ofTheRoom) expect(text).toContain(words)
    expect(text).not.toContain(canary)
  })

  test('of both editions drawn at the signature, the partners’ has neither', async () => {
    const signed = await Promise.all(drawn.slice(0, 2).map(textOf))
    expect(signed.map((text) => ofTheRoom.filter((words) => text.includes(words)).length)).toEqual([2, 0])
    for (const text of signed) expect(text).not.toContain(canary)
  })

  test.each(Object.entries(papers))('%s: neither stands on it', async (_name, { says, make }) => {
    const texts = await papersOf(make)
    expect(texts.join('\n')).toMatch(says)
    for (const text of texts) for (const words of [canary, ...ofTheRoom]) expect(text).not.toContain(words)
  })

  test('neither is in the accounting of disclosures, in any message to the patient, nor in what partners could read', async () => {
    must(await sendPacket(house, as(theoLind), wren, usualForms).then((sent) => ({ ok: true as const, value: sent })))
    const sheet = JSON.stringify(must(await accountForDisclosures(house, as(helenAmes), { patientId: wren })))
    const { rows } = await asOwner(clinic.ownerUrl, async (owner) => {
      await owner.query(`select set_config('app.practice', $1, false)`, [marigoldHouse.practiceId])
      return owner.query<{ line: string }>(`
        select to_jsonb(m)::text as line from clinic.mail_message m
        union all select text from clinic.fhir_resource union all select text from clinic.fhir_resource_version`)
    })
    expect(rows.length).toBeGreaterThan(30)
    const told = [sheet, ...rows.map(({ line }) => line)].join('\n')
    for (const words of [canary, ...ofTheRoom]) expect(told).not.toContain(words)
  })
})
