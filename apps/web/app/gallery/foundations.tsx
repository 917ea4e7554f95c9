import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Link, LinkButton } from '@holdspace/ui/link'
import { DeliveryMark } from '@holdspace/ui/offline-bar'
import { Panel } from '@holdspace/ui/panel'

const grounds = ['bg-paper', 'bg-surface', 'bg-sunken', 'bg-raised', 'bg-soft', 'bg-fill', 'bg-ink', 'bg-muted']

export function Foundations() {
  return (
    <>
      <Panel title="Buttons and links">
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary">Sign and lock</Button>
          <Button>Keep as draft</Button>
          <Button variant="quiet">Show as a table</Button>
          <Button variant="danger">Withdraw</Button>
          <Button isDisabled>Cannot yet</Button>
          <Button isPending variant="primary">
            Signing…
          </Button>
          <Button size="compact">Correct</Button>
          <LinkButton href="/gallery?open" variant="secondary">
            Open the record
          </LinkButton>
        </div>
        <p className="mt-3 text-lead">
          A link stands <Link href="/gallery?text">inside a sentence</Link> and is still seen.
        </p>
      </Panel>
      <Panel title="Marks and words">
        <div className="flex flex-wrap items-center gap-3">
          <AlertMark level="high" />
          <AlertMark level="medium" />
          <AlertMark level="low" />
          <AlertMark level="done" />
          <AlertMark level="high" look="plain">
            BP above 160/100
          </AlertMark>
          <Badge>KAP</Badge>
          <Badge look="accent">In session</Badge>
          <Badge look="draft">Draft, not approved</Badge>
          <DeliveryMark delivery="on-this-device" />
          <DeliveryMark delivery="sent" />
          <DeliveryMark delivery="recorded" />
        </div>
      </Panel>
      <Panel title="Type">
        <p className="text-display font-bold tracking-tight">Space, held. 34</p>
        <p className="text-heading font-bold tracking-tight">A clinic at its best 26</p>
        <p className="text-title font-bold">Daylight, paper, good typography 20</p>
        <p className="text-lead">Patient forms are set in 16, with room to breathe.</p>
        <p>Work screens are set in 14. 0123456789 · 111,111 · 888,888</p>
        <p className="text-caption text-muted">Captions and labels, 12. Il1 O0 5S 8B</p>
      </Panel>
      <Panel title="Grounds">
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {grounds.map((ground) => (
            <li key={ground} className="flex items-center gap-2">
              <span aria-hidden className={`hairline size-10 rounded-control ${ground}`} />
              {ground.replace('bg-', '')}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}
