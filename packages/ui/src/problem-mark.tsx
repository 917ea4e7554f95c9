/** The shape that goes with a problem, so that red is never the only sign. */
export function ProblemMark() {
  return (
    <svg aria-hidden viewBox="0 0 16 16" className="mt-[0.18em] size-[1em] shrink-0 fill-current">
      <path d="M8 1.2c.5 0 .9.2 1.1.7l6 11c.4.8-.1 1.7-1 1.7H1.9c-.9 0-1.4-.9-1-1.7l6-11c.2-.5.6-.7 1.1-.7Zm0 4.2a.9.9 0 0 0-.9 1l.3 3.4a.6.6 0 0 0 1.2 0l.3-3.4a.9.9 0 0 0-.9-1Zm0 6a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z" />
    </svg>
  )
}
