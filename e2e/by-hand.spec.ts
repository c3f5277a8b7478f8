import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'
const NETWORK = '192.0.2.64/26'
const LINE = '"192.0.2.64"\t"255.255.255.192"\n'

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  const folder = await start.mailRoot('folder')
  return {
    servers: [{ ...overCtrl('Far', practice), confirmSeconds: 120 }, asFolder('Near', folder)],
    stage: { practice, folder },
  }
})

async function draftNetwork(page: Page, relay: string, network = NETWORK) {
  await page.goto(relay)
  await page.getByRole('textbox', { name: 'Add networks' }).fill(network)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${network}"]`)).toHaveAttribute('data-change', 'added')
}

/** A file as a byte string: the samples are in Shift_JIS. */
async function bytesOf(folder: MailRootFolder): Promise<string> {
  return (await folder.read(FILE)).toString('latin1')
}

/** Clicks a link of the section on working by hand, and reads what it gives. */
async function take(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.locator('#by-hand').getByRole('link', { name }).click()
  return readFile(await (await download).path(), 'latin1')
}

test('a draft is downloaded, and its script makes the files that Review shows, without an apply', async ({
  page,
  at,
  stage: { folder },
}) => {
  const old = await bytesOf(folder)
  await draftNetwork(page, at('Near', 'relay'))
  await page.goto(at('Near', 'review'))
  expect(await take(page, 'Download as patch')).toContain(`+${LINE}`)
  expect(await take(page, FILE)).toBe(old + LINE)
  const script = await take(page, 'Download as commands for the mail server')
  expect(await bytesOf(folder)).toBe(old)
  execFileSync('sh', { input: Buffer.from(script, 'latin1') })
  expect(await bytesOf(folder)).toBe(old + LINE)
})

test('a change that cannot be put back says how to do it by hand, as long as it is so', async ({
  page,
  at,
  stage: { practice },
}) => {
  const old = await bytesOf(practice.folder)
  await draftNetwork(page, at('Far', 'relay'))
  await page.goto(at('Far', 'review'))
  expect(await take(page, 'Download as CtrlClnt commands')).toContain(`put '${FILE}' <<'END_OF_FILE'\n`)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=unconfirmed]')).toBeVisible()
  await expect(page.locator('#by-hand')).toHaveCount(0)
  await practice.stop()
  await page.getByRole('button', { name: 'Put back now' }).click()
  await expect(page.locator('[data-state=putting-back]')).toBeVisible()
  expect(await take(page, FILE)).toBe(old)
  const script = await take(page, 'Download as CtrlClnt commands')
  expect(script).toContain(`put '${FILE}' <<'END_OF_FILE'\n${old}END_OF_FILE\n`)

  // Somebody has done it on the server itself: the console only looks.
  await practice.folder.write(FILE, Buffer.from(old, 'latin1'))
  await practice.start()
  await expect(page.locator('[data-state=put-back]')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('#by-hand')).toHaveCount(0)
})

test('changes are shown side by side where there is room, and the browser remembers it', async ({
  page,
  at,
  stage: { folder },
}) => {
  await folder.write(FILE, '"198.51.100.0"\t"255.255.255.0"\n')
  await draftNetwork(page, at('Near', 'relay'), '203.0.113.64/26')
  await page.getByRole('button', { name: 'Remove 198.51.100.0/24' }).click()
  await expect(page.locator('[data-network="198.51.100.0/24"]')).toHaveAttribute('data-change', 'removed')
  await page.goto(at('Near', 'review'))
  await page.getByRole('button', { name: 'Side by side' }).click()
  const file = page.getByRole('region', { name: FILE })
  await expect(file.getByRole('columnheader', { name: 'Before' })).toBeVisible()
  await page.reload()
  await expect(file.getByRole('columnheader', { name: 'After' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 800 })
  await expect(file.getByRole('columnheader')).toHaveCount(0)
  await expect(file.locator('[data-kind=removed]')).toContainText('198.51.100.0')
})
