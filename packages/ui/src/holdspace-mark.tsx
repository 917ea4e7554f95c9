/** The sign of the house: an open ring around a point at rest. Space, held. */
export function HoldspaceMark({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className} fill="none">
      <path d="M10.2 6.1A11.5 11.5 0 1 0 21.8 6.1" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="16" cy="16.5" r="4" fill="currentColor" />
    </svg>
  )
}
