/** A sentence whose dates (`21-Nov-2026`) never break across two lines: a torn date is a misread date. */
export function WholeDates({ children }: { readonly children: string }) {
  return children.split(/(\d{2}-[A-Z][a-z]{2}-\d{4})/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={`${index}${part}`} className="whitespace-nowrap">
        {part}
      </span>
    ),
  )
}
