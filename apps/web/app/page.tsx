import { redirect } from 'next/navigation'
import { whoIsHere } from '../src/ask.ts'
import { places, placesFor } from '../src/places.ts'

/** Leads everybody to where their day begins. */
export default async function Home() {
  const here = await whoIsHere()
  if (here.standing === 'signed-out') redirect('/sign-in')
  const [first] = placesFor(here.who.role, here.who.duties)
  redirect(places.find(({ key }) => key === first)?.href ?? '/account')
}
