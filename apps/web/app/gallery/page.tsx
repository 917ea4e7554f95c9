import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { webHouse } from '../../src/house.ts'
import { Gallery } from './gallery.tsx'

export const metadata: Metadata = { title: 'Gallery' }
export const dynamic = 'force-dynamic'

/** Every component in every state, in demo mode only. */
export default function GalleryPage() {
  if (!webHouse().isDemo) notFound()
  return <Gallery />
}
