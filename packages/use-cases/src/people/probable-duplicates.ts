import { findDuplicates, type ProbableDuplicate } from '@holdspace/clinic/referral/duplicates'
import type { ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import type { Tx } from '@holdspace/db/database'
import { possiblySamePeople } from '@holdspace/db/people-search-store'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Refusal } from '@holdspace/kit/refusal'

/** Who else on file this person may be, likeliest first; `except` is their own chart, where there is one. */
export async function probableDuplicates(
  tx: Tx,
  practiceId: PracticeId,
  person: ReferredPerson,
  except: PatientId | null,
): Promise<readonly ProbableDuplicate<PatientId>[]> {
  const onFile = await possiblySamePeople(tx, practiceId, person, [])
  const others = onFile.filter(({ id }) => id !== except)
  return findDuplicates(person, [], others).filter(({ likelihood }) => likelihood !== 'possible')
}

/** Told with names, so that one looks at those charts first; a chart is never merged by a score (M17). */
export function probablyTheSame(found: readonly ProbableDuplicate<PatientId>[]): Refusal {
  return {
    family: 'conflict',
    code: 'probable-duplicate',
    sentence: 'Somebody on file is probably the same person. Look at that chart first, or say why it is somebody else.',
    field: 'notTheSamePersonBecause',
    details: found.map(
      ({ person, agrees }) =>
        `${[person.family, person.given.join(' ')].filter(Boolean).join(', ')}, MRN ${person.mrn}: ${agrees.join(', ')}`,
    ),
  }
}
