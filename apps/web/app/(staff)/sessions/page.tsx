import { redirect } from 'next/navigation'

/** Sessions are entered from Today's board or from their person's chart; one list of them is enough. */
export default function Sessions() {
  redirect('/today')
}
