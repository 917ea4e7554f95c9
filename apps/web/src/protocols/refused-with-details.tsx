import type { Refusal } from '@holdspace/kit/refusal'
import { Notice } from '@holdspace/ui/notice'

/** Why not, and every single thing that stands in the way. */
export function RefusedWithDetails({ refused }: { readonly refused: Refusal }) {
  const { sentence, details = [] } = refused
  return (
    <Notice level="high" title={sentence} live>
      {details.length === 0 ? undefined : (
        <ul className="list-disc pl-5">
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
