import type { ProtocolData } from '../protocol-version.ts'
import { placeholder } from '../sourced.ts'

// Source of this file: the FDA's communication of 10 October 2023 on compounded ketamine (abuse, bladder; read second-hand,
// section 7 of the protocol reference) and the caution list of its section 3 (liver). No source gives an interval.

/** What repeated doses ask for. Every interval is the product's placeholder, for the medical director to settle. */
export const reviewRules: NonNullable<ProtocolData['reviews']> = [
  {
    id: 'bladder',
    title: 'Bladder',
    ask: 'Ask about urgency, frequency, pain and blood in the urine; examine the urine where there is any.',
    everyDoses: placeholder(6),
    every: placeholder('P3M'),
  },
  {
    id: 'liver',
    title: 'Liver',
    ask: 'Ask about liver disease and what is taken for it; decide whether liver tests are due.',
    everyDoses: placeholder(12),
    every: placeholder('P12M'),
  },
  {
    id: 'misuse',
    title: 'Misuse',
    ask: 'Ask about ketamine, alcohol and other drugs outside the clinic; look at the prescription monitoring record.',
    everyDoses: placeholder(6),
    every: placeholder('P3M'),
  },
]
