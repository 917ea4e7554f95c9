'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Notice } from '@holdspace/ui/notice'
import { OfflineBar } from '@holdspace/ui/offline-bar'
import { Panel } from '@holdspace/ui/panel'
import { Tabs } from '@holdspace/ui/tabs'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'

export function Speaking() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Panel title="Notices">
        <div className="flex flex-col gap-3">
          <Notice level="high" title="Hold the next dose" actions={<Button size="compact">Record the decision</Button>}>
            Blood pressure 164/102 at 09:56 is above 160/100 (IM KAP v2, monitoring 4.2). A prescriber decides.
          </Notice>
          <Notice level="medium" title="Weight is 36 days old">
            The protocol asks for a weight no older than 30 days.
          </Notice>
          <Notice level="low" title="A new version of the IM KAP protocol was approved" />
          <Notice level="done" title="Signed and locked 21-Nov-2026 11:52" />
        </div>
      </Panel>
      <Panel title="Connection" flush>
        <OfflineBar connection="reconnecting" waiting={1} />
        <OfflineBar connection="online" waiting={2} />
        <OfflineBar connection="offline" waiting={0} />
      </Panel>
      <Panel title="Dialog and toast">
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => setOpen(true)}>Sign…</Button>
          <Button onPress={() => sayToast({ level: 'done', title: 'Vitals recorded', detail: '10:43, Ana Rivera' })}>
            Say it went well
          </Button>
          <Button
            onPress={() =>
              sayToast({ level: 'high', title: 'Not recorded', detail: 'The session was closed at 10:41.' })
            }
          >
            Say it was refused
          </Button>
        </div>
        <Dialog
          title="Sign this session record"
          isOpen={open}
          onClose={() => setOpen(false)}
          role="alertdialog"
          actions={
            <>
              <Button onPress={() => setOpen(false)}>Not yet</Button>
              <Button variant="primary" onPress={() => setOpen(false)}>
                Sign and lock
              </Button>
            </>
          }
        >
          <p>
            You sign as <strong className="font-bold">Dr Ames</strong>: author and prescriber. Afterwards the record is
            locked; what comes later is an addendum.
          </p>
          <TextField name="password" type="password" label="Your password" className="mt-4" />
        </Dialog>
      </Panel>
      <Panel title="Tabs">
        <Tabs
          label="Chart"
          items={[
            { id: 'overview', label: 'Overview', content: <p>How is she, what did we give, what is next.</p> },
            { id: 'sessions', label: 'Sessions', count: 3, content: <p>Three sessions.</p> },
            { id: 'papers', label: 'Papers', content: <p>Signed papers.</p> },
            { id: 'access', label: 'Access', content: <p>Who looked.</p> },
          ]}
        />
      </Panel>
    </>
  )
}
