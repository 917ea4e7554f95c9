import { listName } from '@holdspace/clinic/people/person-names'
import { formatBorn } from '@holdspace/kit/calendar-date'
import type { House } from '../house.ts'
import type { Acting } from '../people/acting.ts'
import { receiveReferral } from './receive-referral.ts'
import { reviewReferral } from './review-referral.ts'

export interface ImportedFile {
  readonly fileName: string
  readonly ok: boolean
  /** For a person at a terminal; more than one line where there are flags. */
  readonly lines: readonly string[]
}

/**
 * What: the operator hands in files at the command line (`holdspace import FILE…`). Each becomes a referral for somebody
 * to review; nothing is accepted here. One refused file does not keep the others out. `publicUrl` leads to the review.
 */
export async function importFiles(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: Acting,
  files: readonly { readonly fileName: string; readonly bytes: Uint8Array }[],
): Promise<readonly ImportedFile[]> {
  const imported: ImportedFile[] = []
  for (const file of files) imported.push(await importFile(house, actor, file))
  return imported
}

async function importFile(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: Acting,
  file: { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<ImportedFile> {
  const { fileName } = file
  const received = await receiveReferral(house, actor, file)
  if (!received.ok) return { fileName, ok: false, lines: [received.refusal.sentence] }
  const { referralId, alreadyHere } = received.value
  const reviewed = await reviewReferral(house, actor, { referralId })
  if (!reviewed.ok) return { fileName, ok: false, lines: [reviewed.refusal.sentence] }
  const { referral, flags, duplicates, today } = reviewed.value
  const { person, problems, medications, measurements, leftOut } = referral.content
  const hardStops = flags.filter((flag) => flag.severity === 'hard-stop').length
  const left = leftOut.reduce((sum, line) => sum + line.count, 0)
  const count = (some: number, one: string, many = `${one}s`) => `${some} ${some === 1 ? one : many}`
  return {
    fileName,
    ok: true,
    lines: [
      `${listName(person)} · ${formatBorn(person.birthDate, today)}: ${
        alreadyHere
          ? `this very file is here already (${referral.status.replace('-', ' ')}); nothing was added`
          : 'waits for review'
      }.`,
      `Taken: ${count(problems.length, 'problem')}, ${count(medications.length, 'medicine')}, ${count(measurements.length, 'measurement')}. Left out: ${count(left, 'entry', 'entries')}, each listed with its reason.`,
      `${count(flags.length, 'flag')}, ${count(hardStops, 'hard stop')} among them. ${
        duplicates.length === 0
          ? 'Nobody on file looks like this person.'
          : `${count(duplicates.length, 'person', 'people')} on file may be the same.`
      }`,
      `${house.publicUrl}/referrals/${referralId}`,
    ],
  }
}
