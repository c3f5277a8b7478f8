import type { Page } from '@playwright/test'
import { PASSPHRASE } from '@/test/support/sshd'
import { expect, testOn } from './support/test'
import { words } from './support/words'

const test = testOn(async (start) => ({
  servers: [],
  stage: {
    practice: await start.practice('over-ctrl'),
    sshd: await start.sshd(),
    folder: await start.mailRoot('folder'),
  },
}))

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const password = (page: Page) => page.getByLabel('Password', { exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function fillEndpoint(page: Page, name: string, port: number, user: string) {
  await page.goto('/servers/new')
  await field(page, 'Name').fill(name)
  await field(page, 'Host').fill('127.0.0.1')
  await field(page, 'Port').fill(String(port))
  await field(page, 'User').fill(user)
}

async function expectNoServer(page: Page, name: string) {
  const other = await page.context().newPage()
  await other.goto('/servers')
  await expect(other.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible()
  await expect(other.getByRole('main').getByRole('link', { name })).toHaveCount(0)
  await other.close()
}

test('over CTRL: the certificate is seen and pinned, the way is tried, and only what works is kept', async ({
  page,
  stage: { practice },
}) => {
  const { account, sha256, port } = practice
  await test.step('an empty form names what is missing', async () => {
    await page.goto('/servers/new')
    await button(page, 'Add the server').click()
    for (const [label, key] of [
      ['Name', 'nameNeeded'],
      ['Host', 'hostNeeded'],
      ['User', 'userNeeded'],
    ] as const)
      await expect(field(page, label)).toHaveAccessibleDescription(new RegExp(words('en', 'servers', key)))
    await expect(password(page)).toHaveAccessibleDescription(/Type the password/)
  })

  await fillEndpoint(page, 'Over CTRL', port, account.user)
  await password(page).fill('not-the-password')

  await test.step('a certificate that nothing vouches for is not trusted by itself', async () => {
    await button(page, 'Test the connection').click()
    await expect(page.locator('[data-code=CERTIFICATE_UNTRUSTED]')).toBeVisible()
    await button(page, 'Ask the server for its certificate').click()
    const colons = sha256.replaceAll(/(..)(?!$)/g, '$1:')
    await expect(page.getByText(colons)).toBeVisible()
    await button(page, 'Trust exactly this certificate').click()
    await expect(page.getByRole('radio', { name: /exactly this one/ })).toBeChecked()
    await expect(field(page, 'SHA-256 fingerprint')).toHaveValue(sha256)
  })

  await test.step('a wrong password says so, and nothing is kept', async () => {
    await button(page, 'Add the server').click()
    await expect(page.locator('[data-code=LOGIN_REFUSED]')).toBeVisible()
    await expectNoServer(page, 'Over CTRL')
  })

  await test.step('the right one works, and the server is there', async () => {
    await password(page).fill(account.password)
    await button(page, 'Test the connection').click()
    await expect(page.getByText('It works: XMail 1.27 (practice)')).toBeVisible()
    await expectNoServer(page, 'Over CTRL')
    await button(page, 'Add the server').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Over CTRL' })).toBeVisible()
    await expect(page.locator('[data-code]')).toHaveCount(0)
  })

  await test.step('its settings can be changed without the password, which is shown nowhere', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Connection' }).click()
    await expect(field(page, 'Name')).toHaveValue('Over CTRL')
    await expect(password(page)).toHaveValue('')
    expect(await page.content()).not.toContain(account.password)
    await field(page, 'Name').fill('Renamed')
    await button(page, 'Save').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Renamed' })).toBeVisible()
    await expect(page.getByRole('main').getByText('7 networks (')).toBeVisible()
  })

  await test.step('the stored password goes nowhere else', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Connection' }).click()
    await field(page, 'Host').fill('localhost')
    await button(page, 'Save').click()
    await expect(password(page)).toHaveAttribute('aria-invalid', 'true')
    await expect(password(page)).toHaveAccessibleDescription(
      new RegExp(words('en', 'errors', 'SECRET_NEEDED').slice(0, 30)),
    )
  })

  await test.step('it can be taken off the list, after a question', async () => {
    await button(page, 'Remove this server from the console').click()
    const dialog = page.getByRole('dialog', { name: 'Remove Renamed?' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
    await button(page, 'Remove this server from the console').click()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByText('There is no server yet.')).toBeVisible()
  })
})

test('over CTRL with TLS from the start', async ({ page, stage: { practice } }) => {
  await fillEndpoint(page, 'Over CTRLS', 6017, practice.account.user)
  await page.getByRole('radio', { name: /^TLS from the start/ }).check()
  await expect(field(page, 'Port')).toHaveValue('6018')
  await field(page, 'Port').fill(String(practice.ctrlsPort))
  await password(page).fill(practice.account.password)
  await page.getByRole('radio', { name: /exactly this one/ }).check()
  await field(page, 'SHA-256 fingerprint').fill('not a fingerprint')
  await button(page, 'Test the connection').click()
  await expect(field(page, 'SHA-256 fingerprint')).toHaveAccessibleDescription(/64 hexadecimal digits/)
  await field(page, 'SHA-256 fingerprint').fill(practice.sha256.toUpperCase())
  await button(page, 'Test the connection').click()
  await expect(page.getByText('It works: XMail 1.27 (practice)')).toBeVisible()
  await expect(page.getByText(/^\d+ files of the MailRoot could be read\. Encrypted \(/)).toBeVisible()
})

test('over SFTP: the host key is seen and confirmed, and a locked key opened', async ({
  page,
  stage: { sshd, folder },
}) => {
  await page.goto('/servers/new')
  await page.getByRole('radio', { name: /^SFTP/ }).check()
  await field(page, 'Name').fill('Over SFTP')
  await field(page, 'Host').fill('127.0.0.1')
  await field(page, 'Port').fill(String(sshd.port))
  await field(page, 'User').fill(sshd.user)
  await field(page, 'Private key').fill(sshd.lockedPrivateKey)
  await field(page, 'MailRoot').fill(folder.path)

  await test.step('not without a confirmed host key', async () => {
    await button(page, 'Add the server').click()
    await expect(page.getByText('Confirm the host key first.')).toBeVisible()
    await button(page, 'Ask the server for its host key').click()
    await expect(page.getByText(`The server shows the key ${sshd.hostKey}`)).toBeVisible()
    await button(page, 'It is the same: confirm it').click()
    await expect(page.getByText(`Confirmed: ${sshd.hostKey}`)).toBeVisible()
  })

  await test.step('a wrong passphrase says so, and nothing is kept', async () => {
    const passphrase = page.getByLabel('Passphrase of the key', { exact: true })
    await passphrase.fill('not-the-passphrase')
    await button(page, 'Add the server').click()
    await expect(page.getByText(words('en', 'errors', 'SSH_PASSPHRASE_WRONG'))).toBeVisible()
    await expectNoServer(page, 'Over SFTP')
    await passphrase.fill(PASSPHRASE)
  })

  await button(page, 'Add the server').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Over SFTP' })).toBeVisible()
  await expect(page.getByRole('main').getByText('7 networks (')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Connection' }).click()
  await expect(field(page, 'Private key')).toHaveValue('')
  expect(await page.content()).not.toContain('BEGIN OPENSSH PRIVATE KEY')
})

test('a folder of this machine, where the operator allows it', async ({ page, stage: { folder } }) => {
  await page.goto('/servers/new')
  await page.getByRole('radio', { name: /^Folder/ }).check()
  await field(page, 'Name').fill('In a folder')
  await field(page, 'MailRoot').fill('/etc')
  await button(page, 'Add the server').click()
  await expect(field(page, 'MailRoot')).toHaveAccessibleDescription(/This console may not open \/etc/)
  await field(page, 'MailRoot').fill(folder.path)
  await button(page, 'Add the server').click()
  await expect(page.getByRole('heading', { level: 1, name: 'In a folder' })).toBeVisible()

  // A second one of the same name would be taken for the first.
  await page.goto('/servers/new')
  await page.getByRole('radio', { name: /^Folder/ }).check()
  await field(page, 'Name').fill('In a folder')
  await field(page, 'MailRoot').fill(folder.path)
  await button(page, 'Add the server').click()
  await expect(page.getByText(words('en', 'errors', 'NAME_TAKEN').slice(0, 20))).toBeVisible()
})
