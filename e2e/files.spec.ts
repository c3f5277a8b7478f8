import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { words } from './support/words'

const FILTER = 'filters/virus.tab'
const RELAY = 'smtprelay.tab'
const ADDED = '"192.0.2.64"\t"255.255.255.192"'

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const roots = { ctrl: practice.folder, sftp, folder }
  const servers = [
    overCtrl('ctrl', practice),
    overSftp('sftp', await start.sshd(), sftp.path),
    asFolder('folder', folder),
  ]
  return { servers, stage: roots satisfies Record<string, MailRootFolder> }
})

const textOf = (page: Page) => page.locator('.cm-content')
const add = (page: Page) => page.getByRole('button', { name: 'Add to the draft' })

/** Writes at the end of the text, as a person does. TABs are the key itself. */
async function writeAtEnd(page: Page, line: string) {
  await textOf(page).click()
  await page.keyboard.press('Control+End')
  for (const [i, field] of line.split('\t').entries()) {
    if (i > 0) await page.keyboard.press('Tab')
    await page.keyboard.insertText(field)
  }
}

for (const way of ['ctrl', 'sftp', 'folder'] as const) {
  test(`two files are changed as text, reviewed and applied: ${way}`, async ({ page, at, stage }) => {
    const root = stage[way]
    const [filter, relay] = [await root.read(FILTER), await root.read(RELAY)]

    await page.goto(`${at(way)}/files?in=filters`)
    await page.getByRole('main').getByRole('link', { name: FILTER }).click()
    await expect(page.getByRole('heading', { level: 1, name: FILTER })).toBeVisible()
    await writeAtEnd(page, '"/usr/bin/true"\t"@@FILE"')
    await expect(page.getByTestId('current-line')).toContainText('/usr/bin/true · @@FILE')
    await expect(page.getByTestId('changed')).toContainText('1 line written')
    await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('button', { name: 'Stay here' }).click()
    await add(page).click()
    await expect(page.getByTestId('changed')).toContainText('It is in your draft')

    await page.goto(`${at(way)}/files/${RELAY}`)
    await expect(textOf(page)).toContainText('使用禁止')
    await writeAtEnd(page, ADDED)
    await expect(page.getByTestId('current-line')).toContainText('192.0.2.64 · 255.255.255.192')
    await add(page).click()
    await expect(page.getByTestId('changed')).toContainText('It is in your draft')

    await page.goto(at(way, 'relay'))
    await expect(page.locator('[data-network="192.0.2.64/26"]')).toHaveAttribute('data-change', 'added')
    await page.goto(at(way, 'review'))
    await expect(page.getByText(`${RELAY}: 1 line changed as text`)).toBeVisible()
    await expect(page.locator('[data-meaning=opens]')).toContainText(
      '192.0.2.64/26 (64 addresses) may now relay without signing in',
    )
    await expect(page.locator('tr[data-kind=added]')).toHaveCount(2)
    await page.getByRole('textbox', { name: 'Reason or ticket' }).fill('as text')
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect(page.locator('[data-state=applied]')).toBeVisible()

    // The text ends where the person stopped; the console ends the line, as XMail does over CTRL.
    const end = '\n'
    const after = (before: Buffer, line: string) => `${before.toString('latin1')}${line}${end}`
    expect((await root.read(FILTER)).toString('latin1')).toBe(after(filter, '"/usr/bin/true"\t"@@FILE"'))
    expect((await root.read(RELAY)).toString('latin1')).toBe(after(relay, ADDED))
  })
}

test('what is no text of this console is neither shown nor written, also when the request is forged', async ({
  page,
  at,
  stage,
}) => {
  const secrets = await Promise.all(
    ['smtpauth.tab', 'ctrlaccounts.tab', 'server.key'].map((file) => stage.folder.read(file)),
  )
  for (const [file, refusal] of REFUSED) {
    const response = await page.goto(`${at('folder')}/files/${file}`)
    await expect(page.locator(`[data-refusal=${refusal}]`)).toBeVisible()
    const html = (await response?.text()) ?? ''
    for (const line of secrets.flatMap((bytes) => bytes.toString('latin1').split('\n')))
      for (const field of line.split('\t').filter((each) => each.length > 12))
        expect(html).not.toContain(field)
  }
  await page.goto(`${at('folder')}/files/aliases.tab`)
  await expect(page.getByText('Its CTRL verbs change it.')).toBeVisible()
  await expect(textOf(page)).toHaveAttribute('aria-readonly', 'true')
  await expect(add(page)).toHaveCount(0)

  for (const [file, , code] of FORGED) {
    await page.goto(`${at('folder')}/files/smtpgw.tab`)
    await writeAtEnd(page, '# x')
    await page.route('**/files/smtpgw.tab', (route) => {
      const body = route.request().postData()
      const forged = body?.replaceAll('"path":"smtpgw.tab"', `"path":"${file}"`)
      return route.continue(forged === undefined ? {} : { postData: forged })
    })
    await add(page).click()
    await expect(page.locator('[role=alert][data-code]')).toHaveAttribute('data-code', code)
    await page.unroute('**/files/smtpgw.tab')
  }
  await page.goto(at('folder', 'review'))
  await expect(page.getByText('changed as text')).toHaveCount(0)
})

const REFUSED = [
  ['mailusers.tab', 'indexed'],
  ['smtpauth.tab', 'secret'],
  ['ctrlaccounts.tab', 'secret'],
  ['server.key', 'secret'],
  ['.shutdown', 'control'],
  ['message.id', 'runtime'],
] as const

const FORGED = [
  ['aliases.tab', 'indexed', 'TABLE_INDEXED'],
  ['smtpauth.tab', 'secret', 'FILE_NOT_AS_TEXT'],
  ['.shutdown', 'control', 'TABLE_UNKNOWN'],
] as const

test('a line that XMail would cut is refused at its place, in both languages', async ({
  page,
  at,
  browser,
  world,
}) => {
  const { url: baseURL } = world.console
  const japanese = await browser.newPage({ baseURL, storageState: world.storageState, locale: 'ja-JP' })
  waitAfterLoading(japanese)
  for (const [language, each] of [
    ['en', page],
    ['ja', japanese],
  ] as const) {
    await each.goto(`${at('folder')}/files/smtpfwd.tab`)
    await writeAtEnd(each, `# ${'x'.repeat(1_100)}`)
    await each.keyboard.press('Enter')
    await each.keyboard.insertText('nul\0x')
    await each.getByRole('button', { name: words(language, 'files', 'add') }).click()
    const troubles = each.getByTestId('troubles')
    await expect(troubles.locator('[data-code=LINE_TOO_LONG]')).toContainText('1,022')
    await expect(troubles.locator('[data-code=FIELD_HAS_NUL]')).toContainText(
      words(language, 'errors', 'FIELD_HAS_NUL'),
    )
  }
  await japanese.close({ runBeforeUnload: false })
})
