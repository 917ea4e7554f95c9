'use client'
import { Button } from '@holdspace/ui/button'
import { Page } from '@holdspace/ui/page'

/** A page that broke: what is safe, and what to do. The frame stays, so the way out is in sight. */
export default function StaffError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string }
  readonly reset: () => void
}) {
  return (
    <Page
      title="This page could not be shown"
      lede="What was recorded before is kept. Look before you enter something a second time. If it stays like this, tell whoever runs Holdspace for you."
      narrow
    >
      <div role="alert" className="flex flex-col items-start gap-4">
        <Button variant="primary" onPress={reset}>
          Try again
        </Button>
        {error.digest === undefined ? null : <p className="text-muted">Reference {error.digest}</p>}
      </div>
    </Page>
  )
}
