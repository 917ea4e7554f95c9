import { Link } from '@holdspace/ui/link'
import type { ListedStatus } from './referral-list.tsx'

const words: Record<ListedStatus, string> = {
  'in-review': 'Waiting for review',
  accepted: 'Accepted',
  declined: 'Declined',
}
const statuses: readonly ListedStatus[] = ['in-review', 'accepted', 'declined']

/** Three lists, one address each, so that a list can be kept, shared and gone back to. */
export function StatusLinks({ current }: { readonly current: ListedStatus }) {
  return (
    <nav aria-label="Which referrals" className="flex flex-wrap gap-x-1 gap-y-1 border-line border-b">
      {statuses.map((status) => (
        <Link
          key={status}
          href={status === 'in-review' ? '/referrals' : `/referrals?status=${status}`}
          {...(status === current ? { 'aria-current': 'page' } : {})}
          className={`-mb-px inline-flex min-h-11 items-center border-b-2 px-3 no-underline! ${
            status === current ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink'
          }`}
        >
          {words[status]}
        </Link>
      ))}
    </nav>
  )
}
