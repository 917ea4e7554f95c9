import { Skeleton } from '@holdspace/ui/states'
import { answeredWithin } from '../../src/ask.ts'

/** What is answered within this time stands in the first piece of the page; nobody loses their thread in less than a second. */
const waitedForMs = 800

/**
 * Holds the page's place while it is fetched. A page that is ready sooner comes whole, as soon as it is ready: put in
 * afterwards it would stand only when the scripts leave the connection and the processor to it, on a phone a second later.
 */
export default async function Loading() {
  await answeredWithin(waitedForMs)
  return (
    <div className="px-4 py-5 lg:px-6">
      <h1 className="sr-only">Loading</h1>
      <Skeleton label="Loading" shape="table" rows={6} />
    </div>
  )
}
