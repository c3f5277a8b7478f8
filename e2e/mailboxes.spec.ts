import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { type Language, words } from './support/words'

const WAYS = ['ctrl', 'sftp', 'folder'] as const
type Way = (typeof WAYS)[number]

const ACCOUNT = 'domains/example.test/hanako/user.tab'
const LIST = 'domains/example.test/everyone/user.tab'
/** A comment, an unknown name, a flag written as a word, a duplicate, and one that is for mailing lists. */
const BEFORE = [
  '# ours',
  '"RealName"\t"Abe Hanako"',
  'Greylist\t1',
  '"ReceiveEnable"\t"yes"',
  '"MaxMBSize"\t"10000"',
  '"MaxMBSize"\t"20000"',
  '"ClosedML"\t"1"',
  '',
].join('\n')

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const stage: Record<Way, MailRootFolder> = { ctrl: practice.folder, sftp, folder }
  for (const root of Object.values(stage)) {
    await root.write(ACCOUNT, root === folder ? BEFORE.replaceAll('\n', '\r\n') : BEFORE)
  }
  const servers = [
    overCtrl('ctrl', practice),
    overSftp('sftp', await start.sshd(), sftp.path),
    asFolder('folder', folder),
  ]
  return { servers, stage }
})

const field = (page: Page, name: string) => page.locator(`[data-variable="${name}"]`)
const now = (page: Page, name: string) => field(page, name).getByTestId('now')
const drafted = (page: Page, name: string) => field(page, name).getByTestId('drafted')
const press = (page: Page, name: string, choice: string) =>
  field(page, name).getByRole('button', { name: choice, exact: true }).click()

for (const way of WAYS) {
  test(`an account and a list are changed and applied: ${way}`, async ({ page, at, stage }) => {
    const root = stage[way]
    const before = (await root.read(ACCOUNT)).toString('latin1')
    const listBefore = (await root.read(LIST)).toString('latin1')

    await test.step('an account is found by address, domain and kind', async () => {
      await page.goto(`${at(way)}/mailboxes`)
      await expect(page.locator('[data-kind=list]')).toHaveCount(1)
      await page.getByRole('combobox', { name: 'Kind' }).selectOption('account')
      await expect(page.locator('[data-kind=list]')).toHaveCount(0)
      await page.getByRole('combobox', { name: 'Domain' }).selectOption('example.test')
      await page.getByRole('searchbox').fill('hana')
      await expect(page.locator('[data-mailbox]')).toHaveCount(1)
      await page.reload()
      await page.getByRole('link', { name: 'hanako@example.test' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('hanako@example.test')
    })

    await test.step('what counts is said, and what does nothing', async () => {
      await expect(now(page, 'ReceiveEnable')).toContainText('off')
      await expect(field(page, 'ReceiveEnable')).toContainText('“yes” is no number')
      await expect(now(page, 'MaxMessageSize')).toContainText('the server’s MaxMessageSize counts')
      await expect(field(page, 'MaxMessageSize').getByTestId('stand-in')).toContainText('In server.tab')
      await expect(page.locator('#idle')).toContainText('ClosedML')
      await expect(page.locator('#odd')).toContainText('Greylist')
    })

    await test.step('a flag is mended, another switched, a duplicate goes', async () => {
      await page.getByRole('button', { name: 'Write 1 instead: ReceiveEnable' }).click()
      await expect(drafted(page, 'ReceiveEnable')).toContainText('With your draft: on')
      await press(page, 'PopEnable', 'Off')
      await expect(drafted(page, 'PopEnable')).toContainText('With your draft: off')
      await page.getByRole('button', { name: /^Remove the line: MaxMBSize/ }).click()
      await expect(drafted(page, 'MaxMBSize')).toContainText('stays the same')
    })

    await test.step('a list has its own variables', async () => {
      await page.getByRole('link', { name: 'All accounts and lists' }).click()
      await expect(page.locator('[data-mailbox="hanako@example.test"]')).toContainText('in your draft')
      await page.getByRole('link', { name: 'everyone@example.test' }).click()
      await expect(field(page, 'ClosedML')).toBeVisible()
      await expect(field(page, 'MaxMBSize')).toHaveCount(0)
      await press(page, 'ReceiveEnable', 'Off')
      await expect(drafted(page, 'ReceiveEnable')).toContainText('With your draft: off')
    })

    await test.step('applied, both files have these changes and no others', async () => {
      await page.goto(at(way, 'review'))
      await expect(page.locator('#edits')).toContainText('PopEnable becomes “0”')
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await expect(page.locator('[data-state=applied]')).toBeVisible()
      const end = way === 'folder' ? '\r\n' : '\n'
      const after = `${before.replace('"yes"', '"1"').replace(`"MaxMBSize"\t"20000"${end}`, '')}"PopEnable"\t"0"${end}`
      expect((await root.read(ACCOUNT)).toString('latin1')).toBe(after)
      const listAfter = (await root.read(LIST)).toString('latin1')
      expect(listAfter).toBe(`${listBefore}"ReceiveEnable"\t"0"${listAfter.endsWith('\r\n') ? '\r\n' : '\n'}`)
    })
  })
}

test('what XMail would misread is refused beside the field, in both languages', async ({
  page,
  at,
  browser,
  world,
}) => {
  const { url: baseURL } = world.console
  const japanese = await browser.newPage({ baseURL, storageState: world.storageState, locale: 'ja-JP' })
  waitAfterLoading(japanese)
  const pages: readonly (readonly [Language, Page])[] = [
    ['en', page],
    ['ja', japanese],
  ]
  for (const [language, each] of pages) {
    await each.goto(`${at('sftp')}/mailboxes/example.test/everyone`)
    const open = (name: string) =>
      field(each, name)
        .getByRole('button', { name: new RegExp(`^(Change ${name}|${name} を変更)$`) })
        .click()
    const submit = (name: string) => field(each, name).locator('button[type=submit]').click()
    const refuse = async (name: string, text: string) => {
      await open(name)
      await field(each, name).getByRole('textbox').fill(text)
      await submit(name)
      await expect(field(each, name).getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
    }
    await refuse('MaxMessageSize', '12 MB')
    await refuse('ListSender', 'the secretary')
    const named = words(language, 'errors', 'VALUE_NOT_AN_ADDRESS', { name: 'ListSender' })
    await expect(field(each, 'ListSender')).toContainText(named)
    await open('RealName')
    for (const [text, code] of [
      ['a\tb', 'FIELD_HAS_TAB'],
      ['x'.repeat(2040), 'LINE_TOO_LONG'],
    ] as const) {
      await field(each, 'RealName').getByRole('textbox').fill(text)
      await submit('RealName')
      await expect(field(each, 'RealName').locator(`[data-code=${code}]`)).toBeVisible()
    }
    await expect(each.getByTestId('drafted')).toHaveCount(0)
  }
  await japanese.close()
})

test('nobody is found by a name that mailusers.tab does not have', async ({ page, at }) => {
  const response = await page.request.get(`${at('folder')}/mailboxes/example.test/..%2F..%2Fetc`)
  expect(await response.text()).toContain(words('en', 'frame', 'notFound'))
})
