import type { ProtocolData } from '../protocol-version.ts'
import { placeholder, stated } from '../sourced.ts'

// Source of this file: section 5 of the protocol reference (the authors of PADSS telephoned at 24 h) and alert rule AL8 of
// the instrument reference (24 h, 72 h, 1 week, …: a product rule). Every other clock is the product's placeholder.

/**
 * What every supplied protocol asks for after a session. The check-ins are short and in the house's own words: a two-week
 * questionnaire asks about the wrong time a day after a session (RULINGS 7).
 */
export const everyFollowUp: ProtocolData['followUp'] = [
  {
    id: 'check-in-24h',
    label: 'Check-in, 24 hours',
    after: { unit: 'hours', count: stated(24, 'V2', ['padss'], 'The authors of the discharge score called at 24 h') },
    channel: 'link',
    ownerRole: 'nurse',
    ifMissed: 'escalate',
    asks: ['check-in'],
    openHours: placeholder(12),
  },
  {
    id: 'check-in-72h',
    label: 'Check-in, 72 hours',
    after: { unit: 'hours', count: placeholder(72) },
    channel: 'link',
    ownerRole: 'nurse',
    ifMissed: 'task',
    asks: ['check-in'],
    openHours: placeholder(24),
  },
  {
    id: 'after-7-days',
    label: 'After 7 days',
    after: { unit: 'days', count: placeholder(7) },
    channel: 'link',
    ownerRole: 'nurse',
    ifMissed: 'task',
    asks: ['phq-9', 'gad-7'],
    openHours: placeholder(72),
  },
  {
    id: 'after-1-month',
    label: 'After 1 month',
    after: { unit: 'months', count: placeholder(1) },
    channel: 'link',
    ownerRole: 'nurse',
    ifMissed: 'task',
    asks: ['phq-9', 'gad-7'],
    openHours: placeholder(168),
  },
]
