import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../../src/ask.ts'
import { RefusedPage } from '../../../../../../src/refused-page.tsx'
import { DisclosureAccount } from '../../../../../../src/sharing/disclosure-account.tsx'

export const metadata: Metadata = { title: 'Accounting of disclosures' }

/** The accounting a patient may ask for, as a sheet to print and hand over (45 CFR 164.528). */
export default async function Accounting({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const found = await ask((api) => api.sharing.accounting({ patientId: asked.data }))
  if (!found.ok) return <RefusedPage title="Accounting of disclosures" refusal={found.refusal} />
  return (
    <Page title="Accounting of disclosures" above={<Link href={`/people/${asked.data}/sharing`}>Sharing</Link>}>
      <DisclosureAccount account={found.value} />
    </Page>
  )
}
