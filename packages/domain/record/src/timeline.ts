import type { Mcg, Microlitres } from '@holdspace/kit/amounts'
import {
  formatConcentration,
  formatKg,
  formatLb,
  formatMg,
  formatMgPerKg,
  formatMl,
  formatNumber,
} from '@holdspace/kit/format-amount'
import type { View } from '@holdspace/kit/view'
import type { Bodies, Kind } from './catalogue.ts'
import { clockOffWords } from './device-clock.ts'
import { lineOfRule } from './past-gate.ts'
import type { Vitals } from './vitals.ts'

/** What the timeline says of an entry: a short title, the detail, and how it is marked. */
export interface TimelineText {
  readonly title: string
  readonly detail: string
  readonly mark: 'vitals' | 'dose' | 'narrative' | 'adverse' | 'people' | 'decision' | 'record'
}

const say = (mark: TimelineText['mark'], title: string, detail = ''): TimelineText => ({ mark, title, detail })
const join = (...parts: (string | undefined | false)[]): string => parts.filter(Boolean).join(' · ')

/** `kind-of-thing` as the clinic says it. */
export function inWords(code: string): string {
  const spaced = code.replaceAll('-', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** `BP 138/84 mmHg · pulse 72/min · SpO2 97 %`: every measure with its unit, none invented. */
export function vitalsText(set: Vitals): string {
  return join(
    set.systolicMmHg !== undefined && `BP ${set.systolicMmHg}/${set.diastolicMmHg}\u00a0mmHg`,
    set.heartRateBpm !== undefined && `pulse ${set.heartRateBpm}/min`,
    set.spo2Percent !== undefined && `SpO2 ${set.spo2Percent}\u00a0%`,
    set.respiratoryRatePerMin !== undefined && `breaths ${set.respiratoryRatePerMin}/min`,
    set.temperatureDeciCelsius !== undefined && `${formatNumber(set.temperatureDeciCelsius * 100)}\u00a0°C`,
    set.sedationMoaas !== undefined && `MOAA/S ${set.sedationMoaas}`,
    set.dissociation !== undefined && `dissociation ${set.dissociation}/10`,
    set.oxygenMlPerMin !== undefined && `oxygen ${formatNumber(set.oxygenMlPerMin)}\u00a0L/min`,
    set.source === 'simulated' && 'simulated',
  )
}

/** A rate in microlitres an hour, as the pump shows it. */
export function pumpText(microlitresPerHour: number): string {
  return `${formatNumber(microlitresPerHour)}\u00a0mL/h`
}

/** What became of what was left in the mouth. */
export const holdEnds = { swallow: 'swallowed', 'spit-out': 'spat out' } as const

/** `1 × 100 mg + 1 × 50 mg, 2 tablets`. */
export function unitsText(units: NonNullable<Bodies['dose-given']['units']>, unit: 'tablet' | 'device'): string {
  const count = units.reduce((sum, one) => sum + one.count, 0)
  const parts = units.map((one) => `${one.count} × ${formatMg(one.strengthMcg)}`).join(' + ')
  return `${parts}, ${count} ${unit}${count === 1 ? '' : 's'}`
}

/** `14 mg left: destroyed`. */
export function leftoverText({ mcg, fate }: NonNullable<Bodies['dose-given']['leftover']>): string {
  return `${formatMg(mcg)} left: ${fate === 'destroyed' ? 'destroyed' : 'put back'}`
}

const names = { IV: 'IV', IM: 'IM', SL: 'sublingual', PO: 'oral', IN: 'nasal' } as const

export const timeline: View<Bodies, null, TimelineText> = {
  'session-opened': (b) => say('record', 'Session opened', join(b.room, `${b.protocol.title} ${b.protocol.version}`)),
  'participant-joined': (b) => say('people', 'Joined', b.deviceLabel + ownClock(b)),
  'participant-left': () => say('people', 'Left'),
  'weight-measured': (b) =>
    say(
      'vitals',
      'Weight',
      `${formatKg(b.weightGrams)} (${formatLb(b.weightGrams)}), entered as ${b.enteredValue} ${b.enteredUnit}`,
    ),
  'vitals-taken': (b) => say('vitals', 'Vitals', vitalsText(b)),
  'vitals-not-obtained': (b) => say('vitals', 'Not obtained', join(b.items.map(inWords).join(', '), b.reason)),
  'dose-ordered': (b) =>
    say(
      'dose',
      'Order',
      join(
        b.line,
        'doseMcgPerKg' in b && formatMgPerKg(b.doseMcgPerKg),
        b.verbal && `said by ${b.verbal.orderedBy}, read back by ${b.verbal.readBackBy}`,
        ...b.overrides.map((one) => `${one.code}: ${one.reason}`),
      ),
    ),
  'dose-given': (b) => say('dose', 'Dose given', doseText(b)),
  'hold-ended': (b) => say('dose', 'Hold ended', holdEnds[b.afterwards]),
  'order-countersigned': (b) =>
    say('dose', 'Order countersigned', join(b.signerName, b.signerCredential, b.meaningText)),
  'infusion-started': (b) =>
    say(
      'dose',
      'Infusion started',
      join(
        `${b.drug} ${formatMg(b.totalMcg)} in ${formatMl(b.finalVolumeMicrolitres)} IV`,
        pumpText(b.pumpMicrolitresPerHour),
        `planned ${b.plannedMinutes} min`,
        b.lot && `lot ${b.lot}`,
      ),
    ),
  'infusion-rate-changed': (b) => say('dose', 'Rate changed', join(pumpText(b.pumpMicrolitresPerHour), b.reason)),
  'infusion-paused': (b) => say('dose', 'Infusion paused', b.reason),
  'infusion-resumed': (b) => say('dose', 'Infusion resumed', pumpText(b.pumpMicrolitresPerHour)),
  'infusion-stopped': (b) =>
    say(
      'dose',
      'Infusion stopped',
      join(`given ${formatMg(b.givenMcg)} (${formatMl(b.volumeGivenMicrolitres)} by the pump)`, inWords(b.why), b.note),
    ),
  'observation-noted': (b) => say('narrative', 'Observation', b.text),
  'patient-words-noted': (b) => say('narrative', 'In the patient’s words', b.text),
  'adverse-effect-noted': (b) =>
    say('adverse', inWords(b.effect), join(b.severity, b.action, b.resolved ? 'resolved' : 'not resolved')),
  'decision-recorded': (b) => {
    const line = lineOfRule(b.about.ruleId)
    return line === null
      ? say('decision', `Decision: ${inWords(b.decision).toLowerCase()}`, join(b.about.ruleId, b.reason))
      : say('decision', `Went past the gate: ${inWords(line).toLowerCase()}`, b.reason)
  },
  'escort-confirmed': (b) =>
    say('people', b.present ? 'Escort is here' : 'Ride confirmed', join(b.name, b.relationship, b.phone)),
  'discharge-scored': (b) =>
    say(
      'decision',
      `Discharge score ${b.total} of 10`,
      join(
        'PADSS',
        b.oriented ? 'oriented' : 'not oriented',
        b.gaitAtOwnBaseline ? 'walks as usual' : 'does not walk as usual',
        b.instructionsGiven && 'instructions given',
        b.followUpBooked && 'follow-up booked',
      ),
    ),
  'instructions-answered': instructionsText,
  'help-called': (b) => say('people', b.emergency === true ? 'Emergency called' : 'Asked somebody to come', b.message),
  'help-answered': (b) =>
    say('people', b.calledOff === true ? 'Called off: nobody needs to come' : 'Answered the call'),
  'help-escalated': (b) => say('people', `Nobody answered for ${b.unansweredSeconds} s`, `Asked next: ${b.to}`),
  'psychotherapy-started': () => say('people', 'Psychotherapy started'),
  'psychotherapy-stopped': () => say('people', 'Psychotherapy stopped'),
  'session-ended': (b) => say('record', inWords(b.ending), join(b.note, ...b.unmetCriteria)),
  'consent-withdrawn': (b) =>
    say(
      'decision',
      'Consent withdrawn',
      join(b.title, b.saidBy === 'patient' ? 'said by the patient' : 'said by the representative'),
    ),
  'entry-corrected': (b) => say('record', 'Correction', b.reason),
  'entry-withdrawn': (b) => say('record', 'Entry withdrawn', b.reason),
  'session-signed': (b) => say('record', 'Signed and locked', join(b.signerName, b.signerCredential, b.meaningText)),
  'addendum-filed': (b) => say('record', b.unconfirmed ? 'Late entry, not confirmed' : 'Addendum', b.text),
}

function instructionsText(b: Bodies['instructions-answered']): TimelineText {
  const text = 'text' in b && b.text !== undefined && `text ${b.text.version}`
  switch (b.outcome) {
    case 'signed':
      return say(
        'people',
        'Escort signed the discharge instructions',
        join(b.escort.name, b.escort.relationship, b.mark.how, text),
      )
    case 'signed-on-paper':
      return say(
        'people',
        'Escort signed the discharge instructions on paper',
        join(b.escort.name, b.escort.relationship, text),
      )
    case 'refused':
      return say(
        'people',
        'Escort did not sign the discharge instructions',
        join(b.escort.name, b.escort.relationship, b.reason),
      )
    case 'absent':
      return say('people', 'No escort to sign the discharge instructions', b.reason)
  }
}

/** The words for any entry of the union. */
export function timelineText<K extends Kind>(kind: K, body: Bodies[K]): TimelineText {
  return timeline[kind](body, null)
}

function doseText(b: Bodies['dose-given']): string {
  const strength = b.concentrationMcgPerMicrolitre
  return join(
    `${b.drug} ${formatMg(b.givenMcg as Mcg)} ${names[b.route]}`,
    b.volumeMicrolitres !== undefined && formatMl(b.volumeMicrolitres as Microlitres),
    strength !== undefined && `of ${formatConcentration(strength)}`,
    b.units !== undefined && b.unit !== undefined && unitsText(b.units, b.unit),
    b.leftover !== undefined && leftoverText(b.leftover),
    b.site,
    b.lot && `lot ${b.lot}`,
    b.orderEntryId === undefined && 'without an order',
  )
}

/** A device whose clock differed says so in the record; the times beside it are the server's all the same (CK5). */
function ownClock({ clockOffSeconds }: Bodies['participant-joined']): string {
  return clockOffSeconds === undefined ? '' : `, its own clock ${clockOffWords(clockOffSeconds)}`
}
