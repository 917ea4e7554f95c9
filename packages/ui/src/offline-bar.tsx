import { clsx } from 'clsx'

/** Where an entry is: kept on this device, sent and not yet confirmed, or recorded by the server. */
export type Delivery = 'on-this-device' | 'sent' | 'recorded'

export const deliveryWords: Record<Delivery, string> = {
  'on-this-device': 'on this device',
  sent: 'sent',
  recorded: 'recorded',
}

export function DeliveryMark({ delivery }: { readonly delivery: Delivery }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 whitespace-nowrap text-caption',
        delivery === 'on-this-device' ? 'font-strong text-medium' : 'text-muted',
      )}
    >
      <DeliveryShape delivery={delivery} />
      {deliveryWords[delivery]}
    </span>
  )
}

function DeliveryShape({ delivery }: { readonly delivery: Delivery }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" className="size-2.5 shrink-0 fill-none stroke-[1.6] stroke-current">
      {delivery === 'recorded' ? (
        <path d="m1.5 6.5 3 3 6-7" strokeLinecap="round" strokeLinejoin="round" />
      ) : (
        <circle cx="6" cy="6" r="4.6" {...(delivery === 'on-this-device' ? { strokeDasharray: '2.4 2.4' } : {})} />
      )}
      {delivery === 'sent' ? <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2Z" className="fill-current stroke-none" /> : null}
    </svg>
  )
}

export interface OfflineBarProps {
  readonly connection: 'online' | 'reconnecting' | 'offline'
  /** Entries kept on this device that the server has not confirmed. */
  readonly waiting: number
}

/**
 * Says plainly what is safe where: nothing while all is recorded, so that it is read when it does appear. The words
 * stay on one line of fixed height, so that its coming moves nothing in the chart (PF5).
 */
export function OfflineBar({ connection, waiting }: OfflineBarProps) {
  const words = offlineWords(connection, waiting)
  return (
    <div role="status" data-screen-only>
      {words === null ? null : (
        <p
          className={clsx(
            'flex min-h-9 items-center justify-center gap-2 px-4 py-1.5 font-strong',
            connection === 'offline' ? 'bg-medium-soft text-medium' : 'bg-low-soft text-low',
          )}
        >
          <span aria-hidden className="text-[0.7em] tracking-tighter">
            {connection === 'offline' ? '▲▲' : '▲'}
          </span>
          {words}
        </p>
      )}
    </div>
  )
}

export function offlineWords(connection: OfflineBarProps['connection'], waiting: number): string | null {
  const entries = waiting === 1 ? '1 entry' : `${waiting} entries`
  const waits = waiting === 1 ? 'waits' : 'wait'
  switch (connection) {
    case 'online':
      return waiting === 0 ? null : `Sending ${entries} from this device…`
    case 'reconnecting':
      return waiting === 0 ? 'Reconnecting…' : `Reconnecting… ${entries} ${waits} on this device.`
    case 'offline':
      return waiting === 0
        ? 'No connection. You can go on charting: entries are kept on this device until it returns.'
        : `No connection. ${entries} ${waits} on this device and will be sent when it returns. Keep this page open.`
  }
}
