import type { Refusal } from '@holdspace/kit/refusal'
import { LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import { ErrorState } from '@holdspace/ui/states'
import { notFound } from 'next/navigation'

/** A page that may not or cannot be shown now, in the refusal's own words; what may not be known is simply not there. */
export function RefusedPage({ title, refusal }: { readonly title: string; readonly refusal: Refusal }) {
  if (refusal.family === 'not-found') notFound()
  return (
    <Page title={title} narrow>
      <ErrorState title="This cannot be shown" action={<LinkButton href="/">Back to the start</LinkButton>}>
        {refusal.sentence}
      </ErrorState>
    </Page>
  )
}
