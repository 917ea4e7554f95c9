import { type Enter, expect, passwordOf, people, test } from './clinic.ts'
import { choose, entries, itWas, open, openRoom, pick, seenByAll, send, tick, type } from './room.ts'
import { chartByDoor, chartOf, freshFamily, type Opening, openSession, quietVitals, ride } from './session-by-door.ts'

/** Somebody ready for a dose by this protocol: opened, baseline taken, ride named, and the therapist in the room. */
async function readyFor(enter: Enter, protocol: NonNullable<Opening['protocol']>): Promise<string> {
  const [nurse, prescriber] = [await enter('nurse'), await enter('prescriber')]
  const isKap = protocol.startsWith('kap')
  const therapist = isKap ? { therapist: await enter('therapist') } : {}
  const patient = await chartOf(nurse, { family: freshFamily('Orrin'), given: 'Lark' })
  const sessionId = await openSession({ nurse, prescriber, ...therapist }, { patient, protocol })
  if (isKap) {
    await chartByDoor(await enter('therapist'), sessionId, [
      { kind: 'participant-joined', body: { deviceLabel: 'Tablet' } },
    ])
  }
  await chartByDoor(nurse, sessionId, [
    { kind: 'vitals-taken', body: quietVitals },
    { kind: 'escort-confirmed', body: ride },
  ])
  return sessionId
}

test('tablets under the tongue: ordered in whole tablets, held, and the hold charted when it ended', async ({
  enter,
}) => {
  const sessionId = await readyFor(enter, 'kap-sl')
  const prescriber = await enter('prescriber')
  await openRoom(prescriber, sessionId)
  const ordering = await open(prescriber, 'Dose')
  await type(ordering, 'Dose', 175)
  await expect(ordering.getByText('NOT_MAKEABLE')).toBeVisible()
  await expect(ordering.getByText(/Choose 150.mg or 200.mg/)).toBeVisible()
  await type(ordering, 'Dose', 150)
  await tick(ordering, 'Read back:')
  await send(ordering, 'Order this dose')
  await expect(entries(prescriber, 'hold under the tongue').first()).toBeVisible()
  const nurse = await enter('nurse')
  await openRoom(nurse, sessionId)
  const giving = await open(nurse, 'Dose')
  await expect(giving.getByText(/Given 150.mg/)).toBeVisible()
  await itWas(giving, 13)
  await expect(giving.getByText('shown as a late entry with both times')).toBeVisible()
  await send(giving, 'Under the tongue now')
  await expect(entries(nurse, 'Dose given').first()).toContainText('2 tablets')
  await seenByAll(nurse, [], 'Dose given')
  const holding = await open(nurse, 'Dose')
  await choose(holding, 'What was left in the mouth was', 'swallowed')
  await send(holding, 'The hold ended')
  await expect(entries(nurse, 'Hold ended').first()).toContainText('swallowed')
  await expect(entries(nurse, 'Dose given').first()).toContainText('late')
})

test('a nasal spray is given one device at a time, and the wait between them stands there (D37, D38)', async ({
  enter,
}) => {
  const sessionId = await readyFor(enter, 'esketamine-nasal')
  const prescriber = await enter('prescriber')
  await openRoom(prescriber, sessionId)
  const form = await open(prescriber, 'Dose')
  await type(form, 'Dose', 56)
  await tick(form, 'Read back:')
  await send(form, 'Order this dose')
  await expect(form.getByText('of 2')).toBeVisible()
  await send(form, 'Device 1 given')
  await expect(entries(prescriber, 'Dose given').first()).toContainText('1 device')
  await seenByAll(prescriber, [], 'Dose given')
  const second = await open(prescriber, 'Dose')
  await expect(second.getByText(/Wait: the protocol asks for 5 min/)).toBeVisible()
  await send(second, 'Device 2 given')
  await expect(prescriber.getByText(/Given 0 min after the one before/)).toBeVisible()
})

test('a nurse writes down a verbal order; it waits in the room until its prescriber countersigns (RULINGS 3)', async ({
  enter,
}) => {
  const sessionId = await readyFor(enter, 'kap-sl')
  const nurse = await enter('nurse')
  await openRoom(nurse, sessionId)
  const form = await open(nurse, 'Dose')
  await form.getByRole('button', { name: 'Take a verbal order' }).click()
  await pick(nurse, form, 'Who gave the order', new RegExp(people.prescriber))
  await type(form, 'Dose', 100)
  await tick(form, 'I read it back to the prescriber')
  await send(form, 'Record the verbal order')
  await expect(entries(nurse, 'said by Dr Helen Ames, read back by Mara Quist RN').first()).toBeVisible()
  await expect(nurse.getByText('Dr Helen Ames gave this order by word')).toBeVisible()
  await expect(nurse.getByRole('button', { name: 'Countersign' })).toHaveCount(0)
  const prescriber = await enter('prescriber')
  await prescriber.goto('/tasks')
  await expect(prescriber.getByText(/Countersign the order you gave by word/).first()).toBeVisible()
  await openRoom(prescriber, sessionId)
  await expect(prescriber.getByText('You gave this order by word')).toBeVisible()
  await prescriber.getByRole('button', { name: 'Countersign', exact: true }).click()
  const dialog = prescriber.getByRole('dialog', { name: 'Countersign the order' })
  const signed = entries(prescriber, 'Order countersigned').first()
  await expect(dialog.or(signed)).toBeVisible()
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Your password').fill(passwordOf('prescriber'))
    await dialog.getByRole('button', { name: 'Countersign' }).click()
  }
  await expect(signed).toBeVisible()
  await expect(prescriber.getByText('You gave this order by word')).toHaveCount(0)
})
