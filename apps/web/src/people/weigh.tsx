'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import dynamic from 'next/dynamic'
import { useState } from 'react'

/** Comes when it is asked for: it brings the arithmetic of weights with it. */
const WeighForm = dynamic(() => import('./weigh-form.tsx').then((found) => found.WeighForm))

export interface WeighProps {
  readonly patientId: PatientId
  /** A height was measured here before. */
  readonly isHeightKnown: boolean
  /** The last weight of this practice’s own scale, with its day, in words; null where there is none. */
  readonly last: string | null
}

/** A weight outside a session. */
export function Weigh(props: WeighProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="compact" onPress={() => setOpen(true)}>
        Weigh and measure
      </Button>
      <Dialog title="Weigh and measure" isOpen={isOpen} onClose={() => setOpen(false)}>
        <WeighForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
