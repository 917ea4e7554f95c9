'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import type { Instant } from '@holdspace/kit/elapsed'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { sayToast } from '@holdspace/ui/toast'
import { useQuery } from '@tanstack/react-query'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'

type Outbox = Answers['mail']['outbox']
type Mail = Outbox['mails'][number]

/** Asked anew every ten seconds, without counting as use of the login (S25). */
export function OutboxList({ first }: { readonly first: Outbox }) {
  const trpc = useTRPC()
  const { data, refetch } = useQuery(
    trpc.mail.outbox.queryOptions(undefined, {
      initialData: first,
      refetchInterval: 10_000,
      trpc: { context: { background: true } },
    }),
  )
  if (data.mails.length === 0) {
    return (
      <Panel>
        <EmptyState title={data.isDemo ? 'No message yet' : 'Everything has arrived'}>
          {data.isDemo
            ? 'A message appears here when forms are sent to somebody, an appointment is made, or a copy is ready.'
            : 'A message stands here while it waits, and when it could not be delivered.'}
        </EmptyState>
      </Panel>
    )
  }
  return (
    <ul className="flex max-w-3xl flex-col gap-3">
      {data.mails.map((mail) => (
        <OneMail key={mail.mailId} mail={mail} zone={data.zone} maySendAgain={data.maySendAgain} onChanged={refetch} />
      ))}
    </ul>
  )
}

interface OneMailProps {
  readonly mail: Mail
  readonly zone: string
  readonly maySendAgain: boolean
  readonly onChanged: () => Promise<unknown>
}

function OneMail({ mail, zone, maySendAgain, onChanged }: OneMailProps) {
  const trpc = useTRPCClient()
  const again = async () => {
    const queued = await attempt(() => trpc.mail.sendAgain.mutate({ mailId: mail.mailId }))
    if (!queued.ok) sayToast({ level: 'high', title: 'Not sent again', detail: queued.refusal.sentence })
    await onChanged()
  }
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-lead font-strong">{mail.subject}</h2>
        <Standing mail={mail} zone={zone} />
      </div>
      <p className="text-muted">
        To{' '}
        {mail.patientId === null ? (
          mail.to
        ) : (
          <Link href={`/people/${mail.patientId}`} aria-label={`The chart of ${mail.to}`}>
            {mail.to}
          </Link>
        )}{' '}
        · written <span className="whitespace-nowrap">{when(mail.queuedAt, zone)}</span>
      </p>
      {mail.body === null ? null : <Body text={mail.body} />}
      {maySendAgain && mail.status === 'not-delivered' ? (
        <div>
          <Button size="compact" onPress={again} aria-label={`Send again: ${mail.subject}`}>
            Send again
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function Standing({ mail, zone }: { readonly mail: Mail; readonly zone: string }) {
  if (mail.status === 'not-delivered') return <AlertMark level="medium">Not delivered</AlertMark>
  if (mail.status === 'sent') return <Badge>{mail.sentAt === null ? 'Sent' : `Sent ${when(mail.sentAt, zone)}`}</Badge>
  const next = mail.nextAttemptAt
  if (mail.failedAttempts === 0 || next === null) return <Badge look="draft">Waiting to be sent</Badge>
  return (
    <Badge look="draft">
      Tried {mail.failedAttempts === 1 ? 'once' : `${mail.failedAttempts} times`}, next {when(next, zone)}
    </Badge>
  )
}

const address = /(https?:\/\/\S+)/

/** As it would be read, with its link to follow: in the demo that is the patient's way in. */
function Body({ text }: { readonly text: string }) {
  return (
    <details open>
      <summary className="min-h-8 cursor-pointer rounded-control text-muted">The message</summary>
      <div className="mt-1 flex flex-col gap-2 border-line border-l pl-4">
        {text.split('\n\n').map((paragraph) => (
          <p key={paragraph} className="break-words">
            {paragraph.split(address).map((part) =>
              address.test(part) ? (
                <Link key={part} href={part} target="_blank">
                  {part}
                </Link>
              ) : (
                part
              ),
            )}
          </p>
        ))}
      </div>
    </details>
  )
}

function when(moment: Instant, zone: string): string {
  return `${formatDate(dateInZone(moment, zone))} ${timeInZone(moment, zone)}`
}
