import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { asFolder, overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'

const SECRET = 'canary-password-51c9'

const test = testOn(async (start) => {
  const practice = await start.practice('over-ctrl')
  const folder = await start.mailRoot('in-a-folder')
  await folder.write(
    'smtpauth.tab',
    Buffer.from(`"scanner"\t"${SECRET}"\t"MR"\n"nobody"\t"${SECRET}"\t"M"\n`, 'latin1'),
  )
  return { servers: [overCtrl('ctrl', practice), asFolder('folder', folder)], stage: { folder } }
})

test('every way to relay, with its file, and no password', async ({ page, at, stage }) => {
  await page.goto(at('folder'))
  await page.getByRole('navigation').getByRole('link', { name: 'Who can relay' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Who can relay' })).toBeVisible()
  const way = (id: string) => page.locator(`[data-way=${id}]`)
  await expect(way('networks')).toHaveAttribute('data-look', 'opens')
  await expect(way('networks')).toContainText('10.0.0.0/8')
  await expect(way('logins')).toContainText('scanner')
  await expect(way('logins')).not.toContainText('nobody line')
  await expect(way('whitelists')).toHaveAttribute('data-look', 'quiet')
  await expect(way('custom')).toContainText('there is no file in custdomains')
  expect(await page.content()).not.toContain(SECRET)

  await mkdir(join(stage.folder.path, 'custdomains'), { recursive: true })
  await stage.folder.write('custdomains/.tab', Buffer.from('\n'))
  await page.reload()
  await expect(way('custom')).toContainText('everybody, to every domain')
})

for (const server of ['ctrl', 'folder'] as const) {
  test(`the permissions of accounts are read when they are asked for: ${server}`, async ({ page, at }) => {
    await page.goto(`${at(server)}/who-can-relay`)
    await page.getByRole('button', { name: /^Read the user\.tab/ }).click()
    await expect(page.getByRole('button', { name: 'Read again' })).toBeVisible()
    await expect(page.getByTestId('accounts-read')).toContainText('relay')
  })
}
