import { permissionTable } from '@holdspace/clinic/access/permission-table'
import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { whoIsHere } from '../../../../src/ask.ts'
import { RegisterPerson } from '../../../../src/people/register-person.tsx'
import { mayGo } from '../../../../src/places.ts'
import { RefusedPage } from '../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'New chart' }

/** A chart opened by hand, for somebody who comes without a referral. */
export default async function NewPerson() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  if (!mayGo('patient.register', here.who.role, here.who.duties)) {
    const sentence = permissionTable['patient.register'].whyNot
    return (
      <RefusedPage
        title="New chart"
        refusal={{ family: 'not-permitted', code: 'may-not-patient-register', sentence }}
      />
    )
  }
  return (
    <Page
      title="New chart"
      lede="For somebody who comes without a referral. Look for them first: a person has one chart."
      above={<Link href="/people">People</Link>}
      narrow
    >
      <Panel>
        <RegisterPerson />
      </Panel>
    </Page>
  )
}
