import type { Page } from '@playwright/test'
import { asFolder } from './support/mail-servers'
import { expect, type Place, testOn } from './support/test'

const RELAY = 'smtprelay.tab'
const row = (network: string, mask = '255.255.255.0') => `"${network}"\t"${mask}"\n`

type At = (server: string, place?: Place) => string

const test = testOn(async (start) => {
  const folder = await start.mailRoot('folder')
  return { servers: [{ ...asFolder('Folder', folder), confirmSeconds: 0 }], stage: { folder } }
})

/** Adds one network to the relay table and applies it for a reason. */
async function applyNetwork(page: Page, at: At, network: string) {
  await page.goto(at('Folder', 'relay'))
  await page.getByRole('textbox', { name: 'Add networks' }).fill(network)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${network}"]`)).toHaveAttribute('data-change', 'added')
  await applyDraft(page, at, `for ${network}`)
}

async function applyDraft(page: Page, at: At, reason: string) {
  await page.goto(at('Folder', 'review'))
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
}

async function openChange(page: Page, at: At, title: string) {
  await page.goto(at('Folder', 'history'))
  await page.getByRole('link', { name: title }).first().click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
}

test('an older change is taken back under newer ones, a conflict is asked about, and a point is restored', async ({
  page,
  at,
  stage,
}) => {
  const old = String(await stage.folder.read(RELAY))
  await applyNetwork(page, at, '198.18.1.0/24')
  await applyNetwork(page, at, '198.18.3.0/24')
  const both = old + row('198.18.1.0') + row('198.18.3.0')
  expect(String(await stage.folder.read(RELAY))).toBe(both)

  // The row of the first change is another by now, so a person decides.
  await stage.folder.write(RELAY, both.replace(row('198.18.1.0'), row('198.18.1.0', '255.255.255.128')))
  await openChange(page, at, 'for 198.18.1.0/24')
  await page.getByRole('link', { name: 'Take back…' }).click()
  const conflict = page.locator('[data-conflict]')
  await expect(conflict).toContainText('255.255.255.128')
  await expect(conflict.getByRole('radio', { name: 'Leave as it is now' })).toBeChecked()
  await conflict.getByRole('radio', { name: 'As it was before the change' }).check()
  await page.getByRole('button', { name: 'Put into the draft' }).click()
  await expect(page.locator('#edits')).toContainText('Takes back the change of')
  await applyDraft(page, at, 'undone')
  expect(String(await stage.folder.read(RELAY))).toBe(old + row('198.18.3.0'))

  await openChange(page, at, 'for 198.18.1.0/24')
  await page.getByRole('link', { name: 'Go back to this point…' }).click()
  await expect(page.getByText('Changed by somebody else since')).toBeVisible()
  await page.getByRole('button', { name: 'Side by side' }).click()
  await expect(page.getByRole('columnheader', { name: 'Before' })).toBeVisible()
  await page.getByRole('button', { name: 'Put into the draft' }).click()
  await expect(page.locator('#edits')).toContainText('Back to how it was after the change of')
  await applyDraft(page, at, 'restored')
  expect(String(await stage.folder.read(RELAY))).toBe(old + row('198.18.1.0'))

  await page.goto(at('Folder', 'history'))
  await page.getByRole('checkbox', { name: 'Compare the point after: for 198.18.1.0/24' }).check()
  await page.getByRole('link', { name: 'Compare with now' }).click()
  await expect(page.getByText('The files are the same at both points.')).toBeVisible()

  await page.goto(at('Folder', 'history'))
  await page.getByRole('searchbox', { name: 'In the reason' }).fill('restored')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
})
