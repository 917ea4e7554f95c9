import { insertPractice } from '@holdspace/db/practice-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PracticeId, practiceId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'

export const openPracticeInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** IANA zone, e.g. `America/New_York`. */
  zone: z.string().refine(isZone, 'a zone like America/New_York'),
})

export interface OpenedPractice {
  readonly practiceId: PracticeId
  readonly slug: string
}

/**
 * What: the operator at the command line opens a practice, so that its first administrator can be taken in. Nobody
 * signed in may do this: a practice is a tenant, not a thing inside one.
 */
export async function openPractice(
  house: Pick<House, 'db' | 'newId'>,
  input: z.input<typeof openPracticeInput>,
): Promise<Decision<OpenedPractice>> {
  const read = openPracticeInput.safeParse(input)
  if (!read.success) {
    const field = read.error.issues[0]?.path.join('.') ?? ''
    const sentence =
      field === 'zone' ? 'The zone is not one: write it like America/New_York.' : 'Give the practice a name.'
    return refuse({ family: 'invalid', code: 'practice-not-usable', sentence, field })
  }
  const { name, zone } = read.data
  const slug = slugOf(name)
  const id = practiceId.parse(house.newId())
  const isNew =
    slug !== '' && (await insertPractice(house.db, { practiceId: id, name, zone, slug, letterhead: { lines: [name] } }))
  if (!isNew) {
    const sentence = `There is a practice called ${slug} already; choose a name that differs in letters or digits.`
    return refuse({ family: 'conflict', code: 'practice-exists', sentence })
  }
  return accept({ practiceId: id, slug })
}

/** `Maple & Ash Clinic` → `maple-ash-clinic`. */
function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .slice(0, 60)
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
