import pg from 'pg'

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Node[]
}

/** Ways of the planner that go through a whole table. */
const dearWays = ['seqscan', 'hashjoin', 'mergejoin'] as const

export interface Access {
  readonly table: string
  /** Null where the table would be read from one end to the other. */
  readonly index: string | null
  /** What the index is entered with; a filter applied afterwards is not part of it. */
  readonly condition: string
}

/**
 * How the planner reaches each table of a query, as the application's role inside a practice: under row-level security
 * only leakproof operators may enter an index, so the owner's plan proves nothing (HOUSE section 7). Reading a whole
 * table, for itself or for a join, is made dear here, so that a test database with few rows plans like a clinic with many.
 */
export async function accessesOf(
  appUrl: string,
  practiceId: string,
  query: { text: string; values?: readonly unknown[] },
): Promise<readonly Access[]> {
  const app = new pg.Client({ connectionString: appUrl })
  await app.connect()
  try {
    await app.query('begin')
    for (const way of dearWays) await app.query(`set local enable_${way} = off`)
    await app.query(`select set_config('app.practice', $1, true)`, [practiceId])
    const { rows } = await app.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
      `explain (format json) ${query.text}`,
      [...(query.values ?? [])],
    )
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
    if (plan === undefined) throw new Error('no plan')
    return accessesIn(plan)
  } finally {
    await app.end()
  }
}

/** The accesses that enter no index of the clinic's tables by more than the practice: what a search test wants empty. */
export async function unindexedAccesses(
  appUrl: string,
  practiceId: string,
  query: { text: string; values?: readonly unknown[] },
): Promise<readonly Access[]> {
  const accesses = await accessesOf(appUrl, practiceId, query)
  if (accesses.length === 0) throw new Error('the query reads no table')
  return accesses.filter(isByPracticeAlone)
}

/** Whether the whole of a practice's rows would be gone through. */
export function isByPracticeAlone(access: Access): boolean {
  return access.index === null || !/\bAND\b/.test(access.condition)
}

function accessesIn(node: Node, bitmapOf: string | null = null): Access[] {
  const relation = node['Relation Name'] ?? bitmapOf
  const isBitmapIndex = node['Node Type'] === 'Bitmap Index Scan'
  const isBitmapHeap = node['Node Type'] === 'Bitmap Heap Scan'
  const own: Access[] =
    (node['Relation Name'] !== undefined && !isBitmapHeap && node['Node Type'] !== 'ModifyTable') || isBitmapIndex
      ? [{ table: relation ?? '', index: node['Index Name'] ?? null, condition: node['Index Cond'] ?? '' }]
      : []
  return [...own, ...(node.Plans ?? []).flatMap((child) => accessesIn(child, isBitmapHeap ? relation : null))]
}
