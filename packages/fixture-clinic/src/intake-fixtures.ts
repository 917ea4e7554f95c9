import type { PatientActor, StaffActor } from '@holdspace/clinic/access/actor'
import type { AnswerValue } from '@holdspace/clinic/intake/answer-shapes'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { isAsked, type Question, questionsOf } from '@holdspace/clinic/intake/questions'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import type { Decision } from '@holdspace/kit/decision'
import { type PacketId, packetId, patientId } from '@holdspace/kit/ids'
import type { House } from '@holdspace/use-cases/house'
import { exchangePacketLink } from '@holdspace/use-cases/intake/exchange-link'
import { findPacketPatient } from '@holdspace/use-cases/intake/find-packet-patient'
import { readOwnPacket } from '@holdspace/use-cases/intake/read-own-packet'
import { saveAnswer } from '@holdspace/use-cases/intake/save-answer'
import { type ChosenItem, sendPacket as sendPacketOf } from '@holdspace/use-cases/intake/send-packet'
import { showIdentity } from '@holdspace/use-cases/intake/show-identity'
import { submitForm } from '@holdspace/use-cases/intake/submit-form'

/** The forms a new person gets before the first visit, without instruments and consents. */
export const usualForms: readonly ChosenItem[] = [
  { kind: 'identity' },
  { kind: 'demographics' },
  { kind: 'history' },
  { kind: 'medicines' },
  { kind: 'treatment-trials' },
  { kind: 'contraindications' },
]

export interface SentPacketLink {
  readonly packetId: PacketId
  /** The address as handed over: `http://…/p/<token>`. */
  readonly link: string
}

/** Sends a packet as a link to hand over, so that a story can open it. */
export async function sendPacket(
  house: House,
  actor: StaffActor,
  whose: string,
  items: readonly ChosenItem[] = usualForms,
): Promise<SentPacketLink> {
  const input = { packetId: packetId.parse(house.newId()), patientId: patientId.parse(whose), items: [...items] }
  const sent = accepted(await sendPacketOf(house, actor, { ...input, language: 'en', how: 'hand' }))
  if (sent.link === null) throw new Error('The packet was sent before.')
  return { packetId: sent.packetId, link: sent.link }
}

export function tokenOf(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1)
}

/** A browser at this address opens the link; answers the token of its packet cookie. */
export async function openPacketLink(house: House, link: string, ipAddress = '192.0.2.50'): Promise<string> {
  const held = { kind: 'none' } as const
  const { deviceToken } = accepted(await exchangePacketLink(house, { token: tokenOf(link) }, held, { ipAddress }))
  if (deviceToken === null) throw new Error('This browser held the packet already.')
  return deviceToken
}

/** The patient behind a packet cookie, as a request would find them. */
export async function patientWithCookie(house: House, deviceToken: string): Promise<PatientActor> {
  const state = await findPacketPatient(house, deviceToken)
  if (state.kind === 'none') throw new Error('The packet cookie opens nothing.')
  return state.actor
}

/** What one person answers, by question; every question not named is answered like a healthy person would. */
export type Answers = Readonly<Record<string, AnswerValue>>

export interface PacketStory {
  readonly answers?: Answers
  /** Stops after so many forms of the clinic, the last of them answered and not submitted. */
  readonly stopsInForm?: number
}

/** A patient opens the link, shows who they are, answers the clinic's forms and submits them, as a story needs. */
export async function answerPacket(house: House, link: string, story: PacketStory = {}): Promise<PatientActor> {
  const deviceToken = await openPacketLink(house, link)
  const stranger = await patientWithCookie(house, deviceToken)
  const person = await inPractice(house.db, stranger.practiceId, (tx) =>
    findPatient(tx, stranger.practiceId, stranger.patientId),
  )
  if (person === null) throw new Error('The packet leads to nobody.')
  const { given, family, birthDate } = person.person
  if (!stranger.identityShown) {
    accepted(await showIdentity(house, stranger, { given: given.join(' '), family, birthDate }))
  }
  const patient = await patientWithCookie(house, deviceToken)
  const own = accepted(await readOwnPacket(house, patient))
  const forms = own.items.filter((item) => formOf(item) !== null)
  for (const [at, item] of forms.entries()) {
    const isLast = at + 1 === story.stopsInForm
    await answerForm(house, patient, item, story.answers ?? {})
    if (isLast) return patient
    accepted(await submitForm(house, patient, { itemId: item.id }))
  }
  return patient
}

async function answerForm(
  house: House,
  patient: PatientActor,
  item: Parameters<typeof formOf>[0],
  answers: Answers,
): Promise<void> {
  const form = formOf(item)
  if (form === null) return
  const given = new Map<string, unknown>()
  for (const question of questionsOf(form)) {
    if (!isAsked(question, given)) continue
    const value = answers[question.id] ?? usualAnswer(question)
    if (value === null) continue
    given.set(question.id, value)
    const input = { answerId: house.newId(), itemId: item.id, questionId: question.id, value, language: 'en' as const }
    accepted(await saveAnswer(house, patient, input))
  }
}

/** No illness, a ride, an adult at home, an address that exists nowhere. */
function usualAnswer(question: Question): AnswerValue {
  const said = usualAnswers[question.id]
  if (said !== undefined) return said
  switch (question.kind) {
    case 'three-valued':
      return 'no'
    case 'choice':
      return question.choices[0]?.id ?? null
    case 'text':
      return question.optional === true ? null : 'Not told'
    case 'weight':
      return { unit: 'lb', amount: 154 }
    case 'height':
      return { unit: 'ft-in', ft: 5, inches: 7 }
    case 'medicines':
      return { takes: 'no', list: [] }
    case 'allergies':
      return { status: 'none-known', list: [] }
    case 'trials':
      return {
        tried: 'yes',
        list: [{ name: 'sertraline', highestDose: '150 mg', howLong: '5 months', outcome: 'did-not-help' }],
      }
  }
}

const usualAnswers: Answers = {
  phone: '518-555-0110',
  'address-line': '4 Ferry Street',
  'address-city': 'Hudson',
  'address-state': 'NY',
  'address-postal-code': '12534',
  'emergency-name': 'Dario Ybarra',
  'emergency-relation': 'Brother',
  'emergency-phone': '518-555-0111',
  'has-ride-home': 'yes',
  'adult-at-home-first-night': 'yes',
  'escort-name': 'Dario Ybarra',
  'escort-phone': '518-555-0111',
}

function accepted<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusal.sentence)
  return decision.value
}
