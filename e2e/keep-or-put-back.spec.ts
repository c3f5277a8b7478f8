import type { Page } from '@playwright/test'
import { asFolder, overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'
const NETWORK = '192.0.2.64/26'
const LINE = '"192.0.2.64"\t"255.255.255.192"\n'

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  const folder = await start.mailRoot('folder')
  return {
    servers: [
      { ...overCtrl('Patient', practice), confirmSeconds: 120 },
      { ...asFolder('Hasty', folder), confirmSeconds: 15 },
    ],
    stage: { practice, folder },
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
  await expect(page.locator('[data-state=unconfirmed]')).toBeVisible()
}

test('a change waits on every page of its server, and is kept from another tab', async ({
  page,
  context,
  at,
  stage,
}) => {
  const old = String(await stage.practice.folder.read(FILE))
  await applyNetwork(page, at('Patient', 'relay'), at('Patient', 'review'))
  await expect(page.getByRole('timer')).toContainText(/Put back in [12]:\d\d/)
  await page.reload()
  await expect(page.getByRole('timer')).toContainText(/Put back in [12]:\d\d/)

  const other = await context.newPage()
  await other.goto(at('Patient', 'relay'))
  const notice = other.locator('[data-unsettled=unconfirmed]')
  await expect(notice).toContainText('ticket 42')
  await expect(notice).toContainText('by Aoi')
  await notice.getByRole('link', { name: 'To this change' }).click()
  await other.getByRole('button', { name: 'Keep the change' }).click()
  await expect(other.locator('[data-state=applied]')).toContainText('Kept by Aoi.')
  await expect(page.locator('[data-state=applied]')).toBeVisible()
  await expect(page.locator('[data-unsettled]')).toHaveCount(0)
  expect(String(await stage.practice.folder.read(FILE))).toBe(old + LINE)
})

test('what nobody keeps is put back by itself, and the draft is there again', async ({ page, at, stage }) => {
  const old = String(await stage.folder.read(FILE))
  await applyNetwork(page, at('Hasty', 'relay'), at('Hasty', 'review'))
  expect(String(await stage.folder.read(FILE))).toBe(old + LINE)
  await page.goto(at('Hasty'))
  await expect(page.locator('[data-unsettled=unconfirmed]')).toBeVisible()
  await expect(page.locator('[data-unsettled]')).toHaveCount(0, { timeout: 30_000 })
  expect(String(await stage.folder.read(FILE))).toBe(old)
  await page.goto(at('Hasty', 'history'))
  await page.getByRole('link', { name: /ticket 42/ }).click()
  await expect(page.locator('[data-state=put-back] [data-code=NOT_CONFIRMED]')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the review' }).click()
  await expect(page.locator('[data-meaning=opens]')).toContainText(NETWORK)

  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByRole('button', { name: 'Put back now' }).click()
  await expect(page.locator('[data-state=put-back] [data-code=PUT_BACK_ASKED]')).toContainText('Aoi')
  expect(String(await stage.folder.read(FILE))).toBe(old)
})

test('the time to keep a change is set beside the connection', async ({ page, at }) => {
  await page.goto(at('Patient', 'connection'))
  const seconds = page.getByRole('textbox', { name: 'Seconds to keep a change' })
  await expect(seconds).toHaveValue('120')
  for (const wrong of ['-1', '14', '3601', '1.5', '', 'soon']) {
    await seconds.fill(wrong)
    await page.getByRole('button', { name: 'Save these settings' }).click()
    await expect(page.getByText('A whole number from 15 to 3,600, or 0.'), wrong).toBeVisible()
  }
  await seconds.fill('0')
  await page.getByRole('button', { name: 'Save these settings' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(seconds).toHaveValue('0')
})
