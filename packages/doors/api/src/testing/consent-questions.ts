import { actAs } from '@holdspace/fixture-clinic/act-as'
import { drawnMark, publishConsents, signOne } from '@holdspace/fixture-clinic/consent-fixtures'
import { type FixturePerson, lenaOkafor, maraQuist, theoLind } from '@holdspace/fixture-clinic/people'
import type { TestHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { readForSigning } from '@holdspace/use-cases/consent/read-for-signing'

/** What stands of one patient's consents when the questions of this subject are asked. */
export interface ConsentThere {
  readonly consentId: string
  readonly signing: Readonly<Record<string, unknown>>
}

export async function seedConsents({ house, clock }: TestHouse, patientId: PatientId): Promise<ConsentThere> {
  await publishConsents(house)
  const consentId = await signOne(house, { patientId, kind: 'treatment-im' })
  const asked = { patientId, kind: 'touch' as const, language: 'en' as const, release: null }
  const shown = await readForSigning(house, actAs(theoLind, clock.now), asked)
  if (!shown.ok) throw new Error(shown.refusal.sentence)
  const { textHash, text, patientName } = shown.value
  const signing = {
    kind: 'touch',
    language: 'en',
    version: text.version,
    shownHash: textHash,
    signer: { as: 'patient', name: patientName },
    initials: {},
    mark: drawnMark,
    agreesToScreen: true,
    helpers: [],
  }
  return { consentId, signing }
}

interface Question {
  readonly who: FixturePerson
  readonly input?: () => unknown
}

/** One question for every procedure of this subject that reaches a record. */
export function consentQuestions(
  clinic: () => TestHouse,
  there: () => ConsentThere & { readonly patientId: string },
): Record<string, Question> {
  const newId = () => clinic().house.newId()
  const form = () => ({
    patientId: there().patientId,
    release: null,
    identityConfirmedBy: ['name', 'birth-date'],
    signing: { ...there().signing, consentId: newId() },
  })
  return {
    'consent.ofPatient': { who: maraQuist, input: () => ({ patientId: there().patientId }) },
    'consent.worklist': { who: theoLind },
    'consent.forSigning': {
      who: theoLind,
      input: () => ({ patientId: there().patientId, kind: 'touch', language: 'en', release: null }),
    },
    'consent.sign': { who: theoLind, input: form },
    'consent.attestPaper': {
      who: theoLind,
      input: () => ({
        ...form(),
        signing: { ...form().signing, mark: { how: 'on-paper' }, agreesToScreen: false },
        paper: { signedAt: clinic().house.clock(), statement: 'I saw the paper signed at the desk.' },
      }),
    },
    'consent.refusedNotice': {
      who: theoLind,
      input: () => ({ id: clinic().house.newId(), patientId: there().patientId, reason: 'Would rather not sign' }),
    },
    'consent.sendCopies': {
      who: theoLind,
      input: () => ({ packetId: newId(), patientId: there().patientId, language: 'en', how: 'hand' }),
    },
    'consent.withdraw': {
      who: lenaOkafor,
      input: () => ({ consentId: there().consentId, saidBy: 'patient', how: 'Said so in the room' }),
    },
  }
}
