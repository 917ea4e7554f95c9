'use client'
import type { Instant } from '@holdspace/kit/instant'
import { Button } from '@holdspace/ui/button'
import { useState } from 'react'
import { dateAndTime } from '../people/words.ts'
import { QrCode } from './qr-code.tsx'

export interface LinkToHandOver {
  readonly link: string
  readonly until: Instant
}

export interface HandedOverProps extends LinkToHandOver {
  /** The practice's: the desk says the time as it stands on its own clock. */
  readonly zone: string
  readonly onDone: () => void
}

/** The address is shown this once; afterwards only a new link helps, because here only its hash is kept. */
export function HandedOver({ link, until, zone, onDone }: HandedOverProps) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <div className="flex flex-col gap-4">
      <p>
        For this person alone. It opens the forms on one device, once, until {dateAndTime(until, zone)}. It is shown
        only now.
      </p>
      <QrCode text={link} label="The link, for a phone’s camera" />
      <code data-packet-link className="rounded-control bg-sunken p-3 [overflow-wrap:anywhere]">
        {link}
      </code>
      <div className="flex gap-2">
        <Button variant="primary" onPress={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy the link'}
        </Button>
        <Button onPress={onDone}>Done</Button>
      </div>
    </div>
  )
}
