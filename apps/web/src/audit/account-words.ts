import { roles } from '@holdspace/clinic/access/actor'
import type { Answers } from '../outputs.ts'
import { roleWords } from '../role-words.ts'

export type AccountEvent = Answers['audit']['accountEvents'][number]

/** What the journal of accounts writes as a key, as the clinic says it. */
const keyWords: Readonly<Record<string, string>> = {
  role: 'Role',
  duties: 'Duties',
  active: 'Works here or not',
  credentials: 'Licences and certificates',
  guestPatients: 'Whom a guest may see',
  password: 'Password',
  code: 'Code of the second factor',
  'recovery-code': 'Recovery code',
  'session PIN': 'PIN of the session room',
}

/** What was changed or asked, and who did it where that was somebody else; a name that is not known is not guessed. */
export function accountDetailWords(event: AccountEvent, names: ReadonlyMap<string, string>): string {
  return [whatWords(event), byWords(event, names)].filter((part) => part !== '').join(', ') || '–'
}

function whatWords({ kind, detail }: AccountEvent): string {
  // The id of a login says nothing to anybody.
  if (kind === 'login-ended' || detail === '') return ''
  const role = roles.find((each) => each === detail)
  if (role !== undefined) return roleWords[role]
  return (
    keyWords[detail] ??
    detail
      .split(' ')
      .map((key) => keyWords[key] ?? key)
      .join(', ')
  )
}

function byWords({ byAccountId, accountId }: AccountEvent, names: ReadonlyMap<string, string>): string {
  if (byAccountId === null || byAccountId === accountId) return ''
  return `by ${names.get(byAccountId) ?? 'somebody who is no member now'}`
}
