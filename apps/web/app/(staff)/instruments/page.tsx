import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { CatalogueList } from '../../../src/instruments/catalogue-list.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Scales' }

/** Every questionnaire Holdspace knows, whose it is, and whether this practice may show its wording. */
export default async function Instruments() {
  if ((await whoIsHere()).standing !== 'active') return null
  const answer = await ask((api) => api.instrument.catalogue())
  if (!answer.ok) return <RefusedPage title="Scales" refusal={answer.refusal} />
  return (
    <Page
      title="Scales and questionnaires"
      lede="What can be asked, whose it is, and what a total reads as. A band describes; it is not a diagnosis."
    >
      <CatalogueList {...answer.value} />
      <p className="text-caption text-muted">
        This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and
        the LOINC Committee and is available at no cost under the license at http://loinc.org/license.
      </p>
    </Page>
  )
}
