import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ImportFiles } from '../../../../src/referrals/import-files.tsx'

export const metadata: Metadata = { title: 'Import a referral' }

/** A partner's file comes in here; nothing about anybody is created yet. */
export default function ImportReferral() {
  return (
    <Page
      title="Import a referral"
      lede="A FHIR R4 bundle from the referring clinic. It waits for review; nobody gets a chart before you have read and accepted it."
      above={<Link href="/referrals">Referrals</Link>}
      narrow
    >
      <ImportFiles />
    </Page>
  )
}
