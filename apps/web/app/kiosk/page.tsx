import type { Metadata } from 'next'
import { Packet } from '../../src/intake/packet-page.tsx'

export const metadata: Metadata = { title: 'Forms' }

/** A tablet of the clinic in a patient's hands. The login on it is locked, so every other page asks for a password. */
export default function Kiosk() {
  return <Packet onTablet />
}
