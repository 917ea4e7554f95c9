import type { OpeningHours } from '@holdspace/clinic/tasks/coverage'
import type { Language } from '@holdspace/instruments/instrument'

const days: { readonly [L in Language]: readonly string[] } = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
}

const through: { readonly [L in Language]: string } = { en: 'to', es: 'a' }
const on: { readonly [L in Language]: string } = { en: 'on', es: 'los días' }

/** When answers are read, in the patient's language: the practice's opening hours; null where it has given none. */
export function readWhenWords(openingHours: readonly OpeningHours[], language: Language): string | null {
  const sorted = openingHours.toSorted(
    (one, other) => one.weekday - other.weekday || one.opensMinute - other.opensMinute,
  )
  const groups: { from: number; until: number; hours: string }[] = []
  for (const { weekday, opensMinute, closesMinute } of sorted) {
    const hours = `${clock(opensMinute)}–${clock(closesMinute)}`
    const last = groups.at(-1)
    if (last !== undefined && last.hours === hours && last.until === weekday - 1) last.until = weekday
    else groups.push({ from: weekday, until: weekday, hours })
  }
  if (groups.length === 0) return null
  const named = groups.map((group) => {
    const first = days[language][group.from - 1] ?? ''
    const last = days[language][group.until - 1] ?? ''
    return `${group.from === group.until ? first : `${first} ${through[language]} ${last}`} ${group.hours}`
  })
  return `${on[language]} ${named.join('; ')}`
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}
