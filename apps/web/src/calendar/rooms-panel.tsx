'use client'
import { roomId } from '@holdspace/kit/ids'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { useSetUp } from './use-set-up.ts'

type Room = Answers['appointment']['schedule']['rooms'][number]

/** The rooms of the practice; one that is given up keeps its past visits. */
export function RoomsPanel({ rooms }: { readonly rooms: readonly Room[] }) {
  const [editing, setEditing] = useState<Room | 'new' | null>(null)
  return (
    <Panel
      title={`Rooms · ${rooms.filter((room) => room.active).length}`}
      flush
      actions={
        <Button size="compact" onPress={() => setEditing('new')}>
          Add a room …
        </Button>
      }
    >
      {rooms.length === 0 ? <p className="px-4 py-3 text-muted">No room is named yet.</p> : null}
      <ul className="divide-y divide-line">
        {rooms.map((room) => (
          <li key={room.roomId} className="flex items-center justify-between gap-3 px-4 py-2">
            <span className={room.active ? 'font-strong' : 'text-muted'}>{room.name}</span>
            <span className="flex items-center gap-3">
              {room.active ? null : <Badge>Not in use</Badge>}
              <Button
                size="compact"
                variant="quiet"
                aria-label={`Change ${room.name}`}
                onPress={() => setEditing(room)}
              >
                Change …
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {editing === null ? null : (
        <RoomDialog
          room={editing === 'new' ? null : editing}
          position={rooms.length}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  )
}

interface RoomDialogProps {
  readonly room: Room | null
  readonly position: number
  readonly onClose: () => void
}

function RoomDialog({ room, position, onClose }: RoomDialogProps) {
  const setUp = useSetUp()
  const [id] = useState(() => roomId.parse(room?.roomId ?? crypto.randomUUID()))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const name = String(data.get('name') ?? '').trim()
    if (name === '') return setProblems([{ field: 'name', sentence: 'Give the room a name.' }])
    const problem = await setUp(
      room === null
        ? { change: 'add-room', roomId: id, name, position }
        : { change: 'room', roomId: id, name, active: data.has('active') },
    )
    if (problem === null) onClose()
    else setProblems([problem])
  }
  return (
    <Dialog title={room === null ? 'Add a room' : `Change ${room.name}`} isOpen onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Room">
        <TextField name="name" label="Name" defaultValue={room?.name ?? ''} maxLength={60} isRequired />
        {room === null ? null : (
          <Checkbox name="active" value="yes" defaultSelected={room.active} note="Off, nothing more is booked in it.">
            In use
          </Checkbox>
        )}
        <div>
          <SubmitButton sendingWords="Being kept …">{room === null ? 'Add the room' : 'Keep the change'}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
