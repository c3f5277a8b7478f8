// The programs outside of npm that the tests need: a browser and OpenSSH's server.
import { existsSync } from 'node:fs'
import { run } from './run.mjs'
import { giveUp, step } from './say.mjs'

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/opt/homebrew/sbin/sshd']
const TOOLS = [
  { name: 'Chromium', paths: [process.env.CHROMIUM_PATH, ...CHROMIUM], debian: 'chromium' },
  { name: "OpenSSH's server", paths: [process.env.SSHD_PATH, ...SSHD], debian: 'openssh-server' },
]

/** Installs what is missing by apt where this is root on Debian; else says what to install and ends. */
export async function ensureTools() {
  const missing = TOOLS.filter((tool) => !find(tool))
  if (missing.length === 0) return
  const names = missing.map((tool) => tool.name).join(' and ')
  const packages = missing.map((tool) => tool.debian)
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!canInstall) {
    giveUp(
      `The tests need ${names}.`,
      `Install ${packages.join(' ')} with your package manager (on Debian: sudo apt-get install ${packages.join(' ')}), or set CHROMIUM_PATH and SSHD_PATH.`,
    )
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step(`Installing ${names}`, async () => {
    await run('apt-get', ['update'], { env })
    await run(
      'apt-get',
      [
        'install',
        '-y',
        '--no-install-recommends',
        ...packages,
        ...(packages.includes('chromium') ? ['fonts-noto-cjk'] : []),
      ],
      { env },
    )
  }).catch((error) => giveUp(`apt could not install ${packages.join(' ')}.`, error.output ?? error.message))
}

function find(tool) {
  return tool.paths.find((path) => path && existsSync(path))
}
