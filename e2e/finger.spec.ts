import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { overCtrl, overSftp } from './support/mail-servers'
import { expect, testOn } from './support/test'
import { words } from './support/words'

const FILE = 'finger.ipmap.tab'
const SCRIPT = '#!/bin/sh\nXMAIL_CMD_LINE="-Pl"\nexec /var/MailRoot/bin/XMail\n'

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  const sftp = await start.mailRoot('over-sftp')
  const startFile = join(start.scratch, 'xmail')
  await writeFile(startFile, SCRIPT)
  return {
    servers: [
      { ...overCtrl('ctrl', practice), services: practice.services },
      overSftp('sftp', await start.sshd(), sftp.path),
    ],
    stage: { practice, startFile },
  }
})

const say = (key: string) => words('en', 'finger', key)

async function tryPort(page: Page, state: string) {
  await page.getByRole('button', { name: new RegExp(`${say('tryPort')}|${say('tryAgain')}`) }).click()
  await expect(page.locator(`main [data-state=${state}]`)).toBeVisible({ timeout: 20_000 })
}

async function apply(page: Page) {
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
}

test('is open, is closed by one click and an apply, and is proved to be silent', async ({
  page,
  at,
  stage,
}) => {
  await page.goto(at('ctrl', 'finger'))
  await expect(page.getByTestId('now')).toHaveText(say('nowEverybody'))
  await tryPort(page, 'answering')
  await expect(page.locator('main pre', { hasText: 'EMail' })).toContainText('hanako@example.test')

  await page.getByRole('button', { name: say('closeByList') }).click()
  await expect(page.getByText(say('closedInDraft'))).toBeVisible()
  expect((await stage.practice.folder.read(FILE)).toString()).toContain('ALLOW')
  await page.goto(at('ctrl', 'review'))
  await apply(page)
  const lines = (await stage.practice.folder.read(FILE)).toString().trimEnd().split('\n')
  expect(lines.map((line) => line.split('\t')[0])).toEqual(['"0.0.0.0"', '"::/0"'])

  await page.goto(at('ctrl', 'finger'))
  await expect(page.getByTestId('now')).toHaveText(say('nowNobody'))
  await tryPort(page, 'silent')
})

test('lists what FINGER would tell, without a password', async ({ page, at }) => {
  await page.goto(at('ctrl', 'finger'))
  await page.getByRole('button', { name: say('readUsers') }).click()
  await expect(page.getByTestId('counts')).toContainText('4 of 4 users, and 1 list', { timeout: 20_000 })
  await expect(page.getByRole('row', { name: /taro@example\.test/ })).toBeVisible()
  expect(await page.content()).not.toContain('1104170a481512')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
})

test('says over CTRL that the start file cannot be reached, and has the option to copy', async ({
  page,
  at,
}) => {
  await page.goto(at('ctrl', 'finger'))
  await expect(page.locator('[data-start-file=by-ctrl]')).toContainText(say('startFileByCtrl'))
  await expect(page.locator('main pre').first()).toContainText('MAIL_CMD_LINE=-F-')
})

test('switches FINGER off in the start file, one line of it, and on again: over SFTP, by the draft', async ({
  page,
  at,
  stage,
}) => {
  await page.goto(at('sftp', 'connection'))
  await page.getByLabel(words('en', 'servers', 'startFile'), { exact: true }).fill(stage.startFile)
  await page.getByRole('button', { name: words('en', 'servers', 'servicesSave') }).click()
  await expect(page.getByText(words('en', 'servers', 'servicesSaved'))).toBeVisible()

  await page.goto(at('sftp', 'finger'))
  const section = page.locator('[data-start-file=on]')
  await expect(section).toContainText('XMAIL_CMD_LINE="-F- -Pl"')
  await expect(page.locator('main')).not.toContainText('exec /var/MailRoot')
  await page.getByRole('button', { name: say('startFilePut') }).click()
  await expect(section).toContainText(say('startFileDrafted_on'))
  expect(await readFile(stage.startFile, 'utf8')).toBe(SCRIPT)

  await page.getByRole('button', { name: say('startFileUndo') }).click()
  await page.getByRole('button', { name: say('startFilePut') }).click()
  await expect(section).toContainText(say('startFileDrafted_on'))
  await page.goto(at('sftp', 'review'))
  const review = page.locator('main')
  await expect(review).toContainText(words('en', 'edits', 'startFileOff', { file: stage.startFile }))
  await expect(review).toContainText(words('en', 'review', 'takesEffectRestart'))
  await expect(review).not.toContainText('exec /var/MailRoot')
  await apply(page)
  await expect(page.locator('main')).toContainText(stage.startFile)
  expect(await readFile(stage.startFile, 'utf8')).toBe(SCRIPT.replace('"-Pl"', '"-F- -Pl"'))

  await page.goto(at('sftp', 'finger'))
  await page.getByRole('button', { name: say('startFileTake') }).click()
  await expect(page.locator('[data-start-file=off]')).toContainText(say('startFileDrafted_off'))
  await page.goto(at('sftp', 'review'))
  await apply(page)
  expect(await readFile(stage.startFile, 'utf8')).toBe(SCRIPT)
})
