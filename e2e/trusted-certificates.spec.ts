import { X509Certificate } from 'node:crypto'
import type { Page } from '@playwright/test'
import { type MadePair, makePair, secretLines } from './support/certificates'
import { asFolder, type MailRootFolder, overCtrl } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { type Language, words } from './support/words'

/** `ctrl` is reached by TLS, and the console trusts the authority of its certificate: its own, for it is self-signed. */
const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const folder = await start.mailRoot('in-a-folder')
  const pem = (await practice.folder.read('server.cert')).toString()
  return {
    servers: [overCtrl('ctrl', practice, { trust: { by: 'authority', pem } }), asFolder('folder', folder)],
    stage: { ctrl: practice.folder, folder },
  }
})

const say = (key: string, language: Language = 'en', places = {}) => words(language, 'tls', key, places)
const list = (page: Page) => page.getByTestId('trusted-list')
const button = (page: Page, key: string, language: Language = 'en') =>
  page.getByRole('button', { name: say(key, language), exact: true })

async function give(page: Page, text: string, language: Language = 'en') {
  const form = page.getByRole('form', { name: say('trustAdd', language), exact: true })
  await form.getByLabel(say('trustCertificates', language), { exact: true }).fill(text)
  await form.getByRole('button', { name: say('stage', language), exact: true }).click()
}

async function apply(page: Page, server: string) {
  await page.goto(`${server}/review`)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
}

async function trustedOf(folder: MailRootFolder): Promise<string | undefined> {
  const bytes = await folder.read('certs.pem').catch(() => null)
  return bytes?.toString('latin1')
}

const subject = (pair: MadePair) => new X509Certificate(pair.certificate).subject
const mail = makePair('mail.example.test')
const relay = makePair('relay.example.test')

test('SSLUseCertsFile is not switched on without a certificate to trust', async ({ page, at, stage }) => {
  const before = await stage.folder.read('server.tab')
  const field = page.locator('[data-variable=SSLUseCertsFile]')
  await page.goto(`${at('folder')}/tls`)
  await field.getByRole('button', { name: 'On', exact: true }).click()
  await expect(field.getByText(words('en', 'errors', 'TRUSTED_FILE_MISSING'))).toBeVisible()
  await page.goto(`${at('folder')}/review`)
  await expect(page.getByText(words('en', 'review', 'empty'))).toBeVisible()
  expect(await stage.folder.read('server.tab')).toEqual(before)
})

test('certificates are added, taken back, added again, and in certs.pem byte for byte', async ({
  page,
  at,
  stage,
}) => {
  const [first, second] = [await mail, await relay]
  await page.goto(`${at('folder')}/tls`)
  await expect(page.getByText(say('trustAbsent'))).toBeVisible()
  await button(page, 'trustAdd').click()
  await give(page, first.certificate)
  await expect(list(page).locator('[data-state=added]')).toContainText(subject(first))
  await page.getByRole('button', { name: say('trustUndo', 'en', { name: subject(first) }) }).click()
  await expect(page.getByText(say('trustAbsent'))).toBeVisible()

  // As a file of Windows has it, both at once: one press takes both back.
  await button(page, 'trustAdd').click()
  await give(page, (first.certificate + second.certificate).replaceAll('\n', '\r\n'))
  await expect(list(page).locator('[data-state=added]')).toHaveCount(2)
  await button(page, 'trustAdd').click()
  await give(page, first.certificate)
  const known = words('en', 'errors', 'CERTIFICATE_DUPLICATE', { subject: subject(first) })
  await expect(page.getByText(known)).toBeVisible()
  await apply(page, at('folder'))
  expect(await trustedOf(stage.folder)).toBe(first.certificate + second.certificate)

  await page.goto(`${at('folder')}/tls`)
  await page.getByRole('button', { name: say('trustRemove', 'en', { name: subject(first) }) }).click()
  await expect(list(page).locator('[data-state=removed]')).toContainText(subject(first))
  await apply(page, at('folder'))
  expect(await trustedOf(stage.folder)).toBe(second.certificate)
})

test('what is no certificate is refused beside its field, in both languages', async ({
  page,
  at,
  browser,
  world,
  stage,
}) => {
  const { key } = await mail
  const before = await trustedOf(stage.folder)
  const japanese = await browser.newPage({
    ...{ baseURL: world.console.url, storageState: world.storageState, locale: 'ja-JP' },
  })
  waitAfterLoading(japanese)
  for (const [language, here] of [['en', page] as const, ['ja', japanese] as const]) {
    await here.goto(`${at('folder')}/tls`)
    await button(here, 'trustAdd', language).click()
    const refusal = (code: string, places = {}) => here.getByText(words(language, 'errors', code, places))
    await give(here, key, language)
    await expect(refusal('CERTIFICATES_ONLY', { kind: 'private key' })).toBeVisible()
    await give(here, 'garbage', language)
    await expect(refusal('PEM_UNREADABLE', { number: 1 })).toBeVisible()
    const answer = await here.request.get(`${at('folder')}/review`)
    for (const line of secretLines(key)) expect(await answer.text()).not.toContain(line)
    await expect(here.getByTestId('trusted-list').locator('[data-state=added]')).toHaveCount(0)
  }
  await japanese.close()
  expect(await trustedOf(stage.folder)).toBe(before)
})

test('a certificate that shuts this console out is announced, and pinned with the change where that is asked', async ({
  page,
  at,
  stage,
}) => {
  const { certificate, key } = await mail
  const install = page.locator('section#install')
  await page.goto(`${at('ctrl')}/tls`)
  await install.getByLabel(say('certificate'), { exact: true }).fill(certificate)
  await install.getByLabel(say('privateKey'), { exact: true }).fill(key)
  await button(page, 'check').click()
  await expect(page.getByTestId('checked').getByTestId('shut-out')).toBeVisible()
  await button(page, 'stage').click()
  await expect(page.locator('section#drafted')).toContainText('mail.example.test')
  await page.goto(`${at('ctrl')}/review`)
  await expect(page.getByTestId('shut-out').locator('[data-trouble=untrusted]')).toContainText('self-signed')
  const pin = page.getByRole('checkbox', { name: say('pinNew') })
  await expect(pin).not.toBeChecked()
  await pin.check()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
  expect((await stage.ctrl.read('server.cert')).toString()).toBe(certificate)
  // Read over a new connection: the one that applied may have been open since before.
  await page.goto(at('ctrl'))
  await expect(page.getByRole('main').getByText('The certificate ends in 89 days.')).toBeVisible()
  await page.goto(at('ctrl', 'connection'))
  const fingerprint = new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase()
  await expect(page.locator('input[name="connection.trust.sha256"]')).toHaveValue(fingerprint)
})
