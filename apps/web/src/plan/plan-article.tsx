import type { Answers } from '../outputs.ts'

type Lines = Answers['plan']['read']['versions'][number]['lines']

/** The plan as its signers read it: every line of it, in the order of the form, and nothing that is not signed. */
export function PlanArticle({ lines }: { readonly lines: Lines }) {
  return (
    <dl className="divide-y divide-line">
      {lines.map((line) => (
        <div key={line.title} className="grid gap-x-6 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="text-muted">{line.title}</dt>
          <dd className="font-strong [overflow-wrap:anywhere]">{line.words}</dd>
        </div>
      ))}
    </dl>
  )
}
