import { allLimits } from './limits-set.ts'
import type { ProtocolContent } from './protocol-version.ts'
import { dosingPhase, weekMostOf } from './rhythm.ts'

/**
 * What cannot work in a protocol as written, one sentence each; empty when nothing contradicts itself. The editor shows
 * these while somebody types, and approval refuses on them. Unset values are left to `openLimits`.
 */
export function contradictions(content: ProtocolContent): readonly string[] {
  return [...courseContradictions(content), ...doseContradictions(content), ...otherContradictions(content)]
}

function courseContradictions(content: ProtocolContent): readonly string[] {
  const found: string[] = []
  for (const phase of content.phases) {
    if (phase.key !== 'dosing' || phase.windowDays === undefined) continue
    const { count, minGapHours, windowDays } = phase
    if (count.value === null || minGapHours.value === null || windowDays.max.value === null) continue
    const needed = (count.value - 1) * minGapHours.value
    if (needed > windowDays.max.value * 24) {
      found.push(
        `${count.value} sessions with ${minGapHours.value} h between them need ${needed} h, more than ${windowDays.max.value} days.`,
      )
    }
    if (windowDays.min.value !== null && windowDays.min.value > windowDays.max.value) {
      found.push('The shortest course is longer than the longest.')
    }
  }
  return found
}

function doseContradictions({ drug }: ProtocolContent): readonly string[] {
  const found: string[] = []
  const { dose } = drug
  const ordered = (least: number | null, most: number | null, sentence: string) => {
    if (least !== null && most !== null && least > most) found.push(sentence)
  }
  ordered(dose.min.value, dose.max.value, 'The least dose is above the greatest.')
  if (dose.kind === 'weight') {
    ordered(dose.min.value, dose.default.value, 'The usual dose is below the range.')
    ordered(dose.default.value, dose.max.value, 'The usual dose is above the range.')
    ordered(dose.max.value, dose.hardCeiling.value, 'The range goes above the hard ceiling.')
  }
  const { maxPerSession } = drug
  if ((maxPerSession.kind === 'per-kg') === (dose.kind === 'weight')) {
    const sentence = 'The range goes above the most that one session may hold.'
    ordered(dose.max.value, maxPerSession.limit.value, sentence)
  }
  if (drug.route === 'IV' && drug.overMinutes === undefined) found.push('An infusion has no time to run over.')
  if (drug.overMinutes !== undefined) {
    ordered(drug.overMinutes.min.value, drug.overMinutes.default.value, 'The usual time is shorter than the least.')
    ordered(drug.overMinutes.default.value, drug.overMinutes.max.value, 'The usual time is longer than the longest.')
  }
  if (drug.hold !== undefined) {
    ordered(drug.hold.leastMinutes.value, drug.hold.mostMinutes.value, 'The shortest hold is longer than the longest.')
  }
  return found
}

function otherContradictions(content: ProtocolContent): readonly string[] {
  const found: string[] = []
  const known = new Set(content.sources.map((source) => source.id))
  for (const limit of allLimits(content)) {
    for (const id of limit.sources)
      if (!known.has(id)) found.push(`${limit.path} names a source that is not listed: ${id}.`)
    if (limit.value !== null && limit.sources.length === 0) found.push(`${limit.path} has a value and no source.`)
  }
  const outOf = content.discharge.scale === 'padss' ? 10 : 8
  const { minScore } = content.discharge
  if (minScore.value !== null && minScore.value > outOf) {
    found.push(`The discharge score can reach ${outOf}, and ${minScore.value} are asked for.`)
  }
  if (content.modality === 'kap' && content.staffing.therapist !== 'required') {
    found.push('Ketamine-assisted psychotherapy needs the therapist (A2): staffing must require one.')
  }
  if (content.staffing.administer.some((licence) => licence === 'therapist')) {
    found.push('A therapist never administers (A5).')
  }
  return found
}

/** Things a medical director should see before approving, none of which stops it. */
export function cautions(content: ProtocolContent): readonly string[] {
  const found: string[] = []
  const dosing = dosingPhase(content)
  const [sessions, days] = [dosing?.count.value ?? null, dosing?.windowDays?.min.value ?? null]
  const week = dosing === null ? null : weekMostOf(dosing)
  if (sessions !== null && days !== null && week !== null && sessions * 7 > week.count * days) {
    found.push(
      `${sessions} sessions in ${days} days are more than ${week.count} a week; a consensus statement is reported to voice concern about that (${week.source}).`,
    )
  }
  const placeholders = allLimits(content).filter((limit) => limit.placeholder)
  if (placeholders.length > 0) {
    found.push(`${placeholders.length} numbers are the product’s own placeholders, without a clinical source.`)
  }
  return found
}
