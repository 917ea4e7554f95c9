/**
 * What a clinician calls each number of a protocol, as its read view says it, with its chapter before it where two chapters
 * have a number of the same name. A path no row fits is told as it is written, so that nothing is ever left out of a list.
 */
const names: readonly (readonly [RegExp, string])[] = [
  [/^ageYears\.min$/, 'Not younger than'],
  [/^ageYears\.max$/, 'Not older than'],
  [/^phases\.(consultation|preparation)\.minCompleted$/, '$1 before the first dose, at least'],
  [/^phases\.dosing\.count$/, 'Medicine sessions'],
  [/^phases\.dosing\.minGapHours$/, 'Between sessions at least'],
  [/^phases\.dosing\.weekMost$/, 'Sessions within seven days at most'],
  [/^phases\.dosing\.blockMinutes$/, 'Time in the room'],
  [/^phases\.dosing\.windowDays\.min$/, 'From first to last session at least'],
  [/^phases\.dosing\.windowDays\.max$/, 'From first to last session at most'],
  [/^phases\.integration\.perDosing$/, 'Integration after each session'],
  [/^phases\.integration\.withinHours$/, 'Integration within'],
  [/^phases\.maintenance\.ladder$/, 'Boosters after the course'],
  [/^drug\.dose\.default$/, 'Dose, usual'],
  [/^drug\.dose\.min$/, 'Dose, from'],
  [/^drug\.dose\.max$/, 'Dose, to'],
  [/^drug\.dose\.hardCeiling$/, 'Hard ceiling'],
  [/^drug\.dose\.allowed$/, 'Allowed doses'],
  [/^drug\.dose\.unitStrengths$/, 'Strength of one unit'],
  [/^drug\.dose\.minutesBetweenUnits$/, 'Between units'],
  [/^drug\.overMinutes\.default$/, 'Given over'],
  [/^drug\.overMinutes\.min$/, 'Given over, at least'],
  [/^drug\.overMinutes\.max$/, 'Given over, at most'],
  [/^drug\.labelAnaesthetic\.doseFrom$/, 'Dose for anaesthesia by the label, from'],
  [/^drug\.labelAnaesthetic\.rateFromMcgPerKgPerMinute$/, 'Rate for anaesthesia by the label, from'],
  [/^drug\.absoluteMax$/, 'Never more at once than'],
  [/^drug\.maxPerSession\.limit$/, 'Never more in a session than'],
  [/^drug\.roundVolumeTo$/, 'Volume rounded to'],
  [/^drug\.maxRoundingPercent$/, 'Rounding changes the dose by at most'],
  [/^drug\.imMaxPerSite$/, 'At one site at most'],
  [/^drug\.splitDose\.maxParts$/, 'In parts, at most'],
  [/^drug\.splitDose\.minMinutesBetween$/, 'Between parts at least'],
  [/^drug\.hold\.leastMinutes$/, 'Held under the tongue at least'],
  [/^drug\.hold\.mostMinutes$/, 'Held under the tongue at most'],
  [/^drug\.hold\.afterwards$/, 'What is left in the mouth then'],
  [/^drug\.titration\.stepUpBelowPercent$/, 'A higher dose is proposed where the score fell by less than'],
  [/^drug\.titration\.stepUp$/, 'Step to a higher dose'],
  [/^drug\.titration\.stepDown$/, 'Step to a lower dose'],
  [/^drug\.titration\.slowerMinutes$/, 'Given slower, over'],
  [/^drug\.verbalOrders\.countersignWithinHours$/, 'Verbal orders countersigned within'],
  [/^weight\.maxAgeDays$/, 'Weight no older than'],
  [/^weight\.flagChangePercent$/, 'A change of weight is flagged from'],
  [/^weight\.plausibleBmi\.min$/, 'Plausible BMI from'],
  [/^weight\.plausibleBmi\.max$/, 'Plausible BMI to'],
  [/^weight\.adjustedFactorPercent$/, 'Adjusted weight, part of what is above the ideal one'],
  [/^weight\.adjustedOnlyAboveBmi$/, 'Adjusted weight only above a BMI of'],
  [/^staffing\.maxRoomsPerProvider$/, 'Rooms for each provider at most'],
  [/^vitals\.during\.everyMin$/, 'Vitals during, every'],
  [/^vitals\.recovery\.everyMin$/, 'Vitals in recovery, every'],
  [/^vitals\.duringLastsMin$/, 'Vitals as during, after the last part, for'],
  [/^vitals\.fixedAtMin$/, 'Vitals also at'],
  [/^vitals\.graceMin$/, 'Vitals overdue after'],
  [/^vitals\.bpCurrentForMin$/, 'A pressure is current for'],
  [/^rules\.(.+)\.acknowledgeWithin$/, 'Limit $1, answered within'],
  [/^rules\.(.+)\.(\w+) ([<>]=?)$/, 'Limit $1, $2 $3'],
  [/^discharge\.minScore$/, 'Discharge score at least'],
  [/^discharge\.minMinutesAfterEnd$/, 'Discharge after the end, at least'],
  [/^discharge\.vitalsWithinPercent$/, 'Vitals at discharge within, of baseline'],
  [/^signatureLock\.nextDayTime$/, 'Patient’s signatures count again'],
  [/^followUp\.(.+)\.after\.count$/, 'Follow-up $1, after'],
  [/^followUp\.(.+)\.openHours$/, 'Follow-up $1, open for'],
  [/^reviews\.(.+)\.everyDoses$/, 'Review of $1, every so many doses'],
  [/^reviews\.(.+)\.every$/, 'Review of $1, every'],
]

const measured: Readonly<Record<string, string>> = {
  sbp: 'systolic pressure',
  dbp: 'diastolic pressure',
  hr: 'heart rate',
  spo2: 'oxygen saturation',
  rr: 'breathing rate',
  moaas: 'sedation',
  '<': 'below',
  '<=': 'at or below',
  '>': 'above',
  '>=': 'at or above',
}

/** `drug.absoluteMax` → `Never more at once than`, for a list a medical director reads. */
export function limitName(path: string): string {
  const row = names.find(([pattern]) => pattern.test(path))
  if (row === undefined) return path
  const [pattern, words] = row
  const parts = pattern.exec(path)?.slice(1) ?? []
  const said = words.replace(/\$(\d)/g, (_, at: string) => partWords(parts[Number(at) - 1] ?? ''))
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** A key of the protocol's own (`bp.pre.warn`, `check-in-24h`) keeps its letters and loses its dashes and dots. */
function partWords(part: string): string {
  return measured[part] ?? part.replace(/[-.]/g, ' ')
}
