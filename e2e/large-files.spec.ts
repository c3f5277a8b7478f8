import { readFile } from 'node:fs/promises'
import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const LINES = 100_000
/** A list of this length is read in seconds on a slow machine. */
const SLOW = { timeout: 20_000 }
const LIST = 'domains/example.test/hanako/pop3.ipmap.tab'

const test = testOn(async (start) => {
  const folder = await start.mailRoot('in-a-folder')
  return { servers: [asFolder('folder', folder)], stage: folder }
})

const address = (i: number) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`
const makeLines = (line: (i: number) => string) => Array.from({ length: LINES }, (_, i) => line(i)).join('')

/** A rule for each of many addresses, all of one precedence. */
const makeList = () => makeLines((i) => `"${address(i)}"\t"255.255.255.255"\t"ALLOW"\t"1"\n`)

test('rules come in and go out as CSV, and each bad line is named before anything is added', async ({
  page,
  at,
  stage,
}) => {
  const before = (await stage.read('smtp.ipmap.tab')).toString('latin1')
  await page.goto(`${at('folder')}/access/smtp`)
  await page.getByRole('button', { name: 'Import CSV…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('textbox', { name: 'Rows to import' })
    .fill(
      'network,permission,precedence,note\n192.0.2.64/26,DENY,,from the partner\n192.0.2.x,DENY,1,\n10.0.0.0/8,MAYBE,1,',
    )
  await expect(dialog.getByText('2 lines need a change')).toBeVisible()
  await expect(dialog.locator('[data-code=CSV_VALUE_UNKNOWN]')).toContainText('Line 4')
  await dialog.getByRole('button', { name: 'Add 1 row to the draft' }).click()
  await expect(page.locator('[data-network="192.0.2.64/26"]')).toHaveAttribute('data-change', 'added')
  expect((await stage.read('smtp.ipmap.tab')).toString('latin1')).toBe(before)

  const exported = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const download = await exported
  expect(download.suggestedFilename()).toBe('smtp.ipmap.csv')
  expect(await readFile(await download.path(), 'utf8')).toMatch(
    /\r\n192\.0\.2\.64\/26,DENY,\d+,from the partner\r\n/,
  )
})

test('a list of 100,000 rules is read, filtered and scrolled', async ({ page, at, stage }) => {
  await stage.write(LIST, makeList())
  await page.goto(`${at('folder')}/access/pop3/example.test/hanako`)
  await expect(page.getByTestId('counts')).toContainText('100,000', SLOW)
  await page.getByRole('searchbox').fill('10.1.134.159')
  await expect(page.locator('[data-network="10.1.134.159/32"]')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await expect(page.locator('[data-network="10.1.134.158/32"]')).toBeVisible()
  // Rows learn their height as they come into sight, so the end is further on than it was.
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(page.locator('[data-network="10.0.0.0/32"]')).toBeAttached({ timeout: 1_000 })
  }).toPass({ timeout: 15_000 })
})

test('100,000 refused clients are read, filtered and scrolled', async ({ page, at, stage }) => {
  await stage.write(
    'spammers.tab',
    makeLines((i) => `"${address(i)}/32"\n`),
  )
  await page.goto(`${at('folder')}/spam/clients`)
  const rows = page.getByRole('region', { name: 'Clients refused by address' })
  await expect(rows.getByText('100,000 rows')).toBeVisible(SLOW)
  await rows.getByRole('searchbox').pressSequentially('10.1.134.159')
  await expect(rows.getByText('1 of 100,000 rows')).toBeVisible()
  await expect(rows.locator('[data-row="10.1.134.159/32"]')).toBeVisible()
  await rows.getByRole('searchbox').fill('')
  await expect(rows.locator('[data-row="10.0.0.0/32"]')).toBeVisible()
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(rows.locator('[data-row="10.1.134.159/32"]')).toBeAttached({ timeout: 1_000 })
  }).toPass({ timeout: 15_000 })
})

test('100,000 lines to import are checked in steps, which stop and go on', async ({ page, at }) => {
  await page.goto(`${at('folder')}/spam/clients`)
  await page.getByRole('region', { name: 'Clients refused by address' }).waitFor()
  await page.getByRole('button', { name: 'Import CSV…' }).click()
  const dialog = page.getByRole('dialog')
  const field = dialog.getByRole('textbox', { name: 'Rows to import' })
  // None of them is in the list, whatever another test has left there.
  const csv = `${makeLines((i) => `${address(i).replace(/^10/, '20')}/32,refuse\n`)}10.0.0.x,refuse`
  // Typing them takes Playwright half a minute; from a file they come into the same field.
  await dialog
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  const checking = dialog.getByTestId('checking')
  await expect(checking).toContainText('of 100,001 lines checked', SLOW)
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await dialog.getByRole('button', { name: 'Stop checking' }).click()
  await expect(checking).toContainText('Your text is as you left it.')
  await expect(dialog.getByTestId('long-list')).toContainText('100,001 lines')
  expect(await field.inputValue()).toBe(`${csv.split('\n').slice(0, 8).join('\n')}\n…`)
  await expect(dialog.getByRole('button', { name: /to the draft/ })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Go on checking' }).click()
  await expect(dialog.getByText('1 line needs a change')).toBeVisible(SLOW)
  await expect(dialog.locator('[data-code]')).toContainText('Line 100,001')
  await expect(dialog.getByRole('button', { name: 'Add 100,000 rows to the draft' })).toBeEnabled()
  await expect(checking).toBeHidden()
})

test('100,000 networks that may relay are read, filtered and scrolled', async ({ page, at, stage }) => {
  await stage.write(
    'smtprelay.tab',
    makeLines((i) => `"${address(i)}"\t"255.255.255.255"\n`),
  )
  await page.goto(`${at('folder')}/relay`)
  const rows = page.getByRole('region', { name: 'Relay networks' })
  await expect(rows.getByText('100,000 rows')).toBeVisible(SLOW)
  await expect(page.getByTestId('reach')).toContainText('100,000')
  await rows.getByRole('searchbox').fill('10.1.134.159')
  await expect(rows.getByText('1 of 100,000 rows')).toBeVisible()
  await expect(rows.locator('[data-network="10.1.134.159/32"]')).toBeVisible()
  await rows.getByRole('searchbox').fill('')
  await expect(rows.locator('[data-network="10.0.0.0/32"]')).toBeVisible()
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(rows.locator('[data-network="10.1.134.159/32"]')).toBeAttached({ timeout: 1_000 })
  }).toPass({ timeout: 15_000 })
})

test('a file of 100,000 lines is edited as text in its last line', async ({ page, at, stage }) => {
  await stage.write(LIST, makeList())
  await page.goto(`${at('folder')}/files/${LIST}`)
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('# the end')
  await expect(page.getByTestId('changed')).toContainText('1 line written', SLOW)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.getByTestId('changed')).toContainText('It is in your draft', SLOW)
})
