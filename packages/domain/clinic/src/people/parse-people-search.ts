import { calendarDate, formatDate } from '@holdspace/kit/calendar-date'
import { foldName } from './fold-name.ts'

/** What somebody typed into the search for people, taken apart. Everything given must fit. */
export interface PeopleSearch {
  /** Folded; each is the beginning of a word of the person's names. */
  readonly words: readonly string[]
  readonly birthDate: string | null
  /** This clinic's number or a partner's: digits, with or without dashes. */
  readonly recordNumber: string | null
  /** Letters and digits together: a partner's number (`VF-4471`) or a name some systems write with digits (`Abbott509`). */
  readonly namesOrNumbers: readonly { readonly words: readonly string[]; readonly number: string }[]
  /** Read back to the person who typed it; null for nothing typed. */
  readonly understood: string | null
}

/**
 * `rivera an`, `14-Jul-1985`, `1985-07-14`, `7/14/1985`, `10472`, or any of them together. Digits that are no date
 * are a record number; letters and digits together may be a number or a name. Dates with slashes are month first, as this country writes them.
 */
export function parsePeopleSearch(text: string): PeopleSearch {
  const parts = text.normalize('NFC').trim().split(/\s+/).filter(Boolean).slice(0, 8)
  const words: string[] = []
  let birthDate: string | null = null
  let recordNumber: string | null = null
  const namesOrNumbers: { words: string[]; number: string }[] = []
  for (const part of parts) {
    const date = readDate(part)
    if (date !== null) birthDate = date
    else if (/^(mrn:?)?[\d-]*\d[\d-]*$/i.test(part)) recordNumber = part.replace(/^mrn:?/i, '')
    else if (/\d/.test(part)) namesOrNumbers.push({ words: foldedWords(part), number: part })
    else if (!/^(mrn|born):?$/i.test(part)) words.push(...foldedWords(part))
  }
  const born = calendarDate.safeParse(birthDate)
  const understood = [
    words.length > 0 ? `names beginning with ${words.join(' and ')}` : '',
    born.success ? `born ${formatDate(born.data)}` : '',
    recordNumber === null ? '' : `record number ${recordNumber}`,
    ...namesOrNumbers.map(({ number }) => `name or record number ${number}`),
  ].filter(Boolean)
  return {
    words,
    birthDate,
    recordNumber,
    namesOrNumbers,
    understood: understood.length === 0 ? null : understood.join(', '),
  }
}

function foldedWords(part: string): string[] {
  return foldName(part).split(' ').filter(Boolean)
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function readDate(part: string): string | null {
  const named = /^(\d{1,2})-([a-z]{3})-(\d{4})$/i.exec(part)
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(part)
  const month = named === null ? 0 : months.indexOf((named[2] ?? '').toLowerCase()) + 1
  const text =
    named !== null
      ? `${named[3]}-${two(month)}-${two(named[1])}`
      : slashed !== null
        ? `${slashed[3]}-${two(slashed[1])}-${two(slashed[2])}`
        : part
  const date = calendarDate.safeParse(text)
  return date.success ? date.data : null
}

const two = (number: string | number | undefined) => String(number ?? '').padStart(2, '0')
