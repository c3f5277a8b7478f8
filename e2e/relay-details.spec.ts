import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'
const DAY_MS = 86_400_000
/** Far enough from today for any clock and calendar. */
const day = (after: number) => new Date(Date.now() + after * DAY_MS).toISOString().slice(0, 10)

const HEAD = '# office\n'
const KEPT = '#: Scanner [rack: 7] [owner: Sato]\n"192.0.2.0"\t"255.255.255.192"\n'
const WIDE = '"10.0.0.0"\t"255.0.0.0"\n'
const ENDED = `#: Fair [ticket: 12] [until: ${day(-3)}]\n"198.51.100.0"\t"255.255.255.0"\n`
const SOON = `#: Visitor [until: ${day(4)}]\n"203.0.113.0"\t"255.255.255.0"\n`

/** The line ends of Unix, and in the folder those of Windows. */
const LINE_ENDS = { ctrl: '\n', sftp: '\n', folder: '\r\n' } as const

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const ended = await start.mailRoot('ended')
  const stage = { ctrl: practice.folder, sftp, folder, ended } satisfies Record<string, MailRootFolder>
  for (const way of ['ctrl', 'sftp', 'folder'] as const)
    await stage[way].write(FILE, (HEAD + KEPT + WIDE).replaceAll('\n', LINE_ENDS[way]))
  await ended.write(FILE, HEAD + ENDED + SOON + WIDE)
  return {
    servers: [
      overCtrl('ctrl', practice),
      overSftp('sftp', await start.sshd(), sftp.path),
      asFolder('folder', folder),
      asFolder('ended', ended),
    ],
    stage,
  }
})

const row = (page: Page, network: string) => page.locator(`[data-network="${network}"]`)

async function apply(page: Page): Promise<void> {
  await page.getByRole('complementary', { name: 'Your draft' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
}

for (const way of ['ctrl', 'sftp', 'folder'] as const) {
  test(`a network has a note, a ticket, an owner and a last day: ${way}`, async ({ page, at, stage }) => {
    const until = day(30)
    await page.goto(at(way, 'relay'))

    await test.step('it is added with its details', async () => {
      await page.getByRole('textbox', { name: 'Add networks' }).fill('203.0.113.64/26')
      await page.getByText('Note, ticket, owner, last day').click()
      await page.getByRole('textbox', { name: 'Note' }).fill('Branch office')
      await page.getByRole('textbox', { name: 'Ticket' }).fill('4711')
      await page.getByRole('textbox', { name: 'Owner' }).fill('[Abe]')
      await expect(page.getByText('cannot hold [ or ]')).toBeVisible()
      await page.getByRole('textbox', { name: 'Owner' }).fill('Abe')
      await page.getByLabel('Last day', { exact: true }).fill(day(-2))
      await expect(page.getByText('is over; it is')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Add to the draft' })).toBeDisabled()
      await page.getByLabel('Last day', { exact: true }).fill(until)
      await page.getByRole('button', { name: 'Add to the draft' }).click()
      await expect(row(page, '203.0.113.64/26')).toContainText('Branch office')
      await expect(row(page, '203.0.113.64/26')).toContainText(`until ${until}`)
    })

    await test.step('another is switched off, and a third is changed in its place, network and details together', async () => {
      await page.getByRole('button', { name: 'Switch off 10.0.0.0/8' }).click()
      await expect(row(page, '10.0.0.0/8')).toContainText('switched off in your draft')
      await expect(row(page, '10.0.0.0/8')).toHaveAttribute('data-state', 'disabled')
      await page.getByRole('button', { name: 'Change 192.0.2.0/26' }).click()
      const form = page.getByRole('form', { name: 'Change 192.0.2.0/26' })
      await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('Scanner [rack: 7]')
      const network = form.getByRole('textbox', { name: 'Network' })
      await network.fill('192.0.2.1-192.0.2.6')
      await expect(form.getByText('A row holds one network')).toBeVisible()
      await expect(form.getByRole('button', { name: 'Save to the draft' })).toBeDisabled()
      await network.fill('192.0.2.0/25')
      await expect(form.getByTestId('changed-reach')).toContainText('lets in more')
      await form.getByRole('textbox', { name: 'Owner' }).fill('Tanaka')
      await form.getByRole('button', { name: 'Save to the draft' }).click()
      await expect(row(page, '192.0.2.0/25')).toContainText('Owner Tanaka')
      await expect(row(page, '192.0.2.0/26')).toContainText('removed in your draft')
    })

    await test.step('sorting is for the eye alone', async () => {
      const networks = page.locator('[data-network]')
      await page.getByLabel('Order').selectOption('By ticket')
      await expect(networks.first()).toHaveAttribute('data-network', '203.0.113.64/26')
      await page.getByLabel('Show').selectOption('Switched off')
      await expect(networks).toHaveCount(1)
    })

    await test.step('and all of it is in the file, byte for byte', async () => {
      await apply(page)
      const added = `#: Branch office [ticket: 4711] [owner: Abe] [until: ${until}]\n"203.0.113.64"\t"255.255.255.192"\n`
      const changed = KEPT.replace('Sato', 'Tanaka').replace('.192', '.128')
      const expected = `${HEAD}${changed}#${WIDE}${added}`
      const file = (await stage[way].read(FILE)).toString('latin1')
      expect(file).toBe(expected.replaceAll('\n', LINE_ENDS[way]))
    })
  })
}

test('the console removes a row whose last day is over, and the history says so', async ({
  page,
  at,
  stage,
}) => {
  await expect.poll(async () => (await stage.ended.read(FILE)).toString('latin1')).toBe(HEAD + SOON + WIDE)
  await page.goto(at('ended', 'history'))
  const entry = page.getByRole('listitem').filter({ hasText: '198.51.100.0/24' })
  await expect(entry).toContainText('Last day over')
  await expect(entry).toContainText('by the console itself')
  await entry.getByRole('link').click()
  await expect(page.locator('[data-meaning=closes]')).toContainText('198.51.100.0/24')
  await expect(page.locator('tr[data-kind=removed]')).toHaveCount(2)

  await page.goto(at('ended'))
  await page.getByRole('link', { name: '1 row of smtprelay.tab ends within a week' }).click()
  await expect(page.locator('[data-network]')).toHaveCount(1)
  await expect(row(page, '203.0.113.0/24').locator('[data-end=soon]')).toContainText('ends in')
})

test('one account no longer relays by signing in', async ({ page, at, stage }) => {
  await page.goto(at('folder', 'relay'))
  await page.getByLabel('One account').fill('hanako@example.test')
  await page.getByRole('button', { name: 'Show its permissions' }).click()
  const account = page.getByTestId('account-relays')
  await expect(account).toHaveAttribute('data-relays', 'true')
  await page.getByRole('button', { name: 'Change SmtpPerms' }).click()
  const editor = page.getByTestId('editor')
  await editor.getByRole('checkbox', { name: 'R: may relay to other servers' }).uncheck()
  await editor.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(account).toHaveAttribute('data-relays', 'false')
  await apply(page)
  expect((await stage.folder.read('domains/example.test/hanako/user.tab')).toString('latin1')).toContain(
    '"SmtpPerms"\t"M"',
  )
})
