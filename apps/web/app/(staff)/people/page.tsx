import { LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { PeopleSearch } from '../../../src/people/people-search.tsx'
import { mayGo } from '../../../src/places.ts'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'People' }

/** Everybody who has a chart here. What is searched for stays out of the address: addresses are kept in histories. */
export default async function People() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const first = await ask((api) => api.people.search({ text: '', cursor: null }))
  if (!first.ok) return <RefusedPage title="People" refusal={first.refusal} />
  return (
    <Page
      title="People"
      lede="Find somebody by the beginning of their names, their birth date or their record number."
      actions={
        mayGo('patient.register', here.who.role, here.who.duties) ? (
          <LinkButton href="/people/new">New chart</LinkButton>
        ) : null
      }
    >
      <PeopleSearch first={first.value} />
    </Page>
  )
}
