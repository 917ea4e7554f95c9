/**
 * The floor: a bare `node:http` + `pg` server that passes stored JSON text through and inserts rows, with no rule, no
 * check, no audit and no access control. It is the limit a real server approaches, never a thing to run.
 */
import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'

const [connectionString, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString, max: 16 })

const byId = {
  name: 'by-id',
  text: 'select text from clinic.fhir_resource where practice_id = $1 and type = $2 and id = $3',
}
/** By the codes in the resource's own row, as ours: looked up in the rows to search by, the fifty cost more than being sent. */
const vitals = {
  name: 'vitals',
  text: `select r.text from clinic.fhir_resource r
    where r.practice_id = $1 and r.type = 'Observation' and r.patient_id = $2 and r.visible and not r.deleted
      and r.tokens && '{category=vital-signs}'
    order by r.at desc, r.id limit 50`,
}
const named = {
  name: 'named',
  text: `select r.text from clinic.fhir_search s join clinic.fhir_resource r using (practice_id, type, id)
    where s.practice_id = $1 and s.type = 'Patient' and s.param = 'name' and s.string >= $2 and s.string < $2 || '~'
      and r.visible and not r.deleted limit 50`,
}
/** What makes a resource readable by id, found for its patient and found by its codes: the least a create can write. */
const create = {
  name: 'create',
  text: `with created as (
      insert into bench.created (type, id, patient, at, text) values ($1, $2, $3, $4, $5) returning type, id)
    insert into bench.created_search (type, id, param, code)
      select created.type, created.id, found.param, found.code
      from created, unnest($6::text[], $7::text[]) as found (param, code)`,
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

let key: KeyObject | null = null

/** The limit of a token: one signature verified, nothing looked up and nothing kept. */
function tokenFor(assertion: string): string {
  const end = assertion.lastIndexOf('.')
  const signature = Buffer.from(assertion.slice(end + 1), 'base64url')
  if (key === null || !verify('sha384', Buffer.from(assertion.slice(0, end)), key, signature))
    throw new Error('Not signed.')
  return JSON.stringify({ access_token: crypto.randomUUID(), token_type: 'bearer', expires_in: 300 })
}

async function answer(req: IncomingMessage): Promise<string> {
  const url = new URL(req.url ?? '/', 'http://floor.invalid')
  const practice = url.searchParams.get('practice')
  const kind = url.pathname.slice(1)
  if (kind === 'read') {
    const values = [practice, url.searchParams.get('type'), url.searchParams.get('id')]
    return (await pool.query({ ...byId, values })).rows[0].text
  }
  if (kind === 'key') {
    key = createPublicKey({ key: JSON.parse(await bodyOf(req)) as JsonWebKey, format: 'jwk' })
    return '{}'
  }
  if (kind === 'token') return tokenFor(new URLSearchParams(await bodyOf(req)).get('client_assertion') ?? '')
  if (kind === 'create') {
    const resource = JSON.parse(await bodyOf(req))
    const id = crypto.randomUUID()
    const text = JSON.stringify({ ...resource, id })
    const codes = [resource.category[0].coding[0].code, resource.code.coding[0].code, resource.status]
    const row = [resource.resourceType, id, resource.subject.reference, resource.effectiveDateTime, text]
    await pool.query({ ...create, values: [...row, ['category', 'code', 'status'], codes] })
    return text
  }
  const values = [practice, url.searchParams.get('about')]
  const { rows } = await pool.query({ ...(kind === 'vitals' ? vitals : named), values })
  const entries = rows.map((row: { text: string }) => `{"resource":${row.text}}`)
  return `{"resourceType":"Bundle","type":"searchset","total":${rows.length},"entry":[${entries.join()}]}`
}

createServer((req, res) => {
  answer(req).then(
    (text) => {
      res.writeHead(200, { 'content-type': 'application/fhir+json' })
      res.end(text)
    },
    (error: unknown) => {
      res.writeHead(500)
      res.end(String(error))
    },
  )
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))
