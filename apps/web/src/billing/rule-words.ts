import type { FeeVersion } from './words.ts'

type Rule = FeeVersion['schedule']['rules'][number]

const modalityWords = { infusion: 'infusion', kap: 'KAP', any: 'every' } as const

/** A rule as a sentence: what is looked at, and what it becomes. */
export function ruleWords(rule: Rule): string {
  const of = `${modalityWords[rule.modality]} session`
  switch (rule.rule) {
    case 'session':
      return `In ${article(of)} with medicine given: ${rule.code} once.`
    case 'injection':
      return `In ${article(of)}: ${rule.code} for each injection.`
    case 'infusion-time':
      return `In ${article(of)}, by the running time of the infusion: ${bandsOf(rule.time)}.`
    case 'psychotherapy-time':
      return `In ${article(of)}, by the minutes between psychotherapy start and stop: ${bandsOf(rule.time)}${rule.beyond === null ? '' : `; ${rule.beyond.code} for each whole ${rule.beyond.everyMinutes} min beyond ${rule.beyond.afterMinutes}`}.`
    case 'drug':
      return `In ${article(of)}, by the medicine given: ${rule.code} for each ${rule.mcgPerUnit / 1000} mg, ${rule.rounding === 'begun' ? 'begun ones counted' : 'whole ones only'}.`
  }
}

function article(of: string): string {
  return of.startsWith('every') ? of : `${of.startsWith('infusion') ? 'an' : 'a'} ${of}`
}

type TimeRule = Extract<Rule, { time: unknown }>['time']

function bandsOf({ bands, further }: TimeRule): string {
  const told = bands.map(({ fromMinutes, toMinutes, code }) =>
    toMinutes === null ? `${code} from ${fromMinutes} min` : `${code} for ${fromMinutes} to ${toMinutes} min`,
  )
  const more =
    further === null
      ? []
      : [`${further.code} more from ${further.fromMinutes} min, and every ${further.everyMinutes} after`]
  return [...told, ...more].join('; ')
}
