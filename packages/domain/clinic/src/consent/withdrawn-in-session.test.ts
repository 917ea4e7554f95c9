import { emptySession, type SessionState } from '@holdspace/record/state'
import { expect, it } from 'vitest'
import { unansweredWithdrawals, withdrawalRule } from './withdrawn-in-session.ts'

const session = (part: object) => ({ ...emptySession, ...part }) as unknown as SessionState
const withdrawal = { entryId: 'w', treatment: true }

it('given the treatment was withdrawn, then the room is asked to hold until somebody says by name what is done (RULINGS 8)', () => {
  const open = { consentWithdrawals: [withdrawal] }
  expect(unansweredWithdrawals(session(open))).toHaveLength(1)
  const other = { about: { ruleId: 'bp.high', entryId: 'w' } }
  expect(unansweredWithdrawals(session({ ...open, decisions: [other] }))).toHaveLength(1)
  const held = { about: { ruleId: withdrawalRule, entryId: 'w' } }
  expect(unansweredWithdrawals(session({ ...open, decisions: [held] }))).toEqual([])
})

it('given touch was withdrawn, then nobody is asked to hold the medicine', () => {
  expect(unansweredWithdrawals(session({ consentWithdrawals: [{ ...withdrawal, treatment: false }] }))).toEqual([])
})
