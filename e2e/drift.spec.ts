import type { Page } from '@playwright/test'
import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'
const row = (third: number) => `"192.0.2.${third}"\t"255.255.255.192"\n`
const KEPT = '"198.51.100.0"\t"255.255.255.0"\n'
const ADDED = '203.0.113.64/26'

const test = testOn(async (start) => {
  const folder = await start.mailRoot('folder')
  return { servers: [{ ...asFolder('Office', folder), confirmSeconds: 0 }], stage: folder }
})

async function draftBoth(page: Page, relay: string) {
  await page.goto(relay)
  await page.getByRole('textbox', { name: 'Add networks' }).fill(ADDED)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${ADDED}"]`)).toHaveAttribute('data-change', 'added')
  await page.getByRole('button', { name: 'Remove 192.0.2.0/26' }).click()
  await expect(page.locator('[data-network="192.0.2.0/26"]')).toHaveAttribute('data-change', 'removed')
}

test('a row changed by hand under a draft is in the history, and the person chooses what counts', async ({
  page,
  at,
  stage,
}) => {
  await stage.write(FILE, row(0) + KEPT)
  await draftBoth(page, at('Office', 'relay'))
  await stage.write(FILE, `# by hand\n${row(128)}${KEPT}`)

  await page.goto(at('Office', 'review'))
  const rebase = page.locator('#rebase')
  await expect(rebase).toContainText('Some of your edits collide with what changed')
  await expect(rebase).toContainText('1 edit still fits')
  await expect(rebase).toContainText('"192.0.2.0"')
  await expect(rebase).toContainText('"192.0.2.128"')
  await expect(page.getByRole('button', { name: 'Apply', exact: true })).toHaveCount(0)
  const take = rebase.getByRole('button', { name: 'Take these choices' })
  await expect(take).toBeDisabled()

  const link = await rebase.getByRole('link', { name: /outside the console/ }).getAttribute('href')
  const outside = new URL(link ?? '', page.url()).href
  await rebase.getByRole('radio', { name: /Keep mine/ }).check()
  await take.click()
  await expect(rebase).toHaveCount(0)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
  expect(String(await stage.read(FILE))).toBe(`# by hand\n${KEPT}"203.0.113.64"\t"255.255.255.192"\n`)

  await page.goto(at('Office', 'history'))
  await expect(page.getByRole('link', { name: /Changed outside the console/ }).first()).toBeVisible()
  await page.goto(outside)
  await expect(page.getByRole('heading', { name: 'Changed outside the console' })).toBeVisible()
  await expect(page.locator('main')).toContainText('192.0.2.128')
})

test('what still fits is carried, with nothing to do', async ({ page, at, stage }) => {
  await stage.write(FILE, row(0) + KEPT)
  await draftBoth(page, at('Office', 'relay'))
  await stage.write(FILE, `# by hand\n${row(0)}${KEPT}`)
  await page.goto(at('Office', 'review'))
  await expect(page.locator('#rebase')).toContainText('all your edits still fit')
  await page.goto(at('Office', 'relay'))
  await expect(page.getByRole('complementary', { name: 'Your draft' })).toContainText(
    '1 file has changed on the server since',
  )
  await page.goto(at('Office', 'review'))
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
  expect(String(await stage.read(FILE))).toBe(`# by hand\n${KEPT}"203.0.113.64"\t"255.255.255.192"\n`)
})
