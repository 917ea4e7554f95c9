import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'
import type { StaffActor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'

/** May this be added to the record? Only a signed record has addenda; before that one simply records (RULINGS 1). */
export function decideAddendum(question: {
  readonly actor: StaffActor
  readonly state: SessionState
  readonly text: string
  readonly today: CalendarDate
}): Decision<Bodies['addendum-filed']> {
  const { actor, state, text, today } = question
  if (state.opened === null) {
    return refuse({
      family: 'not-found',
      code: 'session-not-found',
      sentence: 'There is no such session in this practice.',
    })
  }
  const permitted = permit(actor, 'session.addend', { today, patientId: state.opened.patient.patientId })
  if (!permitted.ok) return permitted
  if (state.signature === null) {
    return refuse({
      family: 'unprocessable',
      code: 'not-signed-yet',
      sentence: 'This record is not signed yet: record it as an entry, and it becomes part of what is signed.',
    })
  }
  return accept({ text, unconfirmed: false })
}
