import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { en } from '../../../src/intake/messages/en.ts'
import { es } from '../../../src/intake/messages/es.ts'
import { OpenLink } from '../../../src/intake/open-link.tsx'

export const metadata: Metadata = { title: 'Forms' }

/** A patient's link. Drawing this page asks nothing and consumes nothing (RULINGS 15). */
export default async function PatientLink({ params }: { readonly params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) notFound()
  const language = (await headers()).get('accept-language')?.startsWith('es') === true ? 'es' : 'en'
  const { title, lede } = (language === 'es' ? es : en).link
  return <OpenLink token={token} first={{ language, title, lede }} />
}
