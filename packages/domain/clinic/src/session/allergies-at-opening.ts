import { cutText } from '@holdspace/kit/cut-text'

interface KnownAllergy {
  readonly concept: { readonly text: string }
  readonly criticality?: string | undefined
}

/** As many lines as the opening entry holds. */
export const allergyLinesMost = 200

/**
 * The allergies a session opens with: each once, the dangerous ones first. A list longer than the entry holds says in its
 * last line how many stand on the chart besides: nobody is kept from treatment by it, and nobody takes it for whole.
 */
export function allergiesAtOpening(active: readonly KnownAllergy[]): readonly string[] {
  const dangerousFirst = active.toSorted((one, other) => weightOf(other) - weightOf(one))
  const said = [...new Set(dangerousFirst.map(({ concept }) => cutText(concept.text, 300)))]
  if (said.length <= allergyLinesMost) return said
  const shown = said.slice(0, allergyLinesMost - 1)
  return [...shown, `and ${said.length - shown.length} more: read them on the chart`]
}

function weightOf({ criticality }: KnownAllergy): number {
  return criticality === 'high' ? 1 : 0
}
