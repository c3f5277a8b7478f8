import type { Page } from '@playwright/test'
import { asFolder, type MailRootFolder, overCtrl } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { type Language, words } from './support/words'

/** Nothing that only DNS knows: each question has one answer. */
const FILES = {
  'server.tab':
    '"RootDomain"\t"example.test"\n"SmtpServerDomain"\t"example.test"\n"EnableAuthSMTP-POP3"\t"0"\n',
  'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n',
  'ctrl.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n"127.0.0.0/8"\t""\t"ALLOW"\t2\n',
  'smtp.ipprop.tab': '# nobody\n',
  'spammers.tab': '"203.0.113.0/24"\t"code=-4"\n',
  'spam-address.tab': '"*@rude.example"\n',
  'smtprelay.tab': '# office\n"10.0.0.7"\n"10.0.0.0"\t"255.0.0.0"\n',
  'smtpextauth.tab': '# none\n',
} as const

/** Two things that only DNS knows: whether a list has the client, and what the client is called. */
const LISTED = `${FILES['server.tab']}"CustMapsList"\t"bl.example:1"\n"SMTP-RDNSCheck"\t"1"\n`

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const folder = await start.mailRoot('in-a-folder')
  const roots: readonly MailRootFolder[] = [practice.folder, folder]
  for (const root of roots) for (const [path, text] of Object.entries(FILES)) await root.write(path, text)
  const lists = await start.mailRoot('with-block-lists')
  for (const [path, text] of Object.entries({ ...FILES, 'server.tab': LISTED })) await lists.write(path, text)
  const servers = [overCtrl('ctrl', practice), asFolder('folder', folder), asFolder('lists', lists)]
  return { servers, stage: {} }
})

const ask = (question: Readonly<Record<string, string>>) => `simulator?${new URLSearchParams(question)}`
const ABROAD = { from: 'a@b.example', to: 'c@d.example' }

const reply = (page: Page, of = 'live') => page.getByTestId(of).getByTestId('reply')
const field = (page: Page, language: Language, name: string) =>
  page.getByLabel(words(language, 'simulator', `field_${name}`), { exact: true })

test('the answer changes while one types, says why, and can be shared by its address: over CTRL', async ({
  page,
  at,
}) => {
  await page.goto(`${at('ctrl')}/${ask({ service: 'smtp', client: '192.0.2.7', ...ABROAD })}`)
  await expect(reply(page)).toHaveText('550 Relay denied')
  await expect(page.getByTestId('verdict')).toHaveText('XMail refuses the recipient.')
  await field(page, 'en', 'client').fill('10.1.2.3')
  await expect(reply(page)).toHaveText('250 OK')
  const relay = page.locator('[data-check=relay-table]')
  await expect(relay).toContainText('smtprelay.tab, line 3')
  await expect(relay.locator('[data-why=bare-address]')).toContainText('Line 2')

  await field(page, 'en', 'client').fill('203.0.113.9')
  await expect(page.getByTestId('delay')).toHaveText('It waits 12 seconds in all.')
  await field(page, 'en', 'from').fill('X@Rude.Example')
  await expect(reply(page)).toHaveText('504 You are registered as spammer')
  await expect(page).toHaveURL(/client=203\.0\.113\.9&from=X%40Rude\.Example/)
  await page.reload()
  await expect(reply(page)).toHaveText('504 You are registered as spammer')
  await page.getByRole('link', { name: 'spam-address.tab, line 1' }).click()
  await expect(page).toHaveURL(/\/spam\/senders#file=spam-address\.tab&line=1$/)
  await expect(page.locator('[aria-current=location]')).toContainText('*@rude.example')
  await expect(page.locator('[aria-current=location]')).toBeFocused()
})

test('each service and every example has an answer: a folder', async ({ page, at }) => {
  await page.goto(`${at('folder')}/${ask({ service: 'ctrl', client: '192.0.2.7' })}`)
  await expect(reply(page)).toHaveText('-00130 Server does not like Your IP')
  await field(page, 'en', 'client').fill('127.0.0.9')
  await expect(reply(page)).toHaveText('+00000 <TIMESTAMP> XMail 1.27 CTRL Server; DATE')
  const examples = page.getByRole('group', { name: 'Examples' }).getByRole('button')
  for (const example of await examples.all()) {
    await example.click()
    await expect(example).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('answer')).toHaveAttribute('aria-busy', 'false')
    await expect(page.getByTestId('verdict').first()).toBeVisible()
  }
})

test('what a draft changes comes first, and that it changes nothing is said as well', async ({
  page,
  at,
}) => {
  await page.goto(at('folder', 'relay'))
  await page.getByRole('textbox', { name: 'Add networks' }).fill('192.0.2.0/28')
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator('[data-network="192.0.2.0/28"]')).toHaveAttribute('data-change', 'added')
  await page.getByRole('link', { name: 'Ask the simulator about 192.0.2.0/28' }).click()
  const difference = page.getByTestId('difference')
  await expect(difference).toContainText('XMail refuses the recipient.')
  await expect(difference).toContainText('XMail accepts the message for this recipient.')
  await expect(reply(page, 'drafted')).toHaveText('250 OK')
  await expect(reply(page)).toHaveText('550 Relay denied')
  await expect(page).toHaveURL(/client=192\.0\.2\.1&/)
  await field(page, 'en', 'client').fill('192.0.2.16')
  await expect(page.getByTestId('same')).toContainText('Your draft changes nothing here.')
  await expect(difference).toHaveCount(0)
})

test('what nobody can see is supposed by a click, for the files and the draft, and goes with the address', async ({
  page,
  at,
}) => {
  await page.goto(`${at('lists')}/${ask({ service: 'smtp', client: '198.51.100.7', ...ABROAD })}`)
  const ways = page.getByTestId('live').getByTestId('way')
  await expect(ways).toHaveCount(3)
  const listed = words('en', 'simulator', 'fact_listed_no', { zone: 'bl.example' })
  await page
    .getByRole('button', { name: `Suppose this: ${listed}` })
    .first()
    .click()
  await expect(ways).toHaveCount(2)
  await expect(page.getByTestId('answer')).toBeFocused()
  await page
    .getByRole('textbox', { name: words('en', 'simulator', 'supposeName') })
    .fill('mail.partner.example')
  await page.getByRole('button', { name: 'Suppose this', exact: true }).click()
  await expect(reply(page)).toHaveCount(1)
  await expect(reply(page)).toHaveText('550 Relay denied')
  await expect(page).toHaveURL(/ptr=mail\.partner\.example.*&suppose=listed\+no\+bl\.example$/)
  await page.reload()
  await expect(reply(page)).toHaveText('550 Relay denied')
  const supposed = page.getByRole('group', { name: 'Only these cases are shown' })
  await expect(supposed.getByRole('listitem')).toHaveCount(2)

  const question = new URL(page.url()).search
  await page.goto(at('lists', 'relay'))
  await page.getByRole('textbox', { name: 'Add networks' }).fill('198.51.100.0/24')
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator('[data-network="198.51.100.0/24"]')).toHaveAttribute('data-change', 'added')
  await page.goto(`${at('lists')}/simulator${question}`)
  await expect(reply(page)).toHaveText('550 Relay denied')
  await expect(reply(page, 'drafted')).toHaveText('250 OK')
  await supposed.getByRole('button', { name: `Leave this open again: ${listed}` }).click()
  await expect(ways).toHaveCount(2)
  await expect(page).not.toHaveURL(/suppose=/)
})

for (const [language, locale] of [
  ['en', 'en-US'],
  ['ja', 'ja-JP'],
] as const) {
  test(`what cannot be understood is said beside its field: ${language}`, async ({ browser, world, at }) => {
    const { url: baseURL } = world.console
    const page = await browser.newPage({ baseURL, storageState: world.storageState, locale })
    waitAfterLoading(page)
    const junk = {
      service: 'imap',
      client: '300.1.1.1',
      tls: 'yes',
      ptr: 'a b',
      from: 'a\0b',
      to: 'x'.repeat(1021),
    }
    await page.goto(`${at('folder')}/${ask({ ...junk, listener: '192.0.2.7:25' })}`)
    await expect(page.locator('[aria-invalid=true]')).toHaveCount(Object.keys(junk).length + 1)
    await expect(page.getByText(words(language, 'errors', 'ADDRESS_INVALID'))).toBeVisible()
    await expect(page.getByTestId('answer')).toContainText(words(language, 'simulator', 'needsFields'))

    await page.goto(`${at('folder')}/${ask({ service: 'smtp', client: '10.1.2' })}`)
    await expect(field(page, language, 'client')).toHaveAttribute('aria-invalid', 'true')
    await field(page, language, 'client').fill('')
    await expect(page.getByText(words(language, 'errors', 'CLIENT_NEEDED'))).toBeVisible()
    await field(page, language, 'client').fill('10.1.2.3')
    await expect(page.getByTestId('verdict')).toHaveText(words(language, 'simulator', 'accepted_ehlo'))
    // What XMail says to an address that is none is an answer, no mistake of the form.
    await field(page, language, 'from').fill('*')
    await expect(reply(page)).toHaveText('501 Syntax error in parameters or arguments: (-132)')
    await field(page, language, 'from').fill('*@*')
    await expect(reply(page)).toHaveText('250 OK')
    await page.close()
  })
}
