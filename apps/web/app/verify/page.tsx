import type { Metadata } from 'next'
import { DoorFrame } from '../../src/door-frame.tsx'
import { CheckRecord } from '../../src/verify/check-record.tsx'

export const metadata: Metadata = { title: 'Check a record' }

/** For anybody who holds a printed record: no sign-in, and nothing about a patient is asked or told. */
export default function VerifyPage() {
  return (
    <DoorFrame
      title="Check a record"
      lede="For whoever holds a printed session record and wants to know whether it was signed like this."
      beside={<WhatItShows />}
    >
      <CheckRecord />
    </DoorFrame>
  )
}

function WhatItShows() {
  return (
    <div className="flex flex-col gap-6 lg:border-line lg:border-l lg:pl-10">
      <section>
        <h2 className="text-title">What a match shows</h2>
        <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5">
          <li>A record with this very content was signed at the practice named, at the time shown.</li>
          <li>
            How many entries its chain had once it was signed, and the hash of the newest: the same stand on the paper
            printed then. A paper printed after an addendum names more.
          </li>
          <li>
            Where the record stands in the practice’s log, in which every entry and every signed record has one place
            for ever. With the checkpoint of your paper you also learn whether that log is still the one of that day.
          </li>
        </ul>
      </section>
      <section>
        <h2 className="text-title">What it does not show</h2>
        <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-muted">
          <li>
            That the words on your paper are those that were signed. Only the hash worked out from the record itself
            shows that: ask the practice to run the stand-alone verifier with you.
          </li>
          <li>What is in the record, whose it is, or that what it says is true.</li>
          <li>Addenda: they are added after signing, so this hash does not cover them.</li>
        </ul>
      </section>
      <p className="text-muted">
        Only the hash is sent, and the checkpoint where you give it. Both are fingerprints: nothing of the record can be
        read from them.
      </p>
    </div>
  )
}
