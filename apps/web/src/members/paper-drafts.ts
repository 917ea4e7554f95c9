import { type Credential, type CredentialKind, credentialKinds } from '@holdspace/clinic/access/actor'
import { type DateParts, dateFromParts, noDate, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { paperWords } from './paper-words.ts'

/** A licence, registration or certificate as it stands in a form: typed, perhaps not yet whole. */
export interface PaperDraft {
  /** Names the row's fields; never shown. */
  readonly key: string
  readonly kind: CredentialKind | null
  /** The letters behind the name: `RN`. A licence must have them, the others have none. */
  readonly letters: string
  readonly number: string
  readonly state: string
  readonly expires: DateParts
}

export function emptyPaper(key: string): PaperDraft {
  return { key, kind: null, letters: '', number: '', state: '', expires: noDate }
}

export function draftsOf(papers: readonly Credential[]): readonly PaperDraft[] {
  return papers.map((paper, at) => ({
    key: `paper-${at}`,
    kind: paper.kind,
    letters: paper.licenceType ?? '',
    number: paper.number,
    state: paper.state ?? '',
    expires: partsOfDate(paper.expires),
  }))
}

export function paperKind(value: string): CredentialKind | null {
  return credentialKinds.find((kind) => kind === value) ?? null
}

export interface ReadPapers {
  readonly credentials: Credential[]
  /** Field names are `<key> kind`, `<key> letters` and so on. */
  readonly problems: readonly FormProblem[]
}

/** The papers as they are sent, and what is still missing from them. Nothing is sent while a problem is left. */
export function papersFrom(drafts: readonly PaperDraft[]): ReadPapers {
  const read = drafts.map(paperFrom)
  return {
    credentials: read.flatMap((one) => (one.credential === null ? [] : [one.credential])),
    problems: read.flatMap((one) => one.problems),
  }
}

function paperFrom(draft: PaperDraft): { credential: Credential | null; problems: readonly FormProblem[] } {
  const { key, kind } = draft
  if (kind === null)
    return { credential: null, problems: [{ field: `${key} kind`, sentence: 'New paper: choose what it is.' }] }
  const name = paperWords[kind]
  // Letters typed before the kind was changed are not shown any more, so they are not sent either.
  const letters = kind === 'licence' ? draft.letters.trim() : ''
  const [number, state] = [draft.number.trim(), draft.state.trim().toUpperCase()]
  const expires = dateFromParts(draft.expires)
  const wrong = (field: string, sentence: string): FormProblem => ({ field: `${key} ${field}`, sentence })
  const problems = [
    ...(kind === 'licence' && letters === '' ? [wrong('letters', 'Enter the letters of the licence: MD, RN.')] : []),
    ...(number === '' ? [wrong('number', `${name}: enter its number.`)] : []),
    ...(state === '' || /^[A-Z]{2}$/.test(state)
      ? []
      : [wrong('state', `${name}: the state is two letters, like NY.`)]),
    ...(expires === null ? [wrong('expires', `${name}: enter its last day.`)] : []),
  ]
  if (problems.length > 0 || expires === null) return { credential: null, problems }
  return {
    credential: {
      kind,
      number,
      expires,
      ...(letters === '' ? {} : { licenceType: letters }),
      ...(state === '' ? {} : { state }),
    },
    problems,
  }
}
