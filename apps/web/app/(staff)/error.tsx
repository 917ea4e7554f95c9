'use client'
import { Button } from '@holdspace/ui/button'
import { ErrorState } from '@holdspace/ui/states'

/** A page that broke: what is safe, and what to do. The frame stays, so the way out is in sight. */
export default function StaffError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string }
  readonly reset: () => void
}) {
  return (
    <div className="px-4 py-5 lg:px-6">
      <ErrorState
        title="This page could not be shown"
        action={
          <Button variant="primary" onPress={reset}>
            Try again
          </Button>
        }
        {...(error.digest === undefined ? {} : { reference: error.digest })}
      >
        Nothing was changed. If it stays like this, tell whoever runs Holdspace for you the reference below.
      </ErrorState>
    </div>
  )
}
