import type { Metadata } from 'next'
import { Packet } from '../../src/intake/packet-page.tsx'

export const metadata: Metadata = { title: 'Your forms' }

/** The packet this browser holds by its cookie; the address says nothing about it. */
export default function PatientPacket() {
  return <Packet onTablet={false} />
}
