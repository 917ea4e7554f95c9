import { permissionTable } from '@holdspace/clinic/access/permission-table'
import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { whoIsHere } from '../../../../src/ask.ts'
import { ImportFiles } from '../../../../src/referrals/import-files.tsx'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Import a referral' }

/** A partner's file comes in here; nothing about anybody is created yet. */
export default async function ImportReferral() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const { roles, whyNot } = permissionTable['referral.import']
  if (!roles.includes(here.who.role)) {
    const refusal = { family: 'not-permitted', code: 'may-not-referral-import', sentence: whyNot } as const
    return <RefusedPage title="Import a referral" refusal={refusal} />
  }
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
