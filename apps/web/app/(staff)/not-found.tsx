import { LinkButton } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'

/** Nothing at this address, or nothing this person may know of (RULINGS 20). The frame stays, so the way on is in sight. */
export default function StaffNotFound() {
  return (
    <Page
      title="Nothing here"
      lede="This address leads to nothing you can see. It may have moved, or belong to somebody else."
      narrow
    >
      <div>
        <LinkButton href="/" variant="primary">
          Back to the start
        </LinkButton>
      </div>
    </Page>
  )
}
