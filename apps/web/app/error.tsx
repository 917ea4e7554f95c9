'use client'
import { Button } from '@holdspace/ui/button'
import { DoorFrame } from '../src/door-frame.tsx'

export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string }
  readonly reset: () => void
}) {
  return (
    <DoorFrame title="Something went wrong on our side" lede="What was saved before is kept. Please try again.">
      <Button variant="primary" onPress={reset}>
        Try again
      </Button>
      {error.digest === undefined ? null : <p className="mt-4 text-muted">Reference {error.digest}</p>}
    </DoorFrame>
  )
}
