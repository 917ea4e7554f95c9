import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import type { PacketItem } from '@holdspace/clinic/intake/packet'
import type { Language } from '@holdspace/clinic/intake/questions'
import { en } from './messages/en.ts'
import { es } from './messages/es.ts'

const wordsIn = { en: en.packet, es: es.packet }

type ConsentName = keyof typeof en.packet.consents
type InstrumentName = keyof typeof en.packet.instruments

/** What may be put into a packet besides the clinic's own forms; releases are prepared where their terms are. */
export const instrumentNames = Object.keys(en.packet.instruments) as readonly InstrumentName[]

/** What a form of a packet is called. A consent's reference names its kind before the first colon. */
export function itemName(item: PacketItem, language: Language): string {
  const words = wordsIn[language]
  const form = formOf(item)
  if (form !== null) return form.title[language]
  if (item.kind === 'identity') return words.identity
  if (item.kind === 'plan') return words.plan
  if (item.kind === 'day-of') return words.dayOf
  const name = item.ref.split(':', 1)[0] ?? ''
  if (item.kind === 'consent') return isConsent(name) ? words.consents[name] : words.consent
  return isInstrument(name) ? words.instruments[name] : words.instrument
}

function isConsent(name: string): name is ConsentName {
  return name in en.packet.consents
}

function isInstrument(name: string): name is InstrumentName {
  return name in en.packet.instruments
}
