import { periodWords } from '@holdspace/clinic/plan/plan-words'
import { instrumentOf } from '@holdspace/instruments/catalogue'
import { instrumentIds } from '@holdspace/instruments/instrument'
import { followUpSteps, waitInWords } from '@holdspace/protocols/follow-up'
import type { Phase, ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { row, type SourcedRow, SourcedRows } from './sourced-rows.tsx'
import { careRoleWords } from './words.ts'

interface TableProps {
  readonly protocol: ProtocolVersion
}

const phaseWords = { consultation: 'Consultation', preparation: 'Preparation' } as const
const atLeast = (count: number) => `at least ${count}`
const inHours = (count: number) => `${count}\u00a0h`
const inDays = (count: number) => `${count}\u00a0days`

/** What comes before the first dose, the course, and what follows it. */
export function CourseTable({ protocol: { phases } }: TableProps) {
  return <SourcedRows caption="Course" rows={phases.flatMap(rowsOf)} />
}

function rowsOf(phase: Phase): readonly SourcedRow[] {
  switch (phase.key) {
    case 'consultation':
    case 'preparation':
      return [row(`${phaseWords[phase.key]} before the first dose`, phase.minCompleted, atLeast)]
    case 'dosing':
      return [
        row('Medicine sessions', phase.count, String),
        ...(phase.windowDays === undefined
          ? []
          : [
              row('From first to last at least', phase.windowDays.min, inDays),
              row('From first to last at most', phase.windowDays.max, inDays),
            ]),
        row('Between sessions at least', phase.minGapHours, inHours),
        ...(phase.weekMost === undefined ? [] : [row('Within seven days at most', phase.weekMost, String)]),
        row('Time in the room', phase.blockMinutes, (count) => `${count}\u00a0min`),
      ]
    case 'integration':
      return [
        row('Integration after each session', phase.perDosing, String),
        row('Integration within', phase.withinHours, inHours),
      ]
    case 'maintenance':
      return [row('Boosters after the course', phase.ladder, (ladder) => ladder.map(periodWords).join(', '))]
  }
}

const channelWords = { link: 'by link', call: 'by a call', visit: 'at a visit' } as const
const missedWords = { task: 'somebody calls', escalate: 'somebody calls, out of hours as well' } as const

/** What is asked for after each session, and what happens when nobody answers. */
export function FollowUpTable({ protocol }: TableProps) {
  const known = new Map(protocol.followUp.map((one) => [one.id, one.after]))
  const rows = followUpSteps(protocol).map((step): SourcedRow => {
    const after = known.get(step.id)
    const asked = instrumentIds.filter((id) => step.asks.includes(id)).map((id) => instrumentOf(id).title)
    const what = `${asked.length === 0 ? 'Check-in' : asked.join(', ')} ${channelWords[step.channel]}`
    const wait = `${waitInWords(step.wait)} after the end: ${what}`
    const open = `Open for ${step.openHours}\u00a0h; not answered, ${missedWords[step.ifMissed]} (${careRoleWords[step.ownerRole]}).`
    return {
      label: step.label,
      value: (
        <>
          {wait}
          <span className="block text-body font-regular text-muted">{open}</span>
        </>
      ),
      ...(after === undefined || typeof after === 'string' ? {} : { known: after.count }),
    }
  })
  return <SourcedRows caption="After each session" rows={rows} />
}
