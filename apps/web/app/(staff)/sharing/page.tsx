import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { RefusedPage } from '../../../src/refused-page.tsx'
import { PartnerPanel } from '../../../src/sharing/partner-panel.tsx'
import { PracticeReleases } from '../../../src/sharing/practice-releases.tsx'

export const metadata: Metadata = { title: 'Sharing' }

/** Who outside the practice may read what. Each half is for those whose work it is; with neither, the door says why. */
export default async function SharingPage() {
  if ((await whoIsHere()).standing !== 'active') return null
  const releases = await ask((api) => api.sharing.releases())
  const partners = await ask((api) => api.sharing.partners())
  if (!releases.ok && !partners.ok) return <RefusedPage title="Sharing" refusal={releases.refusal} />
  return (
    <Page
      title="Sharing"
      lede="A partner sees a person only while that person’s release to it is in force, and a session only once it is signed."
    >
      {releases.ok ? <PracticeReleases releases={releases.value} /> : null}
      {partners.ok ? <PartnerPanel partners={partners.value} /> : null}
    </Page>
  )
}
