import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn } from './support/test'

const FILE = 'smtprelay.tab'

/** The sample's file is in Shift_JIS, with the line ends of Unix; the folder's gets those of Windows. */
const LINE_ENDS = { ctrl: '\n', sftp: '\n', folder: '\r\n' } as const

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const sample = await folder.read(FILE)
  await folder.write(FILE, Buffer.from(sample.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'))
  const roots = { ctrl: practice.folder, sftp, folder }
  return {
    servers: [
      overCtrl('ctrl', practice),
      overSftp('sftp', await start.sshd(), sftp.path),
      asFolder('folder', folder),
    ],
    stage: roots satisfies Record<string, MailRootFolder>,
  }
})

const ADDED = '"192.0.2.64"\t"255.255.255.192"'
const REASON = 'TICKET-42 支店のネットワーク'

for (const way of ['ctrl', 'sftp', 'folder'] as const) {
  test(`a network is drafted, reviewed, applied and read back: ${way}`, async ({ page, at, stage }) => {
    const root = stage[way]
    const before = await root.read(FILE)
    const row = (network: string) => page.locator(`[data-network="${network}"]`)
    const added = row('192.0.2.64/26')
    const tray = page.getByRole('complementary', { name: 'Your draft' })

    await test.step('the overview says who may relay', async () => {
      await page.goto(at(way))
      await expect(page.getByRole('heading', { level: 1, name: way })).toBeVisible()
      await expect(page.getByRole('main').getByText('7 networks (')).toBeVisible()
      await expect(page.getByText('3 lines of smtprelay.tab are ignored by XMail')).toBeVisible()
    })

    await test.step('the table shows networks in both forms, sizes, and dead lines with the reason', async () => {
      await page.getByRole('navigation').getByRole('link', { name: 'Relay networks' }).click()
      await expect(row('192.0.2.0/26')).toContainText('192.0.2.0 255.255.255.192')
      await expect(row('192.0.2.0/26')).toContainText('64')
      await expect(row('10.0.0.0/8')).toContainText('16,777,216')
      await expect(row('198.51.100.128/25')).toContainText('198.51.100.128 255.255.255.128')
      await expect(row('2001:db8:1::/48')).toBeVisible()
      await expect(row('10.20.0.0/16')).toContainText('covered by line 3')
      const dead = page.locator('[data-state=dead]')
      await expect(dead).toHaveCount(3)
      await expect(dead.nth(0)).toContainText('there is a dot after the address or the netmask')
      await expect(dead.nth(1)).toContainText('the netmask is missing')
      await expect(dead.nth(2)).toContainText('there are blanks where a TAB must be')
    })

    await test.step('what is typed is understood at once and goes into the draft', async () => {
      await page.getByRole('textbox', { name: 'Add networks' }).fill('192.0.2.64/26')
      await expect(page.getByTestId('understood')).toContainText('1 network, 64 addresses')
      await expect(page.getByTestId('understood')).toContainText('192.0.2.64 – 192.0.2.127')
      await page.getByRole('button', { name: 'Add to the draft' }).click()
      await expect(added).toHaveAttribute('data-change', 'added')
      await expect(tray).toContainText('1 change')
      await page.reload()
      await expect(added).toHaveAttribute('data-change', 'added')
    })

    await test.step('a row is struck out until its removal is taken back', async () => {
      await page.getByRole('button', { name: 'Remove 172.16.0.0/16' }).click()
      await expect(row('172.16.0.0/16')).toHaveAttribute('data-change', 'removed')
      await expect(tray).toContainText('2 changes')
      await page.getByRole('button', { name: 'Undo: 172.16.0.0/16' }).click()
      await expect(row('172.16.0.0/16')).toHaveAttribute('data-change', 'none')
      await expect(tray).toContainText('1 change')
      expect(await root.read(FILE)).toEqual(before)
    })

    await test.step('the review says it in words and shows the line', async () => {
      await tray.getByRole('link').click()
      await expect(page.locator('[data-meaning=opens]')).toContainText(
        '192.0.2.64/26 (64 addresses) may now relay without signing in',
      )
      await expect(page.locator('[data-meaning=opens]')).toContainText('192.0.2.64/26')
      await expect(page.locator('[data-meaning=closes]')).toHaveCount(0)
      const lines = page.locator('tr[data-kind=added]')
      await expect(lines).toHaveCount(1)
      await expect(lines.locator('td').last()).toHaveText(ADDED.replace('\t', '→'))
      await expect(page.locator('tr[data-kind=removed]')).toHaveCount(0)
      // The comments around it are readable, whatever the file is encoded in.
      await expect(page.getByRole('region', { name: FILE })).toContainText('使用禁止')
    })

    await test.step('it is applied with a reason and read back', async () => {
      await page.getByRole('textbox', { name: 'Reason or ticket' }).fill(REASON)
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await expect(page.locator('[data-state=applied]')).toBeVisible()
      await expect(page.getByRole('heading', { level: 1, name: REASON })).toBeVisible()
      await expect(page.getByText('Read back and compare done')).toBeVisible()
      await expect(tray).toHaveCount(0)
    })

    await test.step('the file on the disk is the old one and that line, byte for byte', async () => {
      const after = await root.read(FILE)
      const line = `${ADDED}${LINE_ENDS[way]}`
      expect(after.toString('latin1')).toBe(before.toString('latin1') + line)
    })

    await test.step('the table and the history show it', async () => {
      await page.getByRole('link', { name: 'To the relay networks' }).click()
      await expect(added).toHaveAttribute('data-change', 'none')
      await expect(added).toHaveAttribute('data-state', 'live')
      await page.goto(at(way, 'history'))
      const entry = page.getByRole('listitem').filter({ hasText: REASON })
      await expect(entry).toContainText('applied')
      await expect(entry).toContainText('by Aoi')
      await entry.getByRole('link').click()
      await expect(page.locator('[data-state=applied]')).toBeVisible()
    })
  })
}
