import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask } from '../../../src/ask.ts'
import { PeopleSearch } from '../../../src/people/people-search.tsx'

export const metadata: Metadata = { title: 'People' }

/** Everybody who has a chart here. What is searched for stays out of the address: addresses are kept in histories. */
export default async function People() {
  const first = await ask((api) => api.people.search({ text: '', cursor: null }))
  return (
    <Page title="People" lede="Find somebody by the beginning of their names, their birth date or their record number.">
      {first.ok ? <PeopleSearch first={first.value} /> : <Notice level="medium" title={first.refusal.sentence} />}
    </Page>
  )
}
