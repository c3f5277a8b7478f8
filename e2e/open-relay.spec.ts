import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { RELAY_TRICKS } from '@/lib/xmail/relay-tricks'
import { asFolder, overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'
import { words } from './support/words'

/** The sample asks name servers about clients, and lets networks relay in which the machine of a test may be. */
const QUIET_FILES = {
  'server.tab': '"RootDomain"\t"example.test"\n"SmtpServerDomain"\t"example.test"\n',
  'smtprelay.tab': '"203.0.113.0"\t"255.255.255.0"\n',
  'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n',
}

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  const gone = await start.practice('gone')
  const { services } = practice
  for (const [file, text] of Object.entries(QUIET_FILES)) await practice.folder.write(file, text)
  await gone.stop()
  return {
    servers: [
      { ...overCtrl('ctrl', practice), services },
      { ...asFolder('gone', gone.folder), services: gone.services },
      { ...asFolder('elsewhere', practice.folder), services: { smtp: null } },
    ],
    stage: practice,
  }
})

const say = (key: string) => words('en', 'openRelay', key)

async function runTest(page: Page, path: string) {
  await page.goto(`${path}/open-relay`)
  await page.getByRole('button', { name: new RegExp(`${say('start')}|${say('again')}`) }).click()
  await expect(page.getByTestId('summary')).toBeVisible({ timeout: 30_000 })
}

test('refuses every trick, in the words that its files lead to expect', async ({ page, at }) => {
  await runTest(page, at('ctrl'))
  await expect(page.getByTestId('summary')).toContainText(`Refused all ${RELAY_TRICKS.length} tricks`)
  const rows = page.locator('[data-trick=plain]')
  await expect(rows.first()).toContainText('550 Relay denied')
  await expect(page.locator('[data-verdict]:not([data-verdict=refused])')).toHaveCount(0)
  // The page can be left: what was found stays.
  await page.goto(at('ctrl'))
  await page.goto(`${at('ctrl')}/open-relay`)
  await expect(page.getByTestId('summary')).toContainText('Refused all')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
})

test('shows an open relay for what it is', async ({ page, at, stage }) => {
  await stage.folder.write('smtprelay.tab', '"0.0.0.0"\t"0.0.0.0"\n')
  await runTest(page, at('ctrl'))
  await expect(page.getByTestId('summary')).toContainText('The server’s own tables allow it')
  await expect(page.locator('[data-trick=plain][data-verdict=relays]').first()).toContainText('250 OK')
  await stage.folder.write('smtprelay.tab', QUIET_FILES['smtprelay.tab'])
})

test('is cancelled, and says what it found until then', async ({ page, at, stage }) => {
  // Every client waits two seconds before each command.
  await stage.folder.write('spammers.tab', '"0.0.0.0"\t"0.0.0.0"\t"code=-2"\n')
  await page.goto(`${at('ctrl')}/open-relay`)
  await page.getByRole('button', { name: new RegExp(`${say('start')}|${say('again')}`) }).click()
  await page.getByRole('button', { name: words('en', 'probe', 'cancel') }).click()
  await expect(page.getByText(words('en', 'probe', 'cancelled'))).toBeVisible({ timeout: 15_000 })
})

test('says what stands in the way', async ({ page, at }) => {
  await page.goto(`${at('gone')}/open-relay`)
  await page.getByRole('button', { name: say('start') }).click()
  await expect(page.locator('[data-code=UNREACHABLE]')).toBeVisible({ timeout: 20_000 })
  await page.goto(`${at('elsewhere')}/open-relay`)
  await expect(page.getByText(say('noPlace'))).toBeVisible()
  await page.getByRole('link', { name: say('toConnection') }).click()
  await page.waitForURL(/\/connection$/)
})
