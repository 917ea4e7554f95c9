import type { PracticeId } from '@holdspace/kit/ids'
import { type Database, inPractice, type Tx } from '../database.ts'

export interface Asked {
  readonly text: string
  readonly values: unknown[]
}

/** The statements a store function really sends, caught on the connection. The house must have one connection only. */
export async function statementsOf(
  { db }: { readonly db: Database },
  practice: PracticeId,
  work: (tx: Tx) => Promise<unknown>,
): Promise<Asked[]> {
  const client = await db.$client.connect()
  const asked: Asked[] = []
  const send = client.query.bind(client)
  const caught = (query: unknown, values?: unknown[]) => {
    const text = typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query)
    if (/^\s*(select|with|delete|update)/i.test(text) && !text.includes('set_config'))
      asked.push({ text, values: values ?? [] })
    return Reflect.apply(send, client, values === undefined ? [query] : [query, values])
  }
  Object.assign(client, { query: caught })
  client.release()
  try {
    await inPractice(db, practice, work)
  } finally {
    Object.assign(client, { query: send })
  }
  return asked
}
