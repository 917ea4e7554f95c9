import { expect, type Page } from '@playwright/test'

/** Sends a packet of exactly these forms from a chart; answers the link where it is handed over, '' where it is mailed. */
export async function sendForms(
  page: Page,
  chart: string,
  forms: readonly string[] | 'the usual',
  how: 'by mail' | 'by hand',
): Promise<string> {
  await page.goto(chart)
  await page.getByRole('button', { name: 'Send forms' }).click()
  const dialog = page.getByRole('dialog')
  const boxes = dialog.getByRole('checkbox')
  await expect(boxes.first()).toBeAttached()
  for (const box of forms === 'the usual' ? [] : await boxes.all()) {
    const name = (await box.evaluate((element) => element.closest('label')?.textContent)) ?? ''
    if ((await box.isChecked()) !== forms.includes(name)) await dialog.getByText(name, { exact: true }).click()
  }
  await dialog.getByText(how === 'by hand' ? 'A link to hand over' : 'By email to the address on file').click()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  if (how === 'by hand') return (await page.locator('[data-packet-link]').textContent())?.trim() ?? ''
  await expect(dialog).toBeHidden()
  return ''
}

/** The link of the newest message to this address that leads to the desk’s own door, as the demo’s outbox shows it. */
export async function linkMailedTo(desk: Page, email: string): Promise<string> {
  await desk.goto('/outbox')
  const messages = desk.getByRole('listitem').filter({ hasText: email })
  const link = messages.getByRole('link', { name: `${new URL(desk.url()).origin}/p/` }).first()
  return (await link.getAttribute('href')) ?? ''
}
