import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { api } from '../../src/ask.ts'
import { webHouse } from '../../src/house.ts'
import { Tour } from '../../src/tour/tour.tsx'
import { TourFrame } from '../../src/tour/tour-frame.tsx'

export const metadata: Metadata = { title: 'Tour' }
export const dynamic = 'force-dynamic'

/** A walk through the demo clinic in eight stops. In the demo alone: outside it there is nobody to walk in as. */
export default async function TourPage() {
  if (!webHouse().isDemo) notFound()
  const { signIn } = await api()
  return (
    <TourFrame>
      <Tour people={await signIn.demoPeople()} patients={await signIn.demoPatients()} />
    </TourFrame>
  )
}
