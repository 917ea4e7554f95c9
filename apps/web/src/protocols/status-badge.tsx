import type { ProtocolStatus } from '@holdspace/protocols/protocol-version'
import { Badge, type BadgeProps } from '@holdspace/ui/badge'

const looks: Record<ProtocolStatus, { readonly words: string; readonly look: NonNullable<BadgeProps['look']> }> = {
  draft: { words: 'Draft', look: 'draft' },
  'in-review': { words: 'In review', look: 'draft' },
  approved: { words: 'Approved', look: 'accent' },
  retired: { words: 'Retired', look: 'plain' },
}

export function StatusBadge({ status }: { readonly status: ProtocolStatus }) {
  return <Badge look={looks[status].look}>{looks[status].words}</Badge>
}
