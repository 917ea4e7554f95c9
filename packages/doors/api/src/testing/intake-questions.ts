import { actAs } from '@holdspace/fixture-clinic/act-as'
import { answerPacket, sendPacket } from '@holdspace/fixture-clinic/intake-fixtures'
import { maraQuist, theoLind } from '@holdspace/fixture-clinic/people'
import type { TestHouse } from '@holdspace/fixture-clinic/test-house'

/** Two packets of one person: one to send again, hand over and take back, one whose form was submitted. */
export interface IntakeThere {
  readonly patientId: string
  readonly packetId: string
  readonly submittedId: string
}

export async function seedIntake({ house, clock }: TestHouse, patientId: string): Promise<IntakeThere> {
  const desk = actAs(theoLind, clock.now)
  const { packetId } = await sendPacket(house, desk, patientId)
  const submitted = await sendPacket(house, desk, patientId, [{ kind: 'identity' }, { kind: 'demographics' }])
  await answerPacket(house, submitted.link)
  return { patientId, packetId, submittedId: submitted.packetId }
}

const form = 'demographics:1.0.0'

/** In an order in which each can be asked: taking the packet back comes last. */
export function intakeQuestions(newId: () => string, there: () => IntakeThere) {
  const items = [{ kind: 'identity' }, { kind: 'history' }]
  return {
    'intake.ofPatient': { who: theoLind, input: () => ({ patientId: there().patientId }) },
    'intake.submittedForm': {
      who: theoLind,
      input: () => ({ patientId: there().patientId, packetId: there().submittedId, itemId: form }),
    },
    'intake.takeOver': {
      who: theoLind,
      input: () => ({
        patientId: there().patientId,
        packetId: there().submittedId,
        itemId: form,
        answerId: newId(),
        part: 'phone',
        decision: 'taken',
        seenNow: null,
      }),
      refusedAtHome: true,
    },
    'intake.send': {
      who: theoLind,
      input: () => ({ packetId: newId(), patientId: there().patientId, items, language: 'en', how: 'hand' }),
    },
    'intake.sendAgain': { who: theoLind, input: () => ({ packetId: there().packetId, how: 'hand' }) },
    'intake.startKiosk': { who: maraQuist, input: () => ({ packetId: there().packetId }) },
    'intake.revoke': { who: theoLind, input: () => ({ packetId: there().packetId }) },
  } as const
}
