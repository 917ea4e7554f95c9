import { askedInstrument } from '@holdspace/instruments/catalogue'
import type { AskedInstrument, InstrumentId } from '@holdspace/instruments/instrument'

/** An instrument with questions, or the fixture is wrong. */
export function asked(id: InstrumentId): AskedInstrument {
  const found = askedInstrument(id)
  if (found === null) throw new Error(`${id} has no questions.`)
  return found
}
