import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { type Language, words } from './support/words'

const WAYS = ['ctrl', 'sftp', 'folder'] as const
type Way = (typeof WAYS)[number]

const FILE = 'server.tab'
/** Lines that XMail makes nothing of, and that nobody may lose: an unknown name, another spelling, a stray one. */
const ODD = 'Greylist\t"1"\textra\n"helodomain"\t"mx.example.test"\n; once\n'

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const stage: Record<Way, MailRootFolder> = { ctrl: practice.folder, sftp, folder }
  for (const root of Object.values(stage)) {
    const text = (await root.read(FILE)).toString('latin1') + ODD
    await root.write(FILE, root === folder ? text.replaceAll('\n', '\r\n') : text)
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

async function change(page: Page, name: string) {
  await page.getByRole('button', { name: `Change ${name}`, exact: true }).click()
}

async function save(page: Page, name: string) {
  await field(page, name).getByRole('button', { name: 'Add to the draft' }).click()
}

for (const way of WAYS) {
  test(`settings are mended, changed, switched on and applied: ${way}`, async ({ page, at, stage }) => {
    const root = stage[way]
    const before = (await root.read(FILE)).toString('latin1')

    await test.step('the search finds by words of the description, and the address keeps it', async () => {
      await page.goto(`${at(way)}/settings`)
      await page.getByRole('searchbox').fill('starttls encrypt')
      await expect(page.locator('[data-variable]')).toHaveCount(1)
      await page.reload()
      await expect(field(page, 'EnableSMTP-TLS')).toBeVisible()
      await page.getByRole('searchbox').fill('')
      await expect(page.locator('[data-variable]')).not.toHaveCount(1)
    })

    await test.step('a flag written “yes” is off, and mended by its button', async () => {
      await expect(now(page, 'EnableSMTP-TLS')).toContainText('off')
      await expect(field(page, 'EnableSMTP-TLS')).toContainText('“yes” is no number')
      await page.getByRole('button', { name: 'Write 1 instead: EnableSMTP-TLS' }).click()
      await expect(drafted(page, 'EnableSMTP-TLS')).toContainText('With your draft: on')
    })

    await test.step('a change is taken back; another stays', async () => {
      await change(page, 'MaxMTAOps')
      await field(page, 'MaxMTAOps').getByRole('textbox').fill('30')
      await expect(field(page, 'MaxMTAOps').getByTestId('understood')).toContainText('30 hops')
      await save(page, 'MaxMTAOps')
      await expect(drafted(page, 'MaxMTAOps')).toContainText('30 hops')
      await page.getByRole('button', { name: 'Undo the change of MaxMTAOps' }).click()
      await expect(drafted(page, 'MaxMTAOps')).toHaveCount(0)
    })

    await test.step('what is commented out is switched on in place, a duplicate goes', async () => {
      await page.getByRole('button', { name: /^Switch it on: NoSenderBounce/ }).click()
      await expect(drafted(page, 'NoSenderBounce')).toContainText('on')
      await page.getByRole('button', { name: /^Remove the line: MaxMessageSize/ }).click()
      await expect(drafted(page, 'MaxMessageSize')).toContainText('stays the same')
      await page.getByRole('button', { name: 'Write HeloDomain' }).waitFor({ state: 'hidden' })
      await expect(page.locator('#odd')).toContainText('XMail reads HeloDomain')
      await expect(page.locator('#odd')).toContainText('XMail 1.27 reads no variable of this name')
    })

    await test.step('beside the access list stands what a refusal really is', async () => {
      await page.goto(`${at(way)}/access/smtp`)
      await expect(field(page, 'SMTP-IpMapDropCode')).toContainText('With 0 nothing happens in XMail 1.27')
      await change(page, 'SMTP-IpMapDropCode')
      await page.getByRole('radio', { name: /each command waits/ }).check()
      await page.getByRole('textbox', { name: 'Seconds of delay' }).fill('5')
      await save(page, 'SMTP-IpMapDropCode')
      await expect(drafted(page, 'SMTP-IpMapDropCode')).toContainText('each command waits 5 s')
    })

    await test.step('mail-auth is asked about; nobody signs in without TLS', async () => {
      await page.goto(`${at(way)}/sign-in-settings`)
      await change(page, 'SmtpNoTLSAuths')
      await page.getByRole('radio', { name: 'Nobody signs in without TLS' }).check()
      await save(page, 'SmtpNoTLSAuths')
      await expect(drafted(page, 'SmtpNoTLSAuths')).toContainText('nobody signs in without TLS')
      const form = page.getByRole('form', { name: 'Add a row for an address' })
      await form.getByRole('textbox', { name: 'Address of the server' }).fill('192.0.2.9')
      await form.getByRole('textbox', { name: 'Port' }).fill('587')
      await form.getByRole('checkbox', { name: /mail-auth/ }).check()
      await form.getByRole('button', { name: 'Add to the draft' }).click()
      await expect(form.locator('[data-code=MAIL_AUTH_CONFIRM]')).toBeVisible()
      await form.getByRole('button', { name: 'Yes, add it to the draft' }).click()
      await expect(drafted(page, 'SmtpConfig-192.0.2.9,587')).toContainText('sign in to send')
      await page.getByRole('button', { name: 'Use the default of SmtpConfig-192.0.2.7: ' }).click()
      await expect(drafted(page, 'SmtpConfig-192.0.2.7')).toContainText('asks for nothing')
    })

    await test.step('applied, the file has these changes and no others', async () => {
      await page.goto(at(way, 'review'))
      await expect(page.locator('#edits')).toContainText('SMTP-IpMapDropCode becomes “-5”')
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await expect(page.locator('[data-state=applied]')).toBeVisible()
      const end = way === 'folder' ? '\r\n' : '\n'
      const after =
        before
          .replace('"EnableSMTP-TLS"\t"yes"', '"EnableSMTP-TLS"\t"1"')
          .replace('#"NoSenderBounce"', '"NoSenderBounce"')
          .replace(`"MaxMessageSize"\t"50000"${end}`, '')
          .replace('"SMTP-IpMapDropCode"\t"0"', '"SMTP-IpMapDropCode"\t"-5"')
          .replace('"SmtpConfig-192.0.2.7"', '#"SmtpConfig-192.0.2.7"') +
        `"SmtpNoTLSAuths"\t""${end}"SmtpConfig-192.0.2.9,587"\t"mail-auth"${end}`
      expect((await root.read(FILE)).toString('latin1')).toBe(after)
    })
  })
}

/** Variable, what somebody types, and the fault that is named for it. */
const REFUSED = [
  ['SmtpMsgIPBanSpammers', 'Go away', 'REPLY_NEEDS_CODE'],
  ['SmtpMsgIPBanSpamAddress', '550 拒否', 'VALUE_NOT_ASCII'],
  ['HeloDomain', 'my server', 'VALUE_NOT_A_DOMAIN'],
  ['PostMaster', 'root', 'VALUE_NOT_AN_ADDRESS'],
] as const

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
    await each.goto(`${at('folder')}/settings`)
    const open = (name: string) =>
      field(each, name)
        .getByRole('button', { name: new RegExp(`^(Change ${name}|${name} を変更)$`) })
        .click()
    const submit = (name: string) => field(each, name).locator('button[type=submit]').click()
    for (const [name, text, code] of REFUSED) {
      await open(name)
      await field(each, name).getByRole('textbox').fill(text)
      await expect(field(each, name)).toContainText(words(language, 'errors', code, { name }))
      await submit(name)
      await expect(field(each, name).getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
    }
    // More than a line holds is seen only where the line is: in the file.
    await open('CustomSMTPMessage')
    await field(each, 'CustomSMTPMessage').getByRole('textbox').fill('x'.repeat(2040))
    await submit('CustomSMTPMessage')
    await expect(field(each, 'CustomSMTPMessage').locator('[data-code=LINE_TOO_LONG]')).toBeVisible()
    await expect(each.getByTestId('drafted')).toHaveCount(0)
  }
  await japanese.close()
})

test('notes, and variables that another program reads, are written with nothing lost', async ({
  page,
  at,
  stage: { folder },
}) => {
  const before = (await folder.read(FILE)).toString('latin1')
  const misspelt = '"customsmtpmessage"\t"Hello"\r\n'
  await folder.write(FILE, before + misspelt)
  await page.goto(`${at('folder')}/settings`)
  await expect(field(page, 'RootDomain').getByTestId('takes-effect')).toContainText('from the next session')
  await page.getByRole('button', { name: 'Note on RootDomain' }).click()
  await page.getByRole('textbox', { name: 'Note on RootDomain' }).fill('Ours since 2003')
  await page.keyboard.press('Enter')
  await expect(field(page, 'RootDomain').getByTestId('note')).toContainText('Ours since 2003')

  const odd = page.locator('#odd')
  await odd.getByRole('button', { name: 'Add a variable that XMail does not know' }).click()
  await odd.getByRole('textbox', { name: 'Name' }).fill('Greylist')
  await expect(odd.getByRole('form')).toContainText('Greylist is already set')
  await odd.getByRole('textbox', { name: 'Name' }).fill('Grey-Delay')
  await odd.getByRole('textbox', { name: 'Value' }).fill('300')
  await odd.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(odd.locator('[data-change=added]')).toContainText('Grey-Delay')
  await odd.getByRole('button', { name: 'Edit Greylist' }).click()
  await odd.getByRole('textbox', { name: 'Value of Greylist' }).fill('2')
  await odd.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(odd.locator('[data-change=added]')).toHaveCount(2)
  await odd.getByRole('button', { name: 'Write CustomSMTPMessage' }).click()
  await expect(drafted(page, 'CustomSMTPMessage')).toContainText('Hello')
  await expect(odd.locator('[data-change=removed]', { hasText: 'customsmtpmessage' })).toBeVisible()

  await page.goto(at('folder', 'review'))
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible()
  const after = before
    .replace('"RootDomain"', '#: Ours since 2003\r\n"RootDomain"')
    .replace('Greylist\t"1"\textra', 'Greylist\t"2"\textra')
  const added = '"Grey-Delay"\t"300"\r\n"CustomSMTPMessage"\t"Hello"\r\n'
  expect((await folder.read(FILE)).toString('latin1')).toBe(after + added)
})
