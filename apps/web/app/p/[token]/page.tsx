import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OpenLink } from '../../../src/intake/open-link.tsx'

export const metadata: Metadata = { title: 'Forms' }

/** A patient's link. Drawing this page asks nothing and consumes nothing (RULINGS 15). */
export default async function PatientLink({ params }: { readonly params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) notFound()
  return <OpenLink token={token} />
}
