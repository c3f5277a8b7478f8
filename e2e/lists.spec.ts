import type { Page } from '@playwright/test'
import { encodePassword } from '@/lib/xmail/password'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn } from './support/test'

const WAYS = ['ctrl', 'sftp', 'folder'] as const
type Way = (typeof WAYS)[number]

/** What no page, diff or history may show. */
const SECRETS = ['sc4n', 'c0pier', 'm0nitor', 'b4ckup', 'n3w-pass', 'clear-text', '15170406110c0600']

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const stage: Record<Way, MailRootFolder> = { ctrl: practice.folder, sftp, folder }
  const servers = [
    overCtrl('ctrl', practice),
    overSftp('sftp', await start.sshd(), sftp.path),
    asFolder('folder', folder),
  ]
  return { servers, stage }
})

const row = (page: Page, name: string) => page.locator(`[data-row="${name}"]`)
const add = (page: Page) => page.getByRole('button', { name: 'Add to the draft' }).first().click()

async function choose(page: Page, name: string, item: string) {
  await page
    .getByRole('button', { name: `More for ${name}`, exact: true })
    .first()
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

for (const way of WAYS) {
  test(`clients, senders, spared clients and accounts are edited and applied: ${way}`, async ({
    page,
    at,
    stage,
  }) => {
    const root = stage[way]
    const read = async (file: string) => (await root.read(file)).toString('latin1')
    const before = {
      spammers: await read('spammers.tab'),
      senders: await read('spam-address.tab'),
      ipprop: await read('smtp.ipprop.tab'),
      accounts: await read('smtpauth.tab'),
      administrators: await read('ctrlaccounts.tab'),
    }

    await test.step('a client is slowed down, another switched off and noted', async () => {
      await page.goto(`${at(way)}/spam/clients`)
      await expect(row(page, '203.0.113.9')).toHaveCount(0)
      await page.getByRole('textbox', { name: 'Add networks' }).fill('192.0.2.64/26')
      await page.getByRole('radio', { name: 'slowed down' }).check()
      await page.getByRole('spinbutton', { name: 'Seconds before each answer' }).fill('7')
      await page.getByRole('textbox', { name: 'Note', exact: true }).fill('until they patch')
      await add(page)
      await expect(row(page, '192.0.2.64/26')).toContainText('waits 7 s before each answer')
      await choose(page, '203.0.113.0/24', 'Switch off')
      await expect(page.locator('[data-row="203.0.113.0/24"][data-state=disabled]')).toBeVisible()
    })
    await test.step('a sender is refused, moved to the front, and tried', async () => {
      await page.goto(`${at(way)}/spam/senders`)
      await page.getByRole('textbox', { name: 'Add senders' }).fill('rude.example')
      await page.getByRole('button', { name: 'Use *@rude.example' }).click()
      await add(page)
      await expect(row(page, '*@rude.example')).toHaveAttribute('data-change', 'added')
      await page
        .getByRole('textbox', { name: 'Senders to try' })
        .fill('sales@rude.example\nfriend@good.example\n<>')
      const tested = page.getByTestId('tested').getByRole('listitem')
      await expect(tested.nth(0)).toContainText('is refused by line 6: *@rude.example')
      await expect(tested.nth(1)).toContainText('is let through')
      await expect(tested.nth(2)).toContainText('never tested')
    })
    await test.step('a network is spared its checks', async () => {
      await page.goto(`${at(way)}/whitelist`)
      await expect(page.getByText('WhiteList=yes means off')).toBeVisible()
      await page.getByRole('textbox', { name: 'Add networks' }).fill('192.0.2.7')
      await page.getByRole('checkbox', { name: 'Signing in where it is required (NoAuth)' }).first().check()
      await add(page)
      await expect(row(page, '192.0.2.7/32')).toHaveAttribute('data-change', 'added')
    })
    await test.step('an account gets another password and the right to relay', async () => {
      await page.goto(`${at(way)}/accounts`)
      await expect(page.locator('[data-state=dead]')).toContainText('too few fields')
      await choose(page, 'monitor', 'Change…')
      await page.getByRole('textbox', { name: 'Password' }).last().fill('n3w-pass')
      await page.getByRole('checkbox', { name: 'R: may relay to other servers' }).last().check()
      await page.getByRole('button', { name: 'Save to the draft' }).click()
      await expect(page.locator('[data-row=monitor][data-change=added]')).toContainText('relay')
    })
    await test.step('a second administrator comes, and the own account is guarded', async () => {
      await page.goto(`${at(way)}/administrators`)
      await page.getByRole('textbox', { name: 'Account' }).fill('second')
      await page.getByRole('button', { name: 'Make one' }).click()
      await page.getByRole('textbox', { name: 'Password' }).fill('n3w-pass')
      await add(page)
      await expect(row(page, 'second')).toHaveAttribute('data-change', 'added')
      const remove = page.getByRole('button', { name: 'Remove admin', exact: true }).first()
      if (way === 'ctrl') await expect(remove).toBeDisabled()
      else await expect(remove).toBeEnabled()
    })
    await test.step('all of it is applied at once, byte for byte, and nothing else changes', async () => {
      await page.goto(`${at(way)}/review`)
      await expect(page.getByText('change monitor, with a new password')).toBeVisible()
      await page.getByRole('textbox', { name: 'Reason or ticket' }).fill('TICKET-9')
      await expectNoSecret(page)
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 30_000 })
      await expectNoSecret(page)
      expect(await read('spammers.tab')).toBe(
        `${before.spammers.replace('"203.0.113.0"', '#"203.0.113.0"')}#: until they patch\n"192.0.2.64"\t"255.255.255.192"\t"code=-7"\n`,
      )
      const senders = before.senders.endsWith('\n') ? before.senders : `${before.senders}\n`
      expect(await read('spam-address.tab')).toMatch(
        new RegExp(`^${literal(senders)}"\\*@rude.example"\\n?$`),
      )
      expect(await read('smtp.ipprop.tab')).toBe(
        `${before.ipprop}"192.0.2.7/32"\t"WhiteList=1"\t"NoAuth=1"\n`,
      )
      expect(await read('smtpauth.tab')).toBe(
        before.accounts.replace('"monitor"\t"m0nitor"\t"mr"', '"monitor"\t"n3w-pass"\t"R"'),
      )
      expect(await read('ctrlaccounts.tab')).toBe(
        `${before.administrators}"second"\t"${encodePassword('n3w-pass')}"\n`,
      )
    })
  })
}

for (const way of WAYS) {
  test(`a list of hosts whose presence refuses the nameless is taken away: ${way}`, async ({
    page,
    at,
    stage,
  }) => {
    await stage[way].write('smtp.hnprop.tab', '"mx.partner.example"\t"WhiteList=1"\n')
    await page.goto(`${at(way)}/whitelist`)
    await page.getByRole('button', { name: 'Remove the file' }).click()
    await expect(page.locator('[data-row="mx.partner.example"]')).toHaveAttribute('data-change', 'removed')
    await page.goto(`${at(way)}/review`)
    await expect(page.getByText('smtp.hnprop.tab: remove the file')).toBeVisible()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('[data-kind=removed]')).toContainText('mx.partner.example')
    await expect(stage[way].read('smtp.hnprop.tab')).rejects.toThrow('ENOENT')
  })
}

test('the console’s own password changes with its account, in one apply', async ({ page, at, stage }) => {
  await page.goto(`${at('ctrl')}/administrators`)
  await choose(page, 'admin', 'Change…')
  await expect(page.getByText('the stored connection gets the new password too')).toBeVisible()
  await page.getByRole('textbox', { name: 'Password' }).last().fill('n3w-pass')
  await page.getByRole('button', { name: 'Save to the draft' }).click()
  await expect(page.locator('[data-row=admin][data-change=added]')).toBeVisible()
  await page.goto(`${at('ctrl')}/review`)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 30_000 })
  expect((await stage.ctrl.read('ctrlaccounts.tab')).toString()).toContain(
    `"admin"\t"${encodePassword('n3w-pass')}"`,
  )
  // Signed in anew, with the new password and no other.
  await page.goto(`${at('ctrl')}/administrators`)
  await expect(row(page, 'admin').first()).toBeVisible()
})

test('rows come in from CSV: each bad line is named first', async ({ page, at, stage }) => {
  await page.goto(`${at('folder')}/spam/clients`)
  await page.getByRole('button', { name: 'Import CSV…' }).click()
  const lines = [
    'network,action,note',
    '100.64.1.0/24,refuse,one',
    '100.64.2.0/24,block',
    '100.64.3.x',
    '100.64.4.0/24',
  ]
  await page.getByRole('textbox', { name: 'Rows to import' }).fill(lines.join('\n'))
  const bad = page.getByRole('dialog').locator('[data-code]')
  await expect(bad).toHaveCount(2)
  await expect(bad.nth(0)).toContainText('Line 3')
  await expect(bad.nth(1)).toContainText('Line 4')
  await page.getByRole('button', { name: 'Add 2 rows to the draft' }).click()
  await expect(row(page, '100.64.1.0/24')).toHaveAttribute('data-change', 'added')
  await expect(row(page, '100.64.4.0/24')).toHaveAttribute('data-change', 'added')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const stream = await (await download).createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString('utf8')).toContain('100.64.1.0/24,refuse,one\r\n')
  await page.getByRole('button', { name: 'Undo: 100.64.1.0/24' }).click()
  await expect(row(page, '100.64.1.0/24')).toHaveCount(0)
  await expect(row(page, '100.64.4.0/24')).toHaveAttribute('data-change', 'added')
  expect((await stage.folder.read('spammers.tab')).toString()).not.toContain('100.64.')
})

async function expectNoSecret(page: Page) {
  // Rules of findings are called so; their names come with the words of every page.
  const content = (await page.content()).replaceAll(/clear-text-(?:list|sign-in)\b/g, '')
  for (const secret of [...SECRETS, encodePassword('n3w-pass')]) expect(content).not.toContain(secret)
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
