import { LinkButton } from '@holdspace/ui/link'
import { DoorFrame } from '../src/door-frame.tsx'

/** Says the same for what does not exist and for what may not be known to exist (RULINGS 20). */
export default function NotFound() {
  return (
    <DoorFrame
      title="Nothing here"
      lede="This address leads to nothing you can see. It may have moved, or belong to somebody else."
    >
      <LinkButton href="/" variant="primary">
        Back to the start
      </LinkButton>
    </DoorFrame>
  )
}
