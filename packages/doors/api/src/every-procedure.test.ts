import type { StaffActor } from '@holdspace/clinic/access/actor'
import { inPractice } from '@holdspace/db/database'
import { queueMail } from '@holdspace/db/mail-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { approveProtocols } from '@holdspace/fixture-clinic/approve-protocols'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { openChart, sendReferral } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  type FixturePerson,
  helenAmes,
  inesCalder,
  lenaOkafor,
  maraQuist,
  marigoldHouse,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { makeReady } from '@holdspace/fixture-clinic/ready-for-session'
import { marisolFromLakeside, marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { seedPartner, seedRelease } from '@holdspace/fixture-clinic/seed-partner'
import { attestations, openRoom, orderForm, roomDevice } from '@holdspace/fixture-clinic/session-room'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { mailId, type PatientId, taskId } from '@holdspace/kit/ids'
import { addTask } from '@holdspace/use-cases/tasks/add-task'
import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policy } from './policy.ts'
import { refusalOf } from './refusal-codes.ts'
import { createCaller } from './router.ts'
import { type CareThere, careQuestions, seedCare } from './testing/care-questions.ts'
import { chartQuestions, seedChart } from './testing/chart-questions.ts'
import { type ConsentThere, consentQuestions, seedConsents } from './testing/consent-questions.ts'
import { keysOfAnswer } from './testing/keys-of-answer.ts'
import { screeningQuestions } from './testing/screening-questions.ts'

/** What stands in Marigold House when the questions are asked; nothing of it may be told to Juniper Row. */
interface There {
  readonly patientId: string
  readonly sessionId: string
  readonly callId: string
  readonly nextPatientId: string
  readonly referralId: string
  readonly toDecline: string
  readonly partnerId: string
  readonly releaseId: string
  readonly taskId: string
  readonly care: CareThere
  readonly consent: ConsentThere
  readonly chart: string
  readonly mailId: string
  readonly billing: BillingThere
  readonly appointments: AppointmentsThere
  readonly intake: IntakeThere
}

import { type AppointmentsThere, appointmentQuestions, seedAppointmentsThere } from './testing/appointment-questions.ts'
import { type BillingThere, billingQuestions, seedBilling } from './testing/billing-questions.ts'
import { type IntakeThere, intakeQuestions, seedIntake } from './testing/intake-questions.ts'

let clinic: TestHouse
let there: There
const newId = () => clinic.house.newId()

beforeAll(async () => {
  clinic = await testHouse()
  const { house, clock } = clinic
  const nurse = actAs(maraQuist, clock.now, 2)
  await approveProtocols(house, actAs(helenAmes, clock.now))
  const patientId = await openChart(house, nurse, marisolFromValley)
  const partner = await seedPartner(house)
  const nextPatientId = await openChart(house, nurse, referralOf(demoReferrals['ready-today']))
  await makeReady(house, nextPatientId, 'kap-im')
  there = {
    patientId,
    callId: '',
    sessionId: await openRoom(house, nurse, { patientId, protocolId: 'kap-iv-6-in-3wk', room: 'Cedar' }),
    nextPatientId,
    referralId: await sendReferral(house, nurse, referralOf(demoReferrals['new-referral'])),
    toDecline: await sendReferral(house, nurse, marisolFromLakeside),
    partnerId: partner.partnerId,
    releaseId: await seedRelease(house, partner, patientId),
    intake: await seedIntake(clinic, patientId),
    taskId: await seedTask(patientId),
    care: await seedCare(clinic, patientId),
    consent: await seedConsents(clinic, patientId),
    chart: await seedChart(clinic),
    mailId: await seedMail(patientId),
    billing: await seedBilling(clinic, patientId),
    appointments: await seedAppointmentsThere(clinic, patientId),
  }
  const therapist = roomDevice(house, actAs(lenaOkafor, clock.now, 5), there.sessionId as never)
  there = { ...there, callId: await therapist.chart('help-called', { message: 'Please come to the room.' }) }
})
afterAll(() => clinic.stop())

async function seedMail(patientId: PatientId): Promise<string> {
  const { practiceId, name: practice } = marigoldHouse
  const words = { practice, firstName: 'Marisol', link: 'https://marigold.example/p/abc' }
  const [id, to, at] = [mailId.parse(newId()), 'marisol@patients.example', clinic.clock.now()]
  const mail = { id, practiceId, to, template: 'message-waiting', words, patientId, at } as const
  await inPractice(clinic.house.db, practiceId, (tx) => queueMail(tx, mail))
  return id
}

async function seedTask(patientId: PatientId): Promise<string> {
  const wanted = { taskId: taskId.parse(newId()), patientId, title: 'Ask for the old records' }
  const added = await addTask(clinic.house, actAs(maraQuist, clinic.clock.now, 2), {
    ...wanted,
    to: { kind: 'role', role: 'nurse' },
  })
  if (!added.ok) throw new Error(added.refusal.sentence)
  return added.value.taskId
}

interface Question {
  /** Whose work this is at Marigold House. */
  readonly who: FixturePerson
  readonly input?: () => unknown
  /** It reaches a session that is still being charted, so at home it is refused for its own reason and nothing is shown. */
  readonly refusedAtHome?: true
  /** Part of a room that is open on this device: opening it (`session.read`) wrote the line. */
  readonly auditedByOpening?: true
}

const doseElsewhere = '018f0000-0000-7000-8000-00000000d05e'
const session = () => ({ sessionId: there.sessionId })
const note = () => {
  const device = roomDevice(clinic.house, actAs(lenaOkafor, clinic.clock.now, 3), there.sessionId as never)
  return { ...session(), drafts: [device.draft('observation-noted', { text: 'Eyes closed.' })] }
}
const orderOf = () => ({ id: newId(), ...session(), form: orderForm(0.5, 'IV'), readBack: 'Read aloud.' })

/** Every procedure that reaches somebody's record, in an order in which each can be asked. */
const questions: Readonly<Record<string, Question>> = {
  'people.search': { who: theoLind, input: () => ({ text: 'Ybarra' }) },
  'people.banner': { who: maraQuist, input: () => ({ patientId: there.patientId }) },
  'people.chart': { who: maraQuist, input: () => ({ patientId: there.patientId }) },
  ...chartQuestions(newId, () => there.chart),
  'doseHistory.read': { who: maraQuist, input: () => ({ patientId: there.patientId }) },
  'doseHistory.enterElsewhere': {
    who: maraQuist,
    input: () => ({
      id: doseElsewhere,
      patientId: there.patientId,
      givenOn: '2026-08-01',
      route: 'IM',
      amountMcg: 60_000,
      givenWhere: 'Lakeside Ketamine',
      knownFrom: 'Her own word',
    }),
  },
  'doseHistory.takeBackElsewhere': {
    who: maraQuist,
    input: () => ({ id: doseElsewhere, patientId: there.patientId, reason: 'Entered twice.' }),
  },
  'doseHistory.recordReview': {
    who: maraQuist,
    input: () => ({ id: newId(), patientId: there.patientId, ruleId: 'bladder', finding: 'Nothing.' }),
  },
  'referral.list': { who: theoLind, input: () => ({ status: 'in-review' }) },
  'referral.review': { who: theoLind, input: () => ({ referralId: there.referralId }) },
  'referral.receive': {
    who: theoLind,
    input: () => ({ fileName: 'again.json', base64: Buffer.from(marisolFromLakeside.text).toString('base64') }),
  },
  'referral.accept': {
    who: theoLind,
    input: () => ({ referralId: there.referralId, key: newId(), choice: { kind: 'new' } }),
  },
  'referral.decline': {
    who: theoLind,
    input: () => ({ referralId: there.toDecline, key: newId(), reason: 'Sent twice.' }),
  },
  'session.board': { who: maraQuist },
  'session.gate': {
    who: maraQuist,
    input: () => ({ patientId: there.patientId, protocolId: 'kap-im', protocolVersion: '1.0.0' }),
  },
  'session.open': {
    who: maraQuist,
    input: () => ({
      key: newId(),
      patientId: there.nextPatientId,
      protocolId: 'kap-im',
      protocolVersion: '1.0.0',
      room: 'Fern',
      identityConfirmedBy: ['name', 'birth-date'],
      attestations,
    }),
  },
  'session.read': { who: lenaOkafor, input: session },
  'session.record': { who: lenaOkafor, input: note },
  'session.readForSigning': { who: helenAmes, input: session },
  'session.reportPresence': {
    who: maraQuist,
    input: () => ({ ...session(), label: 'Tablet', waiting: 0 }),
    auditedByOpening: true,
  },
  'session.workOutDose': {
    who: helenAmes,
    input: () => ({ ...session(), form: orderForm(0.5, 'IV') }),
    refusedAtHome: true,
    auditedByOpening: true,
  },
  'session.orderDose': { who: helenAmes, input: orderOf, refusedAtHome: true },
  'session.takeVerbalOrder': {
    who: maraQuist,
    input: () => ({ ...orderOf(), prescriberMembershipId: helenAmes.membershipId, saidAt: clinic.clock.now() }),
    refusedAtHome: true,
  },
  'session.countersignOrder': {
    who: helenAmes,
    input: () => ({ id: newId(), ...session(), orderEntryId: newId() }),
    refusedAtHome: true,
  },
  'session.sign': {
    who: helenAmes,
    input: () => ({
      id: newId(),
      ...session(),
      meaning: 'responsible-prescriber',
      shownHash: 'ab'.repeat(32),
      signWithout: [],
    }),
    refusedAtHome: true,
  },
  'session.fileAddendum': {
    who: maraQuist,
    input: () => ({ id: newId(), ...session(), text: 'Home safely.' }),
    refusedAtHome: true,
  },
  'help.answer': { who: maraQuist, input: () => ({ callId: there.callId, calledOff: false }) },
  'sharing.ofPatient': { who: maraQuist, input: () => ({ patientId: there.patientId }) },
  'sharing.accounting': { who: maraQuist, input: () => ({ patientId: there.patientId }) },
  'sharing.releases': { who: maraQuist },
  'sharing.recordRelease': {
    who: maraQuist,
    input: () => ({
      releaseId: newId(),
      patientId: there.patientId,
      partnerId: there.partnerId,
      kinds: ['summary'],
      sensitive: [],
      from: '2026-11-21',
      until: '2027-05-21',
      givenHow: 'Signed at the desk',
    }),
  },
  'sharing.withdrawRelease': { who: maraQuist, input: () => ({ releaseId: there.releaseId, how: 'By word of mouth' }) },
  ...appointmentQuestions(
    () => clinic,
    () => ({ ...there.appointments, patientId: there.patientId }),
  ),
  'mail.outbox': { who: theoLind },
  'mail.sendAgain': { who: theoLind, input: () => ({ mailId: there.mailId }) },
  'task.list': { who: maraQuist, input: () => ({ which: 'all' }) },
  'task.add': {
    who: maraQuist,
    input: () => ({
      taskId: newId(),
      patientId: there.patientId,
      title: 'Call about the ride',
      to: { kind: 'role', role: 'nurse' },
    }),
  },
  'task.acknowledge': { who: maraQuist, input: () => ({ taskId: there.taskId }) },
  'task.handOn': {
    who: maraQuist,
    input: () => ({ taskId: there.taskId, to: { kind: 'role', role: 'nurse' }, why: 'On leave tomorrow' }),
  },
  'task.close': { who: maraQuist, input: () => ({ taskId: there.taskId, done: 'They have come.' }) },
  ...intakeQuestions(newId, () => there.intake),
  ...billingQuestions(newId, () => there.billing),
  'audit.accesses': { who: inesCalder, input: () => ({}) },
  ...screeningQuestions(newId, () => there.patientId),
  ...consentQuestions(
    () => clinic,
    () => ({ ...there.consent, patientId: there.patientId }),
  ),
  ...careQuestions(
    () => clinic,
    () => ({ ...there.care, patientId: there.patientId }),
  ),
}

/** What reaches nobody's record: accounts, members, protocols, partner systems, one's own device key; and the live stream, which reads as `session.read` does. */
const reachesNobody =
  /^(account|member|packet|protocol|signIn)\.|^appointment\.(schedule|setUp)$|^audit\.(accountEvents|proof|verifyNow)$|^instrument\.(catalogue|chooseCutOff|switchWording|form|own|saveOwnAnswer|submitOwn)$|^outcome\.ofPractice$|^screening\.attestOwnDay$|^plan\.(own|putOwnAside|signOwn)$|^consent\.(own|ownPapers|signOwn|withdrawOwn|texts|compare|publish)$|^billing\.(fees|proposeFees|approveFees|recordProfile)$|^sharing\.(partners|checkPartner|registerPartner|revokePartner)$|^session\.(checkRecord|outboxKey)$|^live\.follow$|^task\.(count|coverage|setCoverage)$/

async function ask(path: string, actor: StaffActor, input: unknown): Promise<{ text: string; family: string | null }> {
  const caller = createCaller({
    house: clinic.house,
    request: { ipAddress: '192.0.2.1', userAgent: 'a test', isBackground: false },
    cookies: { login: null, pending: null, device: null, packet: null },
    patient: { kind: 'none' },
    login: { kind: 'active', actor },
    setCookie: () => undefined,
  })
  const procedure = path.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], caller)
  try {
    const answer = await (procedure as (input: unknown) => Promise<unknown>)(input)
    return { text: JSON.stringify(answer ?? null), family: null }
  } catch (error) {
    const refusal = error instanceof TRPCError ? refusalOf(error) : undefined
    if (refusal === undefined || refusal === null) throw error
    return { text: JSON.stringify(refusal), family: refusal.family }
  }
}

/** Somebody of the other practice with the same role, every paper and every duty. */
function strangerLike(who: FixturePerson): StaffActor {
  const { practiceId, practiceName, practiceZone, membershipId, accountId, credentials } = actAs(
    samReyes,
    clinic.clock.now,
  )
  const elsewhere = { practiceId, practiceName, practiceZone, membershipId, accountId, credentials }
  return { ...actAs(who, clinic.clock.now), ...elsewhere, duties: ['medical-director', 'privacy-officer'] }
}

async function linesOfMarigold(): Promise<number> {
  const counted = await asOwner(clinic.ownerUrl, (owner) =>
    owner.query('select count(*)::int as lines from clinic.audit_event where practice_id = $1', [
      marigoldHouse.practiceId,
    ]),
  )
  return counted.rows[0].lines
}

/** The keys of every answer given at home, by procedure. */
const told = new Map<string, readonly string[]>()

/** Names, numbers and ids of Marigold's people, none of which a stranger may be told. */
const known = () => [/Ybarra/, /Rivera/, /Cole/, /Winter/, new RegExp(there.patientId), new RegExp(there.sessionId)]

it('every procedure is asked here, or reaches nobody’s record', () => {
  const staff = Object.keys(policy).filter((path) => !reachesNobody.test(path))
  expect(Object.keys(questions).toSorted()).toEqual(staff.toSorted())
})

describe('every procedure that reaches a record', () => {
  it.each(Object.keys(questions))('%s: another practice is told nothing and changes nothing (S05)', async (path) => {
    const { who, input } = questions[path] ?? { who: danaWhitfield }
    const before = await linesOfMarigold()
    const { text, family } = await ask(path, strangerLike(who), input?.())
    if (path !== 'referral.receive') for (const word of known()) expect(text).not.toMatch(word)
    if (family !== null) expect(family).toBe('not-found')
    expect(await linesOfMarigold()).toBe(before)
  })

  it.each(Object.keys(questions))('%s: at home it leaves a line in the access record (S50)', async (path) => {
    const { who, input, refusedAtHome, auditedByOpening } = questions[path] ?? { who: danaWhitfield }
    const before = await linesOfMarigold()
    const { text, family } = await ask(path, actAs(who, clinic.clock.now, who === lenaOkafor ? 3 : 1), input?.())
    if (refusedAtHome !== true) expect(family, text).toBeNull()
    if (family === null) told.set(path, keysOfAnswer(JSON.parse(text)))
    else expect(family, text).not.toBeNull()
    const isSilent = refusedAtHome === true || auditedByOpening === true
    if (!isSilent) expect(await linesOfMarigold()).toBeGreaterThan(before)
  })

  it('tells the keys that were reviewed and no others: a new one is read by somebody before it leaves the house (S10)', async () => {
    const lines = [...told].toSorted().flatMap(([path, keys]) => [path, ...keys.map((key) => `  ${key}`)])
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../../../docs/answer-keys.txt')
  })
})
