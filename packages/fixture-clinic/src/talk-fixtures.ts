import type { StaffActor } from '@holdspace/clinic/access/actor'
import type { HandoffWords } from '@holdspace/clinic/notes/handoff'
import { type HandoffId, handoffId } from '@holdspace/clinic/notes/handoff'
import type { HandoffMoment, HandoffSide } from '@holdspace/clinic/notes/handoff-words'
import { messageId } from '@holdspace/clinic/notes/message'
import { noteId } from '@holdspace/clinic/notes/shared-note'
import type { Decision } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { acknowledgeHandoff } from '@holdspace/use-cases/notes/acknowledge-handoff'
import { markPsychotherapy } from '@holdspace/use-cases/notes/mark-psychotherapy'
import { saveNote } from '@holdspace/use-cases/notes/save-note'
import { signNote } from '@holdspace/use-cases/notes/sign-note'
import { writeHandoff } from '@holdspace/use-cases/notes/write-handoff'
import { writeMessage } from '@holdspace/use-cases/notes/write-message'
import { actAs } from './act-as.ts'
import { type FixturePerson, helenAmes, lenaOkafor, maraQuist, rosaVance } from './people.ts'

function must<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value
  throw new Error(`${decision.refusal.code}: ${decision.refusal.sentence}`)
}

/** A person of the staff; the outside therapist reaches the patient whose story is told. */
function reaching(house: House, person: FixturePerson, patientId: PatientId): StaffActor {
  const actor = actAs(person, house.clock)
  return actor.guestPatients === null ? actor : { ...actor, guestPatients: [patientId] }
}

interface HandoffWish {
  readonly by: FixturePerson
  readonly moment: HandoffMoment
  readonly toward: HandoffSide
  readonly words: Partial<HandoffWords>
}

export async function handOver(house: House, patientId: PatientId, wish: HandoffWish): Promise<HandoffId> {
  const { by, moment, toward } = wish
  const words = { changed: '', proposal: '', setting: '', redFlags: '', ...wish.words }
  const handoff = { handoffId: handoffId.parse(house.newId()), patientId, sessionId: null, moment, toward, words }
  return must(await writeHandoff(house, reaching(house, by, patientId), handoff)).handoffId
}

/** A message to the whole care team. */
export async function tellTeam(house: House, patientId: PatientId, by: FixturePerson, words: string): Promise<void> {
  const message = { messageId: messageId.parse(house.newId()), patientId, toMembership: null, words }
  must(await writeMessage(house, reaching(house, by, patientId), { ...message, audience: 'care-team' }))
}

/** An integration session of 50 minutes, written up and signed. */
export async function integrate(house: House, patientId: PatientId, by: FixturePerson): Promise<void> {
  const actor = reaching(house, by, patientId)
  const id = noteId.parse(house.newId())
  const saved = must(
    await saveNote(house, actor, {
      noteId: id,
      patientId,
      kind: 'integration',
      sessionId: null,
      version: 1,
      sections: {
        modality: 'Integration, individual, in person',
        symptoms: 'Less heavy in the mornings. No thoughts of suicide.',
        function: 'Worked four of five days; cooks again.',
        progress: 'PHQ-9 down by a third since the first dose.',
        plan: 'Next dose as planned; keep the evening walk.',
      },
    }),
  )
  const stopped = house.clock()
  const marks = [
    { kind: 'started' as const, at: plusMinutes(stopped, -50) },
    { kind: 'stopped' as const, at: stopped },
  ]
  for (const mark of marks) must(await markPsychotherapy(house, actor, { id: house.newId(), noteId: id, ...mark }))
  must(await signNote(house, actor, { noteId: id, shownHash: saved.contentHash }))
}

/** What the two sides told each other about somebody in the middle of a course with our own therapist. */
export async function talkDuringCourse(house: House, patientId: PatientId): Promise<void> {
  await integrate(house, patientId, lenaOkafor)
  const before = await handOver(house, patientId, {
    by: lenaOkafor,
    moment: 'before',
    toward: 'prescriber',
    words: {
      changed: 'Sleeps six hours; the dream about the house came back.',
      proposal: 'Same dose; the last one was enough.',
      setting: 'Wants the blanket and no talking in the first half hour.',
    },
  })
  must(
    await acknowledgeHandoff(house, actAs(helenAmes, house.clock), { handoffId: before, answer: 'Dose stays at 0.5.' }),
  )
  await tellTeam(house, patientId, maraQuist, 'Husband drives; he will wait in the garden.')
}

/** What is waiting about somebody whose own therapist works elsewhere: her handoff, which nobody here has read yet. */
export async function talkWithOutside(house: House, patientId: PatientId): Promise<void> {
  await tellTeam(house, patientId, helenAmes, 'Welcome, Rosa. The plan is signed; the first dose waits for your word.')
  await handOver(house, patientId, {
    by: rosaVance,
    moment: 'before',
    toward: 'prescriber',
    words: {
      changed: 'Two preparation sessions done.',
      setting: 'Intention is hers and clear. Touch only on the hand.',
      redFlags: 'Drinks a glass of wine most evenings; she says she will stop before the dose.',
    },
  })
}
