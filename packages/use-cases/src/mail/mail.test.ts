import { inPractice } from '@holdspace/db/database'
import { queueMail } from '@holdspace/db/mail-store'
import { asOwner } from '@holdspace/db/testing'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { marigoldHouse, priyaRaman, samReyes, theoLind } from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import { mailId, type PatientId } from '@holdspace/kit/ids'
import { RefusalError } from '@holdspace/kit/refusal'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listTasks } from '../tasks/list-tasks.ts'
import { listOutbox } from './list-outbox.ts'
import { sendAgain } from './send-again.ts'
import { type SendMail, sendDueMail } from './send-due-mail.ts'

let clinic: TestHouse
let patientId: PatientId
const { practiceId } = marigoldHouse
const system = { kind: 'system', practiceId, reason: 'worker' } as const
const theo = () => actAs(theoLind, clinic.clock.now)

beforeAll(async () => {
  clinic = await testHouse()
  patientId = await openChart(clinic.house, theo(), marisolFromValley)
})
afterAll(() => clinic.stop())

const words = {
  practice: 'Marigold House',
  firstName: 'Marisol',
  link: 'https://marigold.example/p/abc',
  until: '5-Dec',
}

async function write(to = 'marisol@patients.example') {
  const id = mailId.parse(clinic.house.newId())
  const mail = { id, practiceId, to, template: 'forms-to-fill-in', words, patientId, at: clinic.clock.now() } as const
  await inPractice(clinic.house.db, practiceId, async (tx) => {
    await queueMail(tx, mail)
    // Queued again under its id it is the same message.
    await queueMail(tx, mail)
  })
  return id
}

const gone = { outcome: 'sent', reply: '250', isFinal: true } as const
const outbox = async () => {
  const listed = await listOutbox(clinic.house, theo())
  return listed.ok ? listed.value.mails : []
}

it('given a queued message, then it goes out once, even with two workers at it', async () => {
  const id = await write()
  const sent: string[] = []
  const send: SendMail = async (mail) => {
    sent.push(mail.id)
    expect(mail.text).toContain('https://marigold.example/p/abc')
    return gone
  }
  await Promise.all([sendDueMail(clinic.house, system, send), sendDueMail(clinic.house, system, send)])
  await sendDueMail(clinic.house, system, send)
  expect(sent).toEqual([id])
  expect((await outbox()).find((mail) => mail.mailId === id)).toMatchObject({ status: 'sent' })
  const again = await sendAgain(clinic.house, theo(), { mailId: id })
  expect(again).toMatchObject({ ok: false, refusal: { code: 'mail-sent-already' } })
})

it('given an act that was rolled back, then its message does not exist', async () => {
  const before = (await outbox()).length
  const never = inPractice(clinic.house.db, practiceId, async (tx) => {
    await queueMail(tx, {
      id: mailId.parse(clinic.house.newId()),
      practiceId,
      to: 'marisol@patients.example',
      template: 'forms-to-fill-in',
      words,
      at: clinic.clock.now(),
    })
    throw new RefusalError({ family: 'conflict', code: 'no', sentence: 'No.' })
  })
  await expect(never).rejects.toThrow('No.')
  expect((await outbox()).length).toBe(before)
})

it('given a mail server that is away, then it is tried after 1, 5, 30, 120 and 720 minutes, and then a person is asked', async () => {
  const id = await write()
  let attempts = 0
  const away: SendMail = async () => {
    attempts += 1
    return { outcome: 'failed', reply: 'ECONNECTION', isFinal: false }
  }
  for (const minutes of [0, 1, 5, 30, 120, 720]) {
    clinic.clock.advance(minutes * 60_000 - 1)
    await sendDueMail(clinic.house, system, away)
    clinic.clock.advance(1)
    await sendDueMail(clinic.house, system, away)
  }
  expect(attempts).toBe(6)
  expect((await outbox()).find((mail) => mail.mailId === id)).toMatchObject({
    status: 'not-delivered',
    failedAttempts: 6,
  })
  const tasks = await listTasks(clinic.house, theo(), { which: 'mine' })
  expect(tasks.ok ? tasks.value.tasks : []).toMatchObject([
    { kind: 'mail-not-delivered', evidence: { type: 'mail', id }, patientId },
  ])
  expect((await sendAgain(clinic.house, theo(), { mailId: id })).ok).toBe(true)
  expect(await sendDueMail(clinic.house, system, async () => gone)).toEqual({ sent: 1, failed: 0 })
})

it('given an address that does not exist, then it is not tried again', async () => {
  const id = await write('nobody@nowhere.example')
  const refused: SendMail = async () => ({ outcome: 'failed', reply: 'EENVELOPE 550', isFinal: true })
  expect(await sendDueMail(clinic.house, system, refused)).toEqual({ sent: 0, failed: 1 })
  expect(await sendDueMail(clinic.house, system, refused)).toEqual({ sent: 0, failed: 0 })
  expect((await outbox()).find((mail) => mail.mailId === id)).toMatchObject({ status: 'not-delivered' })
})

it('outside the demo a message that was sent keeps no link, and a waiting one shows none (RULINGS 15)', async () => {
  const production = { ...clinic.house, isDemo: false }
  const id = await write()
  const listed = await listOutbox(production, theo())
  expect(listed.ok ? listed.value.mails.find((mail) => mail.mailId === id) : null).toMatchObject({ body: null })
  await sendDueMail(production, system, async () => gone)
  const kept = await asOwner(clinic.ownerUrl, async (owner) => {
    await owner.query(`select set_config('app.practice', $1, false)`, [practiceId])
    return owner.query('select body from clinic.mail_message where id = $1', [id])
  })
  expect(kept.rows).toEqual([{ body: null }])
})

it('is read by nobody of another practice, and not by billing (S05)', async () => {
  const elsewhere = await listOutbox(clinic.house, actAs(samReyes, clinic.clock.now))
  expect(elsewhere).toMatchObject({ ok: true, value: { mails: [] } })
  const [any] = await outbox()
  const stranger = { mailId: mailId.parse(any?.mailId) }
  expect(await sendAgain(clinic.house, actAs(samReyes, clinic.clock.now), stranger)).toMatchObject({
    ok: false,
    refusal: { family: 'not-found' },
  })
  expect(await listOutbox(clinic.house, actAs(priyaRaman, clinic.clock.now))).toMatchObject({ ok: false })
})
