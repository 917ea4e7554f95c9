import { useRoom } from '../session-room/room-context.tsx'

/** How somebody in the room calls: whoever is of the care team, or at once everybody (RULINGS 17). Each is an entry of the record. */
export function useCalling() {
  const { chart } = useRoom()
  return {
    call: () => void chart('help-called', { message: 'Please come to the room.' }),
    emergency: () => void chart('help-called', { message: 'Emergency: whoever can, come.', emergency: true }),
  }
}
