import { Skeleton } from '@holdspace/ui/states'

/** Holds the page's place while it is fetched. */
export default function Loading() {
  return (
    <div className="px-4 py-5 lg:px-6">
      <h1 className="sr-only">Loading</h1>
      <Skeleton label="Loading" shape="table" rows={6} />
    </div>
  )
}
