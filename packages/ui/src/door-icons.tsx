export interface DoorIconProps {
  readonly className?: string
}

interface Strokes extends DoorIconProps {
  readonly d: string
}

/**
 * The few signs the front door needs, drawn by hand: an icon library would be a tenth of what that page loads
 * (PERFORMANCE, first route). Always beside words or inside a control that has a name.
 */
function Drawn({ d, className }: Strokes) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d={d} />
    </svg>
  )
}

const moon = 'M20.5 13.5A8.6 8.6 0 1 1 10.5 3.5a6.8 6.8 0 0 0 10 10Z'

export function Sun(props: DoorIconProps) {
  const rays = 'M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4'
  return <Drawn {...props} d={`M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z${rays}`} />
}

export function Moon(props: DoorIconProps) {
  return <Drawn {...props} d={moon} />
}

export function MoonStar(props: DoorIconProps) {
  return <Drawn {...props} d={`${moon}M18 3.5v4M20 5.5h-4`} />
}

export function ChevronRight(props: DoorIconProps) {
  return <Drawn {...props} d="m9 6 6 6-6 6" />
}
