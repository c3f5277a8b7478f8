import type { Page } from '@playwright/test'
import { overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'

const SETTINGS = '"RootDomain"\t"example.test"\n"SmtpServerDomain"\t"example.test"\n'
const LOOPBACK = '127.0.0.0/8'

const test = testOn(async (start) => {
  const honest = await start.practice('honest')
  const other = await start.practice('other')
  // The sample's settings ask name servers, which leaves answers open.
  for (const { folder } of [honest, other]) {
    await folder.write('server.tab', SETTINGS)
    for (const file of ['smtp.ipmap.tab', 'spammers.tab', 'smtprelay.tab', 'finger.ipmap.tab'])
      await folder.write(file, '# none\n')
  }
  return {
    servers: [
      { ...overCtrl('Honest', honest), services: honest.services, probes: true },
      // What is said to be its SMTP is another server's: that one never hears of a change.
      { ...overCtrl('Crossed', honest), services: other.services, probes: true },
    ],
    stage: { folder: honest.folder },
  }
})

async function letLoopbackRelay(page: Page, server: string) {
  await page.goto(`${server}/relay`)
  await page.getByRole('textbox', { name: 'Add networks' }).fill(LOOPBACK)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${LOOPBACK}"]`)).toHaveAttribute('data-change', 'added')
  await page.goto(`${server}/review`)
  await expect(page.getByText('The running server is tried before and right after it')).toBeVisible()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
}

const step = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words })

test('a change after which the running server does something else is put back, and says what', async ({
  page,
  at,
  stage,
}) => {
  await letLoopbackRelay(page, at('Crossed'))
  const notice = page.locator('[data-state=put-back]')
  await expect(notice.locator('[data-code=PROBE_FAILED]')).toContainText(
    'Expected: “acceptance at RCPT TO”',
    {
      timeout: 20_000,
    },
  )
  await expect(step(page, 'After the write: mail to another domain')).toContainText(
    'Found: refusal at RCPT TO.',
  )
  await expect(step(page, 'After the write: mail to another domain')).toContainText('550 Relay denied')
  await expect(step(page, 'Before the write: mail to another domain')).toContainText('As the files say.')
  expect(String(await stage.folder.read('smtprelay.tab'))).toBe('# none\n')
  await page.getByRole('link', { name: 'Back to the review' }).click()
  await expect(page.locator('[data-meaning=opens]')).toContainText(LOOPBACK)
})

test('a change after which it does as planned stays, and each step says so; switched off, nothing is tried', async ({
  page,
  at,
}) => {
  await letLoopbackRelay(page, at('Honest'))
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
  for (const words of ['greeting of SMTP', 'mail to another domain', 'mail for a mailbox of the server'])
    await expect(step(page, `After the write: ${words}`)).toContainText('As the files say.')

  await page.goto(at('Honest', 'connection'))
  const probes = page.getByRole('checkbox', { name: 'Try the running server' })
  await expect(probes).toBeChecked()
  await probes.uncheck()
  await page.getByRole('button', { name: 'Save these settings' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.goto(at('Honest', 'relay'))
  await page.getByRole('textbox', { name: 'Add networks' }).fill('192.0.2.64/26')
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator('[data-network="192.0.2.64/26"]')).toHaveAttribute('data-change', 'added')
  await page.goto(at('Honest', 'review'))
  await expect(page.getByText('The running server is tried')).toHaveCount(0)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
  await expect(step(page, 'After the write')).toHaveCount(0)
})
