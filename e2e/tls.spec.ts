import { X509Certificate } from 'node:crypto'
import type { Page } from '@playwright/test'
import { lock, makePair, packPkcs12, readKeyObject, secretLines, signRequest } from './support/certificates'
import { asFolder, type MailRootFolder, overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn, waitAfterLoading } from './support/test'
import { type Language, words } from './support/words'

/** Among the names of the sample's server.tab. */
const NAME = 'mail.example.test'

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const sftp = await start.mailRoot('over-sftp')
  const folder = await start.mailRoot('in-a-folder')
  const roots: Record<string, MailRootFolder> = { ctrl: practice.folder, sftp, folder }
  return {
    servers: [
      overCtrl('ctrl', practice),
      overSftp('sftp', await start.sshd(), sftp.path),
      asFolder('folder', folder),
    ],
    stage: roots,
  }
})

/** In the section of that name: the fields for installing and for making have some in common. */
const section = (page: Page, name: string) => page.locator(`section#${name}`)
const button = (page: Page, key: string, language: Language = 'en') =>
  page.getByRole('button', { name: words(language, 'tls', key), exact: true })

async function applyDraft(page: Page, server: string) {
  await page.goto(`${server}/review`)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
}

/** Everything that the page has been given, shown or not. */
async function expectNowhere(page: Page, key: string) {
  const html = await page.content()
  for (const line of secretLines(key)) expect(html).not.toContain(line)
}

async function contentOf(root: MailRootFolder | undefined, file: string): Promise<string> {
  return (await root?.read(file))?.toString() ?? ''
}

for (const way of ['ctrl', 'sftp', 'folder']) {
  test(`a certificate and its key are uploaded, checked, applied and on the disk byte for byte: ${way}`, async ({
    page,
    at,
    stage,
  }) => {
    const pair = await makePair(NAME)
    const upload = (label: string, name: string, text: string) =>
      page
        .getByLabel(words('en', 'tls', label))
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text.replaceAll('\n', '\r\n')) })
    await page.goto(`${at(way)}/tls`)
    await upload('certificateFile', 'mail.crt', pair.certificate)
    await upload('privateKeyFile', 'mail.key', pair.key)
    await button(page, 'check').click()
    await expect(page.getByTestId('checked')).toContainText(NAME)
    await expect(page.getByTestId('checked').locator('[data-finding=self-signed]')).toBeVisible()
    await button(page, 'stage').click()
    await expect(section(page, 'drafted')).toContainText('Ends in 89 days')
    await expectNowhere(page, pair.key)
    await page.goto(`${at(way)}/review`)
    await expect(page.getByText(`server.cert: install a certificate for ${NAME}`)).toBeVisible()
    await expectNowhere(page, pair.key)
    const patch = await page.request.get(`${at(way)}/review/patch`)
    for (const line of secretLines(pair.key)) expect(await patch.text()).not.toContain(line)
    await applyDraft(page, at(way))
    await expectNowhere(page, pair.key)
    expect(await contentOf(stage[way], 'server.cert')).toBe(pair.certificate)
    expect(await contentOf(stage[way], 'server.key')).toBe(pair.key)
    // Over CTRL the console itself comes by this certificate: it has pinned the new one.
    await page.goto(at(way))
    await expect(page.getByRole('main').getByText('The certificate ends in 89 days.')).toBeVisible()
  })
}

test('a handshake proves what is served, and can be cancelled', async ({ page, at, stage }) => {
  await page.goto(`${at('ctrl')}/tls`)
  await button(page, 'proofStart').click()
  const ctrl = page.locator('[data-service=ctrl]')
  await expect(ctrl).toHaveAttribute('data-state', 'secured', { timeout: 15_000 })
  await expect(ctrl).toContainText('the certificate of server.cert')
  const served = new X509Certificate(await contentOf(stage.ctrl, 'server.cert'))
  await expect(ctrl).toContainText(/^.*TLSv1\.3/)
  await expect(ctrl).toContainText((served.subjectAltName ?? '').replace('DNS:', '').split(',')[0] ?? '')
})

test('a self-signed certificate is made here, and its key is never seen', async ({ page, at, stage }) => {
  await page.goto(`${at('folder')}/tls`)
  const make = section(page, 'make')
  await make.getByRole('radio', { name: /^Its own key/ }).check()
  await make.getByLabel('Names', { exact: true }).fill(`${NAME}\n192.0.2.1`)
  await make.getByLabel('Valid for days', { exact: true }).fill('12')
  await button(page, 'makeSelfSigned').click()
  await expect(section(page, 'drafted')).toContainText('192.0.2.1')
  await expect(section(page, 'drafted').locator('[data-finding=ends-soon]')).toBeVisible()
  const draft = await page.content()
  await applyDraft(page, at('folder'))
  const certificate = new X509Certificate(await contentOf(stage.folder, 'server.cert'))
  const key = await contentOf(stage.folder, 'server.key')
  expect(certificate.checkPrivateKey(readKeyObject(key))).toBe(true)
  expect(certificate.subjectAltName).toBe(`DNS:${NAME}, IP Address:192.0.2.1`)
  for (const line of secretLines(key)) expect(draft).not.toContain(line)
  await expectNowhere(page, key)
  await page.goto(at('folder'))
  await expect(page.getByRole('main').getByText(/The certificate ends in 1[12] days\./)).toBeVisible()
})

test('a PKCS#12 file is opened with its password', async ({ page, at, stage }) => {
  const pair = await makePair(NAME, 'rsa-2048')
  await page.goto(`${at('folder')}/tls`)
  await page.getByRole('radio', { name: /^PKCS#12/ }).check()
  const buffer = packPkcs12(pair, 'kumo 41')
  const file = page.getByLabel('PKCS#12 file', { exact: true })
  await file.setInputFiles({ name: 'mail.pfx', mimeType: 'application/x-pkcs12', buffer })
  const password = page.getByLabel('Password of the file', { exact: true })
  await password.fill('kumo')
  await button(page, 'check').click()
  await expect(page.getByText(words('en', 'errors', 'PKCS12_PASSWORD_WRONG'))).toBeVisible()
  await password.fill('kumo 41')
  await button(page, 'check').click()
  await button(page, 'stage').click()
  await expect(section(page, 'drafted')).toContainText('RSA 2048')
  await applyDraft(page, at('folder'))
  expect(await contentOf(stage.folder, 'server.cert')).toBe(pair.certificate)
  expect(readKeyObject(await contentOf(stage.folder, 'server.key')).equals(readKeyObject(pair.key))).toBe(
    true,
  )
})

test('a key waits here, sealed, until its certificate comes back', async ({ page, at, stage }) => {
  const keyBefore = await contentOf(stage.folder, 'server.key')
  await page.goto(`${at('folder')}/tls`)
  const make = section(page, 'make')
  await make.getByLabel('Names', { exact: true }).fill(NAME)
  await make.getByLabel('Kind of key', { exact: true }).selectOption('ec-p256')
  await button(page, 'makeRequest').click()
  const waiting = section(page, 'waiting')
  await waiting.getByText(`Request for ${NAME}`).click()
  const request = (await waiting.locator('pre').textContent()) ?? ''
  expect(await page.content()).not.toContain('PRIVATE KEY-----\n')
  const { certificate, authority } = await signRequest(request)
  await section(page, 'install')
    .getByLabel('Certificate and chain', { exact: true })
    .fill(authority + certificate)
  await button(page, 'check').click()
  await expect(page.getByTestId('checked')).toContainText(
    'The key that was made here for this certificate fits.',
  )
  await expect(page.getByTestId('checked').locator('[data-finding=chain-reordered]')).toBeVisible()
  await button(page, 'stage').click()
  await expect(waiting).toContainText('its key is in use or in your draft')
  await applyDraft(page, at('folder'))
  const chain = await contentOf(stage.folder, 'server.cert')
  expect(chain).toBe(certificate + authority)
  const key = await contentOf(stage.folder, 'server.key')
  expect(key).not.toBe(keyBefore)
  expect(new X509Certificate(chain).checkPrivateKey(readKeyObject(key))).toBe(true)
  await page.goto(`${at('folder')}/tls`)
  await button(page, 'discard').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(section(page, 'waiting')).toHaveCount(0)
})

test('what cannot be installed is refused beside its field, in both languages', async ({
  page,
  at,
  browser,
  world,
}) => {
  const { url: baseURL } = world.console
  const japanese = await browser.newPage({ baseURL, storageState: world.storageState, locale: 'ja-JP' })
  waitAfterLoading(japanese)
  const pair = await makePair(NAME)
  const other = await makePair(NAME)
  const request = '-----BEGIN CERTIFICATE REQUEST-----\nQUJD\n-----END CERTIFICATE REQUEST-----\n'
  const refused = [
    ['nothing', '', '', '', 'CERTIFICATE_MISSING'],
    ['another kind of PEM', request, pair.key, '', 'PEM_WRONG_KIND'],
    ['half a certificate', pair.certificate.slice(0, 200), pair.key, '', 'PEM_UNREADABLE'],
    ['no key', pair.certificate, '', '', 'KEY_MISSING'],
    ['a key of another certificate', pair.certificate, other.key, '', 'KEY_MISMATCH'],
    ['a locked key', pair.certificate, lock(pair, 'kumo 41'), '', 'KEY_PASSPHRASE_NEEDED'],
    ['a wrong passphrase', pair.certificate, lock(pair, 'kumo 41'), 'kumo', 'KEY_PASSPHRASE_WRONG'],
  ] as const
  const places = { kind: 'certificate request', number: 1 }
  for (const [language, at1] of [['en', page] as const, ['ja', japanese] as const]) {
    const label = (key: string) =>
      section(at1, 'install').getByLabel(words(language, 'tls', key), { exact: true })
    await at1.goto(`${at('sftp')}/tls`)
    for (const [what, certificate, key, passphrase, code] of refused) {
      await label('certificate').fill(certificate)
      await label('privateKey').fill(key)
      await label('passphrase').fill(passphrase)
      await button(at1, 'check', language).click()
      await expect(at1.getByText(words(language, 'errors', code, places)), what).toBeVisible()
    }
  }
  await japanese.close()
})

test('an expired or foreign certificate goes in only with a confirmation', async ({ page, at }) => {
  const expired = await makePair('mail.elsewhere.test', 'ec-p256', -3)
  const install = section(page, 'install')
  await page.goto(`${at('sftp')}/tls`)
  await install.getByLabel('Certificate and chain', { exact: true }).fill(expired.certificate)
  await install.getByLabel('Private key', { exact: true }).fill(expired.key)
  await button(page, 'check').click()
  await expect(page.getByTestId('checked').locator('[data-finding=expired]')).toBeVisible()
  await expect(page.getByTestId('checked').locator('[data-finding=foreign]')).toBeVisible()
  await expect(button(page, 'stage')).toBeDisabled()
  await page.getByRole('checkbox', { name: words('en', 'tls', 'accept') }).check()
  await button(page, 'stage').click()
  await expect(section(page, 'drafted').locator('[data-finding=expired]')).toBeVisible()
})
