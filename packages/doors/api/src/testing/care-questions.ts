import { handoffId } from '@holdspace/clinic/notes/handoff'
import { messageId } from '@holdspace/clinic/notes/message'
import { noteId } from '@holdspace/clinic/notes/shared-note'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import {
  type FixturePerson,
  helenAmes,
  lenaOkafor,
  maraQuist,
  priyaRaman,
  rosaVance,
} from '@holdspace/fixture-clinic/people'
import { draftPlan, joinTeam, proposePlanFor } from '@holdspace/fixture-clinic/plan-fixtures'
import type { TestHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { saveNote } from '@holdspace/use-cases/notes/save-note'
import { signNote } from '@holdspace/use-cases/notes/sign-note'
import { writeHandoff } from '@holdspace/use-cases/notes/write-handoff'
import { writeMessage } from '@holdspace/use-cases/notes/write-message'

/** What stands about one patient's care when the questions of this subject are asked. */
export interface CareThere {
  readonly planId: string
  readonly periodId: string
  readonly handoffId: string
  readonly messageId: string
  readonly draftId: string
  readonly draftHash: string
  readonly signedNoteId: string
}

const sections = { modality: 'Talking', symptoms: '', function: '', progress: 'A little lighter', plan: '' }

export async function seedCare({ house, clock }: TestHouse, patientId: PatientId): Promise<CareThere> {
  await joinTeam(house, patientId, helenAmes, 'lead-prescriber')
  await joinTeam(house, patientId, lenaOkafor, 'therapist')
  const periodId = await joinTeam(house, patientId, maraQuist, 'nurse')
  const planId = await proposePlanFor(house, patientId, { track: 'kap' })
  const okafor = actAs(lenaOkafor, clock.now, 3)
  const said = { changed: 'Sleeps better', proposal: '', setting: '', redFlags: '' }
  const handedOver = handoffId.parse(house.newId())
  const handoff = { handoffId: handedOver, patientId, sessionId: null, moment: 'before' as const }
  await writeHandoff(house, okafor, { ...handoff, toward: 'prescriber', words: said })
  const written = messageId.parse(house.newId())
  const message = { messageId: written, patientId, audience: 'care-team' as const, toMembership: null }
  await writeMessage(house, okafor, { ...message, words: 'Please look at the sleep diary.' })
  const [draft, signed] = [noteId.parse(house.newId()), noteId.parse(house.newId())]
  const note = { patientId, kind: 'integration' as const, sessionId: null, version: 1, sections }
  const saved = await saveNote(house, okafor, { ...note, noteId: draft })
  const other = await saveNote(house, okafor, { ...note, noteId: signed })
  if (!saved.ok || !other.ok) throw new Error('the notes could not be saved')
  await signNote(house, okafor, { noteId: signed, shownHash: other.value.contentHash })
  const draftHash = saved.value.contentHash
  return {
    planId,
    periodId,
    handoffId: handedOver,
    messageId: written,
    draftId: draft,
    draftHash,
    signedNoteId: signed,
  }
}

interface Question {
  readonly who: FixturePerson
  readonly input: () => unknown
  readonly refusedAtHome?: true
}

/** Every procedure about care team, plan, handoffs, messages and notes, in an order in which each can be asked. */
export function careQuestions(
  clinic: () => TestHouse,
  there: () => CareThere & { readonly patientId: string },
): Readonly<Record<string, Question>> {
  const newId = () => clinic().house.newId()
  const patient = () => ({ patientId: there().patientId })
  const shownHash = 'ab'.repeat(32)
  const joining = { part: 'outside-therapist', startsOn: '2026-11-21', until: null, reason: 'Her own therapist' }
  const changes = { draft: () => draftPlan(clinic().house, 'kap', { doses: 5 }), whyChanged: 'One dose fewer' }
  const words = { changed: 'Nausea last time', proposal: 'Stay at the dose', setting: '', redFlags: '' }
  return {
    'team.read': { who: maraQuist, input: patient },
    'team.add': {
      who: maraQuist,
      input: () => ({
        periodId: newId(),
        ...patient(),
        membershipId: rosaVance.membershipId,
        ...joining,
        release: 'On paper',
      }),
    },
    'team.end': {
      who: maraQuist,
      input: () => ({ periodId: there().periodId, reason: 'changed-hands', words: '' }),
    },
    'plan.read': { who: lenaOkafor, input: patient },
    'plan.nextDose': { who: lenaOkafor, input: patient },
    'plan.forRoom': { who: lenaOkafor, input: patient },
    'plan.propose': {
      who: helenAmes,
      input: () => ({
        ...patient(),
        planId: there().planId,
        version: 2,
        draft: changes.draft(),
        whyChanged: changes.whyChanged,
      }),
    },
    'plan.sign': {
      who: helenAmes,
      input: () => ({ id: newId(), planId: there().planId, signer: 'prescriber', shownHash }),
      refusedAtHome: true,
    },
    'plan.takePatientSignature': {
      who: maraQuist,
      input: () => ({
        id: newId(),
        planId: there().planId,
        shownHash,
        signing: { method: 'paper', attestation: 'In the folder' },
      }),
      refusedAtHome: true,
    },
    'plan.end': {
      who: helenAmes,
      input: () => ({ planId: there().planId, ending: 'stopped', words: 'She wishes to pause' }),
    },
    'handoff.read': { who: helenAmes, input: patient },
    'handoff.write': {
      who: helenAmes,
      input: () => ({ handoffId: newId(), ...patient(), sessionId: null, moment: 'after', toward: 'therapist', words }),
    },
    'handoff.acknowledge': { who: helenAmes, input: () => ({ handoffId: there().handoffId, answer: '' }) },
    'message.read': { who: maraQuist, input: patient },
    'message.write': {
      who: priyaRaman,
      input: () => ({
        messageId: newId(),
        ...patient(),
        audience: 'clinic',
        toMembership: null,
        words: 'Card expired.',
      }),
    },
    'message.markRead': { who: maraQuist, input: () => ({ ...patient(), messageIds: [there().messageId] }) },
    'note.read': { who: maraQuist, input: patient },
    'note.save': {
      who: lenaOkafor,
      input: () => ({ noteId: newId(), ...patient(), kind: 'contact', sessionId: null, version: 1, sections }),
    },
    'note.markPsychotherapy': {
      who: lenaOkafor,
      input: () => ({ id: newId(), noteId: there().draftId, kind: 'started', at: clinic().clock.now() }),
    },
    'note.sign': { who: lenaOkafor, input: () => ({ noteId: there().draftId, shownHash: there().draftHash }) },
    'note.add': {
      who: maraQuist,
      input: () => ({ id: newId(), noteId: there().signedNoteId, words: 'She rang: all well.' }),
    },
    'psychotherapyNote.keep': {
      who: lenaOkafor,
      input: () => ({ noteId: newId(), ...patient(), version: 1, title: '', words: 'For my eyes.' }),
    },
    'psychotherapyNote.read': { who: lenaOkafor, input: patient },
  }
}
