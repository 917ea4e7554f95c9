import { describe, expect, it } from 'vitest'
import { type AccountEvent, accountDetailWords } from './account-words.ts'

const names = new Map([['dana', 'Dana Whitfield']])

function eventOf(over: Partial<Record<keyof AccountEvent, unknown>>): AccountEvent {
  const quiet = { id: 'e1', at: '2026-11-22T08:00:00Z', kind: 'member-changed', accountId: 'rosa', byAccountId: null }
  return { ...quiet, detail: '', ipAddress: '', name: 'Rosa Vance', ...over } as AccountEvent
}

describe('what happened to an account, in the clinic’s words', () => {
  it.each([
    [{ detail: 'guestPatients', byAccountId: 'dana' }, 'Whom a guest may see, by Dana Whitfield'],
    [{ detail: 'role duties', byAccountId: 'dana' }, 'Role, Duties, by Dana Whitfield'],
    [{ detail: 'active', byAccountId: 'gone' }, 'Works here or not, by somebody who is no member now'],
    [{ kind: 'signed-in', detail: 'front-desk' }, 'Front desk'],
    [{ kind: 'sign-in-refused', detail: 'recovery-code' }, 'Recovery code'],
    [{ kind: 'unlock-refused', detail: 'session PIN' }, 'PIN of the session room'],
    [{ kind: 'login-ended', detail: '019b76da-a820-7b25-8a76-a8bad6fc79d0' }, '–'],
    [{ kind: 'password-changed', byAccountId: 'rosa' }, '–'],
  ])('%j reads “%s”', (over, words) => {
    expect(accountDetailWords(eventOf(over), names)).toBe(words)
  })
})
