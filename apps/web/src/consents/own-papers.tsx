'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Link } from '@holdspace/ui/link'
import type { doorClient } from '../door-client.ts'
import { useAsked } from '../intake/use-asked.ts'

const words = {
  en: { title: 'Papers you signed', withdrawn: 'Withdrawn', lede: 'Open one to keep or print it.' },
  es: { title: 'Documentos que firmó', withdrawn: 'Retirado', lede: 'Abra uno para guardarlo o imprimirlo.' },
} as const

const question = (client: Awaited<ReturnType<typeof doorClient>>) => client.consent.ownPapers.query()

/** A patient’s own copies, once they have shown who they are. Nothing stands here for whoever signed nothing. */
export function OwnPapers({ language }: { readonly language: 'en' | 'es' }) {
  const asked = useAsked(question)
  if (asked === null || !asked.ok || asked.value.papers.length === 0) return null
  const { papers, zone } = asked.value
  const said = words[language]
  return (
    <section aria-labelledby="own-papers" className="mt-8 flex flex-col gap-3">
      <h2 id="own-papers" className="text-title">
        {said.title}
      </h2>
      <p className="text-muted">{said.lede}</p>
      <ul className="flex flex-col gap-2">
        {papers.map(({ consentId, title, signedAt, isWithdrawn }) => (
          <li key={consentId} className="rounded-card border border-line bg-surface p-4">
            <Link href={`/papers/own/${consentId}.pdf`} target="_blank">
              {title}
            </Link>
            <span className="block text-muted">
              {formatDate(dateInZone(signedAt, zone))}
              {isWithdrawn ? ` · ${said.withdrawn}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
