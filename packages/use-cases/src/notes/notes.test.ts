import { handoffId } from '@holdspace/clinic/notes/handoff'
import { messageId } from '@holdspace/clinic/notes/message'
import { noteId } from '@holdspace/clinic/notes/shared-note'
import { inPractice } from '@holdspace/db/database'
import { psychotherapyOf } from '@holdspace/db/psychotherapy-time-store'
import { taskOfEvidence } from '@holdspace/db/task-store'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  type FixturePerson,
  helenAmes,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { careTeamOf, joinTeam } from '@holdspace/fixture-clinic/plan-fixtures'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { minutesBetween, plusMinutes } from '@holdspace/kit/instant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acknowledgeHandoff } from './acknowledge-handoff.ts'
import { addToNote } from './add-to-note.ts'
import { markPsychotherapy } from './mark-psychotherapy.ts'
import { readHandoffs, unacknowledgedHandoffs } from './read-handoffs.ts'
import { markMessagesRead, readMessages } from './read-messages.ts'
import { readNotes } from './read-notes.ts'
import { saveNote } from './save-note.ts'
import { signNote } from './sign-note.ts'
import { writeHandoff } from './write-handoff.ts'
import { writeMessage } from './write-message.ts'

let clinic: TestHouse
let marisol: PatientId
let ana: PatientId
const { practiceId } = marigoldHouse
const as = (person: FixturePerson) => actAs(person, clinic.clock.now)
const guest = (reaches: readonly PatientId[]) => ({ ...as(rosaVance), guestPatients: reaches })
const newId = () => clinic.house.newId()

beforeAll(async () => {
  clinic = await testHouse()
  marisol = await openChart(clinic.house, as(maraQuist), marisolFromValley)
  ana = await openChart(clinic.house, as(maraQuist), referralOf(demoReferrals['ready-today']))
  await careTeamOf(clinic.house, marisol, { track: 'kap', therapist: 'outside' })
  await joinTeam(clinic.house, marisol, lenaOkafor, 'therapist')
})
afterAll(() => clinic.stop())

describe('given a handoff from the therapist to the prescriber before a session', () => {
  const words = {
    changed: 'Two bad nights',
    proposal: 'Keep the dose',
    setting: 'Wants no music',
    redFlags: 'Wine daily',
  }
  const handedOver = '018f1111-0000-7000-8000-000000000001'

  test('when it is written, then a task stands with the lead prescriber until it is acknowledged by name', async () => {
    const wish = { handoffId: handoffId.parse(handedOver), patientId: marisol, sessionId: null, words }
    const writing = { ...wish, moment: 'before' as const, toward: 'prescriber' as const }
    expect((await writeHandoff(clinic.house, as(lenaOkafor), writing)).ok).toBe(true)
    const other = { ...writing, words: { ...words, changed: 'Something else than was written first' } }
    expect(await writeHandoff(clinic.house, as(lenaOkafor), other)).toMatchObject({ refusal: { code: 'id-taken' } })
    const task = () =>
      inPractice(clinic.house.db, practiceId, (tx) =>
        taskOfEvidence(tx, practiceId, 'read-handoff', { type: 'handoff', id: handedOver }),
      )
    expect(await task()).toMatchObject({
      status: 'open',
      owner: { kind: 'member', membershipId: helenAmes.membershipId },
      title: 'Handoff before a session',
    })
    const open = () =>
      inPractice(clinic.house.db, practiceId, (tx) => unacknowledgedHandoffs(tx, practiceId, [marisol]))
    expect(await open()).toHaveLength(1)
    const answering = { handoffId: handoffId.parse(handedOver), answer: 'Dose stays.' }
    expect(await acknowledgeHandoff(clinic.house, as(lenaOkafor), answering)).toMatchObject({
      refusal: { code: 'handoff-own' },
    })
    expect(await acknowledgeHandoff(clinic.house, guest([marisol]), answering)).toMatchObject({
      refusal: { code: 'handoff-other-side' },
    })
    expect((await acknowledgeHandoff(clinic.house, as(helenAmes), answering)).ok).toBe(true)
    expect(await acknowledgeHandoff(clinic.house, as(maraQuist), answering)).toMatchObject({
      refusal: { code: 'handoff-acknowledged' },
    })
    expect(await task()).toMatchObject({ status: 'done' })
    expect(await open()).toEqual([])
    const read = await readHandoffs(clinic.house, as(lenaOkafor), { patientId: marisol })
    expect(read).toMatchObject({
      ok: true,
      value: { toward: 'prescriber', handoffs: [{ acknowledged: { byName: 'Dr Helen Ames', answer: 'Dose stays.' } }] },
    })
  })

  test('when somebody outside the care team asks, then it is refused; another practice finds nothing', async () => {
    const asked = { patientId: marisol }
    expect(await readHandoffs(clinic.house, as(theoLind), asked)).toMatchObject({
      refusal: { family: 'not-permitted' },
    })
    expect(await readHandoffs(clinic.house, as(samReyes), asked)).toMatchObject({
      refusal: { code: 'patient-not-found' },
    })
  })
})

describe('given messages about a patient', () => {
  const write = (
    person: FixturePerson,
    audience: 'care-team' | 'clinic' | 'person',
    words: string,
    to?: FixturePerson,
  ) => {
    // Nobody writes twice in the same moment; the order is told by the clock.
    clinic.clock.advance(1_000)
    return writeMessage(clinic.house, person === rosaVance ? guest([marisol]) : as(person), {
      messageId: messageId.parse(newId()),
      patientId: marisol,
      audience,
      toMembership: to?.membershipId ?? null,
      words,
    })
  }
  const seenBy = async (person: FixturePerson) => {
    const actor = person === rosaVance ? guest([marisol]) : as(person)
    const read = await readMessages(clinic.house, actor, { patientId: marisol })
    if (!read.ok) throw new Error(read.refusal.sentence)
    return read.value
  }

  test('then each reader sees exactly what is for them', async () => {
    expect((await write(lenaOkafor, 'care-team', 'Sleep diary is in.')).ok).toBe(true)
    expect((await write(theoLind, 'clinic', 'Her husband rang.')).ok).toBe(true)
    expect((await write(helenAmes, 'person', 'Please call her.', maraQuist)).ok).toBe(true)
    const words = async (person: FixturePerson) => (await seenBy(person)).messages.map((one) => one.words)
    expect(await words(lenaOkafor)).toEqual(['Sleep diary is in.', 'Her husband rang.'])
    expect(await words(maraQuist)).toEqual(['Sleep diary is in.', 'Her husband rang.', 'Please call her.'])
    expect(await words(rosaVance)).toEqual(['Sleep diary is in.'])
    expect(await words(theoLind)).toEqual(['Her husband rang.'])
    expect(await words(priyaRaman)).toEqual(['Her husband rang.'])
  })

  test('then a guest writes to the care team and to people of it, not to the clinic, and sees nobody else’s name', async () => {
    expect(await write(rosaVance, 'clinic', 'Hello all')).toMatchObject({
      refusal: { code: 'message-guest-to-clinic' },
    })
    expect((await write(rosaVance, 'person', 'When is the next dose?', helenAmes)).ok).toBe(true)
    const { people, audiences } = await seenBy(rosaVance)
    expect(audiences).toEqual(['care-team', 'person'])
    expect(people.map((one) => one.name)).toEqual(['Dr Helen Ames', 'L. Okafor LMFT', 'Mara Quist RN'])
    // A guest who does not reach the patient cannot be written to about her.
    const about = { patientId: ana, audience: 'person' as const, toMembership: rosaVance.membershipId, words: 'x' }
    expect(
      await writeMessage(clinic.house, as(helenAmes), { messageId: messageId.parse(newId()), ...about }),
    ).toMatchObject({ refusal: { code: 'message-not-addressable' } })
  })

  test('then the same message sent twice is one, and other words under its id are refused, not called sent (R5, H261)', async () => {
    const sent = { messageId: messageId.parse(newId()), patientId: ana, audience: 'care-team' as const }
    const message = { ...sent, toMembership: null, words: 'Hold the next dose.' }
    const write = (more: object) => writeMessage(clinic.house, as(helenAmes), { ...message, ...more })
    expect([(await write({})).ok, (await write({})).ok]).toEqual([true, true])
    expect(await write({ words: 'Give the next dose.' })).toMatchObject({ refusal: { code: 'id-taken' } })
    expect(await write({ patientId: marisol })).toMatchObject({ refusal: { code: 'id-taken' } })
  })

  test('then a reading is marked with name and time, and only of what the reader may know of', async () => {
    const all = (await seenBy(maraQuist)).messages
    const ids = all.map((one) => one.messageId)
    const marked = await markMessagesRead(clinic.house, as(theoLind), { patientId: marisol, messageIds: ids })
    // The one for the clinic is his own.
    expect(marked).toEqual({ ok: true, value: { marked: 0 } })
    expect(await markMessagesRead(clinic.house, as(maraQuist), { patientId: marisol, messageIds: ids })).toMatchObject({
      value: { marked: 3 },
    })
    const [first] = (await seenBy(lenaOkafor)).messages
    expect(first?.readBy).toMatchObject([{ name: 'Mara Quist RN' }])
    expect((await seenBy(maraQuist)).messages.every((one) => !one.isNew)).toBe(true)
  })
})

describe('given a shared note', () => {
  const id = noteId.parse('018f1111-0000-7000-8000-000000000002')
  const sections = {
    modality: 'Integration, EMDR elements',
    symptoms: 'PHQ-9 fell to 9. No thoughts of suicide.',
    function: 'Back at work three days',
    progress: 'Half the score of the beginning',
    plan: 'Dose 4 as planned',
  }
  const saving = () => ({ noteId: id, patientId: marisol, kind: 'integration' as const, sessionId: null, sections })

  test('when it is a draft, then its author alone sees it', async () => {
    expect((await saveNote(clinic.house, as(lenaOkafor), { ...saving(), version: 1 })).ok).toBe(true)
    const seen = async (person: FixturePerson) => {
      const read = await readNotes(clinic.house, as(person), { patientId: marisol })
      return read.ok ? read.value.notes.map((note) => note.noteId) : read.refusal.code
    }
    expect(await seen(lenaOkafor)).toEqual([id])
    expect(await seen(helenAmes)).toEqual([])
    expect(await seen(theoLind)).toBe('may-not-note-read')
    const changing = { ...saving(), version: 2, sections: { ...sections, plan: '' } }
    expect(await saveNote(clinic.house, as(helenAmes), changing)).toMatchObject({ refusal: { code: 'note-not-found' } })
    expect(await saveNote(clinic.house, as(lenaOkafor), { ...changing, version: 5 })).toMatchObject({
      refusal: { code: 'note-saved-elsewhere' },
    })
  })

  test('then psychotherapy minutes come only from start and stop, which billing reads (RULINGS 11)', async () => {
    const start = plusMinutes(clinic.clock.now(), -53)
    const mark = (kind: 'started' | 'stopped', at: typeof start) =>
      markPsychotherapy(clinic.house, as(lenaOkafor), { id: newId(), noteId: id, kind, at })
    expect(await mark('stopped', clinic.clock.now())).toMatchObject({ refusal: { code: 'psychotherapy-not-running' } })
    expect((await mark('started', start)).ok).toBe(true)
    expect(await mark('started', start)).toMatchObject({ refusal: { code: 'psychotherapy-running' } })
    expect(await mark('stopped', plusMinutes(clinic.clock.now(), 5))).toMatchObject({
      refusal: { code: 'psychotherapy-ahead-of-time' },
    })
    expect((await mark('stopped', clinic.clock.now())).ok).toBe(true)
    const [stretch] = await inPractice(clinic.house.db, practiceId, (tx) => psychotherapyOf(tx, practiceId, marisol))
    if (stretch?.stoppedAt == null) throw new Error('no stretch was recorded')
    expect(minutesBetween(stretch.startedAt, stretch.stoppedAt)).toBe(53)
  })

  test('when it is signed, then everybody of the care team reads it, it never changes, and others add under their name', async () => {
    const own = await readNotes(clinic.house, as(lenaOkafor), { patientId: marisol })
    const shownHash = own.ok ? (own.value.notes[0]?.contentHash ?? '') : ''
    const late = { ...as(lenaOkafor), lastStepUpAt: null }
    expect(await signNote(clinic.house, late, { noteId: id, shownHash })).toMatchObject({
      refusal: { family: 'step-up-required' },
    })
    expect(await signNote(clinic.house, as(lenaOkafor), { noteId: id, shownHash: 'ab'.repeat(32) })).toMatchObject({
      refusal: { code: 'note-changed' },
    })
    expect((await signNote(clinic.house, as(lenaOkafor), { noteId: id, shownHash })).ok).toBe(true)
    const later = { ...saving(), version: 2, sections: { ...sections, plan: 'something else' } }
    expect(await saveNote(clinic.house, as(lenaOkafor), later)).toMatchObject({ refusal: { code: 'note-signed' } })
    const adding = { id: newId(), noteId: id, words: 'Blood pressure 118/76 at the visit.' }
    expect((await addToNote(clinic.house, as(maraQuist), adding)).ok).toBe(true)
    expect((await addToNote(clinic.house, as(maraQuist), adding)).ok).toBe(true)
    for (const [who, more] of [
      [maraQuist, { words: 'Blood pressure 181/76 at the visit.' }],
      [helenAmes, {}],
    ] as const) {
      const other = await addToNote(clinic.house, as(who), { ...adding, ...more })
      expect(other, 'the same id with another body, or by another hand (R5)').toMatchObject({
        refusal: { code: 'id-taken' },
      })
    }
    const read = await readNotes(clinic.house, guest([marisol]), { patientId: marisol })
    expect(read).toMatchObject({
      ok: true,
      value: {
        notes: [
          {
            sections,
            signed: { signerName: 'L. Okafor LMFT' },
            addenda: [{ authorName: 'Mara Quist RN' }],
            stretches: [{ byName: 'L. Okafor LMFT' }],
          },
        ],
      },
    })
    expect(await readNotes(clinic.house, as(samReyes), { patientId: marisol })).toMatchObject({ ok: false })
  })
})

test('given a guest who reaches one patient, then the other one does not exist for them, whatever they ask', async () => {
  const rosa = guest([marisol])
  const asked = { patientId: ana }
  const refused = { ok: false, refusal: { code: 'patient-not-found' } }
  expect(await readNotes(clinic.house, rosa, asked)).toMatchObject(refused)
  expect(await readMessages(clinic.house, rosa, asked)).toMatchObject(refused)
  expect(await readHandoffs(clinic.house, rosa, asked)).toMatchObject(refused)
})
