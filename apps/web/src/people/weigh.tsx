'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { WhomToWeigh } from './whom-to-weigh.ts'

/** Comes when it is asked for: it brings the arithmetic of weights with it. */
const WeighForm = dynamic(() => import('./weigh-form.tsx').then((found) => found.WeighForm))

/** A weight outside a session. */
export function Weigh(props: WhomToWeigh) {
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
