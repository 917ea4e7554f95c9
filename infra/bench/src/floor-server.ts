/**
 * The floor: the least that can answer the same question, `node:http` and `pg` passing stored text through, with no
 * check of who asks, no audit and no rules. Started by the bench with the owner's address as its one argument.
 */
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 16 })
const questions = {
  read: { name: 'read', text: 'select text from clinic.fhir_resource where type = $1 and id = $2' },
  vitals: {
    name: 'vitals',
    text: `select text from clinic.fhir_resource where type = 'Observation' and patient_id = $1 order by at desc, id limit 50`,
  },
  names: {
    name: 'names',
    text: `select r.text from clinic.fhir_resource r join clinic.patient p on p.id = r.patient_id
      where r.type = 'Patient' and lower(p.family) >= $1 and lower(p.family) < $2 limit 50`,
  },
} as const

const server = createServer(async (req, res) => {
  const [, question = '', ...values] = decodeURIComponent(req.url ?? '').split('/')
  if (!(question in questions)) return void res.writeHead(404).end()
  const asked = questions[question as keyof typeof questions]
  const { rows } = await pool.query<{ text: string }>({ ...asked, values })
  const body = question === 'read' ? (rows[0]?.text ?? '') : `[${rows.map((row) => row.text).join(',')}]`
  res.writeHead(200, { 'content-type': 'application/fhir+json' })
  res.end(body)
})

server.listen(0, '127.0.0.1', () => {
  const bound = server.address()
  process.stdout.write(`${typeof bound === 'object' && bound !== null ? bound.port : 0}\n`)
})
