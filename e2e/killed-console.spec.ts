import type { Page } from '@playwright/test'
import { overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'
const NETWORK = '192.0.2.64/26'
const LINE = '"192.0.2.64"\t"255.255.255.192"\n'
const IN_THE_MIDDLE = '"172.16.0.0"'
const AT_THE_END = '\r\n.\r\n'

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  const way = await start.way(practice.port)
  const sample = await practice.folder.read(FILE)
  // In clear, so that the bytes on the way can be told apart. The password is protected by its digest.
  const inClear = { encryption: 'none', port: way.port } as const
  return {
    servers: [{ ...overCtrl('Mail', practice, inClear), confirmSeconds: 120 }],
    stage: { folder: practice.folder, way, sample },
  }
})

async function applyNetwork(page: Page, relay: string, review: string) {
  await page.goto(relay)
  await page.getByRole('textbox', { name: 'Add networks' }).fill(NETWORK)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${NETWORK}"]`)).toHaveAttribute('data-change', 'added')
  await page.goto(review)
  await page.getByRole('textbox', { name: 'Reason' }).fill('ticket 42')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applying]')).toBeVisible()
}

test('killed with its file half written: the old one is put back, and the draft is there', async ({
  page,
  at,
  world,
  stage: { folder, way, sample },
}) => {
  way.cutAfter(IN_THE_MIDDLE, 'blocked')
  await applyNetwork(page, at('Mail', 'relay'), at('Mail', 'review'))
  // What had come of it is what the server holds now.
  await expect.poll(async () => (await folder.read(FILE)).length).toBeLessThan(sample.length)
  await page.goto('about:blank')
  await world.console.kill()
  way.unblock()
  await world.console.startAgain()

  await expect.poll(async () => String(await folder.read(FILE))).toBe(String(sample))
  await page.goto(at('Mail', 'history'))
  await page.getByRole('link', { name: /ticket 42/ }).click()
  await expect(page.locator('[data-state=put-back]')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the review' }).click()
  await expect(page.locator('[data-meaning=opens]')).toContainText(NETWORK)
  await page.getByRole('button', { name: 'Throw the draft away' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Throw the draft away' }).click()
  await expect(page.getByText('Your draft is empty')).toBeVisible()
})

test('killed with its file written and no answer yet: the change waits to be kept', async ({
  page,
  at,
  world,
  stage: { folder, way, sample },
}) => {
  const after = String(sample) + LINE
  way.cutAfter(AT_THE_END, 'blocked')
  await applyNetwork(page, at('Mail', 'relay'), at('Mail', 'review'))
  await expect.poll(async () => String(await folder.read(FILE))).toBe(after)
  await page.goto('about:blank')
  await world.console.kill()
  way.unblock()
  await world.console.startAgain()

  await page.goto(at('Mail'))
  const notice = page.locator('[data-unsettled=unconfirmed]')
  await expect(notice).toContainText('ticket 42')
  await notice.getByRole('link', { name: 'To this change' }).click()
  await page.getByRole('button', { name: 'Keep the change' }).click()
  await expect(page.locator('[data-state=applied]')).toContainText('Kept by Aoi.')
  await expect(page.getByRole('complementary', { name: 'Your draft' })).toHaveCount(0)
  expect(String(await folder.read(FILE))).toBe(after)
})
